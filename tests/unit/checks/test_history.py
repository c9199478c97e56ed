"""Checks that look at what came before: likeness, bursts, intervals."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from moderation.checks.authenticity_behaviour import burst_alarm
from moderation.findings import EarlierReview, FacilityFacts, History, OtherText, Severity
from tests.unit.checks.screened import findings_of, rules_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
REVIEW = (
    "Onze dochter gaat er met veel plezier naartoe. De begeleiders zijn warm en nemen tijd voor een babbel. "
    "Elke dag gaan ze naar buiten, ook als het regent, en er is vers fruit."
)


def earlier(days: int, *, same: bool = True, organisation: bool = True) -> EarlierReview:
    return EarlierReview(days, same, organisation, NOW - timedelta(days=days))


def rules(*reviews: EarlierReview, **facts: object) -> set[str]:
    return set(rules_of("Fijne plek om te zijn", written_at=NOW, history=History(reviews), **facts))


@pytest.mark.parametrize(("days", "found"), [(0, True), (179, True), (180, False), (400, False)])
def test_a_second_review_within_half_a_year_is_noticed(days: int, found: bool) -> None:
    assert ("reviewed_recently" in rules(earlier(days))) is found


def test_youth_care_has_a_shorter_interval() -> None:
    assert "reviewed_recently" not in rules(earlier(100), facility=FacilityFacts(sector="jeugdhulp"))


@pytest.mark.parametrize(("days", "found"), [(10, True), (90, False)])
def test_another_facility_of_the_same_organisation_is_noticed(days: int, found: bool) -> None:
    assert ("reviewed_organisation_recently" in rules(earlier(days, same=False))) is found


def test_another_organisation_is_no_matter() -> None:
    assert "reviewed_organisation_recently" not in rules(earlier(10, same=False, organisation=False))


@pytest.mark.parametrize(("hour", "found"), [(22, True), (23, False)])
def test_the_days_are_those_of_brussels(hour: int, found: bool) -> None:
    half_a_year_ago = datetime(2025, 7, 4, 23, 30, tzinfo=UTC)
    history = History((EarlierReview(1, True, True, half_a_year_ago),))
    written = datetime(2025, 12, 31, hour, 30, tzinfo=UTC)
    assert bool(findings_of("reviewed_recently", "Fijn", written_at=written, history=history)) is found


def test_summer_time_takes_no_day_away() -> None:
    before, after = datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 9, 24, 22, 30, tzinfo=UTC)
    history = History((EarlierReview(1, True, True, before),))
    assert findings_of("reviewed_recently", "Fijn", written_at=after, history=history) == []


@pytest.mark.parametrize(
    ("until", "written", "found"),
    [
        (date(2024, 2, 1), datetime(2027, 2, 28, tzinfo=UTC), False),
        (date(2024, 2, 1), datetime(2027, 3, 1, tzinfo=UTC), True),
        (date(2026, 1, 1), NOW, False),
        (date(2026, 6, 1), NOW, False),
    ],
)
def test_an_experience_may_be_three_years_old(until: date, written: datetime, found: bool) -> None:
    told = rules_of("Fijne plek om te zijn", experience_until=until, written_at=written)
    assert ("experience_too_old" in told) is found


@pytest.mark.parametrize(("count", "found"), [(4, False), (5, True)])
def test_the_sixth_review_in_a_year_is_noticed(count: int, found: bool) -> None:
    reviews = [earlier(20 + 40 * number, same=False, organisation=False) for number in range(count)]
    assert ("too_many_by_author" in rules(*reviews)) is found


def test_three_reviews_in_a_week_are_a_burst_of_one_author() -> None:
    reviews = [earlier(days, same=False, organisation=False) for days in (1, 3)]
    assert "author_burst" in rules(*reviews)


@pytest.mark.parametrize(("rate", "alarm"), [(0, 3), (2, 3), (6, 4), (12, 5), (24, 6)])
def test_the_alarm_is_the_simulated_one(rate: float, alarm: int) -> None:
    assert burst_alarm(rate) == alarm


def test_the_alarm_never_falls_when_more_is_usual() -> None:
    alarms = [burst_alarm(rate) for rate in range(0, 400, 5)]
    assert alarms == sorted(alarms)


def test_a_burst_is_told_with_its_figures() -> None:
    history = History(recent_at_facility=5, yearly_rate_at_facility=6)
    assert findings_of("burst", "Fijn", history=history)[0].evidence == {
        "count": 5,
        "alarm": 4,
        "yearly_rate": 6,
    }


@pytest.mark.parametrize(
    ("rule", "history"),
    [
        ("shared_device", History(other_authors_on_device=2)),
        ("disposable_email", History(disposable_email=True)),
        ("provider_affiliation", History(provider_email=True)),
    ],
)
def test_signals_become_findings(rule: str, history: History) -> None:
    assert rule in rules_of("Fijne plek om te zijn", history=history)


def other(text: str, **facts: bool) -> History:
    return History(other_texts=(OtherText(7, text, same_facility=True, **facts),))


def test_a_copy_is_a_duplicate() -> None:
    found = findings_of("duplicate_text", REVIEW, history=other(REVIEW.upper()))
    assert [(finding.severity, finding.evidence["other"]) for finding in found] == [(Severity.WARNING, 7)]


def test_a_text_that_shares_half_is_similar_and_shows_the_shared_piece() -> None:
    half = "Onze zoon is er nog maar pas. " + REVIEW[48:]
    found = findings_of("similar_text", REVIEW, history=other(half))
    assert found[0].span is not None
    assert REVIEW[found[0].span.start : found[0].span.end].startswith("begeleiders zijn warm")


@pytest.mark.parametrize(
    ("text", "another"),
    [
        (
            REVIEW,
            "Het eten kan beter en de facturen komen te laat, maar ons kind is gelukkig.",
        ),
        ("Super opvang, top team!", "Super opvang, top team!"),
    ],
)
def test_other_texts_and_short_ones_are_not_alike(text: str, another: str) -> None:
    assert not {"similar_text", "duplicate_text"} & set(rules_of(text, history=other(another)))


def test_a_provider_may_thank_twice_in_the_same_words() -> None:
    history = other(REVIEW, same_author=True)
    assert "duplicate_text" not in rules_of(REVIEW, kind="reply", history=history)


@pytest.mark.parametrize("rate", [2, 6, 12, 24])
def test_a_burst_by_chance_alarms_less_than_once_in_a_hundred_years(rate: int) -> None:
    chance, alarm, alarms, years = random.Random(7), burst_alarm(rate), 0, 4000
    for _ in range(years):
        moments = [chance.uniform(0, 365) for _ in range(poisson(chance, rate))]
        moments.sort()
        alarms += any(
            moments[place + alarm - 1] - moments[place] < 7 for place in range(len(moments) - alarm + 1)
        )
    assert alarms / years <= 0.015  # the stated hundredth, and what 4,000 years leave to luck


def poisson(chance: random.Random, mean: float) -> int:
    """A number of reviews in a year."""
    count, spent = 0, chance.expovariate(mean)
    while spent < 1:
        count, spent = count + 1, spent + chance.expovariate(mean)
    return count
