"""The results on a map of Flanders: a dot for each municipality, as large as it has results."""

from dataclasses import dataclass, replace
from math import isnan, sqrt

from app.facilities.directory import Directory, Entry
from app.facilities.projection import HEIGHT, WIDTH, project
from app.facilities.search_request import Read, Search
from app.facilities.searching import all_listed
from app.languages import language

SMALLEST, LARGEST = 4.0, 26.0
"""Radius of a dot, in units of the drawing."""


@dataclass(frozen=True)
class Dot:
    """A municipality with results."""

    municipality: str
    number: int
    share: int
    """Of the municipality with the most results, in percent."""
    x: float | None
    """Nowhere on the map when we do not know where it lies."""
    y: float | None
    radius: float
    address: str


def dots(read: Read, everyone: Directory) -> tuple[Dot, ...]:
    """By number of results, the most first; whatever municipality was chosen."""
    search = replace(read.search, compared=(), page=1)
    question = ("dots", language(), search, read.origin)
    return everyone.kept(question, lambda: work_out(read, search, everyone))


def work_out(read: Read, search: Search, everyone: Directory) -> tuple[Dot, ...]:
    """For each municipality with results."""
    column = everyone.columns["gemeente"]
    counts = all_listed(read, everyone).counts["gemeente"]
    positions = everyone.kept("positions", lambda: municipality_positions(everyone))
    most = max(counts.values(), default=1)
    found = []
    for key, number in counts.items():
        x, y = positions.get(column.keys[key], (None, None))
        found.append(
            Dot(
                municipality=column.labels[column.keys[key]],
                number=number,
                share=round(100 * number / most),
                x=x,
                y=y,
                radius=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(number / most), 1),
                address=search.choosing("gemeente", key).address(),
            )
        )
    return tuple(sorted(found, key=lambda dot: (-dot.number, dot.municipality)))


def municipality_positions(everyone: Directory) -> dict[int, tuple[float, float]]:
    """Number of a municipality → the middle of its facilities on the drawing."""
    together: dict[int, list[Entry]] = {}
    for number, entry in zip(everyone.columns["gemeente"].numbers.tolist(), everyone.entries, strict=True):
        if not isnan(entry.latitude):
            together.setdefault(number, []).append(entry)
    found = {}
    for number, entries in together.items():
        x, y = project(
            sum(entry.latitude for entry in entries) / len(entries),
            sum(entry.longitude for entry in entries) / len(entries),
        )
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            found[number] = (round(x, 1), round(y, 1))
    return found
