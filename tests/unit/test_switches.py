"""What a switched rule does to findings."""

from typing import Any

import pytest

from moderation.findings import Family, Finding, Severity
from moderation.switches import Switch, switched


def finding(rule: str = "spelling", severity: Severity = Severity.WARNING, **more: Any) -> Finding:
    return Finding(Family.READABILITY, rule, severity, "Iets", **more)


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert switched([finding(), finding("insult")], {"spelling": Switch(None)}) == [finding("insult")]


@pytest.mark.parametrize("at_most", [Severity.INFO, Severity.NOTICE, Severity.WARNING])
@pytest.mark.parametrize("severity", Severity)
def test_a_lowered_rule_is_never_more_severe_and_never_raised(at_most: Severity, severity: Severity) -> None:
    (left,) = switched([finding(severity=severity)], {"spelling": Switch(at_most)})
    assert left.severity.rank == min(severity.rank, at_most.rank)


def test_a_lowered_finding_tells_what_it_was() -> None:
    (left,) = switched([finding(evidence={"words": 3})], {"spelling": Switch(Severity.INFO)})
    assert left.evidence == {"words": 3, "lowered_from": "warning"}


def test_a_check_that_failed_always_shows() -> None:
    failed = finding("check_failed")
    assert switched([failed], {"check_failed": Switch(None)}) == [failed]
