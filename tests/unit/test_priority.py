"""What comes first in the queue, and what never makes a text wait longer or shorter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.findings import Family, Severity
from moderation.priority import Risk, Signals, as_bits, from_bits, mask, risk_of, signals_of

signals = st.dictionaries(st.sampled_from(Family), st.sampled_from(Severity))

RISKS: tuple[tuple[Signals, bool, Risk], ...] = (
    ({}, False, Risk.NONE),
    ({Family.PRIVACY: Severity.INFO}, False, Risk.NONE),
    ({Family.PRIVACY: Severity.NOTICE}, False, Risk.LOW),
    ({Family.PRIVACY: Severity.WARNING}, False, Risk.RAISED),
    ({Family.PRIVACY: Severity.WARNING}, True, Risk.HIGH),
    ({Family.SAFETY: Severity.WARNING}, False, Risk.HIGH),
    ({Family.PRIVACY: Severity.WARNING, Family.CONDUCT: Severity.WARNING}, False, Risk.HIGH),
)


@pytest.mark.parametrize(("seen", "small", "risk"), RISKS)
def test_the_risk_of_what_was_seen(seen: Signals, small: bool, risk: Risk) -> None:
    assert risk_of(seen, small_facility=small) is risk


@given(signals, st.sampled_from(Severity), st.booleans())
def test_weak_dutch_changes_no_risk(seen: dict[Family, Severity], severity: Severity, small: bool) -> None:
    without = {family: each for family, each in seen.items() if family is not Family.READABILITY}
    weak = {**without, Family.READABILITY: severity}
    assert risk_of(weak, small_facility=small) == risk_of(without, small_facility=small)


@given(signals)
def test_bits_tell_the_signals_again(seen: dict[Family, Severity]) -> None:
    assert from_bits(as_bits(seen)) == seen


@given(signals, st.none() | st.sampled_from(Family), st.none() | st.sampled_from(Severity))
def test_a_mask_finds_exactly_what_was_asked(
    seen: dict[Family, Severity], family: Family | None, severity: Severity | None
) -> None:
    asked = any(
        family in (None, each) and rank.rank >= (severity or Severity.INFO).rank
        for each, rank in seen.items()
    )
    assert bool(as_bits(seen) & mask(family, severity)) is asked


def test_of_a_family_only_the_worst_counts() -> None:
    seen = [(Family.PRIVACY, Severity.NOTICE)] * 10 + [(Family.PRIVACY, Severity.WARNING)]
    assert signals_of(seen) == {Family.PRIVACY: Severity.WARNING}
