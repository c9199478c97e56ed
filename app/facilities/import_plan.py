"""What an import would do, worked out before anything is written. Pure: no database, no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.facilities.cell_rules import COLUMNS
from app.facilities.csv_reading import FacilityFile, FacilityRow
from app.facilities.import_organisations import KnownOrganisation, OrganisationPlan, match_organisations
from app.facilities.search_text import facility_search_key
from app.questionnaires import Sector

CLOSING_PERCENT = 5
"""More than this share of a sector's open facilities closes only when the operator says so."""

WORDS = {column.attribute: column.name for column in COLUMNS} | {
    "closed_on": "gesloten sinds",
    "search_key": "zoektekst",
}
"""How the report names an attribute."""


@dataclass(frozen=True)
class KnownFacility:
    """A facility as the database has it."""

    id: int
    sector: Sector
    dossiernummer: str
    organisation: KnownOrganisation | None
    closed_on: date | None
    search_key: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """An attribute that changes."""

    attribute: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """What happens to one facility."""

    sector: Sector
    dossiernummer: str
    name: str
    municipality: str
    differences: tuple[Difference, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    """The columns to write."""
    line: int | None = None
    """Where the file has it; None for a facility that the file does not list."""
    organisation: str | None = None
    """A key of the organisation plan."""
    id: int | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class TooManyClosings:
    """A sector of which more facilities would close than goes without saying."""

    sector: Sector
    closing: int
    open: int


@dataclass
class ImportPlan:
    """All that an import changes, in the order of the file; what left the file comes last."""

    organisations: OrganisationPlan
    created: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    closed: list[Change] = field(default_factory=list)
    reopened: list[Change] = field(default_factory=list)
    unchanged: int = 0
    too_many_closings: tuple[TooManyClosings, ...] = ()


def plan_import(
    file: FacilityFile,
    facilities: Sequence[KnownFacility],
    organisations: Sequence[KnownOrganisation],
    today: date,
) -> ImportPlan:
    """Compare the file with the database."""
    plan = ImportPlan(match_organisations(file.rows, organisations))
    known = {(facility.sector, facility.dossiernummer): facility for facility in facilities}
    for row in file.rows:
        plan_row(plan, row, known.get(row.key), today)
    listed = {row.key for row in file.rows}
    sectors = {row.sector for row in file.rows}
    protected = {(row.sector, row.dossiernummer) for row in file.refused}
    for key, facility in known.items():
        if key not in listed:
            is_protected = key in protected or (None, facility.dossiernummer) in protected
            closes = facility.closed_on is None and facility.sector in sectors and not is_protected
            plan_unlisted(plan, facility, today if closes else None)
    plan.too_many_closings = tuple(too_many_closings(plan.closed, facilities))
    return plan


def plan_row(plan: ImportPlan, row: FacilityRow, facility: KnownFacility | None, today: date) -> None:
    """A row of the file creates its facility, or changes, closes, reopens or leaves it."""
    organisation = plan.organisations.by_line.get(row.line)
    name = plan.organisations.names[organisation] if organisation else ""
    values: dict[str, Any] = dict(row.details)
    ends_on = values["ends_on"]
    values["closed_on"] = ends_on if ends_on and ends_on < today else None
    values["search_key"] = facility_search_key(
        values["name"], values["municipality"], values["postcode"], name
    )
    differences = tuple(row_differences(row, facility, values, plan.organisations)) if facility else ()
    change = Change(
        sector=row.sector,
        dossiernummer=row.dossiernummer,
        name=values["name"],
        municipality=values["municipality"],
        differences=differences,
        values=values,
        line=row.line,
        organisation=organisation,
        id=facility.id if facility else None,
        closed_on=values["closed_on"],
    )
    if facility is None:
        plan.created.append(change)
    elif not differences:
        plan.unchanged += 1
    elif facility.closed_on is None and change.closed_on:
        plan.closed.append(change)
    elif facility.closed_on and change.closed_on is None:
        plan.reopened.append(change)
    else:
        plan.changed.append(change)


def row_differences(
    row: FacilityRow, facility: KnownFacility, values: Mapping[str, Any], organisations: OrganisationPlan
) -> Iterator[Difference]:
    """Where the row and the database differ; a new search text alone is a difference too."""
    current = {**facility.details, "closed_on": facility.closed_on}
    for attribute, new in values.items():
        if attribute != "search_key" and current[attribute] != new:
            yield Difference(attribute, current[attribute], new)
    yield from organisation_differences(
        facility.organisation, organisations, organisations.by_line.get(row.line)
    )
    if facility.search_key != values["search_key"]:
        yield Difference("search_key", facility.search_key, values["search_key"])


def organisation_differences(
    old: KnownOrganisation | None, organisations: OrganisationPlan, key: str | None
) -> Iterator[Difference]:
    """Another organisation, or the same with another name or number."""
    old_id, old_name, old_kbo = (old.id, old.name, old.kbo) if old else (None, "", None)
    new_id = organisations.ids.get(key) if key else None
    new_name = organisations.names[key] if key else ""
    new_kbo = organisations.kbos[key] if key else None
    if old_name != new_name or (old_id != new_id and old_kbo == new_kbo):
        yield Difference("organisation_name", old_name, new_name)
    if old_kbo != new_kbo:
        yield Difference("organisation_kbo", old_kbo, new_kbo)


def plan_unlisted(plan: ImportPlan, facility: KnownFacility, closes_on: date | None) -> None:
    """A facility that is not in the file may close; its organisation may have another name."""
    differences: list[Difference] = []
    values: dict[str, Any] = {}
    if closes_on:
        values["closed_on"] = closes_on
        differences.append(Difference("closed_on", None, closes_on))
    key = plan.organisations.key_of.get(facility.organisation.id) if facility.organisation else None
    if facility.organisation and key and plan.organisations.is_renamed(key):
        differences += organisation_differences(facility.organisation, plan.organisations, key)
        values["search_key"] = facility_search_key(
            facility.details["name"],
            facility.details["municipality"],
            facility.details["postcode"],
            plan.organisations.names[key],
        )
    if not differences:
        return
    change = Change(
        sector=facility.sector,
        dossiernummer=facility.dossiernummer,
        name=facility.details["name"],
        municipality=facility.details["municipality"],
        differences=tuple(differences),
        values=values,
        id=facility.id,
        closed_on=closes_on or facility.closed_on,
    )
    (plan.closed if closes_on else plan.changed).append(change)


def too_many_closings(
    closed: Iterable[Change], facilities: Iterable[KnownFacility]
) -> Iterator[TooManyClosings]:
    """The sectors of which more than CLOSING_PERCENT of the open facilities would close."""
    closing = [change.sector for change in closed]
    still_open = [facility.sector for facility in facilities if facility.closed_on is None]
    for sector in Sector:
        if closing.count(sector) * 100 > CLOSING_PERCENT * still_open.count(sector):
            yield TooManyClosings(sector, closing.count(sector), still_open.count(sector))
