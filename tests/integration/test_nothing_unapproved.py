"""Every public page, for every state of what people write: no word that nobody approved.

Every text here is made of words that begin with "zqxjzq" and name where they belong. All cases live in one
database: what is slow is to bring a text where it must be, and to read every page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account, AccountRole
from app.contributions.actions import AUTHOR, Actor, add_version, apply_action
from app.contributions.models import Contribution, Review
from app.contributions.redaction import find_passage, redact
from app.database import session
from app.facilities.models import Facility
from app.notices.models import Notice
from app.opendata.writing import made_files, write_files
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, Role, State
from tests import factories
from tests.factories import (
    act,
    make_account,
    make_complaint,
    make_facility,
    make_note,
    make_notice,
    make_organisation,
    make_proposal,
    make_reply,
    make_review,
    make_thread,
)
from tests.public_addresses import (
    OF_THE_SITE,
    in_other_languages,
    of_facilities,
    of_notice,
    of_text,
    open_rules,
    picture_of,
    rules_of,
)

# So long that no random address holds it ("zq" alone stood in one).
MARKED = re.compile(rb"zqxjzq[a-z]{4,}")
HIDDEN = tuple(state for state in State if state is not State.PUBLISHED)
OF_A_REPLY = tuple(state for state in HIDDEN if state is not State.UNCONFIRMED)
ENDINGS = (Action.REMOVE, Action.WITHDRAW, Action.ERASE)
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "zqxjzqbevinding")


@dataclass
class World:
    """All that somebody wrote in one database, and which words of it a person approved."""

    provider: Account
    approved: set[bytes] = field(default_factory=set)
    facilities: list[Facility] = field(default_factory=list)
    later: list[tuple[Callable[[], None], set[bytes]]] = field(default_factory=list)
    """What happens after the public read everything once, and the words that it takes away."""

    def facility(self, *, places: int = 24) -> Facility:
        """In a municipality and of an organisation of its own: their pages show few cases."""
        name = f"Gent {len(self.facilities)}"
        organisation = make_organisation(f"{name} vzw")
        self.facilities.append(
            make_facility(places=places, municipality=name, organisation_id=organisation.id)
        )
        return self.facilities[-1]

    def approve(self, *names: str) -> None:
        """These texts may be seen."""
        self.approved |= marked(*names)

    def review(self, facility: Facility, name: str, state: State) -> Review:
        """With a text in both its fields."""
        return make_review(
            facility,
            state,
            texts={"text_good": words(f"{name}goed"), "text_better": words(f"{name}beter")},
            email=f"zqxjzq{name}@ouders.example",
            findings=[DANGER] if state is State.ESCALATED else [],
        )

    def published(self, facility: Facility, name: str) -> Review:
        """One that all may read."""
        self.approve(f"{name}goed", f"{name}beter")
        return self.review(facility, name, State.PUBLISHED)

    def reply(self, review: Review, name: str, state: State) -> Contribution:
        """Of the facility."""
        return make_reply(review, self.provider, state, text=words(name))


def words(name: str) -> str:
    """A text of its own: at its beginning, between and at its end."""
    return f"zqxjzq{name}begin zqxjzq{name}midden zqxjzq{name}einde"


def marked(*names: str) -> set[bytes]:
    """The words of these texts."""
    return {word.encode() for name in names for word in words(name).split()}


def revise(contribution: Contribution, **texts: str) -> None:
    """Its author writes something else, which nobody judged yet."""
    new = add_version(contribution, texts=texts, made_by=Role.AUTHOR)
    apply_action(contribution, Action.REVISE, AUTHOR, seen_lock=contribution.lock_version, new_version=new)
    session.commit()


def leave_out(contribution: Contribution, word: str) -> None:
    """An editor takes a word away."""
    assert contribution.latest_version is not None
    cut = find_passage(contribution.latest_version, word, "[naam]")
    editor = Actor(Role.EDITOR, make_account().id)
    reason = {"rule": "person_name", "message": "zqxjzqmotivering"}
    redact(contribution, [cut], editor, seen_lock=contribution.lock_version, **reason)
    session.commit()


def reviews(world: World) -> None:
    """In each state that hides them, alone and together; and in each that follows what was public before."""
    facility = world.facility()
    for state in HIDDEN:
        world.review(facility, f"review{state.value}", state)
    world.review(world.facility(places=7), "reviewlater", State.PUBLISHED)
    facility = world.facility()
    for action in ENDINGS:
        name = action.value
        review = world.published(facility, name)
        world.approve(f"antwoord{name}")
        world.reply(review, f"antwoord{name}", State.PUBLISHED)
        gone = marked(f"{name}goed", f"{name}beter", f"antwoord{name}")
        world.later.append((partial(act, review, action), gone))


def replies(world: World) -> None:
    """In each state that hides them, under a review that all may read; and after they were public."""
    facility = world.facility()
    for state in OF_A_REPLY:
        world.reply(world.published(facility, f"onder{state.value}"), f"reply{state.value}", state)
    for action in ENDINGS:
        name = f"was{action.value}"
        world.approve(name)
        reply = world.reply(world.published(facility, f"onder{name}"), name, State.PUBLISHED)
        world.later.append((partial(act, reply, action), marked(name)))


def revisions(world: World, facility: Facility) -> None:
    """What was approved stays; what was written since is not there, whatever became of it."""
    for name, then in (("nieuw", None), ("terug", Action.RETURN)):
        review = world.published(facility, name)
        revise(review, text_good=words(f"{name}nieuw"))
        if then:
            act(review, Action.QUEUE)
            act(review, then)
    reply = world.reply(world.published(facility, "ondernieuw"), "antwoordoud", State.PUBLISHED)
    world.approve("antwoordoud")
    revise(reply, text=words("antwoordnieuw"))


def redactions(world: World, facility: Facility) -> None:
    """What an editor left out, before and after publication."""
    waiting = world.review(facility, "weg", State.QUEUED)
    leave_out(waiting, "zqxjzqweggoedmidden")
    act(waiting, Action.PUBLISH)
    world.approve("weggoed", "wegbeter")
    world.approved -= {b"zqxjzqweggoedmidden"}
    shown = world.published(facility, "daarna")
    world.later.append((partial(leave_out, shown, "zqxjzqdaarnagoedmidden"), {b"zqxjzqdaarnagoedmidden"}))


def talk(world: World, facility: Facility) -> list[Notice]:
    """What people wrote about texts, and never for the public."""
    review = world.published(facility, "gemeld")
    notice = make_notice(review, explanation="zqxjzqmelding")
    make_complaint(review, text="zqxjzqbezwaar")
    make_note(review, "zqxjzqnota")
    waiting = world.review(facility, "gevraagd", State.QUEUED)
    make_thread(waiting, answered=True)
    make_note(waiting, "zqxjzqnotabijwachtend")
    proposed = world.review(facility, "voorgesteld", State.QUEUED)
    make_proposal(proposed, Action.REJECT, Actor(Role.EDITOR, make_account().id))
    return [notice]


@pytest.fixture
def world(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> World:
    """Empty."""
    for name in ("MESSAGE", "QUESTION", "ANSWER"):
        monkeypatch.setattr(factories, name, f"zqxjzq{name.lower()}")
    return World(make_account(AccountRole.PROVIDER))


def addresses(world: World, notices: list[Notice]) -> Iterator[str]:
    """All that anybody may ask for."""
    yield from OF_THE_SITE
    yield from of_facilities(world.facilities)
    yield picture_of(world.facilities[0])
    public_ids = [
        public_id
        for public_id in session.scalars(select(Contribution.public_id).order_by(Contribution.id))
        if public_id
    ]
    for public_id in public_ids:
        yield from of_text(public_id)
    yield from in_other_languages(world.facilities, public_ids)
    for notice in notices:
        yield from of_notice(notice.reference)


def seen(client: FlaskClient, pages: list[str]) -> dict[bytes, set[str]]:
    """Each marked word with the pages that show it, in their headers too."""
    found: dict[bytes, set[str]] = {}
    for page in pages:
        answer = client.get(page)
        assert answer.status_code != 500, page
        for word in MARKED.findall(answer.data + str(answer.headers).encode()):
            found.setdefault(word, set()).add(page)
    return found


def test_no_public_page_shows_a_word_that_nobody_approved(
    app: Flask, client: FlaskClient, world: World
) -> None:
    reviews(world)
    replies(world)
    facility = world.facility()
    revisions(world, facility)
    redactions(world, facility)
    notices = talk(world, facility)
    write_files()
    session.commit()
    pages = [*addresses(world, notices), *(f"/open-data/{name}" for name in made_files())]
    assert open_rules(app) - rules_of(app, pages) == set()
    before = seen(client, pages)
    assert {word: before[word] for word in set(before) - world.approved} == {}
    assert world.approved - set(before) == set()  # what may be seen is seen: we look where texts are
    for happens, gone in world.later:
        happens()
        world.approved -= gone
    after = seen(client, sorted(set().union(*before.values())))  # the pages that show texts
    assert {word: after[word] for word in set(after) - world.approved} == {}
    assert world.approved - set(after) == set()
