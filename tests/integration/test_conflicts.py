"""What an editor has an interest in does not exist for them, on any address of the back office.

The table is made of the site's own addresses: a new one that this file does not know fails here.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.routing import Rule

from app.accounts.models import AccountRole
from app.calibration.actions import start_round
from app.conflicts.actions import declare, end
from app.conflicts.hiding import BESIDE
from app.contributions.actions import Actor
from app.contributions.claims import claim
from app.contributions.models import Claim, Contribution, RecordedFinding, TextBand
from app.database import Base
from app.helpful.models import HelpfulVote
from app.mail.models import OutboxMail
from app.threads.models import Party
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, State
from tests.factories import (
    make_account,
    make_complaint,
    make_facility,
    make_note,
    make_notice,
    make_organisation,
    make_proposal,
    make_referral,
    make_reply,
    make_review,
    make_thread,
)
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

NAME = "Het Verborgen Nest"
SECRET = "Onze zoon leerde er fluiten op een grasspriet."
FINDINGS = (
    Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar"),
    Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam", Span("text_good", 0, 4)),
)
SAYS_NOTHING = {"/redactie/belangen/iedereen", "/redactie/belangen"}
"""Here the name of what was declared stands, and nothing that anybody wrote."""


@dataclass(frozen=True)
class World:
    """Something of each kind about one facility, for every address that takes a number."""

    app: Flask
    numbers: dict[str, int]
    words: dict[str, str]
    contribution: Contribution

    def rules(self) -> list[Rule]:
        """All addresses of the back office."""
        return sorted(
            (rule for rule in self.app.url_map.iter_rules() if rule.rule.startswith("/redactie")),
            key=lambda rule: rule.rule,
        )

    def address(self, rule: Rule) -> str:
        """This address, about what is hidden; a number that nobody explained fails."""
        values: dict[str, Any] = dict(self.words)
        if "number" in rule.arguments:
            values["number"] = next(
                (n for start, n in self.numbers.items() if rule.rule.startswith(start)), None
            )
            assert values["number"] is not None, f"{rule.rule}: zeg hierboven waarover het nummer gaat"
        missing = rule.arguments - set(values)
        assert not missing, f"{rule.rule}: zeg hierboven wat {missing} is"
        with self.app.test_request_context():
            return url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})


@pytest.fixture
def world(app: Flask, session: Sessions) -> World:
    """A facility with texts in every state, and all that stands beside them."""
    facility = make_facility(name=NAME, search_key="het verborgen nest gent 9000")
    texts = {"text_good": SECRET}
    queued = make_review(facility, State.ESCALATED, texts=texts, findings=FINDINGS)
    shown = make_review(facility, texts=texts)
    make_review(facility, State.QUEUED, texts=texts)
    rejected = make_review(facility, State.REJECTED, texts=texts)
    provider = make_account(AccountRole.PROVIDER, [facility])
    make_reply(shown, provider, State.QUEUED, text=SECRET)
    make_thread(queued, Party.AUTHOR, answered=True)
    make_thread(shown, Party.PROVIDER, answered=True)
    make_note(queued, SECRET)
    referral = make_referral(queued)
    proposal = make_proposal(shown, Action.REMOVE, Actor(Role.EDITOR, make_account().id))
    finding = session.scalars(select(RecordedFinding.id)).first()
    numbers = {
        "/redactie/bijdragen/": queued.id,
        "/redactie/meldingen/": make_notice(shown, explanation=SECRET).id,
        "/redactie/bezwaren/": make_complaint(rejected, text=SECRET).id,
        "/redactie/voorstellen/": proposal.id,
        "/redactie/bevinding/": finding or 0,
        "/redactie/toetsing/<int:number>/<int:place>": start_round(5, [make_account()], provider.id).id,
        "/redactie/weergaven/": 0,  # a view of the queue names no contribution
        "/redactie/toetsing/": 0,  # a sample is about many facilities
        "/redactie/belangen/": 0,
        "/redactie/gemist/": 0,
    }
    assert referral.id
    session.commit()
    words = {
        "action": "return",
        "party": "indiener",
        "place": "1",
        "rule": "person_name",
        "kind": "review",
        "purpose": "return",
    }
    return World(app, numbers, words, queued)


def visitor(world: World, session: Sessions, *, conflicted: bool, role: AccountRole) -> FlaskClient:
    """A lead editor may open all; this one perhaps has an interest."""
    account = make_account(role)
    if conflicted:
        declare(account.id, "voorziening", str(world.contribution.facility_id))
        session.commit()
    client = world.app.test_client()
    sign_in(client, account)
    return client


BOTH = pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.LEAD_EDITOR])


def test_whatever_belongs_to_a_contribution_is_hidden_with_it() -> None:
    about = {mapper.class_ for mapper in Base.registry.mappers if "contribution_id" in mapper.columns}
    without_words = {Claim, TextBand, HelpfulVote}
    assert about - without_words == set(BESIDE)


@BOTH
def test_no_page_tells_of_what_an_editor_has_an_interest_in(
    world: World, session: Sessions, role: AccountRole
) -> None:
    client = visitor(world, session, conflicted=True, role=role)
    told = []
    for rule in world.rules():
        if "GET" in (rule.methods or ()):
            for query in ("", "?q=verborgen", "?zoek=verborgen", "?q=grasspriet"):
                words = client.get(world.address(rule) + query).get_data(as_text=True)
                if SECRET in words or (NAME in words and rule.rule not in SAYS_NOTHING):
                    told.append(rule.rule + query)
    assert told == []


@BOTH
def test_an_address_about_it_is_not_found(world: World, session: Sessions, role: AccountRole) -> None:
    client = visitor(world, session, conflicted=True, role=role)
    found = [
        rule.rule
        for rule in world.rules()
        if "number" in rule.arguments and "GET" in (rule.methods or ())
        and client.get(world.address(rule)).status_code not in (403, 404)
    ]  # fmt: skip
    assert found == []


@BOTH
def test_nothing_can_be_done_with_it(world: World, session: Sessions, role: AccountRole) -> None:
    client = visitor(world, session, conflicted=True, role=role)
    token = Page.open(client, "/redactie/belangen?q=nest").value("csrf_token")
    before = everything(session)
    answers = {
        rule.rule: client.post(world.address(rule), data={**POSTED, "csrf_token": token}).status_code
        for rule in world.rules()
        if "POST" in (rule.methods or ()) and "number" in rule.arguments
    }
    assert everything(session) == before
    assert {rule: status for rule, status in answers.items() if status not in (403, 404)} == {}


POSTED = {
    "action": "return", "version": "1", "lock": "1", "rule": "person_name", "message": "Omdat.", "note": "x",
    "text": "Een tekst", "days": "7", "answer": "Omdat.", "outcome": "kept", "reason": "contact",
}  # fmt: skip


def test_who_has_no_interest_finds_it_on_these_pages(world: World, session: Sessions) -> None:
    client = visitor(world, session, conflicted=False, role=AccountRole.LEAD_EDITOR)
    shows = {
        rule.rule
        for rule in world.rules()
        if "GET" in (rule.methods or ()) and NAME in client.get(world.address(rule)).get_data(as_text=True)
    }
    assert shows >= {
        "/redactie/",
        "/redactie/afgehandeld",
        "/redactie/meldingen",
        "/redactie/bezwaren",
        "/redactie/voorstellen",
        "/redactie/doorverwijzingen",
        "/redactie/bijdragen/<int:number>",
        "/redactie/bijdragen/<int:number>/gevaar",
        "/redactie/bijdragen/<int:number>/gesprek/<party>",
        "/redactie/bijdragen/<int:number>/notities",
        "/redactie/meldingen/<int:number>",
        "/redactie/bezwaren/<int:number>",
        "/redactie/voorstellen/<int:number>",
    }


@pytest.fixture(params=["voorziening", "organisatie", "gemeente"])
def interest(request: pytest.FixtureRequest, session: Sessions) -> tuple[str, str, Contribution]:
    """Each kind of interest, and a review that it is about."""
    organisation = make_organisation()
    facility = make_facility(organisation_id=organisation.id, municipality="Aalst")
    review = make_review(facility, State.QUEUED)
    about = {
        "voorziening": str(facility.id),
        "organisatie": str(organisation.id),
        "gemeente": "Aalst",
    }[request.param]
    return request.param, about, review


def test_every_kind_of_interest_hides(
    client: FlaskClient, session: Sessions, interest: tuple[str, str, Contribution]
) -> None:
    kind, about, review = interest
    account = make_account()
    sign_in(client, account)
    assert client.get(f"/redactie/bijdragen/{review.id}").status_code == 200
    declare(account.id, kind, about)
    session.commit()
    assert client.get(f"/redactie/bijdragen/{review.id}").status_code == 404


def test_what_is_about_somebody_else_stays(client: FlaskClient, session: Sessions) -> None:
    account, other = make_account(), make_review(state=State.QUEUED)
    declare(account.id, "voorziening", str(make_facility().id))
    session.commit()
    sign_in(client, account)
    assert client.get(f"/redactie/bijdragen/{other.id}").status_code == 200


def test_an_interest_that_ended_hides_no_more(client: FlaskClient, session: Sessions) -> None:
    account, review = make_account(), make_review(state=State.QUEUED)
    end(declare(account.id, "voorziening", str(review.facility_id)))
    session.commit()
    sign_in(client, account)
    assert client.get(f"/redactie/bijdragen/{review.id}").status_code == 200


def test_declaring_frees_what_one_had_taken(session: Sessions) -> None:
    account, review = make_account(), make_review(state=State.QUEUED)
    claim(review, account.id)
    declare(account.id, "voorziening", str(review.facility_id))
    session.commit()
    assert session.scalars(select(Claim)).all() == []


def told_of_danger(session: Sessions) -> set[str]:
    return set(session.scalars(select(OutboxMail.recipient).where(OutboxMail.template == "danger_found")))


def test_danger_is_told_to_lead_editors_without_an_interest(session: Sessions) -> None:
    free, barred = (make_account(AccountRole.LEAD_EDITOR) for _ in range(2))
    make_account(AccountRole.LEAD_EDITOR, disabled_at=free.created_at)
    facility = make_facility()
    declare(barred.id, "voorziening", str(facility.id))
    session.commit()
    make_review(facility, State.ESCALATED, findings=FINDINGS)
    assert told_of_danger(session) == {f"account:{free.id}"}


def test_danger_is_told_to_somebody_when_all_have_an_interest(session: Sessions) -> None:
    barred, facility = make_account(AccountRole.LEAD_EDITOR), make_facility()
    declare(barred.id, "voorziening", str(facility.id))
    session.commit()
    make_review(facility, State.ESCALATED, findings=FINDINGS)
    assert told_of_danger(session) == {f"account:{barred.id}"}


def everything(session: Sessions) -> dict[str, list[str]]:
    """All rows of all tables, without who signed in when."""
    session.rollback()
    found = {
        name: sorted(map(repr, session.execute(table.select())))
        for name, table in Base.metadata.tables.items()
    }
    session.rollback()
    return found
