"""Numbers that could point at one person are hidden, also from who subtracts what is shown from the total."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST = 5
"""Numbers below it, but for nought, are hidden."""
FEWEST = 20
"""No share and no waiting time of fewer than these."""

Thing = TypeVar("Thing", bound=Hashable)


def hide_small(numbers: Mapping[Thing, int]) -> dict[Thing, int | None]:
    """None for what is hidden. What is hidden together is nought, or at least SMALLEST, or everything."""
    hidden = {thing for thing, number in numbers.items() if 0 < number < SMALLEST}
    others = sorted((thing for thing in numbers if numbers[thing] >= SMALLEST), key=lambda t: numbers[t])
    while others and 0 < sum(numbers[thing] for thing in hidden) < SMALLEST:
        hidden.add(others.pop(0))
    return {thing: None if thing in hidden else number for thing, number in numbers.items()}


def shown(number: int) -> int | None:
    """One number that stands alone."""
    return None if 0 < number < SMALLEST else number
