"""The site on an empty database, once on SQLite and once on PostgreSQL, with its mail and its visitors."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session

from app.accounts import sign_in
from app.config import Settings, use_settings
from tests.databases import EmptyDatabases
from tests.mailbox import Outbox
from tests.visitor import Visitor

# The real one takes a fifth of a second on purpose; what is tested is who comes in.
sign_in.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> EmptyDatabases:
    """Migrated once for each test runner."""
    return EmptyDatabases(tmp_path_factory.mktemp("databases"), worker_id)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, databases: EmptyDatabases, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database; the session is bound to it."""
    from app.database import connect, session

    url = databases.sqlite(tmp_path / "test.sqlite") if request.param == "sqlite" else databases.postgresql()
    engine = connect(url)
    yield url
    for bound in {engine, session.get_bind()}:  # a site that was made meanwhile has bound it anew
        assert isinstance(bound, Engine)
        session.remove()
        bound.dispose()


@pytest.fixture
def settings(settings: Settings, database: str) -> Settings:
    """Settings that name the test's database; they hold in this process."""
    here = replace(settings, database_url=database)
    use_settings(here)
    return here


@pytest.fixture
def session(settings: Settings) -> scoped_session[Session]:
    """The test's own session. Requests of a visitor have another, as in reality."""
    from app.database import session

    return session


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled templates, shared by all sites of this test runner."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, templates: FileSystemBytecodeCache) -> Flask:
    """The site, as it answers in production."""
    from app import create_app

    site = create_app(settings)
    site.testing = True  # what goes wrong reaches the test
    site.test_client_class = Visitor
    site.jinja_env.bytecode_cache = templates  # each template is compiled once a test run
    return site


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who visits the site; another `app.test_client()` is another person."""
    return app.test_client()


@pytest.fixture
def outbox(settings: Settings) -> Outbox:
    """Sends what waits, and reads what was sent."""
    return Outbox(settings)
