"""Shares, agreement and durations, each with how sure it is."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Z = 1.959964
"""95% of a normal distribution lies within so many standard deviations."""
ENOUGH_CASES = 20
ENOUGH_USES = 5


@dataclass(frozen=True)
class Share:
    """A part of a whole, with Wilson's interval: right for small numbers and near 0 and 1."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    @property
    def low(self) -> float:
        return max(0.0, self.middle - self.half)

    @property
    def high(self) -> float:
        return min(1.0, self.middle + self.half)

    @property
    def middle(self) -> float:
        n = self.whole
        return (self.value + Z**2 / (2 * n)) / (1 + Z**2 / n) if n else 0.5

    @property
    def half(self) -> float:
        n, p = self.whole, self.value
        return Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n) if n else 0.5


Pair = tuple[Hashable, Hashable]
Cases = Mapping[Any, Sequence[Pair]]
"""What was judged → what two people found of it, once for each pair of people."""


@dataclass(frozen=True)
class Agreement:
    """Cohen's kappa: 1 is the same each time, 0 what chance would give."""

    kappa: float
    low: float
    high: float
    pairs: int


def chance_corrected(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa (1960), or None where everybody always said the same one thing."""
    n = len(pairs)
    if not n:
        return None
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    by_chance = sum(first[word] * second[word] for word in first) / n**2
    if by_chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / n - by_chance) / (1 - by_chance)


def agreement(cases: Cases) -> Agreement | None:
    """Kappa with a 95% interval, or None where it cannot be computed.

    The interval leaves out one case at a time (jackknife), because several people may judge one case.
    Where nobody differed that would be no width at all: then at most three in n may differ (rule of three).
    """
    pairs = [pair for found in cases.values() for pair in found]
    kappa = chance_corrected(pairs)
    if kappa is None:
        return None
    if all(a == b for a, b in pairs):
        first = Counter(pair[0] for pair in pairs)
        by_chance = sum((number / len(pairs)) ** 2 for number in first.values())
        low = 1 - min(1.0, 3 / len(cases)) / (1 - by_chance)
        return Agreement(1.0, max(-1.0, low), 1.0, len(pairs))
    without = [
        chance_corrected([pair for key, found in cases.items() if key != left_out for pair in found])
        for left_out in cases
    ]
    known = [value for value in without if value is not None]
    if len(known) < 2:
        return None
    mean = sum(known) / len(known)
    error = math.sqrt((len(known) - 1) / len(known) * sum((value - mean) ** 2 for value in known))
    return Agreement(kappa, max(-1.0, kappa - Z * error), min(1.0, kappa + Z * error), len(pairs))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of them that at least this share does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
