"""What we promise of the public pages, and whether a measurement reached it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.benchmark.load import Speed

AT = 8
"""Connections at which the promises hold."""
LEAST = {
    "304": 0.85,
    "voorziening, bewaard": 0.70,
    "voorziening, opnieuw gemaakt": 0.60,
    "voorzieningen door elkaar, opnieuw": 0.60,
    "zoeken, opnieuw gemaakt": 0.15,
}
"""Page → requests a second, as a part of those of its limit."""
SLOWEST = 4.0
"""How much longer the slowest of a hundred answers takes than the middle one."""
KEPT = 0.80
"""Of the speed, when there are ten times as many reviews."""
DEAREST = 3.0
"""Sending a review, against one bare insert."""


@dataclass(frozen=True)
class Measured:
    """One line of the result."""

    page: str
    connections: int
    reviews: int
    speed: Speed
    limit: str
    ratio: float
    """Requests a second, divided by those of the limit in the same round."""


@dataclass(frozen=True)
class Goal:
    """A promise and what became of it."""

    words: str
    value: float
    is_reached: bool


def goals(rows: Sequence[Measured], late: tuple[int, int]) -> list[Goal]:
    """All of them, with `late`: first reads after a decision that did not show it, of how many."""
    most = max(row.reviews for row in rows)
    full = {row.page: row for row in rows if row.reviews == most and row.connections == AT}
    few = {row.page: row for row in rows if row.reviews < most and row.connections == AT}
    sent = next((row for row in rows if row.limit == "INSERT"), None)
    return [
        *(at_least(full[page], least) for page, least in LEAST.items() if page in full),
        *(evenness(row) for row in full.values()),
        *growth(full, few),
        *(
            [Goal(f"versturen ≤ {DEAREST:g} x INSERT", 1 / sent.ratio, sent.ratio * DEAREST >= 1)]
            if sent
            else []
        ),
        Goal(
            f"beslissing niet te zien bij de eerste van {late[1]} keer lezen = 0",
            late[0],
            late == (0, late[1]),
        ),
    ]


def at_least(row: Measured, least: float) -> Goal:
    """Fast enough."""
    return Goal(f"{row.page} ≥ {least:g} x {row.limit}", row.ratio, row.ratio >= least)


def evenness(row: Measured) -> Goal:
    """Nobody waits long."""
    value = row.speed.p99 / row.speed.p50 if row.speed.p50 else 0.0
    return Goal(f"{row.page}: p99 ≤ {SLOWEST:g} x p50", value, value <= SLOWEST)


def growth(full: dict[str, Measured], few: dict[str, Measured]) -> Iterator[Goal]:
    """As fast with ten times as many reviews, with the speed of the machine itself taken out."""
    for page, row in full.items():
        if page in few and page != "L1":
            now = row.speed.per_second / full["L1"].speed.per_second
            before = few[page].speed.per_second / few["L1"].speed.per_second
            words = f"{page}: met {row.reviews} waarderingen ≥ {KEPT:g} x met {few[page].reviews}"
            yield Goal(words, now / before, now >= KEPT * before)
