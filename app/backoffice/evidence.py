"""What stands behind a finding, ready to be seen: texts side by side, weeks, dates, scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.backoffice.author_history import AuthorHistory
from app.contributions.models import Contribution, RecordedFinding, Review, Version
from app.database import now, session
from app.languages import gettext as _
from app.languages import lazy_gettext
from app.times import local, long_date
from moderation.findings import Family
from moderation.similarity import shared_passages

Numbered = Sequence[tuple[int, RecordedFinding]]

FIELD_TITLES: Mapping[str, Any] = {
    "text_good": lazy_gettext("Wat is goed?"),
    "text_better": lazy_gettext("Wat kan beter?"),
    "text": lazy_gettext("Reactie"),
}
LIKE = frozenset({"similar_text", "duplicate_text"})
MOST_COMPARED = 3
WEEKS = 26


def titled(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was written, each under the question that it answers."""
    return [(str(FIELD_TITLES.get(field, field)), text) for field, text in texts.items() if text]


@dataclass(frozen=True)
class SharedSegment:
    """A stretch of text, and whether the other text holds it too."""

    text: str
    shared: bool


def shared_segments(text: str, other: str) -> list[SharedSegment]:
    """The segments joined give the text again."""
    segments: list[SharedSegment] = []
    done = 0
    for start, end in shared_passages(text, other):
        segments += [
            SharedSegment(text[done:start], shared=False),
            SharedSegment(text[start:end], shared=True),
        ]
        done = end
    return [segment for segment in (*segments, SharedSegment(text[done:], shared=False)) if segment.text]


Marked = Sequence[tuple[str, Sequence[SharedSegment]]]
"""Title and segments of each field."""


@dataclass(frozen=True)
class Comparison:
    """This text and another. What both hold stands in segments that are `shared`."""

    finding: RecordedFinding
    other: Contribution
    percent: int
    same_facility: bool
    own: Marked
    theirs: Marked


def comparisons(version: Version, contribution: Contribution, findings: Numbered) -> list[Comparison]:
    """The texts that look most like this one. One statement, or none."""
    alike = [found for _number, found in findings if found.rule in LIKE and found.evidence.get("other")]
    alike.sort(key=lambda found: -float(found.evidence.get("similarity", 0)))
    wanted = [int(found.evidence["other"]) for found in alike[:MOST_COMPARED]]
    if not wanted:
        return []
    known = {
        other.id: other
        for other in session.scalars(
            select(Contribution)
            .where(Contribution.id.in_(wanted))
            .options(joinedload(Contribution.latest_version), joinedload(Contribution.facility))
        )
    }
    return [
        compare(version, contribution, found, known[int(found.evidence["other"])])
        for found in alike[:MOST_COMPARED]
        if int(found.evidence["other"]) in known
    ]


def compare(
    version: Version, contribution: Contribution, found: RecordedFinding, other: Contribution
) -> Comparison:
    """Both texts, cut at what they share."""
    theirs = other.latest_version.texts if other.latest_version else {}
    return Comparison(
        finding=found,
        other=other,
        percent=round(float(found.evidence.get("similarity", 0)) * 100),
        same_facility=other.facility_id == contribution.facility_id,
        own=marked(version.texts, theirs),
        theirs=marked(theirs, version.texts),
    )


def marked(texts: Mapping[str, str], others: Mapping[str, str]) -> Marked:
    """What the other text holds too is marked."""
    whole = "\n".join(others.values())
    return [
        (str(FIELD_TITLES.get(field, field)), shared_segments(text, whole))
        for field, text in texts.items()
        if text
    ]


@dataclass(frozen=True)
class Week:
    """How many reviews a facility got in seven days."""

    monday: date
    count: int
    x: int
    height: int


@dataclass(frozen=True)
class Burst:
    """The last months of a facility, week by week."""

    weeks: Sequence[Week]
    total: int
    most: int

    @property
    def busy(self) -> Sequence[Week]:
        """Weeks in which anything came."""
        return [week for week in self.weeks if week.count]


CHART_HEIGHT = 48


def burst_of(contribution: Contribution, findings: Numbered) -> Burst | None:
    """Reviews a week up to the one that is judged; None where no check spoke of a burst. One statement."""
    if not any(found.rule == "burst" for _number, found in findings):
        return None
    last = monday_of(contribution.confirmed_at or contribution.created_at)
    first = last - timedelta(weeks=WEEKS - 1)
    moments = session.scalars(
        select(Review.confirmed_at).where(
            Review.facility_id == contribution.facility_id,
            Review.kind == "review",
            Review.confirmed_at >= now() - timedelta(weeks=WEEKS + 60),
        )
    )
    counted = [0] * WEEKS
    for moment in moments:
        week = (monday_of(moment) - first).days // 7 if moment else -1
        if 0 <= week < WEEKS:
            counted[week] += 1
    most = max(*counted, 1)
    return Burst(
        weeks=[
            Week(first + timedelta(weeks=n), count, n * 10, round(CHART_HEIGHT * count / most))
            for n, count in enumerate(counted)
        ],
        total=sum(counted),
        most=most,
    )


def monday_of(moment: datetime) -> date:
    """The first day of its week in Brussels."""
    day = local(moment).date()
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Dot:
    """A review on the line of dates."""

    at: datetime
    x: float
    """In percent."""
    words: str
    kind: str
    """this, here, organisation or elsewhere: each has a shape of its own."""
    id: int | None = None


@dataclass(frozen=True)
class Timeline:
    """The reviews of one author as a line of dates; `limit_x` is where the agreed interval begins."""

    dots: Sequence[Dot]
    limit_x: float | None
    limit_words: str


def timeline_of(contribution: Contribution, findings: Numbered, history: AuthorHistory) -> Timeline | None:
    """For findings about time between reviews; None without them. No statement."""
    about_time = [
        found for _number, found in findings
        if found.family is Family.INTERVAL or found.rule == "author_burst"
    ]  # fmt: skip
    earlier = history.everything
    if not about_time or not earlier:
        return None
    this = contribution.confirmed_at or contribution.created_at
    limit = next(
        (int(f.evidence["limit"]) for f in about_time if "days" in f.evidence and "limit" in f.evidence), None
    )
    since = this - timedelta(days=limit) if limit else None
    first = min(filter(None, (earlier[0].at, since)))
    span = max((this - first).total_seconds(), 1.0)

    def x(moment: datetime) -> float:
        return round(3 + 94 * min(1.0, (moment - first).total_seconds() / span), 2)

    dots = [
        Dot(
            each.at,
            x(each.at),
            _("%(date)s: %(facility)s", date=long_date(each.at), facility=each.facility),
            "here" if each.same_facility else "organisation" if each.same_organisation else "elsewhere",
            each.id,
        )
        for each in earlier
    ]
    return Timeline(
        dots=[*dots, Dot(this, x(this), _("%(date)s: deze waardering", date=long_date(this)), "this")],
        limit_x=x(since) if since else None,
        limit_words=_("De afspraak is %(days)s dagen: vanaf %(date)s.", days=limit, date=long_date(since))
        if since
        else "",
    )


@dataclass(frozen=True)
class ScoresAndText:
    """Two tellings of one story."""

    mean: float
    """1 to 5."""
    polarity: float
    """-1 to 1."""

    @property
    def tone(self) -> str:
        """The polarity in words."""
        if self.polarity >= 0.2:
            return str(_("klinkt tevreden"))
        return str(_("klinkt ontevreden") if self.polarity <= -0.2 else _("klinkt gemengd"))


def scores_and_text(findings: Numbered) -> ScoresAndText | None:
    """Where a check saw that they do not match."""
    for _number, found in findings:
        if found.rule == "score_text_mismatch" and {"mean_score", "polarity"} <= set(found.evidence):
            return ScoresAndText(float(found.evidence["mean_score"]), float(found.evidence["polarity"]))
    return None
