"""What no page may do, tried on all of them, by everybody."""

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session
from werkzeug.routing import Rule

from app import create_app
from app.accounts.models import Account, AccountRole
from app.audience import ADMITS, OPEN, Audience, Everyone, audience, audience_of
from app.calibration.actions import start_round
from app.config import Settings
from app.contributions.actions import Actor
from app.database import Base
from app.facilities.models import Organisation
from app.threads.models import Party
from moderation.states import Action, Role, State
from tests.factories import (
    make_account,
    make_author_link,
    make_complaint,
    make_conflict,
    make_facility,
    make_facility_request,
    make_note,
    make_notice,
    make_organisation,
    make_proposal,
    make_referral,
    make_reply,
    make_review,
    make_thread,
)
from tests.pages.document import opened
from tests.pages.signing_in import sign_in

ROLES = ("nobody", "author", *AccountRole)
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class World:
    """A site with something of each kind, somebody in each role, and the words that addresses are made of."""

    app: Flask
    accounts: dict[AccountRole, Account]
    author_link: str
    words: dict[str, str]
    numbers: dict[str, int]
    """Beginning of an address → the number that follows."""

    def rules(self, method: str) -> list[Rule]:
        """All addresses that answer this method."""
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or set())]

    def address(self, rule: Rule) -> str:
        """One address that this rule matches."""
        number = next((number for start, number in self.numbers.items() if rule.rule.startswith(start)), 0)
        known: dict[str, Any] = {**self.words, "number": number}
        with self.app.test_request_context():
            return url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})

    def visitor(self, role: str) -> FlaskClient:
        """Somebody in this role, signed in."""
        client = self.app.test_client()
        if role == "author":
            client.get(self.author_link)
        elif role != "nobody":
            sign_in(client, self.accounts[AccountRole(role)])
        return client


@pytest.fixture
def world(app: Flask, session: scoped_session[Session]) -> World:
    """A published review with a reply and a notice, and a returned one whose author objects."""
    organisation = make_organisation()
    facility = make_facility(organisation_id=organisation.id)
    accounts = {
        role: make_account(role, [facility] if role is AccountRole.PROVIDER else []) for role in AccountRole
    }
    review, returned = make_review(facility), make_review(facility, State.RETURNED)
    reply = make_reply(review, accounts[AccountRole.PROVIDER])
    make_thread(returned)
    thread = make_thread(review, Party.PROVIDER)
    make_note(review)
    make_referral(review)
    editor = Actor(Role.EDITOR, make_account().id)
    proposal = make_proposal(review, Action.REMOVE, editor)
    notice = make_notice(review)
    sample = start_round(5, [accounts[AccountRole.EDITOR]], accounts[AccountRole.LEAD_EDITOR].id).id
    session.commit()
    request = make_facility_request()
    return World(
        app,
        accounts,
        make_author_link(returned),
        {
            "sector": facility.sector.value,
            "dossiernummer": facility.dossiernummer,
            "public_id": str(review.public_id),
            "action": "remove",
            "rule": "person_name",
            "place": "1",
            "token": "onbekend",
            "reference": notice.reference,
            "filename": "css/site.css",
            "name": facility.municipality,
            "version": "1",
            "part": "1",
            "party": "voorziening",
            "kind": "review",
            "purpose": "return",
        },
        {
            "/redactie/bevinding/": 0,
            "/redactie/toetsing/": sample,
            "/redactie/bijdragen/": review.id,
            "/redactie/meldingen/": notice.id,
            "/redactie/bezwaren/": make_complaint(returned).id,
            "/redactie/gemist/": request.id,
            "/redactie/voorstellen/": proposal.id,
            "/redactie/belangen/": make_conflict(accounts[AccountRole.EDITOR], make_facility()).id,
            "/organisatie/vragen/": thread.id,
            "/beheer/gemist/": request.id,
            "/account/sessies/": 0,
            "/beheer/accounts/": accounts[AccountRole.EDITOR].id,
            "/organisatie/reacties/": reply.id,
            "/organisatoren/": organisation.id,
        },
    )


def admits(app: Flask, rule: Rule, role: str) -> bool:
    """Whether somebody in this role may open it."""
    group = audience_of(app, rule.endpoint)
    return (
        group in OPEN if role in ("nobody", "author") else group in OPEN or role in ADMITS[group or Everyone]
    )


def is_meant_for(app: Flask, rule: Rule, role: str) -> bool:
    """Whether it was made for somebody in this role, and not for everyone."""
    group = audience_of(app, rule.endpoint)
    if role in ("nobody", "author"):
        return group is (Audience.EVERYONE if role == "nobody" else Audience.AUTHOR)
    return group not in OPEN and admits(app, rule, role)


@pytest.mark.parametrize("role", ROLES)
def test_looking_changes_nothing(world: World, role: str, session: scoped_session[Session]) -> None:
    visitor = world.visitor(role)
    before = everything(session)
    for rule in world.rules("GET"):
        visitor.get(world.address(rule))
    assert everything(session) == before


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole(world: World, role: str) -> None:
    visitor = world.visitor(role)
    for rule in world.rules("GET"):
        if is_meant_for(world.app, rule, role):
            answer = visitor.get(world.address(rule), follow_redirects=True)
            if answer.mimetype == "text/html":
                opened(answer)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_changed_without_a_token(
    world: World, role: str, session: scoped_session[Session]
) -> None:
    visitor = world.visitor(role)
    before = everything(session)
    for rule in world.rules("POST"):
        if is_meant_for(world.app, rule, role):
            address = world.address(rule)
            answer = visitor.post(address)
            turned_away = answer.status_code == 302 and visitor.get(address).status_code == 302
            assert answer.status_code != 302 or turned_away, rule.rule
    assert everything(session) == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_comes_where_they_may_not(world: World, role: str) -> None:
    visitor = world.visitor(role)
    for rule in world.rules("GET"):
        if not admits(world.app, rule, role):
            answer = visitor.get(world.address(rule))
            assert answer.status_code == 403 or "/aanmelden" in answer.location, rule.rule


@pytest.mark.parametrize(
    ("address", "location"),
    [("/redactie", "/redactie/"), ("/organisatie", "/organisatie/"), ("/beheer?x=1", "/beheer/?x=1")],
)
def test_a_redirect_stays_on_this_site(world: World, address: str, location: str) -> None:
    answer = world.visitor("nobody").get(address, headers={"Host": "elders.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, location)
    assert "elders.example" not in answer.text


def test_a_file_brings_no_session_back(world: World) -> None:
    answer = world.visitor(AccountRole.EDITOR).get("/static/css/site.css")
    assert answer.headers.getlist("Set-Cookie") == []


def test_a_view_that_would_write_on_a_get_cannot(
    settings: Settings, session: scoped_session[Session]
) -> None:
    app = create_app(settings)
    app.testing = True

    @app.get("/schrijft")
    @audience(Audience.EVERYONE)
    def writes() -> str:
        from app.database import session

        session.add(Organisation(name="Stiekem"))
        session.commit()
        return "geschreven"

    with pytest.raises(sa.exc.DBAPIError):
        app.test_client().get("/schrijft")
    assert session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 0


def everything(session: scoped_session[Session]) -> dict[str, list[Any]]:
    """All rows of all tables."""
    session.rollback()
    found = {
        name: sorted(map(repr, session.execute(table.select())))
        for name, table in Base.metadata.tables.items()
    }
    session.rollback()
    return found
