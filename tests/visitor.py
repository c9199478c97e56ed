"""Somebody who visits the site in a test."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask.testing import FlaskClient

from app.database import session


class Visitor(FlaskClient):
    """A test client whose requests run in a thread of their own, and so with a database session of their own.

    The test's session ends its transaction first: what it made is there for the request, and what the
    request changed is there for the test afterwards.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.thread = ThreadPoolExecutor(max_workers=1)

    def run_wsgi_app(self, environ: Any, buffered: bool = False) -> Any:
        """One request; following a redirect is another."""
        session.commit()
        return self.thread.submit(super().run_wsgi_app, environ, buffered=True).result(timeout=60)
