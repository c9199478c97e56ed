"""How long people waited, and whether low scores are accepted as high ones are. Over the latest decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import floor
from statistics import median, quantiles
from typing import Any, NamedTuple

from sqlalchemy import select

from app.contributions.models import Contribution, Decision, Version
from app.database import session
from app.transparency.small_numbers import FEWEST, SMALLEST
from moderation.states import Action

LATEST = 20_000
"""Steps that are looked at, so that the cost does not grow with the years."""

BEGINNINGS = (Action.CONFIRM, Action.REVISE, Action.QUEUE)
"""From here somebody waits; the queue only where nothing came before it, as with a facility's reply."""
JUDGEMENTS = (Action.PUBLISH, Action.RETURN, Action.REJECT)
LOW, HIGH = 2.5, 3.5
DAY_SECONDS = 24 * 3600


class Band(StrEnum):
    """The mean of the scores of a review."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Step(NamedTuple):
    """Something that happened to a contribution."""

    contribution: int
    kind: str
    action: Action
    at: datetime
    scores: dict[str, Any]
    """Of the version that was judged."""


@dataclass(frozen=True)
class Waiting:
    """Days between sending a text and the answer."""

    number: int
    half: float
    """Half waited no longer than this."""
    most: float
    """Nine of ten waited no longer than this."""
    in_time: float
    """Share that was answered within the promised days, rounded down; what waits longer already was not."""


@dataclass(frozen=True)
class Acceptance:
    """What became of the reviews in a band, each counted once, by its last judgement."""

    judged: int
    published: int

    @property
    def share(self) -> float | None:
        """None where there are too few, or too few on one side."""
        refused = self.judged - self.published
        if self.judged < FEWEST or 0 < refused < SMALLEST or 0 < self.published < SMALLEST:
            return None
        return self.published / self.judged


def latest_steps() -> list[Step]:
    """Oldest first. One statement."""
    rows = session.execute(
        select(
            Decision.contribution_id, Contribution.kind, Decision.action, Decision.created_at, Version.scores
        )
        .join(Contribution, Contribution.id == Decision.contribution_id)
        .outerjoin(Version, Version.id == Decision.version_id)
        .where(Decision.action.in_((*BEGINNINGS, *JUDGEMENTS)))
        .order_by(Decision.id.desc())
        .limit(LATEST)
    )
    return [Step(*row) for row in rows][::-1]


def waiting_time(steps: Iterable[Step], promised_days: int, late: int = 0) -> Waiting | None:
    """None where there are too few answers. `late` still wait, longer than was promised."""
    begun: dict[int, datetime] = {}
    days: list[float] = []
    for step in steps:
        if step.action in JUDGEMENTS:
            start = begun.pop(step.contribution, None)
            if start is not None:
                days.append((step.at - start).total_seconds() / DAY_SECONDS)
        elif step.action is not Action.QUEUE:
            begun[step.contribution] = step.at
        else:
            begun.setdefault(step.contribution, step.at)
    if len(days) < FEWEST:
        return None
    kept = sum(waited <= promised_days for waited in days)
    in_time = floor(100 * kept / (len(days) + late)) / 100
    return Waiting(len(days), median(days), quantiles(days, n=10)[-1], in_time)


def acceptance(steps: Iterable[Step]) -> dict[Band, Acceptance]:
    """For low, middle and high scores."""
    last: dict[int, tuple[Band, bool]] = {}
    for step in steps:
        band = band_of(step.scores)
        if step.kind == "review" and step.action in JUDGEMENTS and band is not None:
            last[step.contribution] = (band, step.action is Action.PUBLISH)
    return {
        band: Acceptance(
            judged=sum(found is band for found, _ in last.values()),
            published=sum(found is band and is_published for found, is_published in last.values()),
        )
        for band in Band
    }


def band_of(scores: Mapping[str, Any] | None) -> Band | None:
    """None where nothing was scored, or where it was erased."""
    given = [score for score in (scores or {}).values() if score is not None]
    if not given:
        return None
    mean = sum(given) / len(given)
    return Band.LOW if mean < LOW else Band.HIGH if mean > HIGH else Band.MIDDLE
