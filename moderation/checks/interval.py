"""Time: how soon after the last review, how long after the experience, how many by one person."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from moderation.findings import EarlierReview, Family, Finding, Severity, Submission
from moderation.policy import policy_of

BRUSSELS = ZoneInfo("Europe/Brussels")


def find_recent_review(submission: Submission) -> Iterator[Finding]:
    """Two reviews of one facility tell something new only when time passed between them."""
    limit = policy_of(submission.facility.sector).interval_days
    last = latest(review for review in submission.history.earlier_reviews if review.same_facility)
    if last is not None and (days := days_between(last.written_at, submission.written_at)) < limit:
        yield interval_finding(
            "reviewed_recently",
            f"Deze persoon waardeerde dezelfde voorziening {ago(days)}. De afspraak is {limit} dagen.",
            {"days": days, "limit": limit, "review": last.id},
        )


def find_recent_review_of_organisation(submission: Submission) -> Iterator[Finding]:
    """Several facilities of one organisation in a short time can be one experience told twice."""
    limit = policy_of(submission.facility.sector).organisation_interval_days
    last = latest(
        review
        for review in submission.history.earlier_reviews
        if review.same_organisation and not review.same_facility
    )
    if last is not None and (days := days_between(last.written_at, submission.written_at)) < limit:
        yield interval_finding(
            "reviewed_organisation_recently",
            f"Deze persoon waardeerde een andere voorziening van dezelfde organisator {ago(days)}.",
            {"days": days, "limit": limit, "review": last.id},
        )


def find_old_experience(submission: Submission) -> Iterator[Finding]:
    """A place changes: what was so years ago may not be so now."""
    years = policy_of(submission.facility.sector).experience_years
    last_month = submission.experience_until or submission.experience_from
    if last_month is None:
        return
    today = local_day(submission.written_at)
    if month_number(today) - month_number(last_month) > 12 * years:
        yield interval_finding(
            "experience_too_old",
            f"De ervaring eindigde meer dan {years} jaar geleden ({last_month:%m/%Y}).",
            {"experience_until": last_month.isoformat(), "limit_years": years},
        )


def find_too_many_by_author(submission: Submission) -> Iterator[Finding]:
    """Few people know many facilities well; an editor looks before the next one."""
    policy = policy_of(submission.facility.sector)
    written = 1 + sum(
        days_between(review.written_at, submission.written_at) < policy.author_window_days
        for review in submission.history.earlier_reviews
    )
    if written > policy.author_limit:
        yield interval_finding(
            "too_many_by_author",
            f"Deze persoon schreef {written} waarderingen in {policy.author_window_days} dagen.",
            {"count": written, "limit": policy.author_limit},
        )


def interval_finding(rule: str, explanation: str, evidence: Mapping[str, object]) -> Finding:
    """Always a notice: the interval never blocks by itself."""
    return Finding(Family.INTERVAL, rule, Severity.NOTICE, explanation, evidence=dict(evidence))


def latest(reviews: Iterable[EarlierReview]) -> EarlierReview | None:
    """The last written one."""
    return max(reviews, key=lambda review: review.written_at, default=None)


def days_between(earlier: datetime, later: datetime) -> int:
    """Whole calendar days in Brussels, so that summer time and the hour make no difference; never below 0."""
    return max(0, (local_day(later) - local_day(earlier)).days)


def local_day(moment: datetime) -> date:
    """The day on the calendar in Brussels."""
    return moment.astimezone(BRUSSELS).date()


def month_number(day: date) -> int:
    """Months since year 0: experiences are told in months, and months have no leap days."""
    return day.year * 12 + day.month


def ago(days: int) -> str:
    """`vandaag`, `1 dag geleden`, `12 dagen geleden`."""
    if days == 0:
        return "vandaag al eens"
    return "1 dag geleden" if days == 1 else f"{days} dagen geleden"
