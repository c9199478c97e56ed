"""The site with, beside it on the same server, the limit that its pages are measured against."""

import sqlalchemy as sa
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app
from app.benchmark.commands import LIMIT
from app.config import read_settings
from app.database import make_engine


def limit_site(database_url: str) -> Flask:
    """L1: a Flask route with one indexed SELECT and a constant body."""
    limit = Flask("limit")
    engine = make_engine(database_url)

    @limit.route("/")
    def one_row() -> str:
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT name FROM facilities WHERE id = 1")).one()
        return "klaar"

    return limit


settings = read_settings()
site = create_app(settings)
site.wsgi_app = DispatcherMiddleware(  # type: ignore[method-assign]
    site.wsgi_app, {LIMIT: limit_site(settings.database_url)}
)
