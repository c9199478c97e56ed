"""What the tests of the checks share: a text with its finding marked, and what a check says of it."""

from collections.abc import Mapping
from typing import Any

from moderation.checks import CHECKS
from moderation.findings import Finding, Severity, Submission
from moderation.screening import run_checks


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its «marks», and where they stood."""
    plain, places, start = "", [], 0
    for char in text:
        if char == "«":
            start = len(plain)
        elif char == "»":
            places.append((start, len(plain)))
        else:
            plain += char
    return plain, places


def submission(text: str, **facts: Any) -> Submission:
    """A review with one text."""
    return Submission(texts={"text": text}, **facts)


def findings_of(rule: str, text: str, **facts: Any) -> list[Finding]:
    """What the checks find of one rule."""
    return [finding for finding in run_checks(submission(text, **facts), CHECKS) if finding.rule == rule]


def places_of(rule: str, text: str, **facts: Any) -> list[tuple[int, int]]:
    """Where they find it."""
    return [(f.span.start, f.span.end) for f in findings_of(rule, text, **facts) if f.span]


def rules_of(text: str, **facts: Any) -> Mapping[str, Severity]:
    """Rule → severity of everything that is more than info."""
    found = run_checks(submission(text, **facts), CHECKS)
    return {finding.rule: finding.severity for finding in found if finding.severity is not Severity.INFO}
