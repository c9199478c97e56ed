"""Which database holds examples only. A file beside the data says so; without it, data is real."""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings
from app.database import Base, make_engine
from app.starting import CannotStart, is_loopback

TELLING = ("facilities", "accounts", "contributions")
"""Tables that hold something as soon as the platform is used."""


def marker(settings: Settings) -> Path:
    """The file that names the database with examples."""
    return settings.data / "demo"


def fingerprint(settings: Settings) -> str:
    """Names a database without its password."""
    return sha256(settings.database_url.encode()).hexdigest()


def holds_examples(settings: Settings) -> bool:
    """The database was empty when examples were put in."""
    try:
        return marker(settings).read_text() == fingerprint(settings)
    except OSError:
        return False


def holds_data(settings: Settings) -> bool:
    """Somebody put something in: a facility, an account, a contribution."""
    import app.tables  # noqa: F401

    engine = make_engine(settings.database_url)
    try:
        with Session(engine) as reading:
            return any(reading.scalar(select(Base.metadata.tables[name].c.id).limit(1)) for name in TELLING)
    finally:
        engine.dispose()


def check_demo(settings: Settings, host: str) -> None:
    """Examples have known passwords: they stay on this computer, and apart from real data."""
    if settings.demo and not is_loopback(host):
        raise CannotStart(
            f"--demo kan alleen op deze computer: {host} is van buiten bereikbaar. Laat --host weg."
        )
    if holds_examples(settings) and not is_loopback(host):
        raise CannotStart(
            f"De map {settings.data} bevat voorbeelden met bekende wachtwoorden: "
            f"{host} is van buiten bereikbaar. Kies een andere map met --data."
        )


def prepare_demo(settings: Settings) -> None:
    """Mark an empty database as one with examples. Refuses one with real data."""
    if holds_examples(settings):
        return
    if holds_data(settings):
        raise CannotStart(
            "--demo kan niet met echte gegevens: deze databank is niet leeg. Kies een andere map met --data."
        )
    marker(settings).write_text(fingerprint(settings))
