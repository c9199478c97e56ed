"""The example file: what the script makes, good throughout, and in the proportions of Flemish childcare."""

import gzip
from collections import Counter

import pytest

from app.facilities.csv_reading import FacilityFile, FacilityRow, parse_facility_file
from scripts.make_example_facilities import FILE, make


@pytest.fixture(scope="module")
def committed() -> bytes:
    return gzip.decompress(FILE.read_bytes())


@pytest.fixture(scope="module")
def example(committed: bytes) -> FacilityFile:
    return parse_facility_file(committed)


@pytest.fixture(scope="module")
def childcare(example: FacilityFile) -> list[FacilityRow]:
    return [row for row in example.rows if row.sector == "kinderopvang"]


def places(row: FacilityRow) -> int:
    found = row.details["places"]
    assert isinstance(found, int)
    return found


def test_the_committed_file_is_what_the_script_makes(committed: bytes) -> None:
    assert make() == committed


def test_every_row_is_good(example: FacilityFile) -> None:
    assert example.refused == ()


def test_every_sector_is_there(example: FacilityFile) -> None:
    assert Counter(row.sector.value for row in example.rows) == {
        "kinderopvang": 6000,
        "ouderenzorg": 800,
        "jeugdhulp": 320,
        "handicap": 380,
    }


def test_half_of_childcare_is_in_families_with_at_most_eight_places(childcare: list[FacilityRow]) -> None:
    families = [places(row) for row in childcare if row.details["kind"] == "gezinsopvang"]
    groups = [places(row) for row in childcare if row.details["kind"] != "gezinsopvang"]
    assert len(families) == len(groups)
    assert (max(families), min(groups)) == (8, 9)


def test_the_mean_is_sixteen_places(childcare: list[FacilityRow]) -> None:
    assert sum(map(places, childcare)) / len(childcare) == pytest.approx(16, abs=0.5)


def test_four_in_five_places_are_income_based(childcare: list[FacilityRow]) -> None:
    income_based = sum(places(row) for row in childcare if row.details["tariff"] == "inkomenstarief (IKT)")
    assert income_based / sum(map(places, childcare)) == pytest.approx(0.8, abs=0.02)


def test_some_eighteen_hundred_organisations_run_childcare(childcare: list[FacilityRow]) -> None:
    organisations = {row.organisation_kbo or row.organisation_name for row in childcare}
    assert len(organisations) == pytest.approx(1800, abs=50)


def test_nobody_real_can_be_reached_or_meant(committed: bytes) -> None:
    for line in committed.decode().splitlines()[1:]:
        cells = line.split(";")
        kbo, email, phone, website = cells[18], cells[19], cells[20], cells[21]
        assert kbo.startswith("0999.") or not kbo
        assert email.endswith(".example")
        assert phone.split(" ", 1)[1].startswith("00")
        assert ".example" in website or not website
