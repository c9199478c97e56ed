"""How reviews arrive: many at once, from one device, from a throw-away address."""

from collections.abc import Iterator
from math import exp

from moderation.findings import Family, Finding, Severity, Submission
from moderation.policy import policy_of


def find_burst(submission: Submission) -> Iterator[Finding]:
    """Many reviews within a week can be a campaign, or an invitation sent to all parents."""
    count, rate = submission.history.recent_at_facility, submission.history.yearly_rate_at_facility
    alarm = burst_alarm(rate)
    if count >= alarm:
        yield Finding(
            Family.AUTHENTICITY,
            "burst",
            Severity.NOTICE,
            f"Deze voorziening kreeg {count} waarderingen in 7 dagen, normaal {rate:.0f} per jaar.",
            evidence={"count": count, "alarm": alarm, "yearly_rate": round(rate, 1)},
        )


def burst_alarm(yearly_rate: float, false_alarm: float = 0.01, days: int = 7) -> int:
    """From how many reviews within a week chance is no longer likely; never below 3.

    Each of the `yearly_rate` reviews a year may by chance be the last of a cluster: the `days` before it hold
    at least k-1 others (Poisson). The smallest k whose expected clusters a year stay below `false_alarm`
    gives the simulated thresholds: 3 at 2 reviews a year, 4 at 6, 5 at 12, 6 at 24.
    """
    rate = max(yearly_rate, 0.0)
    expected = rate * days / 365
    alarm = 3
    while rate * at_least(alarm - 1, expected) >= false_alarm:
        alarm += 1
    return alarm


def at_least(count: int, expected: float) -> float:
    """The probability of `count` or more events where `expected` are expected (Poisson)."""
    term = exp(-expected)
    below = 0.0
    for number in range(count):
        below += term
        term *= expected / (number + 1)
    return max(0.0, 1.0 - below)


def find_author_burst(submission: Submission) -> Iterator[Finding]:
    """A parent rarely knows three facilities in one week."""
    policy = policy_of(submission.facility.sector)
    recent = 1 + sum(
        0 <= (submission.written_at - review.written_at).total_seconds() < policy.burst_window_days * 86_400
        for review in submission.history.earlier_reviews
    )
    if recent >= policy.author_burst_limit:
        yield Finding(
            Family.AUTHENTICITY,
            "author_burst",
            Severity.WARNING,
            f"Deze persoon schreef {recent} waarderingen in {policy.burst_window_days} dagen.",
            evidence={"count": recent, "days": policy.burst_window_days},
        )


def find_shared_device(submission: Submission) -> Iterator[Finding]:
    """Two parents share a tablet; a campaign shares one too. Only the number tells, so it is a hint."""
    others = submission.history.other_authors_on_device
    if others:
        yield Finding(
            Family.AUTHENTICITY,
            "shared_device",
            Severity.INFO if others == 1 else Severity.NOTICE,
            f"Vanop hetzelfde toestel schreven de laatste 30 dagen nog {others} andere personen."
            if others > 1
            else "Vanop hetzelfde toestel schreef onlangs nog 1 andere persoon. Dat kan een gezin zijn.",
            evidence={"other_authors": others},
        )


def find_disposable_email(submission: Submission) -> Iterator[Finding]:
    """Nobody can be asked anything at an address that lives ten minutes; ZorgkaartNederland refuses them."""
    if submission.history.disposable_email:
        yield Finding(
            Family.AUTHENTICITY,
            "disposable_email",
            Severity.WARNING,
            "Het e-mailadres is een wegwerpadres. Later is de schrijver misschien niet te bereiken.",
        )
