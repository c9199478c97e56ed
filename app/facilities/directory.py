"""All facilities as searching needs them, kept in memory for one version of the data.

The version is that of the public site as a whole: it changes in the transaction of whatever a list shows.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import nan
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from flask import current_app
from markupsafe import Markup
from numpy.typing import NDArray

from app.database import session
from app.facilities.models import Facility, Organisation
from app.facilities.places import centre_of
from app.facilities.search_key import plain
from app.facilities.versions import SITE_VERSION
from app.language_addresses import at
from app.questionnaires import Sector
from app.times import month_key

KEPT = 256
"""How many answers are kept for one version of the data."""

Rows = NDArray[np.bool_]
"""For each facility, whether it is meant."""
Numbers = NDArray[np.int64]
"""Facilities by their number in the directory, or how many there are of each."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Entry:
    """A facility as a list of results shows it."""

    id: int
    sector: Sector
    dossiernummer: str
    name: str
    kind: str
    tariff: str
    places: int | None
    postcode: str
    municipality: str
    organisation: str
    latitude: float
    """Not a number where we do not know it."""
    longitude: float
    is_closed: bool
    participates: bool
    review_count: int
    newest_review: str
    """The month in which the newest appeared, such as 2026-11: days tell too much (DOMAIN E9)."""
    search_key: str
    plain_name: str

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.sector.value}:{self.dossiernummer}"

    @property
    def address(self) -> str:
        """Of its page."""
        return at(f"/voorzieningen/{self.sector.value}/{self.dossiernummer}")


@dataclass(frozen=True)
class Column:
    """One property of all facilities: for each the number of its value, and the values as they came."""

    numbers: Numbers
    keys: dict[str, int]
    """How an address writes a value → its number."""
    labels: tuple[str, ...]
    """The values as people read them."""


@dataclass
class Directory:
    """The facilities in the order of a list without a query: open ones first, childcare first, by name."""

    version: int | None
    entries: tuple[Entry, ...]
    answers: dict[Hashable, Any] = field(default_factory=dict)
    words: dict[str, Rows] = field(default_factory=dict)
    """Which facilities the database found for a word that somebody asked for."""
    cards: dict[tuple[str, int], Markup] = field(default_factory=dict)
    """How a facility looks in a list, by language and id, once somebody saw it."""

    def __post_init__(self) -> None:
        self.number_of = {entry.id: number for number, entry in enumerate(self.entries)}
        self.by_key = {entry.key: entry for entry in self.entries}
        self.is_closed = np.array([entry.is_closed for entry in self.entries], dtype=bool)
        self.has_reviews = np.array([entry.review_count > 0 for entry in self.entries], dtype=bool)
        self.positions = np.array(
            [(entry.latitude, entry.longitude) for entry in self.entries], dtype=float
        ).reshape(-1, 2)
        self.columns = {name: column(map(value, self.entries)) for name, value in PROPERTIES.items()}

    @cached_property
    def vocabulary(self) -> dict[str, frozenset[str]]:
        """Every word that a facility is found by, with its letters."""
        words = {word for entry in self.entries for word in entry.search_key.split()}
        return {word: frozenset(word) for word in words}

    @cached_property
    def number_open(self) -> int:
        """How many take reviews; home tells it too."""
        return sum(entry.participates and not entry.is_closed for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def kept(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to this question, worked out once for this version of the data."""
        if question in self.answers:
            found: Answer = self.answers[question]
            return found
        if len(self.answers) >= KEPT:
            self.answers.clear()
        found = answer()
        self.answers[question] = found
        return found


def size_of(entry: Entry) -> str:
    """In which of three sizes it falls; nothing where its places are not known."""
    if entry.places is None:
        return ""
    return next(label for most, label in SIZES if entry.places <= most)


SIZES = ((8, "tot 8"), (18, "9 tot 18"), (10**9, "19 of meer"))
"""Up to how many places, and how we say it; eight is the most at somebody's home (DOMAIN F)."""

PROPERTIES: dict[str, Callable[[Entry], str]] = {
    "sector": lambda entry: entry.sector.value,
    "soort": lambda entry: entry.kind,
    "tarief": lambda entry: entry.tariff,
    "plaatsen": size_of,
    "gemeente": lambda entry: entry.municipality,
}
"""What a search can be narrowed to; addresses use these names."""


def column(values: Iterable[str]) -> Column:
    """Values that differ only in capitals, accents or signs are one."""
    keys: dict[str, int] = {}
    labels: list[str] = []
    numbers = []
    known: dict[str, int] = {}
    for value in values:
        if value not in known:
            key = slug(value)
            if key not in keys:
                keys[key] = len(labels)
                labels.append(value)
            known[value] = keys[key]
        numbers.append(known[value])
    return Column(np.array(numbers, dtype=np.int64), keys, tuple(labels))


def slug(value: str) -> str:
    """As an address writes it: "inkomenstarief (IKT)" becomes "inkomenstarief-ikt"."""
    return plain(value).replace(" ", "-")


def directory() -> Directory:
    """As the database has it now. One statement; two when something changed."""
    version = session.scalar(SITE_VERSION)
    kept: Directory | None = current_app.extensions.get("directory")
    if kept is None or kept.version != version:
        kept = Directory(version, read_entries())
        current_app.extensions["directory"] = kept
    return kept


def read_entries() -> tuple[Entry, ...]:
    """All facilities, in the order of a list without a query."""
    rows = session.execute(
        sa.select(
            Facility.id,
            Facility.sector,
            Facility.dossiernummer,
            Facility.name,
            Facility.kind,
            Facility.tariff,
            Facility.places,
            Facility.postcode,
            Facility.municipality,
            sa.func.coalesce(Organisation.name, ""),
            Facility.latitude,
            Facility.longitude,
            Facility.closed_on,
            Facility.participates,
            Facility.review_count,
            Facility.last_review_at,
            Facility.search_key,
        ).outerjoin(Organisation, Organisation.id == Facility.organisation_id)
    )
    return tuple(sorted((entry(tuple(row)) for row in rows), key=list_order))


def entry(row: tuple[Any, ...]) -> Entry:
    """Of a row; without coordinates it lies at the centre of its postcode."""
    id, sector, dossiernummer, name, kind, tariff, places, postcode, municipality, organisation, *rest = row
    latitude, longitude, closed_on, participates, review_count, last_review_at, search_key = rest
    if latitude is None or longitude is None:
        centre = centre_of(postcode)
        latitude, longitude = (centre.latitude, centre.longitude) if centre else (nan, nan)
    return Entry(
        id=id,
        sector=sector,
        dossiernummer=dossiernummer,
        name=name,
        kind=kind,
        tariff=tariff,
        places=places,
        postcode=postcode,
        municipality=municipality,
        organisation=organisation,
        latitude=latitude,
        longitude=longitude,
        is_closed=closed_on is not None,
        participates=participates,
        review_count=review_count,
        newest_review=month_key(last_review_at) if last_review_at else "",
        search_key=search_key,
        plain_name=plain(name),
    )


def list_order(facility: Entry) -> tuple[bool, bool, str, int]:
    """Open first, childcare first, then by name."""
    return (
        facility.is_closed,
        facility.sector != Sector.KINDEROPVANG,
        facility.plain_name,
        facility.id,
    )
