"""Empty, migrated databases for tests: SQLite by copying a file, PostgreSQL by emptying one.

Measured: a copied file takes 3 ms, emptying with DELETE 3 ms; TRUNCATE takes 42 ms, a new database 65 ms.
"""

import os
import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import app.tables  # noqa: F401
from app.config import Settings, read_settings
from app.database import Base, make_engine
from app.migrating import migrate
from tests.servers import POSTGRESQL_URL

Row = Mapping[str, Any]


class EmptyDatabases:
    """Gives addresses of empty databases; migrates one of each kind, when it is first asked for."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.folder = folder
        self.worker = worker
        """Databases of test runners beside this one have other names."""

    def sqlite(self, path: Path) -> str:
        """A file as it was at first; whoever had one there before has closed it."""
        for leftover in path.parent.glob(f"{path.name}-*"):
            leftover.unlink()
        shutil.copyfile(self.migrated_file, path)
        return f"sqlite:///{path}"

    def postgresql(self) -> str:
        """This worker's database; whoever had it before has it no more."""
        engine, first_rows = self.migrated_postgresql
        with engine.begin() as connection:
            # Deleting without looking at foreign keys, some of which go round in a circle.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            # A test that left a transaction open fails the next one; waiting for it would never end.
            connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
            # All at once: sixty questions and answers would take ten times as long.
            connection.exec_driver_sql(";".join(f"DELETE FROM {name}" for name in Base.metadata.tables))
            for table, rows in first_rows.items():
                connection.execute(table.insert(), list(rows))
        return engine.url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Leave no connection."""
        if "migrated_postgresql" in vars(self):
            self.migrated_postgresql[0].dispose()

    def settings(self, url: str) -> Settings:
        """All that migrating needs to know."""
        return Settings(data=self.folder, database_url=url, redis_url="")

    @cached_property
    def migrated_file(self) -> Path:
        """Copied for each test."""
        path = self.folder / "migrated.sqlite"
        migrate(self.settings(f"sqlite:///{path}"))
        return path

    @cached_property
    def migrated_postgresql(self) -> tuple[sa.Engine, dict[sa.Table, list[Row]]]:
        """The new database, and the rows that migrations leave in it."""
        url = new_postgresql(f"waardering_{self.worker}")
        migrate(self.settings(url))
        engine = make_engine(url)
        with engine.connect() as connection:
            found: dict[sa.Table, list[Row]] = {
                table: [dict(row) for row in connection.execute(table.select()).mappings()]
                for table in Base.metadata.tables.values()
            }
        return engine, {table: rows for table, rows in found.items() if rows}


def new_postgresql(name: str) -> str:
    """A new, empty database on the test server, instead of what had that name."""
    server = postgresql_server()
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    admin.dispose()
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


def postgresql_server() -> str:
    """The address of the server, as the settings write it; without one the test is skipped."""
    if POSTGRESQL_URL not in os.environ:
        pytest.skip("PostgreSQL is niet geïnstalleerd")
    return read_settings({"WAARDERING_DATABASE_URL": os.environ[POSTGRESQL_URL]}, keys=False).database_url
