"""What may stand in each column of the facility file, and how it is read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from app.facilities.places import postcodes
from app.questionnaires import Sector

Value = str | int | float | bool | date | None
"""What a cell becomes."""

INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode categories of characters that nobody sees: control, direction, line ends, private use."""

BELGIUM = {"lat": (49.4, 51.6), "lon": (2.4, 6.5)}
"""Degrees (WGS 84), rounded outwards."""

MOST_PLACES = 2000
SHOWN = 40
"""Characters of a wrong cell that its reason repeats."""

DOSSIERNUMMER = re.compile(r"[0-9A-Za-z]([0-9A-Za-z._-]{0,38}[0-9A-Za-z])?", re.ASCII)
"""Opaque, but safe in the address of a page."""
EMAIL = re.compile(
    r"[A-Z0-9._%+'-]{1,64}@([A-Z0-9]([A-Z0-9-]{0,61}[A-Z0-9])?\.)+[A-Z]{2,24}", re.I | re.ASCII
)
HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII)
PHONE = re.compile(r"(\+|0)[0-9][0-9 ./()-]*", re.ASCII)
ISO_DATE = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)
DEGREES = re.compile(r"[0-9]{1,2}([.,][0-9]{1,15})?", re.ASCII)
FORMULA = re.compile(r"[=@]|[+-].", re.DOTALL)
SIGNED_NUMBER = re.compile(r"[+-][0-9][0-9 ./(),-]*", re.ASCII)


class BadCell(Exception):
    """Why a cell cannot be read, as the rest of a Dutch sentence that starts with the column."""


def shown(cell: str) -> str:
    """The cell as a reason repeats it: short, and without what a terminal would act on."""
    visible = "".join("�" if unicodedata.category(letter) in INVISIBLE else letter for letter in cell)
    return f"“{visible[:SHOWN]}{'…' if len(visible) > SHOWN else ''}”"


def text_of(cell: str, longest: int) -> str:
    """The cell on one line, in composed letters; refuses what could harm a reader or a spreadsheet."""
    trimmed = cell.strip(" \t\u00a0")
    if not trimmed.isprintable() and any(unicodedata.category(letter) in INVISIBLE for letter in trimmed):
        raise BadCell("bevat onzichtbare tekens of een regeleinde")
    if "\ufffd" in trimmed:
        raise BadCell("bevat een teken dat bij een vorige omzetting verloren ging (�)")
    if FORMULA.match(trimmed) and not SIGNED_NUMBER.fullmatch(trimmed):
        raise BadCell(f"begint als een formule: {shown(trimmed)}")
    text = " ".join(unicodedata.normalize("NFC", trimmed).split())
    if len(text) > longest:
        raise BadCell(f"is langer dan {longest} tekens")
    return text


def read_text(text: str) -> str:
    return text


def read_dossiernummer(text: str) -> str:
    if not DOSSIERNUMMER.fullmatch(text):
        raise BadCell(f"{shown(text)} mag alleen letters, cijfers en . _ - bevatten, hoogstens 40 tekens")
    return text


def read_sector(text: str) -> Sector:
    try:
        return Sector(text.lower())
    except ValueError:
        raise BadCell(f"{shown(text)} is geen sector; kies uit {', '.join(Sector)}") from None


def read_places(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) or int(text) > MOST_PLACES:
        raise BadCell(f"{shown(text)} is geen geheel getal van 0 tot {MOST_PLACES}")
    return int(text)


def read_postcode(text: str) -> str:
    if text not in postcodes():
        raise BadCell(f"{shown(text)} is geen Belgische postcode")
    return text


def read_nis(text: str) -> str:
    if text and not re.fullmatch(r"[1-9][0-9]{4}", text, re.ASCII):
        raise BadCell(f"{shown(text)} is geen NIS-code van vijf cijfers")
    return text


def read_latitude(text: str) -> float | None:
    return read_degrees("lat", text)


def read_longitude(text: str) -> float | None:
    return read_degrees("lon", text)


def read_degrees(column: str, text: str) -> float | None:
    if not text:
        return None
    low, high = BELGIUM[column]
    degrees = float(text.replace(",", ".")) if DEGREES.fullmatch(text) else None
    if degrees is None or not low <= degrees <= high:
        raise BadCell(f"{shown(text)} is geen ligging in België ({low} tot {high} graden)")
    return degrees


def read_kbo(text: str) -> str | None:
    """Ten digits; the last two are 97 minus the remainder of the first eight divided by 97."""
    if not text:
        return None
    digits = re.sub(r"^BE|[. ]", "", text.upper()).zfill(10)  # a spreadsheet drops the first 0
    if not re.fullmatch(r"[01][0-9]{9}", digits, re.ASCII) or 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise BadCell(f"{shown(text)} is geen geldig ondernemingsnummer")
    return digits


def read_email(text: str) -> str:
    if text and (len(text) > 254 or ".." in text or not EMAIL.fullmatch(text)):
        raise BadCell(f"{shown(text)} is geen e-mailadres")
    return text


def read_phone(text: str) -> str:
    if text and not (PHONE.fullmatch(text) and 8 <= sum(letter.isdigit() for letter in text) <= 15):
        raise BadCell(f"{shown(text)} is geen telefoonnummer")
    return text


def read_website(text: str) -> str:
    """Only http and https: a visitor may click on it."""
    if not text:
        return text
    try:
        parts = urlsplit(text)
        plausible = (
            parts.scheme in ("http", "https")
            and HOST.fullmatch(parts.hostname or "") is not None
            and parts.username is None
            and parts.port != 0
            and not re.search(r'[\s<>"\\]', text)
        )
    except ValueError:
        plausible = False
    if not plausible:
        raise BadCell(f"{shown(text)} is geen webadres dat begint met http:// of https://")
    return text


def read_date(text: str) -> date | None:
    if not text:
        return None
    try:
        if ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadCell(f"{shown(text)} is geen datum als 2026-01-31")


def read_participation(text: str) -> bool:
    answers = {"ja": True, "nee": False}
    if text.lower() not in answers:
        raise BadCell(f"{shown(text)} moet ja of nee zijn")
    return answers[text.lower()]


@dataclass(frozen=True)
class Column:
    """A column of the file, and the attribute of `Facility` (or of the row) that it fills."""

    name: str
    attribute: str
    read: Callable[[str], Value] = read_text
    longest: int = 200
    """In characters."""
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("dossiernummer", "dossiernummer", read_dossiernummer, required=True),
    Column("sector", "sector", read_sector, required=True),
    Column("naam", "name", required=True),
    Column("opvangsoort", "kind"),
    Column("doelgroep", "target_group"),
    Column("tarief", "tariff"),
    Column("plaatsen", "places", read_places),
    Column("straat", "street"),
    Column("huisnummer", "house_number", longest=20),
    Column("bus", "box", longest=20),
    Column("postcode", "postcode", read_postcode, required=True),
    Column("gemeente", "municipality", required=True),
    Column("nis", "nis", read_nis),
    Column("provincie", "province"),
    Column("zorgregio", "care_region"),
    Column("lat", "latitude", read_latitude),
    Column("lon", "longitude", read_longitude),
    Column("organisator_naam", "organisation_name"),
    Column("organisator_kbo", "organisation_kbo", read_kbo),
    Column("email", "email", read_email, longest=254),
    Column("telefoon", "phone", read_phone),
    Column("website", "website", read_website, longest=500),
    Column("vergunning_status", "licence_status"),
    Column("start", "starts_on", read_date),
    Column("einde", "ends_on", read_date),
    Column("deelname", "participates", read_participation, required=True),
)
"""In the order in which we write them; a file may have them in any order."""


def read_cell(column: Column, cell: str) -> Value:
    """The value of a cell, or BadCell."""
    text = text_of(cell, column.longest)
    if column.required and not text:
        raise BadCell("ontbreekt")
    return column.read(text)
