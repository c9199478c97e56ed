"""Reads of the queue: in the order of the policy, page by page, with counts per view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from app.accounts.models import Account
from app.backoffice.queue_view import Deadline, QueueView
from app.conflicts.hiding import not_hidden
from app.contributions.models import Claim, Contribution, OpenText
from app.database import session
from app.facilities.models import Facility
from app.facilities.search_key import query_words
from moderation.policy import WARN_DAYS
from moderation.priority import OF_RISK, Band, Risk, mask
from moderation.states import Role, State

PAGE = 25
SMALL = 8
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Place:
    """Where a contribution stands; the smallest comes first. Nothing that arrives later changes it."""

    band: Band
    due_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.band:d}.{(self.due_at - EPOCH) // timedelta(microseconds=1)}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """From an address; None where it makes no sense."""
        parts = text.split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 18 for p in parts):
            return None
        band, micros, number = map(int, parts)
        if band not in list(Band) or number >= 2**31:
            return None
        return cls(Band(band), EPOCH + timedelta(microseconds=micros), number)


@dataclass(frozen=True)
class QueuePage:
    """Some lines of the queue, and whether more stand before and after them."""

    items: Sequence[Contribution]
    places: Sequence[Place]
    has_before: bool
    has_after: bool


def soon(moment: datetime) -> datetime:
    """What is promised before this is almost late."""
    return moment + timedelta(days=WARN_DAYS)


def band_of(contribution: Contribution, moment: datetime) -> Band:
    """The part of the queue that it stands in."""
    if contribution.in_danger:
        return Band.DANGER
    if contribution.due_at is not None and contribution.due_at < moment:
        return Band.OVERDUE
    if contribution.due_at is not None and contribution.due_at < soon(moment):
        return Band.DUE_SOON
    return OF_RISK[Risk(contribution.risk)]


def place_of(contribution: Contribution, moment: datetime) -> Place:
    """Where it stands at this moment."""
    due = contribution.due_at or contribution.created_at
    return Place(band_of(contribution, moment), due, contribution.id)


def in_band(band: Band, moment: datetime) -> ColumnElement[bool]:
    """The same, as a condition."""
    if band is Band.DANGER:
        return Contribution.in_danger.is_(True)
    if band is Band.OVERDUE:
        return and_(~Contribution.in_danger, Contribution.due_at < moment)
    if band is Band.DUE_SOON:
        return and_(
            ~Contribution.in_danger, Contribution.due_at >= moment, Contribution.due_at < soon(moment)
        )
    risk = next(risk for risk, of_risk in OF_RISK.items() if of_risk is band)
    return and_(~Contribution.in_danger, Contribution.risk == risk.value, Contribution.due_at >= soon(moment))


def conditions(view: QueueView, account: Account, moment: datetime) -> list[ColumnElement[bool]]:
    """What a view asks of a contribution that is open, and this editor may see."""
    wanted = not_hidden()
    if view.sector:
        wanted.append(Contribution.facility.has(Facility.sector == view.sector))
    if view.klein:
        small = select(Facility.id).where(Facility.places <= SMALL)
        wanted.append(Contribution.facility_id.in_(small))
    if view.soort:
        wanted.append(Contribution.kind == view.soort.value)
    if view.staat:
        wanted.append(Contribution.state == State(view.staat.value))
    if view.familie or view.ernst:
        wanted.append(Contribution.signals.bitwise_and(mask(view.familie, view.ernst)) != 0)
    if view.termijn is Deadline.LATE:
        wanted.append(Contribution.due_at < moment)
    elif view.termijn is Deadline.SOON:
        wanted.append(and_(Contribution.due_at >= moment, Contribution.due_at < soon(moment)))
    if view.taal:
        wanted.append(Contribution.language == ("" if view.taal == "nl" else view.taal))
    if view.gevaar:
        wanted.append(Contribution.in_danger.is_(True))
    if view.mijn:
        mine = select(Claim.contribution_id).where(Claim.account_id == account.id, Claim.expires_at > moment)
        wanted.append(Contribution.id.in_(mine))
    return wanted + [holds(word) for word in query_words(view.q)]


def holds(word: str) -> ColumnElement[bool]:
    """The word stands in the text, or in what its facility is found by."""
    in_text = select(OpenText.contribution_id).where(
        OpenText.contribution_id == Contribution.id, OpenText.words.contains(word, autoescape=True)
    )
    return or_(
        in_text.exists(), Contribution.facility.has(Facility.search_key.contains(word, autoescape=True))
    )


def can_be_judged_by(account: Account, moment: datetime) -> list[ColumnElement[bool]]:
    """Nobody else is busy with it, and it does not wait for a lead editor when this is none."""
    free = [~Contribution.claim.has(and_(Claim.account_id != account.id, Claim.expires_at > moment))]
    return (
        free
        if account.moderation_role is Role.LEAD_EDITOR
        else [*free, Contribution.state != State.ESCALATED]
    )


def queue_page(
    view: QueueView,
    account: Account,
    moment: datetime,
    *,
    after: Place | None = None,
    before: Place | None = None,
) -> QueuePage:
    """The first lines, or those after or before a place. Two statements, however much there is."""
    places = places_in_order(conditions(view, account, moment), moment, PAGE + 1, after=after, before=before)
    more = len(places) > PAGE
    shown = places[-PAGE:] if before else places[:PAGE]
    return QueuePage(
        items=with_facilities([place.id for place in shown]),
        places=shown,
        has_before=more if before else after is not None,
        has_after=before is not None or more,
    )


def places_in_order(
    wanted: Sequence[ColumnElement[bool]],
    moment: datetime,
    limit: int,
    *,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """The next ones after a place, the last ones before one, or the first ones. One statement."""
    bands = [
        band for band in Band
        if (after is None or band >= after.band) and (before is None or band <= before.band)
    ]  # fmt: skip
    parts = [in_one_band(band, wanted, moment, limit, after=after, before=before) for band in bands]
    found = sorted(Place(Band(row.band), row.due_at, row.id) for row in session.execute(union_all(*parts)))
    return found[-limit:] if before else found[:limit]


def in_one_band(
    band: Band,
    wanted: Sequence[ColumnElement[bool]],
    moment: datetime,
    limit: int,
    *,
    after: Place | None,
    before: Place | None,
) -> Select[tuple[int, datetime, int]]:
    """Its first ones, or with `before` its last ones, by an index in that order."""
    where = [Contribution.is_open, in_band(band, moment), *wanted]
    if after is not None and after.band == band:
        where.append(tuple_(Contribution.due_at, Contribution.id) > pair(after))
    if before is not None and before.band == band:
        where.append(tuple_(Contribution.due_at, Contribution.id) < pair(before))
    order = [Contribution.due_at, Contribution.id]
    found = (
        select(literal(int(band)).label("band"), Contribution.due_at, Contribution.id)
        .where(*where)
        .order_by(*(column.desc() if before else column.asc() for column in order))
        .limit(limit)
        .subquery()
    )
    return select(found.c.band, found.c.due_at, found.c.id)


def pair(place: Place) -> ColumnElement[Any]:
    """To compare with."""
    return tuple_(literal(place.due_at, Contribution.due_at.type), literal(place.id))


def with_facilities(ids: Sequence[int]) -> list[Contribution]:
    """These contributions in this order, with what a line of the queue shows."""
    found = session.scalars(
        select(Contribution)
        .where(Contribution.id.in_(ids))
        .options(joinedload(Contribution.facility), joinedload(Contribution.claim).joinedload(Claim.account))
    )
    known = {contribution.id: contribution for contribution in found}
    return [known[number] for number in ids if number in known]


def counts(views: Sequence[QueueView], account: Account, moment: datetime) -> list[int]:
    """How many are open in each of these views. One statement, one look at what is open."""
    each = [func.count(case((and_(True, *conditions(view, account, moment)), 1))) for view in views]
    return list(session.execute(select(*each).where(Contribution.is_open)).one())


@dataclass(frozen=True)
class Neighbours:
    """The contributions before and after one in a view; None at an end."""

    previous: int | None
    next: int | None


def neighbours(view: QueueView, account: Account, contribution: Contribution, moment: datetime) -> Neighbours:
    """Of one that is open, or was until a moment ago."""
    here, wanted = place_of(contribution, moment), conditions(view, account, moment)
    before = places_in_order(wanted, moment, 1, before=here)
    after = places_in_order(wanted, moment, 1, after=here)
    return Neighbours(before[0].id if before else None, after[0].id if after else None)


def next_to_judge(view: QueueView, account: Account, here: Place, moment: datetime) -> int | None:
    """What this editor reads after a decision: the next one in the view, from the top again at its end."""
    wanted = [
        *conditions(view, account, moment),
        *can_be_judged_by(account, moment),
        Contribution.id != here.id,
    ]
    for start in (here, None):
        found = places_in_order(wanted, moment, 1, after=start)
        if found:
            return found[0].id
    return None
