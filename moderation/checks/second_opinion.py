"""Where rules and the second opinion meet: it may find what no rule knows, and doubt what a rule found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from moderation.checks.topic import is_about_something_else
from moderation.findings import Family, Finding, PassageOpinion, Severity, Submission

SURE_ELSEWHERE = 0.75
"""What a rule found in a text about something else is told only from this likelihood on."""
MOST = 3
"""Passages told on the opinion alone; an editor needs the worst, not all."""
DOUBTS = " De tweede lezing ziet hier weinig reden toe."
ELSEWHERE = " Maar de tekst lijkt over iets anders te gaan dan over opvang of zorg."


@dataclass(frozen=True)
class Bar:
    """From which likelihood on the opinion counts. Measured figures stand in docs/checks."""

    kind: str
    family: Family
    rule: str
    severity: Severity
    explanation: str
    alone: float
    """From here a passage is told although no rule fired."""
    unlikely: float
    """Below this a rule's finding is information only."""
    doubt: float = 0.0
    """Below this an urgent finding of a rule is a warning."""
    urgent: float = 2.0
    """From here a passage alone is urgent; above 1 means never."""


def weighed(submission: Submission, found: Iterable[Finding], bar: Bar) -> Iterator[Finding]:
    """The findings of the rules, doubted where the opinion sees nothing, and what it sees alone."""
    rules = list(without_the_unlikely(submission, found, bar))
    yield from rules
    if not is_about_something_else(submission):
        yield from seen_alone(submission, [f for f in rules if f.severity is not Severity.INFO], bar)


def without_the_unlikely(submission: Submission, found: Iterable[Finding], bar: Bar) -> Iterator[Finding]:
    """The findings of the rules alone, some of them doubted; none disappears."""
    elsewhere = is_about_something_else(submission)
    for finding in found:
        yield doubted(finding, submission, bar, elsewhere=elsewhere)


def doubted(finding: Finding, submission: Submission, bar: Bar, *, elsewhere: bool) -> Finding:
    """A rule's finding, lower where the passage around it does not sound like it."""
    if finding.severity is Severity.INFO or finding.span is None:
        return finding
    heard = [
        opinion.likelihood.get(bar.kind, 0.0)
        for opinion in submission.language.opinions
        if meets(finding, opinion)
    ]
    likely = max(heard, default=1.0)
    if elsewhere and (not heard or likely < SURE_ELSEWHERE):
        return replace(finding, severity=Severity.INFO, explanation=finding.explanation + ELSEWHERE)
    if likely < bar.unlikely:
        severity = Severity.INFO
    elif likely < bar.doubt and finding.severity is Severity.URGENT:
        severity = Severity.WARNING
    else:
        return finding
    return replace(
        finding,
        severity=severity,
        explanation=finding.explanation + DOUBTS,
        evidence={**finding.evidence, "likelihood": likely},
    )


def seen_alone(submission: Submission, known: list[Finding], bar: Bar) -> Iterator[Finding]:
    """The passages that sound like it most, where no rule fired."""
    told: list[PassageOpinion] = []
    for opinion in sorted(submission.language.opinions, key=lambda o: -o.likelihood.get(bar.kind, 0.0)):
        likelihood = opinion.likelihood.get(bar.kind, 0.0)
        if likelihood < bar.alone or len(told) == MOST:
            return
        if any(meets(finding, opinion) for finding in known) or any(overlap(opinion, o) for o in told):
            continue
        told.append(opinion)
        words = opinion.words.get(bar.kind, ())
        shown = ", ".join(f"“{word}”" for word in words)
        yield Finding(
            bar.family,
            bar.rule,
            Severity.URGENT if likelihood >= bar.urgent else bar.severity,
            f"{bar.explanation} Vooral door de woorden {shown}." if shown else bar.explanation,
            opinion.loudest.get(bar.kind, opinion.span),
            {"likelihood": likelihood, "words": list(words)},
            likelihood,
        )


def meets(finding: Finding, opinion: PassageOpinion) -> bool:
    """Whether the finding stands in the passage."""
    span = finding.span
    return (
        span is not None
        and span.field == opinion.span.field
        and span.start < opinion.span.end
        and opinion.span.start < span.end
    )


def overlap(one: PassageOpinion, other: PassageOpinion) -> bool:
    """Whether two passages share text."""
    return (
        one.span.field == other.span.field
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )
