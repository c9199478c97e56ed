"""What can be followed: one facility, all in a municipality, or all of an organisation."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from app.addresses import facility_path
from app.database import session
from app.facilities.figures import SMALL
from app.facilities.models import Facility, Organisation
from app.facilities.queries import find_facility
from app.following.subject_kinds import SubjectKind

LARGEST_NUMBER = 2**31 - 1
"""Of a row: PostgreSQL refuses to look for a larger one."""


@dataclass(frozen=True)
class Subject:
    """Something that can be followed."""

    kind: SubjectKind
    key: str
    """Number of the facility or the organisation, name of the municipality."""
    name: str
    path: str
    """With what the addresses of its feed and its follow page begin."""
    page: str
    """Where people read about it."""
    holds_small: bool
    """Some of its facilities are small: those tell months only."""
    wider: tuple[tuple[str, str], ...] = ()
    """What holds it and can be followed too: name and where."""

    @property
    def feed(self) -> str:
        """Within the site."""
        return f"{self.path}/waarderingen.atom"

    @property
    def follow(self) -> str:
        """Within the site."""
        return f"{self.path}/volgen"

    @property
    def facilities(self) -> ColumnElement[bool]:
        """Which facilities it is about."""
        if self.kind is SubjectKind.FACILITY:
            return Facility.id == int(self.key)
        if self.kind is SubjectKind.ORGANISATION:
            return Facility.organisation_id == int(self.key)
        return Facility.municipality == self.key


def facility_subject(sector: str, dossiernummer: str) -> Subject | None:
    """One facility, by its public key."""
    facility = find_facility(sector, dossiernummer)
    return about_facility(facility) if facility else None


def about_facility(facility: Facility) -> Subject:
    """One facility."""
    path, organisation = facility_path(facility), facility.organisation
    wider = []
    if facility.municipality:
        wider.append((facility.municipality, f"{municipality_path(facility.municipality)}/volgen"))
    if organisation:
        wider.append((organisation.name, f"/organisatoren/{organisation.id}/volgen"))
    return Subject(
        SubjectKind.FACILITY,
        str(facility.id),
        facility.name,
        path,
        path,
        holds_small=facility.is_small,
        wider=tuple(wider),
    )


def municipality_subject(name: str) -> Subject | None:
    """A municipality in which we know a facility."""
    if "\0" in name:
        return None
    smallest = smallest_of(Facility.municipality == name)
    if not name or smallest is None:
        return None
    path = municipality_path(name)
    return Subject(
        SubjectKind.MUNICIPALITY, name, name, path, search_path(name), holds_small=smallest <= SMALL
    )


def municipality_path(name: str) -> str:
    """With what its addresses begin."""
    return f"/gemeenten/{quote(name, safe='')}"


def organisation_subject(number: int) -> Subject | None:
    """An organisation that runs a facility."""
    organisation = session.get(Organisation, number) if number <= LARGEST_NUMBER else None
    smallest = smallest_of(Facility.organisation_id == number) if organisation else None
    if organisation is None or smallest is None:
        return None
    return Subject(
        SubjectKind.ORGANISATION,
        str(number),
        organisation.name,
        f"/organisatoren/{number}",
        search_path(organisation.name),
        holds_small=smallest <= SMALL,
    )


def smallest_of(condition: ColumnElement[bool]) -> int | None:
    """The places of the smallest of these facilities; None where there are none."""
    return session.scalar(select(func.min(func.coalesce(Facility.places, SMALL + 1))).where(condition))


def search_path(words: str) -> str:
    """A search for these words."""
    return f"/voorzieningen?{urlencode({'q': words})}"


def subject_of(kind: SubjectKind, key: str) -> Subject | None:
    """As an alert keeps it."""
    if kind is SubjectKind.FACILITY:
        facility = session.get(Facility, int(key), options=[joinedload(Facility.organisation)])
        return about_facility(facility) if facility else None
    return municipality_subject(key) if kind is SubjectKind.MUNICIPALITY else organisation_subject(int(key))
