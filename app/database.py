"""The database: engine, session, column types. SQLite by default, PostgreSQL in a real installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session, sessionmaker
from sqlalchemy.types import TypeDecorator

reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)
"""True while a page is only read: its transaction then cannot write, on either database."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on both databases. A naive value is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = sa.JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The parent of all tables."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: UtcDateTime,
        str: sa.Text,
        dict[str, Any]: Json,
        list[dict[str, Any]]: Json,
        list[str]: Json,
        PythonEnum: sa.Enum(
            PythonEnum,
            native_enum=False,
            length=40,
            create_constraint=False,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


session: scoped_session[Session] = scoped_session(sessionmaker())


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def connect(url: str) -> Engine:
    """Bind the session to this database. Call it after a fork: connections do not survive one."""
    engine = make_engine(url)
    session.remove()
    session.configure(bind=engine)
    return engine


def make_engine(url: str) -> Engine:
    """An engine whose transactions begin as the design says. Its errors show no values: those are private."""
    if not url.startswith("sqlite"):
        engine = sa.create_engine(url, pool_pre_ping=True, pool_size=2, max_overflow=4, hide_parameters=True)
        event.listen(engine, "begin", begin_on_postgresql)
        return engine
    # autocommit: the driver begins nothing by itself, `begin_on_sqlite` does.
    engine = sa.create_engine(
        url, connect_args={"timeout": 30, "isolation_level": None}, hide_parameters=True
    )
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_on_sqlite)
    return engine


PRAGMAS = (
    "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000",
    "journal_size_limit=67108864",  # bytes: what one great import adds to the log is given back
    "cache_size=-32768",  # KiB a connection: pages of a large site read more than SQLite's own 2 MB
)  # fmt: skip


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside one writer, and every commit on disk before it is answered."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def begin_on_sqlite(connection: sa.Connection) -> None:
    """A writing transaction takes the lock at once: a read that turns into a write cannot wait for it."""
    reads = reading_only.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def begin_on_postgresql(connection: sa.Connection) -> None:
    """A page that is only read cannot write."""
    driver: Any = connection.connection.dbapi_connection
    if driver.read_only != reading_only.get():
        driver.read_only = reading_only.get()


def know_the_tables() -> None:
    """SQLite counts what its tables hold, in milliseconds; until then it may read all replies for one page.

    PostgreSQL does so by itself. Source: https://sqlite.org/lang_analyze.html#approx
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit=400")  # rows of each index
        connection.exec_driver_sql("ANALYZE")


@contextmanager
def only_reading() -> Iterator[None]:
    """For code outside a request that does not write."""
    token = reading_only.set(True)
    try:
        yield
    finally:
        reading_only.reset(token)


@contextmanager
def connection_to_read() -> Iterator[sa.Connection]:
    """A connection of this process, apart from its session, that cannot write."""
    engine: Engine = session.session_factory.kw["bind"]
    with only_reading(), engine.connect() as connection:
        yield connection
