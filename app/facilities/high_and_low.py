"""Which answered reviews home shows: as many low as high ones, so that neither hides the other."""

from collections.abc import Mapping, Sequence
from enum import Enum
from statistics import mean
from typing import Any

from app.contributions.models import Review
from app.facilities.queries import answered_reviews, answered_scores

SHOWN = 4
LOW, HIGH = 2.5, 3.5


class Band(Enum):
    """How somebody scored."""

    HIGH = "high"
    LOW = "low"
    MIDDLE = "middle"


def high_and_low_reviews(theme: str = "") -> Sequence[Review]:
    """The newest with a reply, on a theme or on all themes together."""
    return answered_reviews(chosen(answered_scores(), theme))


def chosen(reviews: Sequence[tuple[int, Mapping[str, Any]]], theme: str = "") -> list[int]:
    """As many high as low, the newest of each; those between fill what is left, and then the others."""
    bands: dict[Band, list[int]] = {band: [] for band in Band}
    for number, scores in reviews:
        band = band_of(scores, theme)
        if band is not None:
            bands[band].append(number)
    high, low, middle = bands[Band.HIGH], bands[Band.LOW], bands[Band.MIDDLE]
    pairs = [number for pair in zip(high, low, strict=False) for number in pair]
    rest = [*middle, *high[len(low) :], *low[len(high) :]]
    return [*pairs, *rest][:SHOWN]


def band_of(scores: Mapping[str, Any], theme: str) -> Band | None:
    """By the score on the theme, or the mean of all; nothing where it was not scored."""
    given = [score for key, score in scores.items() if score is not None and theme in ("", key)]
    if not given:
        return None
    average = mean(given)
    return Band.LOW if average < LOW else Band.HIGH if average > HIGH else Band.MIDDLE
