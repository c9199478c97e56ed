"""A lead editor can switch a rule off or lower it: what that does to findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from moderation.findings import Finding, Severity

CHECK_FAILED = "check_failed"
"""Not a rule to be right or wrong about: an editor must always see it."""


@dataclass(frozen=True)
class Switch:
    """A rule that is not as its check made it."""

    at_most: Severity | None
    """No finding is more severe than this; None: there are no findings."""


def switched(findings: Iterable[Finding], switches: Mapping[str, Switch]) -> list[Finding]:
    """The findings that are left. A lowered one tells what it was; a check that failed always shows."""
    left: list[Finding] = []
    for finding in findings:
        switch = switches.get(finding.rule)
        if switch is None or finding.rule == CHECK_FAILED:
            left.append(finding)
        elif switch.at_most is not None and finding.severity.rank > switch.at_most.rank:
            evidence = {**finding.evidence, "lowered_from": finding.severity.value}
            left.append(replace(finding, severity=switch.at_most, evidence=evidence))
        elif switch.at_most is not None:
            left.append(finding)
    return left
