"""In which order editors read. A proposal drawn from findings; nothing here decides about a text.

Signs of danger come first, then what is late, then what is almost late, then the highest risk, then the
oldest promise. Bad spelling, another language and low scores raise no risk (design, rule 4).
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from moderation.findings import Family, Severity

POINTS: Mapping[Severity, int] = {
    Severity.INFO: 0,
    Severity.NOTICE: 1,
    Severity.WARNING: 3,
    Severity.URGENT: 6,
}
"""Of each family only the most severe finding counts: ten small findings make no large one."""

WEIGHTS: Mapping[Family, int] = {
    Family.SAFETY: 2,
    Family.PRIVACY: 1,
    Family.AUTHENTICITY: 1,
    Family.CONDUCT: 1,
    Family.INTERVAL: 0,
    Family.READABILITY: 0,
}
SMALL_FACILITY_WEIGHTS: Mapping[Family, int] = {**WEIGHTS, Family.PRIVACY: 2}
"""With eight places or fewer a detail is enough to know who wrote (DOMAIN E9)."""


class Risk(IntEnum):
    """How much can go wrong when this text waits or is read in a hurry."""

    NONE = 0
    LOW = 1
    RAISED = 2
    HIGH = 3


FROM_POINTS: Mapping[Risk, int] = {Risk.HIGH: 6, Risk.RAISED: 3, Risk.LOW: 1}


class Band(IntEnum):
    """A part of the queue; all of one comes before any of the next."""

    DANGER = 0
    OVERDUE = 1
    DUE_SOON = 2
    HIGH_RISK = 3
    RAISED_RISK = 4
    LOW_RISK = 5
    NO_RISK = 6


OF_RISK: Mapping[Risk, Band] = {
    Risk.HIGH: Band.HIGH_RISK,
    Risk.RAISED: Band.RAISED_RISK,
    Risk.LOW: Band.LOW_RISK,
    Risk.NONE: Band.NO_RISK,
}
"""Where something stands that is neither dangerous nor late."""


Signals = Mapping[Family, Severity]
"""The most severe finding of each family that has one."""


def signals_of(findings: Iterable[tuple[Family, Severity]]) -> dict[Family, Severity]:
    """What remains of findings when only the order of the queue matters."""
    worst: dict[Family, Severity] = {}
    for family, severity in findings:
        if family not in worst or severity.rank > worst[family].rank:
            worst[family] = severity
    return worst


def risk_of(signals: Signals, *, small_facility: bool) -> Risk:
    """From the points of each family."""
    weights = SMALL_FACILITY_WEIGHTS if small_facility else WEIGHTS
    points = sum(POINTS[severity] * weights[family] for family, severity in signals.items())
    return next((risk for risk, least in FROM_POINTS.items() if points >= least), Risk.NONE)


def bit(family: Family, severity: Severity) -> int:
    """The bit that says `this family has a finding of this severity or worse`."""
    return 1 << (list(Family).index(family) * len(Severity) + severity.rank)


def as_bits(signals: Signals) -> int:
    """One whole number, so that a database finds any family and severity in one column."""
    return sum(
        bit(family, least)
        for family, severity in signals.items()
        for least in Severity
        if least.rank <= severity.rank
    )


def from_bits(bits: int) -> dict[Family, Severity]:
    """The signals in a number made by `as_bits`, the most severe first."""
    found = {
        family: max((s for s in Severity if bits & bit(family, s)), key=lambda s: s.rank)
        for family in Family
        if bits & bit(family, Severity.INFO)
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].rank))


def mask(family: Family | None, severity: Severity | None) -> int:
    """The bits of which one must be set: this family (or any) with this severity or worse (or any)."""
    families = [family] if family else list(Family)
    return sum(bit(each, severity or Severity.INFO) for each in families)
