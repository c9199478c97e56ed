"""What all tests share: servers, settings, an empty database, the site and someone who visits it."""

import os
from pathlib import Path

import hypothesis
import pytest

from app.config import Settings, read_settings
from tests.servers import REDIS_URL, Servers

FOLDER = Path(__file__).parent

# How long an example takes says nothing on a busy machine; speed is measured in benchmarks.
hypothesis.settings.register_profile("any-machine", deadline=None)
hypothesis.settings.load_profile("any-machine")
KINDS = ("unit", "integration", "browser", "faults")
"""The folders of tests; each test carries the marker of its folder."""

IN_CI = os.environ.get("CI") == "true"

servers = pytest.StashKey[Servers]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test` asks for it; continuous integration does not."""
    parser.addoption("--each-once", action="store_true", help="each test on one of the two databases")


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the servers; the others find the addresses in their environment."""
    for kind in KINDS:
        config.addinivalue_line("markers", f"{kind}: the tests in tests/{kind}")
    if not hasattr(config, "workerinput") and needs_servers(config):
        config.stash[servers] = Servers()
        config.stash[servers].start(os.environ)


def needs_servers(config: pytest.Config) -> bool:
    """Whether anything but unit tests is asked for."""
    wanted = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    return not all(path.is_relative_to(FOLDER / "unit") for path in wanted)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    if servers in config.stash:
        config.stash[servers].stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in tests/unit is a unit test, and so on."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(item.path.relative_to(FOLDER).parts[0].removesuffix(".py"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In continuous integration a skipped test is a failure: nothing may go unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation with a data folder and keys of its own."""
    return read_settings({"WAARDERING_DATA": str(tmp_path / "data")})


@pytest.fixture
def redis_url(worker_id: str) -> str:
    """An empty Redis database that no other test runner uses."""
    if REDIS_URL not in os.environ:
        pytest.skip("Redis is niet geïnstalleerd")
    import redis

    number = 1 + int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    url = f"{os.environ[REDIS_URL]}?db={number}"
    with redis.Redis.from_url(url) as connection:
        connection.flushdb()
    return url
