"""What the public sees, read without the rest: a page shows many, and most columns are not its business."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Numeric, Select, and_, case, cast, exists, extract, func, literal, not_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from app.contributions.models import Contribution, Review, Version
from app.contributions.queries import visible
from app.database import session
from app.facilities.models import Facility
from app.questionnaires import current_questionnaire
from app.replies.models import Reply
from moderation.states import Role, State


class Published(NamedTuple):
    """The approved wording of a review or a reply that may be seen."""

    id: int
    review_id: int | None
    """Of a reply: the review that it answers."""
    public_id: str | None
    questionnaire_version: int | None
    revealed_at: datetime | None
    created_at: datetime
    texts: dict[str, Any]
    scores: dict[str, Any]
    relation: str
    experience_from: date | None
    experience_until: date | None
    redactions: list[dict[str, Any]]
    number: int
    """Of the version; above 1 it is not the first wording."""
    made_by: Role
    made_at: datetime
    helpful_count: int
    language: str
    """In which it was written, where that is not Dutch."""


COLUMNS = (
    Contribution.id,
    Reply.__table__.c.review_id,
    Contribution.public_id,
    Review.__table__.c.questionnaire_version,
    Contribution.revealed_at,
    Contribution.created_at,
    Version.texts,
    Version.scores,
    Version.relation,
    Version.experience_from,
    Version.experience_until,
    Version.redactions,
    Version.number,
    Version.made_by,
    Version.created_at,
    Contribution.helpful_count,
    Version.language,
)


@dataclass(frozen=True)
class ReviewFilter:
    """Which of a facility's reviews somebody wants to read; nothing chosen means all."""

    relation: str = ""
    year: int | None = None
    """In which the experience ended, or else in which it began."""
    theme: str = ""
    scores: tuple[int, ...] = ()
    """Given on the theme; without a theme, the rounded mean of all themes."""
    answered: bool | None = None
    language: str = ""
    """In which it was written, such as nl."""

    @property
    def is_set(self) -> bool:
        """Something was chosen."""
        return self != ReviewFilter()


def published(contribution: Contribution) -> Published:
    """Of a contribution that was read already."""
    version = contribution.published_version
    if version is None:
        raise ValueError("nothing of this contribution is public")
    return Published(
        id=contribution.id,
        review_id=getattr(contribution, "review_id", None),
        public_id=contribution.public_id,
        questionnaire_version=getattr(contribution, "questionnaire_version", None),
        revealed_at=contribution.revealed_at,
        created_at=contribution.created_at,
        texts=version.texts,
        scores=version.scores,
        relation=version.relation,
        experience_from=version.experience_from,
        experience_until=version.experience_until,
        redactions=version.redactions,
        number=version.number,
        made_by=version.made_by,
        made_at=version.created_at,
        helpful_count=contribution.helpful_count,
        language=version.language,
    )


def facility_reviews(
    facility: Facility, wanted: ReviewFilter, *, offset: int = 0, limit: int = 20
) -> list[Published]:
    """Newest first. One statement."""
    rows = session.execute(
        of_facility(select(*COLUMNS), facility, wanted)
        .order_by(Contribution.list_key.desc(), Contribution.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [Published(*row) for row in rows]


def number_of_reviews(facility: Facility, wanted: ReviewFilter) -> int:
    """How many there are; kept with the facility where nothing was chosen."""
    if not wanted.is_set:
        return facility.review_count
    return session.scalar(of_facility(select(func.count(Contribution.id)), facility, wanted)) or 0


def of_facility(statement: Select[Any], facility: Facility, wanted: ReviewFilter) -> Select[Any]:
    """The reviews of this facility that may be seen and were asked for."""
    return (
        statement.select_from(Contribution)
        .join(Version, Version.id == Contribution.published_version_id)
        .where(
            Contribution.facility_id == facility.id,
            Contribution.kind == "review",
            *visible(),
            *conditions(facility, wanted),
        )
    )


def conditions(facility: Facility, wanted: ReviewFilter) -> Iterable[ColumnElement[bool]]:
    """Scores choose nothing at a small facility: they would tell what its page does not show."""
    if wanted.relation:
        yield Version.relation == wanted.relation
    if wanted.year is not None:
        ended = func.coalesce(Version.experience_until, Version.experience_from)
        yield extract("year", ended) == wanted.year
    if wanted.language:
        yield Version.language == (wanted.language if wanted.language != "nl" else "")
    if wanted.answered is not None:
        yield has_answer() if wanted.answered else not_(has_answer())
    if wanted.theme and wanted.scores and not facility.is_small:
        yield Version.scores[wanted.theme].as_integer().in_(wanted.scores)
    elif wanted.scores and not facility.is_small:
        yield func.round(mean_score(facility)).in_(wanted.scores)


def mean_score(facility: Facility) -> ColumnElement[Any]:
    """Over the themes that were scored."""
    themes = current_questionnaire(facility.sector).themes
    given = [Version.scores[theme.key].as_integer() for theme in themes]
    number = sum((case((score.is_(None), 0), else_=1) for score in given), literal(0))
    total = sum((func.coalesce(score, 0) for score in given), literal(0))
    return cast(total, Numeric) / func.nullif(number, 0)


@cache
def has_answer() -> ColumnElement[bool]:
    """A reply to this review may be seen. Built once: an alias costs more than asking the database."""
    answer = aliased(Reply)
    return exists().where(
        answer.review_id == Contribution.id,
        answer.kind == "reply",
        answer.state == State.PUBLISHED,
        answer.revealed_at.is_not(None),
    )


def replies_to(reviews: Sequence[Published]) -> dict[int, list[Published]]:
    """Review → its replies that may be seen, oldest first. One statement."""
    found: dict[int, list[Published]] = defaultdict(list)
    rows = session.execute(
        select(*COLUMNS)
        .select_from(Contribution)
        .join(Version, Version.id == Contribution.published_version_id)
        .where(
            and_(
                Reply.__table__.c.review_id.in_([review.id for review in reviews]),
                Contribution.kind == "reply",
                *visible(),
            )
        )
        .order_by(Contribution.id)
    )
    for row in rows:
        reply = Published(*row)
        found[reply.review_id or 0].append(reply)
    return found
