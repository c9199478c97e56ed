"""The site on an empty database, once on SQLite and once on PostgreSQL, with its mail and its visitors."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from zlib import crc32

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session

from app import database as database_module
from app.accounts import sign_in
from app.config import Settings, read_settings, use_settings
from tests.databases import EmptyDatabases
from tests.mailbox import Outbox
from tests.servers import POSTGRESQL_URL
from tests.visitor import Visitor

DATABASES = ("sqlite", "postgresql")

# A statement is compiled once an engine, so that all tests of one database share an engine. PostgreSQL
# keeps its connections too: a new one, and all that the server learns anew for it, takes 50 ms a test.
make_engine = database_module.make_engine
engines: dict[str, Engine] = {}


def shared_engine(url: str) -> Engine:
    """The one of this address, for all tests of this runner."""
    if url not in engines:
        engines[url] = make_engine(url)
    return engines[url]


database_module.make_engine = shared_engine

# The real one takes a fifth of a second on purpose; what is tested is who comes in.
sign_in.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --each-once, a test runs on one of the databases: half of them on SQLite, half on PostgreSQL."""
    if not config.getoption("--each-once") or POSTGRESQL_URL not in os.environ:
        return
    left_out = {item for item in items if database_of(item) not in (None, its_turn(item))}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def database_of(item: pytest.Item) -> str | None:
    """The kind of database that a test runs on, if it needs one."""
    call = getattr(item, "callspec", None)
    return next((kind for kind in call.params.values() if kind in DATABASES), None) if call else None


def its_turn(item: pytest.Item) -> str:
    """The kind that this test runs on when it runs once: always the same one, for all that share a site."""
    alone = "database" in getattr(item, "fixturenames", ())
    name = item.nodeid.replace("sqlite", "").replace("postgresql", "") if alone else item.path.name
    return DATABASES[crc32(name.encode()) % len(DATABASES)]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[EmptyDatabases]:
    """Migrated once for each test runner."""
    with closing(EmptyDatabases(tmp_path_factory.mktemp("databases"), worker_id)) as databases:
        yield databases
    for engine in engines.values():
        engine.dispose()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, databases: EmptyDatabases) -> Iterator[str]:
    """The address of an empty database; the session is bound to it."""
    from app.database import connect, session

    file = databases.folder / "test.sqlite"  # always the same one: see `make_engine` above
    url = databases.sqlite(file) if request.param == "sqlite" else databases.postgresql()
    engine = connect(url)
    yield url
    for bound in {engine, session.get_bind()}:  # a site that was made meanwhile has bound it anew
        assert isinstance(bound, Engine)
        session.remove()
        if bound.dialect.name == "sqlite":  # its file is about to be another
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
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site, put together once for all tests: that takes longer than most of them."""
    from app import create_app

    site = create_app(read_settings({"WAARDERING_DATA": str(tmp_path_factory.mktemp("site"))}))
    site.testing = True  # what goes wrong reaches the test
    site.test_client_class = Visitor
    return site


@pytest.fixture
def app(site: Flask, settings: Settings) -> Iterator[Flask]:
    """The site, as it answers in production, with the settings and the database of this test."""
    known = set(site.extensions)
    use_settings(settings)
    database_module.connect(settings.database_url)
    site.config.update(SETTINGS=settings, SECRET_KEY=settings.secret_key)
    yield site
    for remembered in set(site.extensions) - known:
        del site.extensions[remembered]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who visits the site; another `app.test_client()` is another person."""
    return app.test_client()


@pytest.fixture
def outbox(settings: Settings) -> Outbox:
    """Sends what waits, and reads what was sent."""
    return Outbox(settings)
