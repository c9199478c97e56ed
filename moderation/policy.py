"""Figures behind the checks that a policy-maker may want to change, per sector. Nothing here decides."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Days and counts. The real platform allows several reviews, tied to an experience (DOMAIN A)."""

    interval_days: int = 180
    """Between two reviews by one author of the same facility; DOMAIN A proposes half a year."""
    organisation_interval_days: int = 90
    """Between two reviews by one author of facilities of the same organisation."""
    experience_years: int = 3
    """How old an experience may be; ZorgkaartNederland uses three years (DOMAIN C)."""
    author_window_days: int = 365
    author_limit: int = 5
    """Reviews by one author within the window before an editor looks: `no ten reviews by one person`."""
    burst_window_days: int = 7
    author_burst_limit: int = 3
    """Reviews by one author within the burst window."""
    answer_days: int | None = None
    """How soon this sector promises an answer; None: as soon as the platform does (DOMAIN D8)."""


DEFAULT = Policy()

POLICIES: Mapping[str, Policy] = {
    "kinderopvang": DEFAULT,
    # Two parents in one home, or a short stay and then a long one, are common in elderly care.
    "ouderenzorg": Policy(organisation_interval_days=30),
    # A young person may pass through several places of one organisation within months.
    "jeugdhulp": Policy(interval_days=90, organisation_interval_days=30),
    "handicap": DEFAULT,
}


WARN_DAYS = 2
"""So long before the promised date an item moves up and is said to be almost late."""


def policy_of(sector: str) -> Policy:
    """The policy of a sector; an unknown one gets the default."""
    return POLICIES.get(sector, DEFAULT)
