"""The redaction's work in figures, over the last twelve months. Nothing about one editor: this is no race."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, case, cast, false, func, select
from sqlalchemy.orm import aliased

from app.contributions.models import Decision, Review, Version
from app.database import now, session
from app.facilities.models import Facility
from app.questionnaires import Sector
from app.statistics import Share, percentile
from app.times import month_key
from moderation.states import Action, Role

YEAR = timedelta(days=365)
EDITORS = (Role.EDITOR, Role.LEAD_EDITOR)
STARTS = (Action.CONFIRM, Action.REVISE, Action.RESTORE)
"""From here on somebody waits for an editor."""
ANSWERS = (Action.PUBLISH, Action.RETURN, Action.REJECT)
AGAINST = (Action.RETURN, Action.REJECT, Action.REMOVE)
"""What somebody can object to."""
DAY_SECONDS = 24 * 3600
BANDS = ("1 tot 2", "2 tot 3", "3 tot 4", "4 tot 5")


@dataclass(frozen=True)
class Judged:
    """One decision of an editor."""

    at: datetime
    action: Action
    rules: tuple[str, ...]
    since: datetime | None
    """When the waiting for it began."""
    reopened: bool
    """Somebody put it back in the queue later."""


@dataclass(frozen=True)
class MonthOfWork:
    """What editors did in a month."""

    month: str
    answers: int
    waited_half: float
    """Days within which half was answered (p50)."""
    waited_most: float
    """Days within which nine in ten were answered (p90)."""
    returned: Share
    reopened: Share


def judged() -> list[Judged]:
    """Every decision of an editor in the last year. One statement."""
    began = case((Decision.action.in_(STARTS), Decision.created_at))
    steps = (
        select(
            Decision.id,
            func.max(began)
            .over(partition_by=Decision.contribution_id, order_by=Decision.id, rows=(None, 0))
            .label("since"),
        )
        .where(
            Decision.action.in_([*STARTS, *ANSWERS, Action.REMOVE]), Decision.created_at > now() - 2 * YEAR
        )
        .subquery()
    )
    later = aliased(Decision)
    reopened = (
        select(later.id)
        .where(
            later.contribution_id == Decision.contribution_id,
            later.id > Decision.id,
            later.action == Action.RESTORE,
        )
        .exists()
    )
    rows = session.execute(
        select(
            Decision.created_at,
            Decision.action,
            Decision.rule,
            Decision.more_rules,
            steps.c.since,
            case((Decision.action.in_(AGAINST), reopened), else_=false()),
        )
        .join(steps, steps.c.id == Decision.id)
        .where(
            Decision.role.in_(EDITORS),
            Decision.action.in_([*ANSWERS, Action.REMOVE]),
            Decision.created_at > now() - YEAR,
        )
        .order_by(Decision.id)
    )
    return [
        Judged(at, action, (rule, *more) if rule else (), since, bool(again))
        for at, action, rule, more, since, again in rows
    ]


def months_of_work(decisions: Sequence[Judged]) -> list[MonthOfWork]:
    """Oldest month first; a month without answers is left out."""
    by_month: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in decisions:
        by_month[month_key(one.at)].append(one)
    return [month_of_work(month, by_month[month]) for month in sorted(by_month) if answers(by_month[month])]


def answers(decisions: Sequence[Judged]) -> list[Judged]:
    """Those that somebody waited for."""
    return [one for one in decisions if one.action in ANSWERS and one.since is not None]


def month_of_work(month: str, decisions: Sequence[Judged]) -> MonthOfWork:
    """Its figures."""
    given = answers(decisions)
    waited = [(one.at - one.since).total_seconds() / DAY_SECONDS for one in given if one.since is not None]
    against = [one for one in decisions if one.action in AGAINST]
    return MonthOfWork(
        month,
        len(given),
        percentile(waited, 0.5),
        percentile(waited, 0.9),
        Share(sum(one.action is Action.RETURN for one in given), len(given)),
        Share(sum(one.reopened for one in against), len(against)),
    )


def used_rules(decisions: Sequence[Judged]) -> list[tuple[str, Mapping[Action, int], int]]:
    """Rule, how often for each decision, and in all; the most used first. A decision may rest on several."""
    counted: defaultdict[str, Counter[Action]] = defaultdict(Counter)
    for one in decisions:
        for rule in one.rules if one.action in AGAINST else ():
            counted[rule][one.action] += 1
    return sorted(
        ((rule, actions, actions.total()) for rule, actions in counted.items()),
        key=lambda line: (-line[2], line[0]),
    )


@dataclass(frozen=True)
class Acceptance:
    """How much was published at once, by what was written and about whom."""

    bands: Mapping[str, Share]
    kinds: Mapping[tuple[Sector, str], Share]

    @property
    def leans(self) -> bool:
        """Low scores are published less, by more than chance explains: the intervals do not meet."""
        low, high = self.bands[BANDS[0]], self.bands[BANDS[-1]]
        return bool(low.whole and high.whole) and low.high < high.low


def acceptance() -> Acceptance:
    """Of each review's first answer in the last year. One statement."""
    first = (
        select(func.min(Decision.id))
        .where(Decision.action.in_(ANSWERS), Decision.role.in_(EDITORS))
        .group_by(Decision.contribution_id)
    )
    mean = mean_score()
    band = case((mean < 2, 0), (mean < 3, 1), (mean < 4, 2), (mean >= 4, 3), else_=-1)
    published = func.sum(case((Decision.action == Action.PUBLISH, 1), else_=0))
    rows = session.execute(
        select(band.label("band"), Facility.sector, Facility.kind, published, func.count())
        .select_from(Decision)
        .join(Review, Review.id == Decision.contribution_id)
        .join(Version, Version.id == Decision.version_id)
        .join(Facility, Facility.id == Review.facility_id)
        .where(Decision.id.in_(first), Decision.created_at > now() - YEAR)
        .group_by("band", Facility.sector, Facility.kind)
    )
    bands: Counter[tuple[int, bool]] = Counter()
    kinds: Counter[tuple[Sector, str, bool]] = Counter()
    for number, sector, kind, part, whole in rows:
        bands[number, True] += part
        bands[number, False] += whole
        kinds[sector, kind, True] += part
        kinds[sector, kind, False] += whole
    return Acceptance(
        {name: Share(bands[number, True], bands[number, False]) for number, name in enumerate(BANDS)},
        {
            (sector, kind): Share(kinds[sector, kind, True], kinds[sector, kind, False])
            for sector, kind in sorted({(sector, kind) for sector, kind, _part in kinds})
        },
    )


def mean_score() -> ColumnElement[Any]:
    """Of the themes that got a score; each database unpacks JSON in its own way."""
    if session.get_bind().dialect.name == "postgresql":
        each = func.jsonb_each_text(Version.scores).table_valued("key", "value")
        value: ColumnElement[Any] = cast(each.c.value, Float)
    else:
        each = func.json_each(Version.scores).table_valued("key", "value")
        value = each.c.value
    return select(func.avg(value)).select_from(each).where(and_(value.is_not(None))).scalar_subquery()
