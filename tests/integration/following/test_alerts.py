"""Mails for who follows something: asked for twice, stopped in one click, and no word or day too many."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.database import session as database_session
from app.facilities.models import Facility
from app.following.links import alert_link
from app.following.models import Alert
from app.following.telling import tell_followers
from app.mail.models import OutboxMail
from app.publication import reveal_due
from app.retention import expire
from moderation.states import Action
from tests.factories import BETTER, GOOD, act, make_facility, make_organisation, make_review
from tests.mailbox import Outbox, body_of, link_in
from tests.pages.visit import Page, path_of

Sessions = scoped_session[Session]
Clock = time_machine.Traveller

ADDRESS = "noor@ouders.example"
BEGIN = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""A Monday, eleven o'clock in Belgium."""
MORNING = timedelta(hours=22)
"""Until nine o'clock the next day."""


@pytest.fixture
def clock(session: Sessions) -> Iterator[Clock]:
    with time_machine.travel(BEGIN, tick=False) as clock:
        yield clock


@pytest.fixture
def facility(clock: Clock) -> Facility:
    return make_facility(name="De Zonnebloem", organisation_id=make_organisation().id)


def path(facility: Facility) -> str:
    return f"/voorzieningen/kinderopvang/{facility.dossiernummer}"


def ask(client: FlaskClient, place: str, email: str = ADDRESS) -> Page:
    return Page.open(client, f"{place}/volgen").submit(email=email)


def follow(client: FlaskClient, place: str, outbox: Outbox, email: str = ADDRESS) -> None:
    """Ask, open the mailed link, press the button."""
    ask(client, place, email)
    Page.open(client, link_in(outbox.mails(email)[-1])).submit("Ja, stuur me mails")


def test_the_mail_and_the_page_tell_the_same_term(
    client: FlaskClient, facility: Facility, outbox: Outbox
) -> None:
    page = ask(client, path(facility))
    assert ("binnen 14 dagen" in page.text, "na 14 dagen" in body_of(outbox.mails(ADDRESS)[-1])) == (
        True,
        True,
    )


def news(outbox: Outbox) -> list[EmailMessage]:
    """Mails that tell of something new."""
    return [mail for mail in outbox.mails(ADDRESS) if mail["Subject"].startswith("Nieuw bij")]


def alerts() -> int:
    return database_session.scalar(select(func.count()).select_from(Alert)) or 0


def test_an_address_confirms_before_it_gets_news(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    ask(client, path(facility))
    make_review(facility)
    clock.shift(MORNING)
    tell_followers()
    assert [mail["Subject"] for mail in outbox.mails(ADDRESS)] == ["Wil je De Zonnebloem volgen?"]


def test_who_follows_a_place_can_follow_all_around_it(client: FlaskClient, facility: Facility) -> None:
    page = Page.open(client, f"{path(facility)}/volgen")
    found = [page.follow(f"Alles van {name}").heading for name in ("Gent", "Kinderen Eerst vzw")]
    assert found == ["Gent volgen", "Kinderen Eerst vzw volgen"]


def test_opening_the_link_confirms_nothing(client: FlaskClient, facility: Facility, outbox: Outbox) -> None:
    ask(client, path(facility))
    page = Page.open(client, link_in(outbox.mails(ADDRESS)[0]))
    assert page.heading == "Wil je De Zonnebloem volgen?"
    assert database_session.scalar(select(func.count(Alert.confirmed_at))) == 0


@pytest.mark.parametrize("place", ["facility", "municipality", "organisation"])
def test_news_comes_the_next_morning(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock, place: str
) -> None:
    paths = {
        "facility": path(facility),
        "municipality": f"/gemeenten/{facility.municipality}",
        "organisation": f"/organisatoren/{facility.organisation_id}",
    }
    follow(client, paths[place], outbox)
    make_review(facility)
    tell_followers()
    before = len(news(outbox))
    clock.shift(MORNING)
    tell_followers()
    (mail,) = news(outbox)
    assert before == 0
    assert "De Zonnebloem, Gent: 1 nieuwe waardering" in body_of(mail)
    assert path(facility) in body_of(mail)


def test_a_mail_holds_no_word_of_a_review(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    make_review(facility)
    clock.shift(MORNING)
    tell_followers()
    assert [text for text in (GOOD, BETTER) if text in body_of(news(outbox)[0])] == []


def test_nobody_is_told_twice(client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock) -> None:
    follow(client, path(facility), outbox)
    make_review(facility)
    for _ in range(3):
        clock.shift(MORNING)
        tell_followers()
        tell_followers()
    assert len(news(outbox)) == 1


def test_without_news_there_is_no_mail(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    make_review(make_facility(municipality="Aalst"))
    clock.shift(MORNING)
    assert tell_followers() == 0


def test_nobody_is_mailed_at_night(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    make_review(facility)
    clock.shift(timedelta(hours=19))
    assert tell_followers() == 0
    clock.shift(timedelta(hours=1))
    assert tell_followers() == 1


def test_what_was_removed_meanwhile_is_not_told(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    review = make_review(facility)
    clock.shift(MORNING)
    tell_followers()
    act(review, Action.REMOVE)
    assert news(outbox) == []


def test_a_small_facility_is_told_in_the_next_month_only(
    client: FlaskClient, clock: Clock, outbox: Outbox
) -> None:
    small = make_facility(name="Bij Mieke", places=6)
    follow(client, path(small), outbox)
    make_review(small)
    told = []
    for _day in range(40):
        clock.shift(timedelta(days=1))
        reveal_due()
        if tell_followers():
            told.append(datetime.now(UTC).date().isoformat())
    assert told == ["2026-11-01"]


def test_a_mail_stops_in_one_click(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    make_review(facility)
    clock.shift(MORNING)
    tell_followers()
    (mail,) = news(outbox)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = path_of(mail["List-Unsubscribe"].strip("<>"))
    program = client.application.test_client()
    answer = program.post(address, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, alerts(), answer.headers.getlist("Set-Cookie")) == (200, 0, [])


def test_opening_the_stop_link_stops_nothing(client: FlaskClient, facility: Facility, outbox: Outbox) -> None:
    follow(client, path(facility), outbox)
    Page.open(client, f"{link_in(outbox.mails(ADDRESS)[0])}/stoppen")
    assert alerts() == 1


def test_who_stops_twice_is_told_the_same(client: FlaskClient, facility: Facility, outbox: Outbox) -> None:
    follow(client, path(facility), outbox)
    page = Page.open(client, link_in(outbox.mails(ADDRESS)[0]))
    pages = [page.submit("Stop met volgen"), page.submit("Stop met volgen")]
    assert [stopped.heading for stopped in pages] == ["Je volgt niets meer"] * 2


def test_asking_twice_keeps_one_address_and_mails_once_a_day(
    client: FlaskClient, facility: Facility, outbox: Outbox
) -> None:
    for spelling in (ADDRESS, "Noor@ouders.example", "noor+opvang@ouders.example"):
        ask(client, path(facility), spelling)
    assert (alerts(), len(outbox.mails())) == (1, 1)


def test_the_answer_does_not_tell_who_follows(
    client: FlaskClient, facility: Facility, outbox: Outbox
) -> None:
    follow(client, path(facility), outbox)
    known, unknown = ask(client, path(facility)), ask(client, path(facility), "els@ouders.example")
    assert (known.address, known.text) == (unknown.address, unknown.text)


def test_who_follows_already_is_told_so_by_mail(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    clock.shift(timedelta(days=1))
    ask(client, path(facility))
    assert outbox.mails(ADDRESS)[-1]["Subject"] == "Je volgt De Zonnebloem al"


BAD = ["", "noor", "noor@", "a" * 300 + "@voorbeeld.be", "<b>@x", "a@b.be\r\nBcc: x@y.be"]


@pytest.mark.parametrize("email", BAD)
def test_a_bad_address_is_explained_and_kept(client: FlaskClient, facility: Facility, email: str) -> None:
    page = ask(client, path(facility), email)
    assert page.errors
    assert alerts() == 0


def test_one_visitor_asks_a_few_times_an_hour(client: FlaskClient, facility: Facility) -> None:
    page = Page.open(client, f"{path(facility)}/volgen")
    pages = [page.submit(email=f"noor{number}@ouders.example") for number in range(11)]
    assert [asked.status for asked in pages] == [200] * 10 + [429]
    assert pages[-1].value("email") == "noor10@ouders.example"


def test_an_address_is_kept_encrypted(client: FlaskClient, facility: Facility, session: Sessions) -> None:
    ask(client, path(facility))
    row = session.execute(select(Alert.__table__)).one()
    assert [value for value in row if "noor" in str(value)] == []


def test_an_address_of_a_follower_matches_no_author(
    client: FlaskClient, facility: Facility, session: Sessions
) -> None:
    from app.identities.encryption import email_key

    ask(client, path(facility))
    assert session.scalars(select(Alert.email_key)).one() != email_key(ADDRESS)


@pytest.mark.parametrize("token", ["onbekend", "eyJ", "../..", "%00"])
@pytest.mark.parametrize("rest", ["", "/stoppen"])
def test_a_link_that_we_never_made_does_nothing(
    client: FlaskClient, session: Sessions, token: str, rest: str
) -> None:
    assert [client.open(f"/volgen/{token}{rest}", method=m).status_code for m in ("GET", "POST")] == [404] * 2


def test_the_mailed_link_is_told_to_no_other_site(
    client: FlaskClient, facility: Facility, outbox: Outbox
) -> None:
    ask(client, path(facility))
    answer = client.get(path_of(link_in(outbox.mails(ADDRESS)[0])))
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("same-origin", "no-store")


numbers = count(1)


def kept_alert(created: datetime, confirmed: datetime | None) -> None:
    number = next(numbers)
    alert = Alert(
        key=f"k{number}",
        subject_kind="municipality",
        subject_key="Gent",
        email=b"x",
        email_key=str(number),
        created_at=created,
        confirmed_at=confirmed,
    )
    database_session.add(alert)
    database_session.commit()


TWO_YEARS_AGO = datetime(2024, 10, 5, 9, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("created", "confirmed", "kept"),
    [
        (BEGIN - timedelta(days=14), None, 0),
        (BEGIN - timedelta(days=14) + A_SECOND, None, 1),
        (TWO_YEARS_AGO, TWO_YEARS_AGO, 0),
        (TWO_YEARS_AGO, TWO_YEARS_AGO + A_SECOND, 1),
    ],
)
def test_an_address_is_kept_no_longer_than_we_say(
    clock: Clock, created: datetime, confirmed: datetime | None, kept: int
) -> None:
    kept_alert(created, confirmed)
    expire()
    assert alerts() == kept


def test_following_longer_begins_the_two_years_anew(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    key = database_session.scalars(select(Alert.key)).one()
    clock.shift(timedelta(days=400))
    Page.open(client, alert_link(key)).submit("Volg twee jaar langer")
    clock.shift(timedelta(days=400))
    expire()
    assert alerts() == 1


def test_a_mail_that_waits_goes_to_nobody_after_a_stop(
    client: FlaskClient, facility: Facility, outbox: Outbox, clock: Clock
) -> None:
    follow(client, path(facility), outbox)
    make_review(facility)
    clock.shift(MORNING)
    tell_followers()
    key = database_session.scalars(select(Alert.key)).one()
    client.post(f"{path_of(alert_link(key))}/stoppen")
    assert news(outbox) == []
    assert database_session.scalar(select(func.count(OutboxMail.failed_at))) == 1
