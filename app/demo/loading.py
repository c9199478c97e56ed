"""Put the examples in the database, by the same actions as in reality. Only the moments are set back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import literal, or_, select, update
from werkzeug.datastructures import MultiDict

from app.accounts.actions import create_account
from app.accounts.models import Account, AccountRole
from app.accounts.sign_in import hash_password
from app.config import settings
from app.contributions.actions import Actor, record_screening, tell_author
from app.contributions.models import Contribution, Review
from app.contributions.queries import waiting_submission
from app.contributions.redaction import find_passage, redact
from app.database import now, session
from app.demo import EXAMPLE_ACCOUNTS, PASSWORD
from app.demo.deciding import decide_together, message
from app.demo.stories import FOLDER, PLACES, PROVIDED, Place, Story, stories
from app.demo.working import leave_sample, leave_work
from app.facilities.importing import import_facility_file
from app.facilities.models import Facility
from app.mail.models import OutboxMail
from app.notices.actions import Reporter, file_notice
from app.notices.forms import NoticeForm
from app.notices.models import NoticeReason
from app.providers.actions import send_reply
from app.publication import list_key
from app.questionnaires import Sector, current_questionnaire
from app.recounting import count_reviews
from app.replies.models import Reply
from app.reviews.actions import (
    ask_for_facility,
    confirm_review,
    file_complaint,
    submit_review,
    withdraw_review,
)
from app.reviews.forms import MissingFacilityForm, review_form
from app.screening import screen
from app.times import local
from moderation.states import Action, State

READ_AFTER = timedelta(days=2)
"""How long the redaction of the examples takes."""


class BadExample(Exception):
    """An example that the form refuses, or for which there is no facility."""


@dataclass(frozen=True)
class World:
    """Who and where the examples are about."""

    facilities: Mapping[str, Facility]
    editors: tuple[Actor, Actor]
    lead: Actor
    provider_id: int


def load() -> None:
    """In one transaction: all of the examples, or none."""
    session.rollback()
    with session.begin():
        if session.scalar(select(Account.id).limit(1)) is not None:
            return
        import_facility_file(FOLDER / "facilities.csv.gz", local(now()).date())
        world = make_world()
        told = {story.by: tell(story, world, number) for number, story in enumerate(stories())}
        make_notices(told, world)
        leave_work(told, *world.editors)
        leave_sample(world.editors, world.lead)
        session.execute(update(OutboxMail).where(OutboxMail.sent_at.is_(None)).values(sent_at=now()))


def make_world() -> World:
    """The facilities that are written about, and the accounts."""
    facilities = {key: first_facility(place) for key, place in PLACES.items()}
    password_hash = hash_password(PASSWORD)
    accounts = []
    for example in EXAMPLE_ACCOUNTS:
        role = AccountRole(example.role)
        provided = [facilities[key] for key in PROVIDED] if role is AccountRole.PROVIDER else []
        account = create_account(example.email, role, example.name, provided)
        account.password_hash = password_hash
        accounts.append(account)
    first, second, lead, provider, _admin = accounts
    return World(facilities, (actor(first), actor(second)), actor(lead), provider.id)


def actor(account: Account) -> Actor:
    """Somebody of the redaction."""
    return Actor(account.moderation_role, account.id)


def first_facility(place: Place) -> Facility:
    """By dossiernummer, so that it is the same one each time."""
    found = session.scalar(
        select(Facility)
        .where(
            Facility.sector == place.sector,
            or_(Facility.municipality == place.municipality, literal(place.municipality == "")),
            Facility.places.between(place.fewest, place.most),
            or_(Facility.name == place.name, literal(place.name == "")),
            Facility.participates,
            Facility.closed_on.is_(None),
        )
        .order_by(Facility.dossiernummer)
        .limit(1)
    )
    if found is None:
        raise BadExample(f"geen voorziening voor {place}")
    return found


def tell(story: Story, world: World, number: int) -> Review:
    """One review, from the form to where its story ends."""
    # No two at the same hour, and none in the future.
    written = now() - timedelta(days=story.days, minutes=53 * number % 600)
    review = send(story, world.facilities[story.facility], written, number)
    if story.then == "unconfirmed":
        return review
    confirm_review(review)
    set_clock(review, written)
    screen_now(review)
    if story.then == "queue" or (review.state is State.ESCALATED and story.then == "escalate"):
        return review
    editor = world.lead if review.state is State.ESCALATED else world.editors[number % 2]
    judge(review, story, editor, min(written + READ_AFTER + timedelta(hours=7 * number % 30), now()))
    if story.reply:
        answer(story, review, world)
    return review


def send(story: Story, facility: Facility, written: datetime, number: int) -> Review:
    """Through the form that parents use."""
    questionnaire = current_questionnaire(facility.sector)
    form = review_form(questionnaire)(story.as_sent(questionnaire, written))
    form.relation.choices = [(relation.key, relation.label) for relation in questionnaire.relations]
    if not form.validate():
        raise BadExample(f"{story.by}: {form.errors}")
    review = submit_review(
        facility, questionnaire, form, address=f"198.51.{number}.1", browser="Voorbeeldbrowser"
    )
    review.created_at = written
    for version in review.versions:
        version.created_at = written
    session.flush()
    return review


def set_clock(contribution: Contribution, moment: datetime) -> None:
    """As if it was confirmed then."""
    contribution.confirmed_at = moment
    contribution.due_at = moment + timedelta(days=settings().answer_days)
    set_back(contribution, moment)


def set_back(contribution: Contribution, moment: datetime) -> None:
    """As if the last decision was taken then."""
    session.flush()
    session.refresh(contribution)
    if contribution.decisions:
        contribution.decisions[-1].created_at = moment
        session.flush()


def screen_now(contribution: Contribution) -> None:
    """What the worker does."""
    waiting = waiting_submission(contribution.id)
    if waiting is None:
        raise BadExample(f"{contribution.id} wacht niet op een controle")
    record_screening(contribution.id, waiting.version_id, screen(waiting.submission))
    set_back(contribution, (contribution.confirmed_at or now()) + timedelta(minutes=1))


def judge(review: Review, story: Story, editor: Actor, decided: datetime) -> None:
    """What an editor, or its author, did with it."""
    if story.then == "withdraw":
        withdraw_review(review)
        set_back(review, decided)
        return
    if story.then == "redact":
        redact(
            review,
            [find_passage(review.versions[-1], story.passage, story.label)],
            editor,
            seen_lock=review.lock_version,
            rule=story.rule,
            message=message(review, Action.REDACT, story.rule),
        )
        set_back(review, decided)
    if story.then in ("publish", "redact", "remove"):
        decide(review, Action.PUBLISH, editor, decided)
    if story.then in ("return", "reject", "escalate", "remove"):
        decide(review, Action(story.then), editor, decided, story.rule)


def decide(
    contribution: Contribution, action: Action, editor: Actor, decided: datetime, rule: str = ""
) -> None:
    """A decision of then, told to who wrote it."""
    decision = decide_together(contribution, action, editor, rule)
    tell_author(contribution, decision)
    set_back(contribution, decided)
    if action is Action.PUBLISH and contribution.revealed_at is not None:
        contribution.revealed_at = max(decided, contribution.visible_from or decided)
        contribution.list_key = list_key(contribution)
        session.flush()
        count_reviews(contribution.facility)  # its newest review is of then, too


def answer(story: Story, review: Review, world: World) -> Reply:
    """What the facility replied, and what became of that."""
    reply = send_reply(review, world.provider_id, story.reply)
    written = min((review.revealed_at or now()) + timedelta(days=story.replied), now() - timedelta(hours=1))
    reply.created_at = written
    set_clock(reply, written)
    screen_now(reply)
    if story.reply_then != "queue":
        decide(
            reply,
            Action(story.reply_then),
            world.editors[0],
            min(written + READ_AFTER, now()),
            story.reply_rule,
        )
    return reply


def make_notices(told: Mapping[str, Review], world: World) -> None:
    """Two notices, an objection and a missed facility, all still open."""
    notify(
        told["koen"],
        NoticeReason.UNTRUE,
        "Ik breng mijn kind ook naar deze groep. Er waren wissels, maar geen vier in een half jaar.",
        Reporter("Tineke Voorbeeld", "tineke@ouder.example"),
    )
    notify(
        told["elke"],
        NoticeReason.UNTRUE,
        "We verschonen elk kind minstens om de twee uur en noteren dat. We kunnen de lijst tonen.",
        Reporter(account_id=world.provider_id),
    )
    complaint = file_complaint(
        told["melissa"].decisions[-1],
        "Ik was kwaad toen ik het schreef, en de scheldwoorden mogen weg. "
        "Maar dat mijn zoon honger had, is waar. Waarom mag dat er niet staan?",
    )
    complaint.created_at = now() - timedelta(days=3)
    complaint.due_at = complaint.created_at + timedelta(days=settings().answer_days)
    ask_for_facility(
        MissingFacilityForm(
            MultiDict(
                {
                    "sector": Sector.KINDEROPVANG.value,
                    "name": "De Kleine Kapoen",
                    "municipality": "Deinze",
                    "note": "Nieuw sinds september.",
                }
            )
        )
    )


def notify(review: Review, reason: NoticeReason, explanation: str, reporter: Reporter) -> None:
    """As the page for it does."""
    form = NoticeForm(MultiDict({"reason": reason.value, "explanation": explanation}))
    notice = file_notice(review, form, reporter)
    notice.created_at = now() - timedelta(days=1)
