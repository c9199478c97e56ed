"""The database's structure: at our version before anything uses it."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from app.config import ROOT, Settings
from app.database import make_engine
from app.starting import CannotStart

MIGRATING = 0x7761_6172
"""Key of the lock that makes two machines take turns on PostgreSQL."""


NO_TRIGRAMS = (
    "De databank mist de uitbreiding pg_trgm, nodig om te zoeken. Laat een beheerder van PostgreSQL in deze "
    "databank één keer CREATE EXTENSION pg_trgm uitvoeren, en start opnieuw."
)


def migrate(settings: Settings) -> bool:
    """Bring the database to our version; whether there was anything to do. Refuses a newer database."""
    engine = make_engine(settings.database_url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            return migrate_on(connection)
    except SQLAlchemyError as error:
        if "pg_trgm" in kind_of(error):
            raise CannotStart(NO_TRIGRAMS) from error
        raise CannotStart(f"De databank antwoordt niet zoals verwacht ({kind_of(error)}).") from error
    finally:
        engine.dispose()


def migrate_on(connection: Connection) -> bool:
    """The migrations that this database has not had yet, all or none."""
    scripts = migration_scripts()
    found = set(MigrationContext.configure(connection).get_current_heads())
    known = {script.revision for script in scripts.walk_revisions()}
    if not found <= known:
        raise CannotStart(
            "De databank is van een nieuwere versie dan dit programma. Installeer de nieuwste versie."
        )
    if found == set(scripts.get_heads()):
        return False
    command.upgrade(migration_config(connection), "heads")
    return True


def migration_config(connection: Connection | None = None) -> Config:
    """Alembic's settings: no file; `migrations/env.py` finds the connection in the attributes."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migration_scripts() -> ScriptDirectory:
    """The migrations of this version."""
    return ScriptDirectory.from_config(migration_config())


def kind_of(error: SQLAlchemyError) -> str:
    """The database's own word for it, without the statement and its data."""
    original = getattr(error, "orig", None)
    return str(original).strip().splitlines()[0] if original else type(error).__name__
