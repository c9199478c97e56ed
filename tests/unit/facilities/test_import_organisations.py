"""Which organisation a row means: by number, else by name among those without a number."""

import pytest

from app.facilities.csv_reading import parse_facility_file
from app.facilities.import_organisations import KnownOrganisation, match_organisations
from tests.unit.facilities.csv_lines import facility_csv

NUMBER, OTHER = "0999000030", "0999000129"

NUMBERED = KnownOrganisation(1, "Kersenboom vzw", NUMBER)
NAMED = KnownOrganisation(2, "Kersenboom vzw", None)

MATCHES = [
    ("the same number", [("Kersenboom vzw", NUMBER)], [NUMBERED], [1]),
    ("the same number, another name", [("Perenboom vzw", NUMBER)], [NUMBERED], [1]),
    ("another number, the same name", [("Kersenboom vzw", OTHER)], [NUMBERED], [None]),
    ("no number, the same name", [("Kersenboom vzw", "")], [NAMED], [2]),
    ("no number, the name written otherwise", [("KERSENBOOM  VZW", "")], [NAMED], [2]),
    ("no number, the name of one with a number", [("Kersenboom vzw", "")], [NUMBERED], [None]),
    ("a number that it did not have yet", [("Kersenboom vzw", NUMBER)], [NAMED], [2]),
    ("its number and its name", [("Kersenboom vzw", NUMBER)], [NUMBERED, NAMED], [1]),
    (
        "two numbers for one name",
        [("Kersenboom vzw", NUMBER), ("Kersenboom vzw", OTHER)],
        [NAMED],
        [None, None],
    ),
    ("with and without number", [("Kersenboom vzw", NUMBER), ("Kersenboom vzw", "")], [NAMED], [None, 2]),
    ("none", [("", "")], [NAMED], [None]),
]


@pytest.mark.parametrize(
    ("names", "known", "ids"), [case[1:] for case in MATCHES], ids=[c[0] for c in MATCHES]
)
def test_a_row_means_the_organisation_with(
    names: list[tuple[str, str]], known: list[KnownOrganisation], ids: list[int | None]
) -> None:
    rows = parse_facility_file(
        facility_csv(
            *(
                {"dossiernummer": str(index), "organisator_naam": name, "organisator_kbo": kbo}
                for index, (name, kbo) in enumerate(names)
            )
        )
    ).rows
    plan = match_organisations(rows, known)
    assert [plan.ids.get(plan.by_line.get(row.line, "")) for row in rows] == ids


def test_rows_with_one_number_make_one_organisation_with_the_first_name() -> None:
    file = parse_facility_file(
        facility_csv({"organisator_naam": "Eerste"}, {"dossiernummer": "2", "organisator_naam": "Tweede"})
    )
    plan = match_organisations(file.rows, [])
    assert [plan.names[key] for key in plan.new] == ["Eerste"]
