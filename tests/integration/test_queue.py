"""The queue: the order of the policy, page by page, narrowed by filters, and the views that editors keep."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account
from app.backoffice.models import SavedView
from app.backoffice.queue import Place, counts, next_to_judge, place_of, queue_page
from app.backoffice.queue_view import QueueView
from app.conflicts.models import Conflict
from app.contributions.actions import Actor
from app.contributions.claims import claim
from app.contributions.models import Contribution, OpenText
from app.contributions.redaction import find_passages, redact
from app.database import now
from app.questionnaires import Sector
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, State
from tests.factories import act, make_account, make_facility, make_referral, make_reply, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
NAME = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam")
INSULT = Finding(Family.CONDUCT, "insult", Severity.WARNING, "Een scheldwoord")
FRENCH = Finding(Family.READABILITY, "not_dutch", Severity.NOTICE, "Frans", evidence={"language": "fr"})

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def editor(session: Sessions) -> Account:
    return make_account()


def in_queue(account: Account, **filters: str) -> list[int]:
    """Ids of the first page."""
    return [item.id for item in queue_page(QueueView.from_address(filters), account, now()).items]


def due_in(contribution: Contribution, **time: float) -> Contribution:
    from app.database import session

    contribution.due_at = now() + timedelta(**time)
    session.commit()
    return contribution


def test_the_order_is_danger_late_almost_late_risk_and_age(editor: Account) -> None:
    calm = due_in(make_review(state=State.QUEUED), days=4)
    older = due_in(make_review(state=State.QUEUED), days=3)
    named = due_in(make_review(state=State.QUEUED, findings=[NAME]), days=9)
    rude = due_in(make_review(state=State.QUEUED, findings=[INSULT]), days=9)
    soon = due_in(make_review(state=State.QUEUED), days=1)
    late = due_in(make_review(state=State.QUEUED), days=-1)
    danger = due_in(make_review(state=State.ESCALATED, findings=[DANGER]), days=9)
    order = [danger, late, soon, rude, named, older, calm]
    assert in_queue(editor) == [review.id for review in order]


def test_danger_that_was_dealt_with_stands_first_no_more(editor: Account) -> None:
    danger = make_review(state=State.ESCALATED, findings=[DANGER])
    before = in_queue(editor, gevaar="1")
    make_referral(danger)
    assert (before, in_queue(editor, gevaar="1"), in_queue(editor)) == ([danger.id], [], [danger.id])


def test_what_an_editor_has_an_interest_in_is_in_no_page_count_or_neighbour(
    client: FlaskClient, editor: Account, session: Sessions
) -> None:
    near = due_in(make_review(make_facility(municipality="Gent"), State.QUEUED), days=5)
    hidden = due_in(make_review(make_facility(municipality="Deinze"), State.QUEUED), days=6)
    session.add(Conflict(account_id=editor.id, municipality="Deinze"))
    session.commit()
    sign_in(client, editor)
    queue = Page.open(client, "/redactie/")
    assert "Alles 1" in queue.links()
    assert hidden.facility.name not in queue.links()
    assert "Volgende →" not in Page.open(client, f"/redactie/bijdragen/{near.id}").links()


FILTERS: dict[str, Callable[[], Contribution]] = {
    "sector=ouderenzorg": lambda: make_review(make_facility(sector=Sector.OUDERENZORG), State.QUEUED),
    "soort=reply": lambda: make_reply(make_review(), make_account(), State.QUEUED),
    "staat=escalated": lambda: make_review(state=State.ESCALATED),
    "familie=conduct": lambda: make_review(state=State.QUEUED, findings=[INSULT]),
    "familie=conduct&ernst=warning": lambda: make_review(state=State.QUEUED, findings=[INSULT]),
    "ernst=warning": lambda: make_review(state=State.QUEUED, findings=[INSULT]),
    "termijn=laat": lambda: due_in(make_review(state=State.QUEUED), days=-1),
    "termijn=bijna": lambda: due_in(make_review(state=State.QUEUED), days=1),
    "klein=1": lambda: make_review(make_facility(places=8), State.QUEUED),
    "taal=fr": lambda: make_review(state=State.QUEUED, findings=[FRENCH]),
    "gevaar=1": lambda: make_review(state=State.ESCALATED, findings=[DANGER]),
    "q=Zandbák": lambda: make_review(state=State.QUEUED, texts={"text_good": "Een grote ZANDBAK"}),
    "q=bijenkorf zandbak": lambda: make_review(
        make_facility(search_key="de bijenkorf gent"), State.QUEUED, texts={"text_good": "Een zandbak"}
    ),
}


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_shows_what_it_asks_for_and_counts_it(editor: Account, query: str) -> None:
    make_review(state=State.QUEUED, findings=[NAME])
    wanted = FILTERS[query]()
    view = QueueView.from_query(query)
    shown = [item.id for item in queue_page(view, editor, now()).items]
    assert (shown, counts([view], editor, now())) == ([wanted.id], [1])


def test_what_i_hold_is_a_filter_too(editor: Account, session: Sessions) -> None:
    mine, theirs, _free = (make_review(state=State.QUEUED) for _ in range(3))
    claim(mine, editor.id)
    claim(theirs, make_account().id)
    session.commit()
    assert in_queue(editor, mijn="1") == [mine.id]


def test_an_address_that_makes_no_sense_shows_everything(editor: Account) -> None:
    review = make_review(state=State.QUEUED)
    odd = {"sector": "maan", "ernst": "9", "taal": "<script>", "termijn": "ooit", "q": "\x00"}
    assert in_queue(editor, **odd) == [review.id]


@pytest.mark.parametrize("text", ["", "1", "9.1.1", "a.b.c", "1.-5.2", "0.1.99999999999999999", "²." * 3])
def test_a_place_that_makes_no_sense_is_no_place(text: str) -> None:
    assert Place.read(text) is None


def many(number: int) -> list[int]:
    """Open reviews over all bands, with moments that are equal as often as not."""
    findings = ([], [NAME], [INSULT])
    ids = []
    for n in range(number):
        review = make_review(state=State.QUEUED, findings=findings[n % 3])
        due_in(review, days=(-1, 1, 5)[n % 3])
        ids.append(review.id)
    return ids


@pytest.mark.parametrize("backwards", [False, True])
def test_pages_follow_on_each_other_while_others_arrive_and_leave(
    editor: Account, session: Sessions, monkeypatch: pytest.MonkeyPatch, backwards: bool
) -> None:
    monkeypatch.setattr("app.backoffice.queue.PAGE", 3)
    stay, moment, view = many(10), now(), QueueView()
    seen: list[int] = []
    page = queue_page(view, editor, moment)
    if backwards:
        while page.has_after:
            page = queue_page(view, editor, moment, after=page.places[-1])
    while True:
        seen += [item.id for item in page.items]
        make_review(state=State.QUEUED, findings=[INSULT])  # somebody sends a review meanwhile
        act(make_review(state=State.QUEUED), Action.PUBLISH)  # and a colleague decides on one
        if not (page.has_before if backwards else page.has_after):
            break
        page = (
            queue_page(view, editor, moment, before=page.places[0])
            if backwards
            else queue_page(view, editor, moment, after=page.places[-1])
        )
    assert len(seen) == len(set(seen))
    assert set(stay) <= set(seen)


def test_after_a_decision_comes_the_next_one_that_is_free(editor: Account, session: Sessions) -> None:
    first, taken, last = (due_in(make_review(state=State.QUEUED), days=5 + n) for n in range(3))
    escalated = due_in(make_review(state=State.ESCALATED), days=6)
    claim(taken, make_account().id)
    session.commit()
    moment = now()
    found = next_to_judge(QueueView(), editor, place_of(first, moment), moment)
    assert (found, escalated.state) == (last.id, State.ESCALATED)


def test_after_the_last_one_comes_the_first_again(editor: Account) -> None:
    first, last = (due_in(make_review(state=State.QUEUED), days=5 + n) for n in range(2))
    moment = now()
    assert next_to_judge(QueueView(), editor, place_of(last, moment), moment) == first.id


def test_a_new_text_is_what_is_found_and_a_decided_one_is_forgotten(
    editor: Account, session: Sessions
) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": "Juf Els is lief"}, findings=[NAME])
    version = review.latest_version
    assert version is not None
    redact(
        review,
        find_passages(version, "Els", "[naam]"),
        Actor(Role.EDITOR, editor.id),
        seen_lock=review.lock_version,
        rule="person_name",
        message="Een naam",
    )
    session.commit()
    assert (in_queue(editor, q="Els"), in_queue(editor, q="lief")) == ([], [review.id])
    act(review, Action.PUBLISH)
    assert session.scalars(select(OpenText)).all() == []


def test_a_redacted_name_takes_its_risk_along(editor: Account, session: Sessions) -> None:
    found = Finding(Family.PRIVACY, "person_name", Severity.WARNING, "Een naam", Span("text_good", 4, 7))
    review = make_review(state=State.QUEUED, texts={"text_good": "Juf Els is lief"}, findings=[found])
    before = review.risk
    version = review.latest_version
    assert version is not None
    redact(
        review,
        find_passages(version, "Els", "[naam]"),
        Actor(Role.EDITOR, editor.id),
        seen_lock=review.lock_version,
        rule="person_name",
        message="Een naam",
    )
    session.commit()
    assert (before, review.risk) == (2, 0)


def test_the_promise_of_a_sector_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    from moderation import policy

    monkeypatch.setattr(policy, "POLICIES", {**policy.POLICIES, "jeugdhulp": policy.Policy(answer_days=5)})
    hurried = make_review(make_facility(sector=Sector.JEUGDHULP), State.QUEUED)
    usual = make_review(state=State.QUEUED)
    days = [(r.due_at - r.confirmed_at).days for r in (hurried, usual) if r.due_at and r.confirmed_at]
    assert days == [5, 10]


# What an editor sees


@pytest.fixture
def desk(client: FlaskClient, editor: Account) -> FlaskClient:
    sign_in(client, editor)
    return client


WHYS: dict[str, Callable[[], Contribution]] = {
    "Eerst: er is misschien gevaar.": lambda: make_review(state=State.ESCALATED, findings=[DANGER]),
    "Te laat: het antwoord was 3 dagen geleden beloofd.": lambda: due_in(
        make_review(state=State.QUEUED), days=-3
    ),
    "Bijna te laat: nog 1 dag voor het beloofde antwoord.": lambda: due_in(
        make_review(state=State.QUEUED), days=1
    ),
    "Verhoogd risico: omgangsvormen en privacy.": lambda: make_review(
        state=State.QUEUED, findings=[INSULT, NAME]
    ),
    "Klein risico: privacy.": lambda: make_review(state=State.QUEUED, findings=[NAME, FRENCH]),
    "Geen haast: op volgorde van aankomst.": lambda: make_review(state=State.QUEUED, findings=[FRENCH]),
}


@pytest.mark.parametrize("why", WHYS)
def test_a_line_says_why_it_stands_there(desk: FlaskClient, why: str) -> None:
    review = WHYS[why]()
    assert why in Page.open(desk, "/redactie/").text
    assert why in Page.open(desk, f"/redactie/bijdragen/{review.id}").text


def test_what_is_late_is_told_on_top(desk: FlaskClient) -> None:
    due_in(make_review(state=State.QUEUED), days=-1)
    assert "1 antwoord is te laat" in Page.open(desk, "/redactie/").text


def test_a_view_is_kept_counted_and_forgotten(desk: FlaskClient) -> None:
    make_review(make_facility(places=6), State.QUEUED, findings=[NAME])
    make_review(state=State.QUEUED)
    page = Page.open(desk, "/redactie/?klein=1&familie=privacy").submit(
        "Bewaar deze weergave", name="Klein en privé"
    )
    assert "Klein en privé 1" in page.links()
    page = page.submit("Verwijder de weergave ‘Klein en privé’")
    assert "Klein en privé 1" not in page.links()


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "Geef de weergave een naam"), ("n" * 41, "Hou de naam onder 40 tekens")],
)
def test_a_view_needs_a_name(desk: FlaskClient, session: Sessions, name: str, told: str) -> None:
    page = Page.open(desk, "/redactie/?klein=1").submit("Bewaar deze weergave", name=name)
    assert told in page.text
    assert session.scalars(select(SavedView)).all() == []


def test_nobody_forgets_the_view_of_a_colleague(desk: FlaskClient, session: Sessions) -> None:
    saved = SavedView(account_id=make_account().id, name="Van een ander", query="klein=1")
    session.add(saved)
    session.commit()
    token = Page.open(desk, "/redactie/?klein=1").value("csrf_token")
    answer = desk.post(f"/redactie/weergaven/{saved.id}/weg", data={"csrf_token": token})
    assert (answer.status_code, len(session.scalars(select(SavedView)).all())) == (404, 1)


def test_the_view_stays_all_the_way(desk: FlaskClient) -> None:
    first = make_review(make_facility(places=6), State.QUEUED)
    make_review(state=State.QUEUED)
    second = make_review(make_facility(places=6), State.QUEUED)
    page = Page.open(desk, "/redactie/?klein=1").follow(first.facility.name)
    page = page.submit("Ik behandel deze bijdrage").submit("Publiceren")
    assert page.address == f"/redactie/bijdragen/{second.id}?klein=1"


def test_when_all_is_judged_the_queue_is_back(desk: FlaskClient) -> None:
    review = make_review(state=State.QUEUED)
    page = Page.open(desk, f"/redactie/bijdragen/{review.id}")
    page = page.submit("Ik behandel deze bijdrage").submit("Publiceren")
    assert (page.heading, "Alles is nagelezen" in page.text) == ("Wachtrij", True)


def test_previous_and_next_lead_through_the_view(desk: FlaskClient) -> None:
    first, second = (due_in(make_review(state=State.QUEUED), days=5 + n) for n in range(2))
    page = Page.open(desk, f"/redactie/bijdragen/{first.id}")
    assert "← Vorige" not in page.links()
    page = page.follow("Volgende →")
    assert page.address == f"/redactie/bijdragen/{second.id}"
    assert page.follow("← Vorige").address == f"/redactie/bijdragen/{first.id}"
