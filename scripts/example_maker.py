"""Every random choice of the example: who, where, and what was already used."""

import csv
import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypeVar

from app.facilities.places import Place, places
from app.facilities.search_key import plain

INHABITANTS = Path(__file__).with_name("example_inhabitants.csv")
"""Its first lines, that begin with #, say where it comes from."""
DUTCH_SPEAKING = {"Brussel": 0.15}
"""The share of a province's inhabitants whose childcare Flanders licenses (Brussels: an estimate)."""

Option = TypeVar("Option")


@dataclass(frozen=True)
class Organisation:
    """Who runs facilities; `home` is where most of them are."""

    name: str
    home: Place
    kbo: str
    domain: str


@dataclass
class Maker:
    """Chooses, and never gives the same name twice in one place."""

    random: Random
    towns: Sequence[Place] = field(default_factory=places)
    weights: Sequence[float] = ()
    numbers: list[int] = field(default_factory=list)
    used: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.weights = list(accumulate(inhabitants(self.towns)))
        self.numbers = self.random.sample(range(10_000), 10_000)

    def choose(self, options: Sequence[Option]) -> Option:
        return options[int(self.random.random() * len(options))]

    def happens(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def scatter(self, spread: float) -> float:
        """A little beside the centre, never further than twice the spread."""
        return max(-2 * spread, min(2 * spread, self.random.gauss(0, spread)))

    def place(self) -> Place:
        """Somewhere, likelier where more people live."""
        return self.towns[bisect(self.weights, self.random.random() * self.weights[-1])]

    def fresh(self, within: str, make: Callable[[], str]) -> str:
        """A name that is not there yet."""
        while (name := make()) in self.used[within]:
            pass
        self.used[within].add(name)
        return name

    def kbo(self) -> str:
        """A number with right check digits, from a range that is not in use."""
        first = f"0999{self.numbers.pop():04d}"
        digits = f"{first}{97 - int(first) % 97:02d}"
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"

    def organisation(self, make: Callable[[], str]) -> Organisation:
        """A new one, somewhere."""
        name = self.fresh("organisations", make)
        brand = name.removeprefix("Dienst voor ").removesuffix(" vzw").removesuffix(" bv")
        return Organisation(name, self.place(), self.kbo(), f"{slug(brand)}.example")

    def nearby(self, organisations: Sequence[Organisation], place: Place) -> Organisation:
        """One of the three nearest: an organisation works in its own region."""
        return self.choose(sorted(organisations, key=lambda one: distance(one.home, place))[:3])


def inhabitants(towns: Sequence[Place]) -> list[float]:
    """The people of a municipality spread over its places: most in the place that it is named after."""
    lines = INHABITANTS.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    people = {row["nis"]: float(row["inwoners"]) for row in rows}
    main = {town.postcode: town for town in reversed(towns)}
    parts = [
        4.0 if town.name == town.municipality else 2.0 if main[town.postcode] is town else 0.5
        for town in towns
    ]
    sums: dict[str, float] = defaultdict(float)
    for town, part in zip(towns, parts, strict=True):
        sums[town.nis] += part
    return [
        people[town.nis] * part / sums[town.nis] * DUTCH_SPEAKING.get(town.province, 1)
        for town, part in zip(towns, parts, strict=True)
    ]


def distance(one: Place, other: Place) -> float:
    """In kilometres, near enough in a small flat country."""
    return math.hypot((one.latitude - other.latitude) * 111, (one.longitude - other.longitude) * 70)


def slug(name: str) -> str:
    """The name in a web address."""
    return plain(name.replace("'", "")).replace(" ", "-")
