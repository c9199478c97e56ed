"""An installation for each test; whatever the test does to it, nothing of it is left."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, scoped_session

from app.config import use_settings
from app.migrating import migrate
from tests.faults.installation import Installation

# A run under `nohup` ignores hang-ups, and so would all that it starts: then they end nothing.
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Not started yet."""
    with Installation(tmp_path) as found:
        found.log.touch()
        yield found


@pytest.fixture
def session(installation: Installation) -> Iterator[scoped_session[Session]]:
    """The test's own, in the installation's database."""
    from app.database import connect, session

    settings = installation.settings
    use_settings(settings)
    migrate(settings)
    engine = connect(settings.database_url)
    yield session
    session.remove()
    engine.dispose()
