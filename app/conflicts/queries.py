"""Reads of declared interests."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from app.accounts.models import Account, AccountRole
from app.conflicts.models import Conflict
from app.database import session
from app.facilities.models import Facility, Organisation
from app.facilities.search_key import query_words

MOST_FOUND = 8


def open_conflicts(account_id: int) -> Sequence[Conflict]:
    """What this editor declared and still holds, newest first."""
    return session.scalars(
        select(Conflict)
        .where(Conflict.account_id == account_id, Conflict.ended_at.is_(None))
        .options(joinedload(Conflict.organisation), joinedload(Conflict.facility))
        .order_by(Conflict.id.desc())
    ).all()


def hidden_facilities(conflicts: Sequence[Conflict]) -> Select[int]:
    """Ids of all facilities that these interests are about."""
    about: list[ColumnElement[bool]] = []
    for column, values in (
        (Facility.organisation_id, {conflict.organisation_id for conflict in conflicts} - {None}),
        (Facility.id, {conflict.facility_id for conflict in conflicts} - {None}),
        (Facility.municipality, {conflict.municipality for conflict in conflicts} - {""}),
    ):
        if values:
            about.append(column.in_(sorted(values)))
    return select(Facility.id).where(or_(*about))


def accounts_in_conflict(facility: Facility) -> set[int]:
    """Editors who declared an interest in this facility, its organisation or its municipality."""
    about = [Conflict.facility_id == facility.id]
    if facility.organisation_id is not None:
        about.append(Conflict.organisation_id == facility.organisation_id)
    if facility.municipality:
        about.append(Conflict.municipality == facility.municipality)
    return set(
        session.scalars(select(Conflict.account_id).where(Conflict.ended_at.is_(None), or_(*about))).all()
    )


def find_conflict(conflict_id: int) -> Conflict | None:
    """One of them, ended or not."""
    return session.get(Conflict, conflict_id)


def all_conflicts() -> Sequence[Conflict]:
    """Of every editor, the open ones first, for lead editors and admins."""
    return session.scalars(
        select(Conflict)
        .join(Conflict.account)
        .where(Account.role.in_([AccountRole.EDITOR, AccountRole.LEAD_EDITOR]))
        .options(
            joinedload(Conflict.account), joinedload(Conflict.organisation), joinedload(Conflict.facility)
        )
        .order_by(Conflict.ended_at.is_not(None), Account.name, Conflict.id)
    ).all()


def organisations_named(words: str) -> Sequence[Organisation]:
    """Whose name holds these words."""
    return session.scalars(
        select(Organisation)
        .where(Organisation.name.icontains(words, autoescape=True))
        .order_by(Organisation.name, Organisation.id)
        .limit(MOST_FOUND)
    ).all()


def facilities_named(words: str) -> Sequence[Facility]:
    """Found as visitors find them: by name, municipality, postcode or organisation."""
    conditions = [Facility.search_key.contains(word, autoescape=True) for word in query_words(words)]
    return session.scalars(
        select(Facility).where(*conditions).order_by(Facility.name, Facility.id).limit(MOST_FOUND)
    ).all()


def municipalities_named(words: str) -> Sequence[str]:
    """Where there is a facility."""
    return session.scalars(
        select(Facility.municipality)
        .where(Facility.municipality.icontains(words, autoescape=True), Facility.municipality != "")
        .distinct()
        .order_by(Facility.municipality)
        .limit(MOST_FOUND)
    ).all()
