"""The migrations make exactly the tables of the models, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import Script, ScriptDirectory

from app.database import make_engine
from app.migrating import migration_config, migration_scripts
from tests.databases import new_postgresql


@pytest.fixture
def connection(database: str) -> Iterator[sa.Connection]:
    """In a migrated database."""
    engine = make_engine(database)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[sa.Connection]:
    """In a database without any table."""
    url = f"sqlite:///{tmp_path}/blank.sqlite"
    if request.param == "postgresql":
        url = new_postgresql(f"waardering_blank_{worker_id}")
    engine = make_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_models_and_the_migrations_agree(connection: sa.Connection) -> None:
    command.check(migration_config(connection))


def test_every_migration_can_be_undone_and_done_again(blank: sa.Connection) -> None:
    config = migration_config(blank)
    command.upgrade(config, "heads")
    made = table_names(blank)
    command.downgrade(config, "base")
    left = table_names(blank) - {"alembic_version"}
    command.upgrade(config, "heads")
    assert (left, table_names(blank)) == (set(), made)


def test_migrations_are_numbered_one_after_the_other() -> None:
    numbers = [int(script.revision) for script in in_order(migration_scripts())]
    assert numbers == list(range(1, len(numbers) + 1))


def in_order(scripts: ScriptDirectory) -> list[Script]:
    """From the first migration to the last."""
    return list(reversed(list(scripts.walk_revisions())))


def table_names(connection: sa.Connection) -> set[str]:
    """What stands in the database now."""
    return set(sa.inspect(connection).get_table_names())
