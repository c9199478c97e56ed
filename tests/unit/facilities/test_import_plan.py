"""What an import would do, for each way in which file and database can differ."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.facilities.csv_reading import parse_facility_file
from app.facilities.import_organisations import KnownOrganisation
from app.facilities.import_plan import ImportPlan, KnownFacility, plan_import
from app.facilities.import_report import report
from app.facilities.search_text import facility_search_key
from app.questionnaires import Sector
from tests.unit.facilities.csv_lines import facility_csv, facility_rows

TODAY = date(2026, 11, 22)
KERSENBOOM = KnownOrganisation(1, "Kersenboom vzw", "0999000030")


def known(number: str = "990100001", **changes: Any) -> KnownFacility:
    """A facility as the good row leaves it in the database, with other attributes."""
    (row,) = parse_facility_file(facility_csv({"dossiernummer": number})).rows
    details = dict(row.details)
    key = facility_search_key("De Wolkenwip", "Gent", "9050", "Kersenboom vzw")
    facility = KnownFacility(int(number), Sector.KINDEROPVANG, number, KERSENBOOM, None, key, details)
    return replace(facility, **changes)


def plan(
    rows: list[dict[str, str]], *facilities: KnownFacility, organisations: tuple[KnownOrganisation, ...] = ()
) -> ImportPlan:
    """The plan of a file with these rows, for a database with these facilities."""
    return plan_import(
        parse_facility_file(facility_csv(*rows)), facilities, organisations or (KERSENBOOM,), TODAY
    )


def summary(found: ImportPlan) -> dict[str, list[str]]:
    """The numbers of the facilities in each part of the plan, without the empty parts."""
    parts = {name: getattr(found, name) for name in ("created", "changed", "closed", "reopened")}
    return {name: [change.dossiernummer for change in part] for name, part in parts.items() if part}


ENDED = {"start": "2010-01-01", "einde": "2026-11-21"}
LAST_DAY = {"start": "2010-01-01", "einde": "2026-11-22"}

CASES: list[tuple[str, list[dict[str, str]], list[KnownFacility], dict[str, list[str]]]] = [
    ("new", [{}], [], {"created": ["990100001"]}),
    ("the same", [{}], [known()], {}),
    ("changed", [{"plaatsen": "20"}], [known()], {"changed": ["990100001"]}),
    ("ended yesterday", [ENDED], [known()], {"closed": ["990100001"]}),
    ("ends today: still open", [LAST_DAY], [known()], {"changed": ["990100001"]}),
    ("back again", [{}], [known(closed_on=date(2026, 1, 1))], {"reopened": ["990100001"]}),
    ("gone", [{}], [known(), known("2")], {"closed": ["2"]}),
    ("gone and closed before", [{}], [known(), known("2", closed_on=date(2026, 1, 1))], {}),
    ("gone, but of a sector that the file has not", [{}], [known(), known("2", sector=Sector.HANDICAP)], {}),
    ("a bad row", [{}, {"dossiernummer": "2", "postcode": "1"}], [known(), known("2")], {}),
    ("a bad row of no sector", [{}, {"dossiernummer": "2", "sector": "x"}], [known(), known("2")], {}),
    (
        "a bad row of another sector",
        [{}, {"dossiernummer": "2", "sector": "handicap", "postcode": "1"}],
        [known(), known("2")],
        {"closed": ["2"]},
    ),
    ("only bad rows", [{"dossiernummer": "3", "postcode": "1"}], [known()], {}),
]


@pytest.mark.parametrize(
    ("rows", "facilities", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_each_difference_has_its_place_in_the_plan(
    rows: list[dict[str, str]], facilities: list[KnownFacility], expected: dict[str, list[str]]
) -> None:
    assert summary(plan(rows, *facilities)) == expected


def test_a_facility_that_ended_closes_on_its_last_day() -> None:
    assert plan([ENDED], known()).closed[0].values["closed_on"] == date(2026, 11, 21)


def test_a_facility_that_left_the_file_closes_today() -> None:
    assert plan([{}], known(), known("2")).closed[0].values == {"closed_on": TODAY}


CLOSINGS = [(20, 1, False), (20, 2, True), (100, 5, False), (100, 6, True), (3, 1, True)]


@pytest.mark.parametrize(("facilities", "gone", "too_many"), CLOSINGS)
def test_more_than_five_percent_of_closings_is_too_many(facilities: int, gone: int, too_many: bool) -> None:
    numbers = [str(number) for number in range(1, facilities + 1)]
    found = plan(facility_rows(*numbers[gone:]), *(known(number) for number in numbers))
    assert [(closings.closing, closings.open) for closings in found.too_many_closings] == (
        [(gone, facilities)] if too_many else []
    )


def test_one_sector_does_not_hide_the_closings_of_another() -> None:
    many = [str(number) for number in range(1, 101)]
    rows = [*facility_rows(*many), {"dossiernummer": "1", "sector": "handicap"}]
    elsewhere = [known(number, sector=Sector.HANDICAP) for number in ("1", "2")]
    found = plan(rows, *(known(number) for number in many), *elsewhere)
    assert [closings.sector for closings in found.too_many_closings] == [Sector.HANDICAP]


def test_a_new_name_of_the_organisation_reaches_all_its_facilities() -> None:
    bad = {"dossiernummer": "2", "postcode": "1"}
    found = plan([{"organisator_naam": "Perenboom vzw"}, bad], known(), known("2"))
    assert summary(found) == {"changed": ["990100001", "2"]}
    assert all("perenboom" in change.values["search_key"] for change in found.changed)


def test_the_report_tells_every_difference_in_the_words_of_the_file() -> None:
    file = parse_facility_file(
        facility_csv(
            {"plaatsen": "20", "telefoon": "", "deelname": "nee"}, {"dossiernummer": "2"}, {"postcode": "1"}
        )
    )
    found = plan_import(file, [known(), known("3")], [KERSENBOOM], TODAY)
    assert list(report(file, found)) == [
        "nieuw      kinderopvang 2 De Wolkenwip (Gent)",
        "gewijzigd  kinderopvang 990100001 De Wolkenwip (Gent): "
        "plaatsen 18 → 20; telefoon 09 000 12 34 → leeg; deelname ja → nee",
        "gesloten   kinderopvang 3 De Wolkenwip (Gent): staat niet meer in het bestand",
        "geweigerd  regel 4: postcode “1” is geen Belgische postcode",
        "Samen: 1 nieuw, 1 gewijzigd, 0 heropend, 1 gesloten, 0 ongewijzigd, 1 geweigerd.",
    ]
