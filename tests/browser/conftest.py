"""A browser, the running site, and people who use it."""

import base64
import os
import secrets
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from app.config import KEYS
from tests.browser.live_site import LiveSite, running_site
from tests.databases import new_postgresql
from tests.pages.looked_at import looked_at
from tests.pages.person import Person
from tests.servers import REDIS_URL

BROWSER = "WAARDERING_TEST_BROWSER"
"""Where the browser is, when it is not Chromium on the PATH."""

BROWSERS = ("chromium-headless-shell", "chromium")
"""Debian's Chromium without windows needs a third of the time of the whole browser."""

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

FACILITIES = """\
dossiernummer;sector;naam;opvangsoort;doelgroep;tarief;plaatsen;straat;huisnummer;bus;postcode;gemeente;nis;\
provincie;zorgregio;lat;lon;organisator_naam;organisator_kbo;email;telefoon;website;vergunning_status;start;\
einde;deelname
70001;kinderopvang;De Kleine Beer;Groepsopvang;Baby's en peuters;IKT;24;Kerkstraat;12;;9000;Gent;44021;\
Oost-Vlaanderen;;;;Speelvogels vzw;;info@dekleinebeer.example;;;vergund;2015-01-01;;ja
70002;kinderopvang;Bij Mieke;Gezinsopvang;Baby's en peuters;IKT;8;Dorpsstraat;3;;3500;Hasselt;71022;\
Limburg;;;;Speelvogels vzw;;mieke@opvang.example;;;vergund;2018-03-01;;ja
"""


MANY = {"WAARDERING_SIGN_INS_PER_MINUTE": "100", "WAARDERING_SUBMISSIONS_PER_HOUR": "1000"}
"""All who write or sign in here have one address."""

UNTOUCHED = "test_oversight.py"
"""Its samples and figures are of the decisions in the examples alone, so that it comes first."""
ON_THE_EXAMPLES = (UNTOUCHED, "test_desk.py", "test_morning.py", "test_a_full_page_is_light_too")


class BySite(LoadScopeScheduling):
    """A site that takes long to start is started by one runner only.

    The marks that xdist has for this do nothing with pytest 9.2, which keeps the name of a test elsewhere.
    """

    def _split_scope(self, nodeid: str) -> str:
        """The site that a test needs; all others stand alone."""
        if any(name in nodeid for name in ON_THE_EXAMPLES):
            return "examples"
        return "served" if "[served" in nodeid else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> BySite:
    """Instead of one of xdist's own."""
    return BySite(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the examples as they were told, before what changes them."""
    items.sort(key=lambda item: UNTOUCHED not in item.nodeid)


@pytest.fixture(scope="session", autouse=True)
def shared_looks(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """A page that one runner looked at is not looked at by the other."""
    looked_at.share(tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each person has a profile of their own in it."""
    program = os.environ.get(BROWSER) or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("Chromium is niet geïnstalleerd")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def embedded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site with nothing but its own defaults: SQLite and its own queue."""
    with running_site(tmp_path_factory.mktemp("embedded") / "data", MANY) as site:
        yield with_facilities(site)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site with its examples: a queue with something of every kind. For one runner: see `BySite`."""
    assert looked_at.first("demo_site"), "another runner started the examples too"
    with running_site(tmp_path_factory.mktemp("demo") / "data", MANY, "--demo") as site:
        yield site


@pytest.fixture(scope="session")
def served_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[LiveSite]:
    """The site on PostgreSQL and Redis."""
    if REDIS_URL not in os.environ:
        pytest.skip("Redis is niet geïnstalleerd")
    settings = {
        **MANY,
        "WAARDERING_DATABASE_URL": new_postgresql(f"waardering_live_{worker_id}"),
        "WAARDERING_REDIS_URL": f"{os.environ[REDIS_URL]}?db=15",
        **{f"WAARDERING_{name}": new_key() for name in KEYS},
    }
    with running_site(tmp_path_factory.mktemp("served") / "data", settings) as site:
        yield with_facilities(site)


@pytest.fixture(params=["embedded", "served"])
def live_site(request: pytest.FixtureRequest) -> LiveSite:
    """The running site, in both ways."""
    site: LiveSite = request.getfixturevalue(f"{request.param}_site")
    return site


@pytest.fixture
def person(browser: Browser) -> Iterator[Callable[..., Person]]:
    """Makes people, each with a browser profile of their own; whatever went wrong on their pages counts."""
    people: list[Person] = []

    def make(site: LiveSite, *, javascript: bool = True) -> Person:
        people.append(Person(browser, site.url, javascript=javascript))
        return people[-1]

    yield make
    complaints = [complaint for one in people for complaint in one.leave()]
    assert complaints == []


def with_facilities(site: LiveSite) -> LiveSite:
    """Two facilities: a large and a small one."""
    file = site.data / "facilities.csv"
    file.write_text(FACILITIES, encoding="utf-8")
    site.command("import-facilities", file)
    return site


def new_key() -> str:
    """32 random bytes in url-safe base64: right for every kind of key."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
