"""The import as an operator sees it: the command, its words and its exit code, on both databases."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from app.database import session
from app.facilities.import_commands import import_facilities
from app.facilities.models import Facility, Organisation
from tests.unit.facilities.csv_lines import facility_csv, facility_rows


class Import:
    """Writes a file and runs the command on it."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database = database
        self.path = folder / "facilities.csv"

    def __call__(self, *rows: dict[str, str], options: tuple[str, ...] = ()) -> Result:
        self.path.write_bytes(facility_csv(*rows))
        return self.run(str(self.path), *options)

    def run(self, *arguments: str) -> Result:
        session.remove()
        bound = session.get_bind()  # the command binds the session anew
        assert isinstance(bound, sa.Engine)
        bound.dispose()
        environ = {"WAARDERING_DATABASE_URL": self.database}
        return CliRunner().invoke(import_facilities, arguments, env=environ)


@pytest.fixture
def run_import(database: str, tmp_path: Path) -> Import:
    return Import(database, tmp_path)


def stored() -> dict[str, dict[str, object]]:
    """All facilities by number, with their organisation's name, as the database has them now."""
    session.remove()
    rows = session.execute(
        sa.select(Facility.__table__, Organisation.name.label("organisation"))
        .join_from(Facility, Organisation, isouter=True)
        .order_by(Facility.dossiernummer)
    )
    return {row["dossiernummer"]: dict(row) for row in rows.mappings()}


def open_numbers() -> list[str]:
    return [number for number, facility in stored().items() if facility["closed_on"] is None]


def test_a_new_facility_can_be_found(run_import: Import, client: FlaskClient) -> None:
    outcome = run_import({"naam": "Café «Zoë»"})
    assert outcome.exit_code == 0
    page = client.get("/voorzieningen", query_string={"q": "gentbrugge zoe kersenboom"}).text
    assert "Café «Zoë»" in page


def test_all_columns_arrive(run_import: Import) -> None:
    run_import({"bus": "B", "zorgregio": "Gent", "einde": "2030-01-31", "deelname": "nee"})
    facility = stored()["990100001"]
    assert (facility["kind"], facility["places"], facility["box"], facility["care_region"]) == (
        "groepsopvang",
        18,
        "B",
        "Gent",
    )
    assert (facility["latitude"], facility["participates"], facility["organisation"]) == (
        51.03,
        False,
        "Kersenboom vzw",
    )
    assert (str(facility["starts_on"]), str(facility["ends_on"])) == ("2010-09-01", "2030-01-31")


def test_the_same_file_twice_changes_nothing(run_import: Import) -> None:
    rows = [*facility_rows("1", "2", "3"), {"dossiernummer": "4", "organisator_kbo": ""}]
    run_import(*rows)
    before = stored()
    outcome = run_import(*rows)
    assert "0 nieuw, 0 gewijzigd, 0 heropend, 0 gesloten, 4 ongewijzigd" in outcome.output
    assert stored() == before


def test_a_changed_facility_gets_a_new_page_version(run_import: Import) -> None:
    run_import(*facility_rows("1", "2"))
    run_import({"dossiernummer": "1", "plaatsen": "20"}, {"dossiernummer": "2"})
    after = stored()
    assert (after["1"]["places"], after["1"]["page_version"]) == (20, 1)
    assert (after["2"]["places"], after["2"]["page_version"]) == (18, 0)


def test_a_facility_moves_to_another_organisation(run_import: Import) -> None:
    run_import({})
    run_import({"organisator_naam": "Perenboom vzw", "organisator_kbo": "0999.000.129"})
    assert stored()["990100001"]["organisation"] == "Perenboom vzw"
    assert "perenboom" in str(stored()["990100001"]["search_key"])


def test_a_facility_loses_its_organisation(run_import: Import) -> None:
    run_import({})
    run_import({"organisator_naam": "", "organisator_kbo": ""})
    assert stored()["990100001"]["organisation"] is None


def test_an_organisation_with_a_new_name_stays_the_same(run_import: Import) -> None:
    run_import({})
    before = stored()["990100001"]
    run_import({"organisator_naam": "Perenboom vzw"})
    after = stored()["990100001"]
    assert after["organisation_id"] == before["organisation_id"]
    assert (after["organisation"], after["page_version"]) == ("Perenboom vzw", 1)


def test_a_facility_that_left_the_file_closes_and_comes_back(run_import: Import) -> None:
    numbers = [str(number) for number in range(1, 21)]
    run_import(*facility_rows(*numbers))
    outcome = run_import(*facility_rows(*numbers[1:]))
    assert "gesloten   kinderopvang 1 De Wolkenwip (Gent): staat niet meer in het bestand" in outcome.output
    assert "1" not in open_numbers()
    assert len(stored()) == 20
    outcome = run_import(*facility_rows(*numbers))
    assert "heropend   kinderopvang 1 " in outcome.output
    assert "1" in open_numbers()


def test_too_many_closings_change_nothing_at_all(run_import: Import) -> None:
    run_import(*facility_rows("1", "2", "3"))
    before = stored()
    outcome = run_import({"dossiernummer": "1", "plaatsen": "20"}, {"dossiernummer": "4"})
    assert outcome.exit_code == 1
    assert "Van de 3 open voorzieningen in de sector kinderopvang zouden er 2 sluiten" in outcome.output
    assert stored() == before


def test_the_operator_may_allow_many_closings(run_import: Import) -> None:
    run_import(*facility_rows("1", "2", "3"))
    outcome = run_import({"dossiernummer": "1"}, options=("--allow-closing",))
    assert outcome.exit_code == 0
    assert open_numbers() == ["1"]


def test_a_bad_row_leaves_its_facility_as_it_was(run_import: Import) -> None:
    run_import(*facility_rows("1", "2"))
    before = stored()["2"]
    outcome = run_import({"dossiernummer": "1"}, {"dossiernummer": "2", "plaatsen": "veel"})
    assert outcome.exit_code == 0
    assert "geweigerd  regel 3: plaatsen “veel” is geen geheel getal van 0 tot 2000" in outcome.output
    assert stored()["2"] == before


def test_a_file_without_a_good_row_is_refused_with_its_reasons(run_import: Import) -> None:
    run_import({})
    outcome = run_import({"postcode": "1"})
    assert outcome.exit_code == 1
    assert "geweigerd  regel 2" in outcome.output
    assert "Geen enkele rij is goed: er is niets gewijzigd." in outcome.output
    assert open_numbers() == ["990100001"]


def test_a_dry_run_tells_all_and_writes_nothing(run_import: Import) -> None:
    numbers = [str(number) for number in range(1, 41)]
    run_import(*facility_rows(*numbers))
    before = stored()
    outcome = run_import(
        {"dossiernummer": "1", "plaatsen": "20"},
        *facility_rows(*numbers[1:-1]),
        {"dossiernummer": "new"},
        {"dossiernummer": "bad", "postcode": "1"},
        options=("--dry-run",),
    )
    assert outcome.exit_code == 0
    assert outcome.output.splitlines() == [
        "nieuw      kinderopvang new De Wolkenwip (Gent)",
        "gewijzigd  kinderopvang 1 De Wolkenwip (Gent): plaatsen 18 → 20",
        "gesloten   kinderopvang 40 De Wolkenwip (Gent): staat niet meer in het bestand",
        "geweigerd  regel 42: postcode “1” is geen Belgische postcode",
        "Samen: 1 nieuw, 1 gewijzigd, 0 heropend, 1 gesloten, 38 ongewijzigd, 1 geweigerd.",
        "Dit was een proef: er is niets gewijzigd.",
    ]
    assert stored() == before


def test_a_dry_run_warns_of_too_many_closings(run_import: Import) -> None:
    run_import(*facility_rows("1", "2"))
    outcome = run_import({"dossiernummer": "1"}, options=("--dry-run",))
    assert outcome.exit_code == 1
    assert "gesloten   kinderopvang 2" in outcome.output
    assert "--allow-closing" in outcome.output


@pytest.mark.parametrize("path", ["nothing.csv", "/"])
def test_a_file_that_is_not_there_is_one_sentence(run_import: Import, path: str) -> None:
    outcome = run_import.run(path)
    assert outcome.exit_code == 1
    assert len(outcome.output.splitlines()) == 1


def test_a_database_without_tables_is_one_sentence(run_import: Import, tmp_path: Path) -> None:
    run_import.database = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    outcome = run_import({})
    assert outcome.exit_code == 1
    assert outcome.output == "De databank is nog niet klaar: voer eerst “waardering migrate” uit.\n"


def test_an_error_halfway_leaves_the_database_as_it_was(
    run_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(*facility_rows("1", "2"))
    before = stored()
    with monkeypatch.context() as patched:
        patched.setattr("app.facilities.importing.write_changes", None)  # after the new ones are written
        outcome = run_import(
            *facility_rows("1", "2", "3"), {"dossiernummer": "4", "organisator_naam": "Nieuw"}
        )
    assert isinstance(outcome.exception, TypeError)
    assert stored() == before
