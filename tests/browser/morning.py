"""Twenty things that wait for the editors of a running site, one of every kind, by the actions of reality."""

from app.accounts.models import Account, AccountRole
from app.config import read_settings, use_settings
from app.contributions.actions import AUTHOR, Actor, add_version, apply_action
from app.contributions.models import Review
from app.database import connect, session
from app.facilities.models import Facility
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, Role, State
from tests.browser.live_site import LiveSite
from tests.factories import (
    act,
    make_account,
    make_complaint,
    make_conflict,
    make_facility,
    make_notice,
    make_proposal,
    make_reply,
    make_review,
)

HERE, HIDDEN = "De Morgenster", "De Morgenster aan Zee"
NAMED = "Juf Nancy is lief en het eten is vers."
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
NAME = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam", Span("text_good", 0, 9))

TO_PUBLISH = (
    "Onze zoon gaat er graag naartoe.",
    "De begeleiders nemen tijd voor een praatje.",
    "Er is een grote moestuin met kippen.",
    "Ze zingen elke ochtend samen.",
    "Het middagslaapje verloopt rustig.",
)
SENT_AGAIN, CORRECTED = "Mijn tweede versie, zonder naam.", "Mijn verbetering van wat online staat."
REPLIES = ("Dank je wel voor je woorden.", "We planten dit voorjaar twee bomen.")
TO_RETURN, TO_REFUSE = "Daar gebeurde het weer met dat ding.", "Kom liever naar de opvang van mijn zus!"
TO_PASS_ON, TO_ASK = "De rechter beslist volgende maand.", "Het was er in orde, denk ik."


def wait_for_morning(site: LiveSite, email: str) -> None:
    """Fill the database of this site. The editor of this address has an interest in one facility."""
    settings = read_settings({"WAARDERING_DATA": str(site.data)})
    use_settings(settings)
    engine = connect(settings.database_url)
    facility = make_facility(name=HERE, search_key="de morgenster gent 9000")
    for text in TO_PUBLISH:
        waiting(facility, text)
    waiting(facility, NAMED, NAME)
    for text in (TO_RETURN, TO_REFUSE, TO_PASS_ON, TO_ASK):
        waiting(facility, text)
    write_again(make_review(facility, State.RETURNED), SENT_AGAIN)
    write_again(make_review(facility), CORRECTED)
    provider = make_account(AccountRole.PROVIDER, [facility])
    for text in REPLIES:
        make_reply(make_review(facility), provider, State.QUEUED, text=text)
    make_notice(make_review(facility))
    make_complaint(make_review(facility, State.RETURNED))
    make_proposal(make_review(facility), Action.REMOVE, Actor(Role.EDITOR, make_account().id))
    make_review(facility, State.ESCALATED, findings=[DANGER])
    hidden = make_facility(name=HIDDEN, search_key="de morgenster aan zee gent 9000")
    waiting(hidden, "Wie hier werkt, ken ik.")
    editor = session.query(Account).filter_by(email=email).one()
    make_conflict(editor, hidden)
    session.remove()
    engine.dispose()


def waiting(facility: Facility, text: str, *findings: Finding) -> Review:
    """A review in the queue."""
    return make_review(facility, State.QUEUED, texts={"text_good": text}, findings=findings)


def write_again(review: Review, text: str) -> None:
    """Its author sends another wording; it was screened."""
    old = review.latest_version
    assert old is not None
    new = add_version(review, texts={"text_good": text}, scores=old.scores, made_by=Role.AUTHOR)
    apply_action(review, Action.REVISE, AUTHOR, judged=old, seen_lock=review.lock_version, new_version=new)
    session.commit()
    act(review, Action.QUEUE)
