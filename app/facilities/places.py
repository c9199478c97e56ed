"""Belgian postcodes with their municipality and, in Flanders and Brussels, their places (places.csv)."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("places.csv")
"""Its first lines, that begin with #, say where it comes from."""


@dataclass(frozen=True)
class Place:
    """A place where people live; latitude and longitude are those of its centre, in degrees (WGS 84)."""

    postcode: str
    municipality: str
    nis: str
    province: str
    name: str
    latitude: float
    longitude: float


def listed() -> list[dict[str, str]]:
    """The rows of the list, by column."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


@cache
def postcodes() -> frozenset[str]:
    """Every postcode in Belgium."""
    return frozenset(row["postcode"] for row in listed())


@cache
def places() -> tuple[Place, ...]:
    """The places in Flanders and Brussels; the first of a postcode is the main one."""
    return tuple(
        Place(
            postcode=row["postcode"],
            municipality=row["gemeente"],
            nis=row["nis"],
            province=row["provincie"],
            name=row["plaats"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in listed()
        if row["plaats"]
    )


def places_of(postcode: str) -> tuple[str, ...]:
    """The names of the places with this postcode, such as Gentbrugge and Ledeberg for 9050."""
    return names_by_postcode().get(postcode, ())


@cache
def names_by_postcode() -> dict[str, tuple[str, ...]]:
    """The names of places by their postcode."""
    names = defaultdict(list)
    for place in places():
        names[place.postcode].append(place.name)
    return {postcode: tuple(found) for postcode, found in names.items()}


@cache
def centres() -> dict[str, Place]:
    """Postcode → its main place."""
    found: dict[str, Place] = {}
    for place in places():
        found.setdefault(place.postcode, place)
    return found


def centre_of(postcode: str) -> Place | None:
    """The main place of a postcode in Flanders or Brussels."""
    return centres().get(postcode)
