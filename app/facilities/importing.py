"""The import of a facility file: what the database has, and writing the plan. The caller commits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.database import Base, session
from app.facilities.cell_rules import COLUMNS
from app.facilities.csv_reading import FacilityFile, read_facility_file
from app.facilities.import_organisations import KnownOrganisation
from app.facilities.import_plan import Change, ImportPlan, KnownFacility, TooManyClosings, plan_import
from app.facilities.models import Facility, Organisation
from app.facilities.versions import public_site_changes

IMPORTING = 0x696D_706F
"""Key of the lock that makes two imports take turns on PostgreSQL; SQLite has one writer anyway."""

OF_THE_KEY_OR_ORGANISATION = {"sector", "dossiernummer", "organisation_name", "organisation_kbo"}
DETAILS = tuple(c.attribute for c in COLUMNS if c.attribute not in OF_THE_KEY_OR_ORGANISATION)

facilities = Base.metadata.tables["facilities"]
organisations = Base.metadata.tables["organisations"]


class ClosesTooMany(Exception):
    """More facilities would close than goes without saying; nothing was written."""

    def __init__(self, sectors: tuple[TooManyClosings, ...]) -> None:
        super().__init__(", ".join(found.sector for found in sectors))
        self.sectors = sectors


def import_facility_file(path: Path, today: date, *, allow_closing: bool = False) -> ImportPlan:
    """Read this file and write what it changes, in the caller's transaction."""
    file = read_facility_file(path)
    take_turns()
    plan = compare_with_database(file, today)
    write_plan(plan, allow_closing=allow_closing)
    return plan


def take_turns() -> None:
    """One import at a time, until the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": IMPORTING})


def compare_with_database(file: FacilityFile, today: date) -> ImportPlan:
    """What this file would change; two statements, however many facilities."""
    known = {
        row.id: KnownOrganisation(row.id, row.name, row.kbo)
        for row in session.execute(sa.select(organisations).order_by(organisations.c.id))
    }
    found = [
        KnownFacility(
            id=row["id"],
            sector=row["sector"],
            dossiernummer=row["dossiernummer"],
            organisation=known.get(row["organisation_id"]),
            closed_on=row["closed_on"],
            search_key=row["search_key"],
            details={attribute: row[attribute] for attribute in DETAILS},
        )
        for row in session.execute(sa.select(facilities).order_by(facilities.c.id)).mappings()
    ]
    return plan_import(file, found, list(known.values()), today)


def write_plan(plan: ImportPlan, *, allow_closing: bool = False) -> None:
    """All of it; or nothing, where too many facilities would close."""
    if plan.too_many_closings and not allow_closing:
        raise ClosesTooMany(plan.too_many_closings)
    ids = write_organisations(plan)
    if plan.created:
        session.execute(sa.insert(Facility), [created_row(change, ids) for change in plan.created])
    write_changes([*plan.changed, *plan.closed, *plan.reopened], ids)
    session.expire_all()
    public_site_changes()


def write_organisations(plan: ImportPlan) -> dict[str, int]:
    """The id of each organisation in the file, by its key in the plan."""
    ids = dict(plan.organisations.ids)
    names, kbos, new = plan.organisations.names, plan.organisations.kbos, plan.organisations.new
    if new:
        made = session.scalars(
            sa.insert(Organisation).returning(Organisation.id, sort_by_parameter_order=True),
            [{"name": names[key], "kbo": kbos[key]} for key in new],
        )
        ids.update(zip(new, made, strict=True))
    changed = [{"b_id": ids[key], "name": names[key], "kbo": kbos[key]} for key in plan.organisations.changed]
    if changed:
        update = sa.update(organisations).where(organisations.c.id == sa.bindparam("b_id"))
        session.connection().execute(update, changed)
    return ids


def created_row(change: Change, ids: dict[str, int]) -> dict[str, Any]:
    """The columns of a new facility."""
    key = {"sector": change.sector, "dossiernummer": change.dossiernummer}
    return {**key, **change.values, "organisation_id": organisation_id(change, ids)}


def write_changes(changes: Iterable[Change], ids: dict[str, int]) -> None:
    """One statement for all that write the same columns. The page's version counts on in the database."""
    batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        values = dict(change.values)
        if change.line is not None:
            values["organisation_id"] = organisation_id(change, ids)
        batches[tuple(values)].append({**values, "b_id": change.id})
    for batch in batches.values():
        update = (
            sa.update(facilities)
            .where(facilities.c.id == sa.bindparam("b_id"))
            .values(page_version=facilities.c.page_version + 1)
        )
        session.connection().execute(update, batch)


def organisation_id(change: Change, ids: dict[str, int]) -> int | None:
    """The organisation of a row, or none."""
    return ids[change.organisation] if change.organisation else None
