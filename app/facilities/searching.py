"""The list that a search gives: narrowed, counted, sorted, and one page of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.facilities.directory import PROPERTIES, Directory, Entry, Numbers, Rows
from app.facilities.places import Place
from app.facilities.projection import SQUEEZE
from app.facilities.ranking import Matches, match
from app.facilities.search_request import Order, Read, Search

PAGE_SIZE = 20
KILOMETRES = 111.2
"""In a degree of latitude."""

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Listed:
    """All that a search gives, whatever page is shown."""

    numbers: Numbers
    """In order."""
    counts: Counts
    """Property → value → how many there would be with it, whatever else was chosen of that property."""
    with_reviews: int
    """How many of these have reviews."""
    matches: Matches


@dataclass(frozen=True)
class Found:
    """One page of a list."""

    entries: tuple[Entry, ...]
    distances: tuple[float | None, ...]
    """In kilometres, as the crow flies, for each facility of this page."""
    total: int
    page: int
    """From 1; a page past the end shows the last one."""
    pages: int
    listed: Listed


def search_facilities(read: Read, everyone: Directory) -> Found:
    """The page that was asked for."""
    listed = all_listed(read, everyone)
    total = len(listed.numbers)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(read.search.page, pages)
    shown = listed.numbers[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Found(
        entries=tuple(everyone.entries[number] for number in shown.tolist()),
        distances=tuple(distances_of(shown, read.origin, everyone)),
        total=total,
        page=page,
        pages=pages,
        listed=listed,
    )


def all_listed(read: Read, everyone: Directory) -> Listed:
    """Worked out once for this version of the data."""
    search = read.search
    question = ("list", search.query, search.chosen, search.with_reviews, search.order, read.origin)
    return everyone.kept(question, lambda: work_out(search, read.origin, everyone))


def work_out(search: Search, origin: Place | None, everyone: Directory) -> Listed:
    """Match, narrow, count and sort."""
    matches = match(search.query, everyone)
    matching = np.zeros(len(everyone), dtype=bool)
    matching[matches.numbers] = True
    chosen = {name: of_values(name, search.values(name), everyone) for name in PROPERTIES}
    reviewed = everyone.has_reviews if search.with_reviews else np.ones(len(everyone), dtype=bool)
    counts: Counts = {}
    for name in PROPERTIES:
        rows = matching & reviewed
        for other, values in chosen.items():
            if other != name:
                rows &= values
        counts[name] = counted(name, rows, everyone)
    rows = matching.copy()
    for values in chosen.values():
        rows &= values
    with_reviews = int((rows & everyone.has_reviews).sum())
    kept = matches.numbers[(rows & reviewed)[matches.numbers]]
    return Listed(in_order(kept, search, origin, everyone), counts, with_reviews, matches)


def of_values(name: str, values: tuple[str, ...], everyone: Directory) -> Rows:
    """The facilities with one of these values; all, where nothing was chosen."""
    if not values:
        return np.ones(len(everyone), dtype=bool)
    column = everyone.columns[name]
    wanted = [column.keys[value] for value in values if value in column.keys]
    return np.isin(column.numbers, wanted)


def counted(name: str, rows: Rows, everyone: Directory) -> dict[str, int]:
    """Value → how many of these facilities have it; values that none has are left out."""
    column = everyone.columns[name]
    numbers = np.bincount(column.numbers[rows], minlength=len(column.labels)).tolist()
    return {key: numbers[value] for key, value in column.keys.items() if key and numbers[value]}


def in_order(numbers: Numbers, search: Search, origin: Place | None, everyone: Directory) -> Numbers:
    """Closed ones last, whatever the order."""
    closed = everyone.is_closed[numbers]
    order = search.order
    if order is Order.DISTANCE and origin is not None:
        return numbers[np.lexsort((numbers, kilometres(numbers, origin, everyone), closed))]
    if order is Order.NAME:
        names = np.array([everyone.entries[number].plain_name for number in numbers.tolist()], dtype=object)
        return numbers[np.lexsort((numbers, names.argsort(kind="stable").argsort(), closed))]
    if order is Order.NEWEST:
        return np.array(
            sorted(numbers.tolist(), key=lambda number: newest_first(number, everyone)), dtype=np.int64
        )
    return numbers


def newest_first(number: int, everyone: Directory) -> tuple[bool, int, int]:
    """By month alone, then in an order that says nothing: days would tell too much (DOMAIN E9)."""
    entry = everyone.entries[number]
    month = int(entry.newest_review.replace("-", "") or 0)
    return (entry.is_closed, -month, number)


def kilometres(numbers: Numbers, origin: Place, everyone: Directory) -> NDArray[np.float64]:
    """From there to each, as the crow flies; what lies nowhere comes last."""
    gap = everyone.positions[numbers] - (origin.latitude, origin.longitude)
    distance: NDArray[np.float64] = np.hypot(gap[:, 0], gap[:, 1] * SQUEEZE) * KILOMETRES
    return np.nan_to_num(distance, nan=np.inf)


def distances_of(numbers: Numbers, origin: Place | None, everyone: Directory) -> Iterator[float | None]:
    """For each its distance, where there is one to tell."""
    if origin is None:
        yield from (None for _number in numbers)
    else:
        for distance in kilometres(numbers, origin, everyone).tolist():
            yield None if distance == np.inf else distance
