"""The examples: whole, told by the real rules, and readable."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, or_, select

from app.accounts.models import Account
from app.accounts.sign_in import account_with_password
from app.audit.actions import heads_file
from app.audit.verifying import trail_faults
from app.config import Settings, read_settings, use_settings
from app.contributions.models import Contribution, Review
from app.contributions.queries import number_of_published_reviews
from app.database import connect, now, session
from app.demo import PASSWORD, demo_accounts, load_demo
from app.demo.stories import PLACES, PROVIDED, stories
from app.facilities.models import Facility, ThemeTotal
from app.mail.models import OutboxMail
from app.notes.models import Mention
from app.notices.models import Complaint, Notice
from app.proposals.models import Proposal
from app.threads.models import Thread
from moderation.states import State
from tests.databases import EmptyDatabases
from tests.pages.document import opened
from tests.pages.visit import Page


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def examples(
    request: pytest.FixtureRequest, databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """The site with its examples, loaded once for all tests here: they only look."""
    from app import create_app

    folder = tmp_path_factory.mktemp("demo")
    here = read_settings({"WAARDERING_DATA": str(folder / "data"), "WAARDERING_DEMO": "1"})
    sqlite = request.param == "sqlite"
    url = databases.sqlite(folder / "demo.sqlite") if sqlite else databases.postgresql()
    site = create_app(replace(here, database_url=url))
    site.testing = True
    with site.app_context():
        load_demo()
    close()
    return site


def close() -> None:
    """Give back the connections of the database that is bound now."""
    session.remove()
    bound = session.get_bind()
    assert isinstance(bound, Engine)
    bound.dispose()


@pytest.fixture(autouse=True)
def site(examples: Flask) -> Iterator[Flask]:
    """Settings and database of the examples, in this process and for this test."""
    settings: Settings = examples.config["SETTINGS"]
    use_settings(settings)
    connect(settings.database_url)
    yield examples
    close()


def number(model: type, *conditions: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0  # type: ignore[arg-type]


def reviewed() -> list[tuple[Facility, int]]:
    """The facilities that are written about, with their number of published reviews."""
    facilities = session.scalars(
        select(Facility).where(Facility.id.in_(select(Contribution.facility_id))).order_by(Facility.id)
    )
    return [(facility, number_of_published_reviews(facility)) for facility in facilities]


def test_every_story_was_told() -> None:
    assert number(Review) == len(stories()) >= 60


@pytest.mark.parametrize(
    "state",
    [
        State.UNCONFIRMED,
        State.QUEUED,
        State.ESCALATED,
        State.PUBLISHED,
        State.RETURNED,
        State.REJECTED,
        State.REMOVED,
        State.WITHDRAWN,
    ],
)
def test_some_stand(state: State) -> None:
    assert number(Review, Review.state == state) >= 1


def test_each_story_ended_as_it_was_told() -> None:
    ends = {
        "publish": State.PUBLISHED,
        "redact": State.PUBLISHED,
        "return": State.RETURNED,
        "reject": State.REJECTED,
        "remove": State.REMOVED,
        "withdraw": State.WITHDRAWN,
        "unconfirmed": State.UNCONFIRMED,
    }
    # What was to stay in the queue goes to the lead editors when it tells of danger: those are not counted.
    waiting = (State.QUEUED, State.ESCALATED)
    told = Counter(ends[story.then] for story in stories() if story.then not in ("queue", "escalate"))
    assert Counter(session.scalars(select(Review.state).where(Review.state.not_in(waiting)))) == told


def test_danger_stands_first_in_the_queue() -> None:
    from app.backoffice.queue import queue_page
    from app.backoffice.queue_view import QueueView

    first, *_ = queue_page(QueueView(), session.scalars(select(Account)).first(), now()).items
    assert first.state is State.ESCALATED


def test_all_was_screened() -> None:
    assert number(Contribution, Contribution.awaits_screening) == 0


def test_some_facilities_have_averages_and_one_has_four_reviews() -> None:
    counts = [published for facility, published in reviewed() if not facility.is_small]
    assert (max(counts) >= 5, 4 in counts) == (True, True)


def test_a_small_facility_has_one_batch_of_figures() -> None:
    small = {facility.id for facility, published in reviewed() if facility.is_small and published >= 5}
    totals = session.scalars(select(ThemeTotal).where(ThemeTotal.facility_id.in_(small)))
    assert {total.n for total in totals} == {5}


def test_a_reply_a_notice_and_an_objection_wait() -> None:
    waiting = (
        number(Contribution, Contribution.kind == "reply", Contribution.is_open),
        number(Notice, Notice.decided_at.is_(None)),
        number(Complaint, Complaint.decided_at.is_(None)),
    )
    assert min(waiting) >= 1


def test_a_proposal_a_question_and_a_note_wait() -> None:
    waiting = (
        number(Proposal, Proposal.outcome.is_(None)),
        number(Thread, Thread.waits_until > now()),
        number(Mention, Mention.seen_at.is_(None)),
    )
    assert waiting == (1, 1, 1)


def test_the_facility_of_the_guides_has_many_reviews() -> None:
    assert max((count, facility.name) for facility, count in reviewed())[1] == "De Zonnebloem"


def test_nothing_happened_in_the_future() -> None:
    later = or_(Contribution.confirmed_at > now(), Contribution.revealed_at > now())
    assert number(Contribution, later) == 0


def test_the_reviews_are_spread_over_months() -> None:
    months = {moment.strftime("%Y-%m") for moment in session.scalars(select(Review.created_at))}
    assert len(months) >= 5


def test_no_mail_leaves_by_itself() -> None:
    assert number(OutboxMail, OutboxMail.sent_at.is_(None)) == 0


def test_the_trail_is_whole() -> None:
    assert trail_faults(heads_file()) == []


@pytest.mark.parametrize(("role", "email", "password"), demo_accounts(), ids=lambda value: value)
def test_everybody_can_sign_in(role: str, email: str, password: str) -> None:
    account = account_with_password(email, password)
    session.rollback()
    assert (account.role if account else None) == role


def test_the_provider_runs_a_small_one_and_one_with_many_reviews() -> None:
    account = session.scalars(select(Account).where(Account.email == "opvang@demo.example")).one()
    counts = [number_of_published_reviews(facility) for facility in account.facilities]
    assert (len(account.facilities), sum(f.is_small for f in account.facilities), max(counts) >= 5) == (
        len(PROVIDED),
        1,
        True,
    )


def test_loading_again_changes_nothing(site: Flask) -> None:
    before = (number(Facility), number(Contribution), number(Account))
    with site.app_context():
        load_demo()
    assert (number(Facility), number(Contribution), number(Account)) == before


def test_places_are_all_used() -> None:
    assert {story.facility for story in stories()} == set(PLACES)


MAIL = """\
From: redactie@platform.example
To: =?utf-8?q?Zo=C3=AB?= <zoe@ouder.example>
Subject: =?utf-8?q?Bevestig_je_waardering_=E2=80=93_nu?=
Date: Sun, 22 Nov 2026 10:30:00 +0000
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Dag Zoë <script>alert(1)</script>,

open http://127.0.0.1:8000/waardering/link/abc-DEF_9-.
Niet http://kwaad.example/ en niet javascript:alert(2).
"""


@pytest.fixture
def client(site: Flask) -> Iterator[FlaskClient]:
    """Somebody who reads the mails; one of them stands there."""
    folder: Path = site.config["SETTINGS"].data / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "00000012.eml").write_text(MAIL, encoding="utf-8")
    (folder / "geheim.eml").write_text(MAIL, encoding="utf-8")
    yield site.test_client()
    for path in folder.iterdir():
        path.unlink()


def test_the_mailbox_lists_mails(client: FlaskClient) -> None:
    page = Page.open(client, "/postvak")
    assert page.links()["Bevestig je waardering – nu"] == "/postvak/00000012"


def test_a_mail_is_read_as_it_was_written(client: FlaskClient) -> None:
    page = Page.open(client, "/postvak/00000012")
    assert (page.heading, "Dag Zoë <script>alert(1)</script>," in page.text) == (
        "Bevestig je waardering – nu",
        True,
    )


def test_only_links_to_this_site_can_be_followed(client: FlaskClient) -> None:
    page = Page.open(client, "/postvak/00000012")
    main = page.document.find(".//main")
    assert main is not None
    assert [link.get("href") for link in main.iter("a")] == [
        "/postvak",
        "http://127.0.0.1:8000/waardering/link/abc-DEF_9-",
    ]


@pytest.mark.parametrize("name", ["geheim", "00000013", "..%2F..%2Fkeys%2Fsecret_key", "00000012.eml"])
def test_nothing_else_can_be_read(client: FlaskClient, name: str) -> None:
    assert client.get(f"/postvak/{name}").status_code == 404


def test_an_empty_mailbox_says_what_to_do(client: FlaskClient, site: Flask) -> None:
    for path in (site.config["SETTINGS"].data / "mail").iterdir():
        path.unlink()
    assert "Nog geen mail" in Page.open(client, "/postvak").text


def test_the_mailbox_exists_only_with_the_examples(site: Flask) -> None:
    from app import create_app

    close()
    without = create_app(replace(site.config["SETTINGS"], demo=False))
    assert without.test_client().get("/postvak").status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_the_page_of_each_facility_is_whole(site: Flask, place: str) -> None:
    from app.demo.loading import first_facility

    facility = first_facility(PLACES[place])
    session.rollback()
    opened(site.test_client().get(f"/voorzieningen/{facility.sector}/{facility.dossiernummer}"))


def test_the_password_is_one_that_people_may_choose() -> None:
    from app.accounts.forms import SHORTEST_PASSWORD, is_guessable

    assert len(PASSWORD) >= SHORTEST_PASSWORD
    assert not is_guessable(PASSWORD)


def test_the_newest_review_of_a_facility_is_of_then() -> None:
    for facility, _number in reviewed():
        shown = (Review.facility_id == facility.id, Review.state == State.PUBLISHED)
        newest = session.scalar(select(func.max(Review.revealed_at)).where(*shown))
        assert facility.last_review_at == newest, facility.name
