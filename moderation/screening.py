"""Run all checks; propose an urgency. A check that fails yields a finding that says so, never silence."""

import logging
from collections.abc import Iterable

from moderation.findings import Check, Family, Finding, Severity, Submission

log = logging.getLogger(__name__)


def run_checks(submission: Submission, checks: Iterable[Check]) -> list[Finding]:
    """All findings of all checks, in the order of the list."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings.extend(check(submission))
        except Exception as error:  # noqa: BLE001 (whatever goes wrong, the editor must know)
            log.error("check %s failed with %s", check.__name__, type(error).__name__)
            findings.append(failed(check, error))
    return findings


def failed(check: Check, error: Exception) -> Finding:
    """What the editor sees of a check that could not do its work. Never the text itself."""
    return Finding(
        Family.READABILITY,
        "check_failed",
        Severity.WARNING,
        "Een controle werkte niet. Lees deze tekst extra aandachtig.",
        evidence={"check": check.__name__, "error": type(error).__name__},
    )


def gave_up(attempt: int) -> Finding:
    """What the editor sees of a text that could not be checked at all."""
    return Finding(
        Family.READABILITY,
        "check_failed",
        Severity.WARNING,
        "Deze tekst kon niet gecontroleerd worden. Let zelf op namen, adressen en tekens van gevaar.",
        evidence={"attempt": attempt},
    )


def must_escalate(findings: Iterable[Finding]) -> bool:
    """An urgent sign of danger stops publication and goes to a lead editor (design, rule 6)."""
    return any(
        finding.family is Family.SAFETY and finding.severity is Severity.URGENT for finding in findings
    )
