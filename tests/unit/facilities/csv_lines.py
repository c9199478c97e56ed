"""Facility files for tests: a good row, with the cells that a test is about."""

import csv
import io
from collections.abc import Iterable

from app.facilities.cell_rules import COLUMNS

NAMES = [column.name for column in COLUMNS]

GOOD = {
    "dossiernummer": "990100001",
    "sector": "kinderopvang",
    "naam": "De Wolkenwip",
    "opvangsoort": "groepsopvang",
    "doelgroep": "baby's en peuters",
    "tarief": "vrije prijs",
    "plaatsen": "18",
    "straat": "Kerkstraat",
    "huisnummer": "12",
    "postcode": "9050",
    "gemeente": "Gent",
    "nis": "44021",
    "provincie": "Oost-Vlaanderen",
    "lat": "51.03",
    "lon": "3.75",
    "organisator_naam": "Kersenboom vzw",
    "organisator_kbo": "0999.000.030",
    "email": "info@wolkenwip.example",
    "telefoon": "09 000 12 34",
    "website": "https://www.wolkenwip.example",
    "vergunning_status": "vergund",
    "start": "2010-09-01",
    "deelname": "ja",
}


def facility_csv(*rows: dict[str, str], names: Iterable[str] = NAMES, delimiter: str = ";") -> bytes:
    """A file with these rows; each is the good one with other cells."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(names), delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(GOOD | row for row in rows)
    return text.getvalue().encode()


def facility_rows(*dossiernummers: str, **cells: str) -> list[dict[str, str]]:
    """A row for each of these, all with these cells."""
    return [{"dossiernummer": dossiernummer, **cells} for dossiernummer in dossiernummers]
