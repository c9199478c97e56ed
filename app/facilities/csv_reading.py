"""A facility file becomes rows: the good ones, and the refused ones with their line and reason.

Each line is parsed by itself: a forgotten quotation mark costs its own line, not the rest of the file.
"""

import csv
import gzip
import io
import stat
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.facilities.cell_rules import COLUMNS, BadCell, Value, read_cell, shown
from app.questionnaires import Sector

LARGEST_FILE = 50_000_000
"""In bytes, unpacked: some 200,000 facilities."""
LONGEST_LINE = 20_000
"""In characters; the longest real line seen is under a thousand."""

BY_NAME = {column.name: column for column in COLUMNS}


class UnreadableFile(Exception):
    """Nothing can be read from this file; the message is one clear Dutch sentence."""


@dataclass(frozen=True)
class FacilityRow:
    """A good row."""

    line: int
    sector: Sector
    dossiernummer: str
    organisation_name: str
    organisation_kbo: str | None
    details: Mapping[str, Value]
    """The other columns, by attribute of `Facility`."""

    @property
    def key(self) -> tuple[Sector, str]:
        return (self.sector, self.dossiernummer)


@dataclass(frozen=True)
class RefusedRow:
    """A bad row. What is readable of its key protects the facility that it may be about."""

    line: int
    reason: str
    sector: Sector | None = None
    dossiernummer: str | None = None


@dataclass(frozen=True)
class FacilityFile:
    """What a file says."""

    rows: tuple[FacilityRow, ...]
    refused: tuple[RefusedRow, ...]
    encoding: str


def read_facility_file(path: Path) -> FacilityFile:
    """The rows of this file, which may be packed with gzip."""
    return parse_facility_file(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The content, unpacked; an ordinary file of a sensible size."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"{path} is een map, geen bestand.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"{path} is geen gewoon bestand.")
        if status.st_size > LARGEST_FILE:
            raise UnreadableFile(f"{path} is te groot: meer dan {LARGEST_FILE // 1_000_000} MB.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path} bestaat niet.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "ongeldige naam"
        raise UnreadableFile(f"{path} kan niet gelezen worden ({reason}).") from None
    return unpack(content) if content.startswith(b"\x1f\x8b") else content


def unpack(content: bytes) -> bytes:
    """What gzip packed, up to the size that is allowed."""
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableFile("Dit gzip-bestand is beschadigd.") from None
    if len(unpacked) > LARGEST_FILE:
        raise UnreadableFile(f"Dit bestand is uitgepakt te groot: meer dan {LARGEST_FILE // 1_000_000} MB.")
    return unpacked


def parse_facility_file(content: bytes) -> FacilityFile:
    """The rows in these bytes."""
    text, encoding = decode(content)
    lines = numbered_lines(text)
    header = next((line for _, line in lines if line.strip()), None)
    if header is None:
        raise UnreadableFile("Dit bestand is leeg.")
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    columns = read_header(header, delimiter)
    rows: dict[tuple[Sector, str], FacilityRow] = {}
    refused: list[RefusedRow] = []
    for number, line in lines:
        if not line.strip(delimiter + ' \t"'):
            continue
        row = read_row(number, line, delimiter, columns)
        if isinstance(row, FacilityRow) and row.key in rows:
            reason = f"dossiernummer {shown(row.dossiernummer)} staat al op regel {rows[row.key].line}"
            row = RefusedRow(number, reason, *row.key)
        if isinstance(row, FacilityRow):
            rows[row.key] = row
        else:
            refused.append(row)
    if not rows and not refused:
        raise UnreadableFile("Dit bestand bevat geen voorzieningen, alleen kolomnamen.")
    return FacilityFile(tuple(rows.values()), tuple(refused), encoding)


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8, or Windows-1252 where no letter at all is UTF-8."""
    if content.startswith(b"PK\x03\x04"):
        raise UnreadableFile("Dit is een Excel- of zipbestand: bewaar het als “CSV UTF-8”.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("Dit bestand is UTF-16: bewaar het als “CSV UTF-8”.")
    if b"\0" in content:
        raise UnreadableFile("Dit is geen CSV: het bevat nultekens.")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    torn = content.decode("utf-8", errors="surrogateescape")
    if any("\x7f" < letter < "\udc80" or letter > "\udcff" for letter in torn):
        # A mixed file read as Windows-1252 would turn every good é into Ã©.
        raise UnreadableFile(f"Regel {line} is geen UTF-8: bewaar het bestand opnieuw als “CSV UTF-8”.")
    try:
        return content.decode("windows-1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise UnreadableFile("Dit bestand is geen UTF-8: bewaar het als “CSV UTF-8”.") from None


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; not the `sep=` that a spreadsheet may put first."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(
                f"Regel {number} is langer dan {LONGEST_LINE} tekens: dit is geen goede CSV."
            )
        if number == 1 and line in ("sep=;", "sep=,"):
            continue
        yield number, line


def read_header(line: str, delimiter: str) -> list[str]:
    """The columns of the file; all of ours and no other, in any order."""
    names = [name.strip().lower() for name in cells_of(line, delimiter)[0]]
    while names and not names[-1]:
        names.pop()
    if not set(names) & set(BY_NAME):
        raise UnreadableFile("Dit is geen CSV met voorzieningen: de eerste regel noemt onze kolommen niet.")
    problems = {
        "Deze kolommen ontbreken": [name for name in BY_NAME if name not in names],
        "Deze kolommen kennen we niet": [shown(name) for name in dict.fromkeys(names) if name not in BY_NAME],
        "Deze kolommen staan er twee keer": [name for name in BY_NAME if names.count(name) > 1],
    }
    for problem, found in problems.items():
        if found:
            raise UnreadableFile(f"{problem}: {', '.join(found)}.")
    return names


def cells_of(line: str, delimiter: str) -> tuple[list[str], bool]:
    """The cells of a line, and whether its quotation marks are right."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), []), True
    except csv.Error:
        return next(csv.reader([line], delimiter=delimiter), []), False


def read_row(number: int, line: str, delimiter: str, columns: list[str]) -> FacilityRow | RefusedRow:
    """The row on this line, good or refused with all its reasons."""
    cells, well_quoted = cells_of(line, delimiter)
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    values: dict[str, Value] = {}
    reasons: list[str] = []
    for name, cell in zip(columns, cells, strict=False):
        column = BY_NAME[name]
        try:
            values[column.attribute] = read_cell(column, cell)
        except BadCell as problem:
            reasons.append(f"{name} {problem}")
    if not well_quoted:
        reasons = ["de aanhalingstekens kloppen niet"]
    elif len(cells) != len(columns):
        reasons = [f"telt {len(cells)} cellen in plaats van {len(columns)}"]
    reasons += [] if reasons else list(contradictions(values))
    sector, dossiernummer = values.get("sector"), values.get("dossiernummer")
    if reasons:
        return RefusedRow(
            number,
            "; ".join(reasons),
            sector if isinstance(sector, Sector) else None,
            dossiernummer if isinstance(dossiernummer, str) else None,
        )
    return good_row(number, values)


def contradictions(values: Mapping[str, Value]) -> Iterator[str]:
    """What is wrong between the cells of a row that are each right."""
    start, end = values["starts_on"], values["ends_on"]
    if isinstance(start, date) and isinstance(end, date) and end <= start:
        yield "einde ligt niet na start"
    if (values["latitude"] is None) != (values["longitude"] is None):
        yield "lat en lon horen samen: vul beide in of geen van beide"
    if values["organisation_kbo"] and not values["organisation_name"]:
        yield "organisator_naam ontbreekt bij organisator_kbo"


def good_row(number: int, values: dict[str, Value]) -> FacilityRow:
    """The row of these values."""
    sector, kbo = values.pop("sector"), values.pop("organisation_kbo")
    assert isinstance(sector, Sector)
    return FacilityRow(
        line=number,
        sector=sector,
        dossiernummer=str(values.pop("dossiernummer")),
        organisation_name=str(values.pop("organisation_name")),
        organisation_kbo=kbo if isinstance(kbo, str) else None,
        details=values,
    )
