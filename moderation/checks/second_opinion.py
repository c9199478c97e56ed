"""Where rules and the second opinion meet: it may find what no rule knows, and doubt what a rule found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from moderation.checks.bars import Bar
from moderation.checks.cues import Cue, find_cues
from moderation.checks.topic import is_about_something_else
from moderation.findings import Finding, PassageOpinion, Severity, Submission

SURE_ELSEWHERE = 0.75
"""What a rule found in a text about something else is told only from this likelihood on."""
MOST = 3
"""Passages told on the opinion alone; an editor needs the worst, not all."""
DOUBTS = " De tweede lezing ziet hier weinig reden toe."
AGREES = " De tweede lezing hoort hier hetzelfde."
ELSEWHERE = " Maar de tekst lijkt over iets anders te gaan dan over opvang of zorg."


def find_signs(submission: Submission, bar: Bar, *cues: Cue, keep_negated: bool = False) -> Iterator[Finding]:
    """What the words of a rule say, weighed against the second opinion."""
    found = find_cues(submission, bar.family, bar.rule, cues, keep_negated=keep_negated)
    yield from weighed(submission, found, bar)


def weighed(submission: Submission, found: Iterable[Finding], bar: Bar) -> Iterator[Finding]:
    """The findings of the rules, doubted where the opinion sees nothing, and what it sees alone."""
    rules = list(told_by_rules(submission, found, bar))
    yield from rules
    if not is_about_something_else(submission):
        yield from seen_alone(submission, [f for f in rules if f.severity is not Severity.INFO], bar)


def told_by_rules(submission: Submission, found: Iterable[Finding], bar: Bar) -> Iterator[Finding]:
    """The findings of the rules alone, each compared with the opinion; none disappears."""
    elsewhere = is_about_something_else(submission)
    for finding in found:
        yield compared(finding, submission, bar, elsewhere=elsewhere)


def compared(finding: Finding, submission: Submission, bar: Bar, *, elsewhere: bool) -> Finding:
    """A rule's finding: lower where the passage around it does not sound like it, higher where it does."""
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
        severity, remark = Severity.INFO, DOUBTS
    elif likely < bar.doubt and finding.severity is Severity.URGENT:
        severity, remark = Severity.WARNING, DOUBTS
    elif heard and likely >= bar.agreed and finding.severity is Severity.WARNING:
        severity, remark = Severity.URGENT, AGREES
    else:
        return finding
    return replace(
        finding,
        severity=severity,
        explanation=finding.explanation + remark,
        evidence={**finding.evidence, "likelihood": likely},
    )


def seen_alone(submission: Submission, known: list[Finding], bar: Bar) -> Iterator[Finding]:
    """The passages that sound like it most, where no rule fired."""
    told: list[PassageOpinion] = []
    for opinion in sorted(submission.language.opinions, key=lambda o: -o.likelihood.get(bar.kind, 0.0)):
        likelihood = opinion.likelihood.get(bar.kind, 0.0)
        if likelihood < min(bar.alone, bar.faint) or len(told) == MOST:
            return
        if any(meets(finding, opinion) for finding in known) or any(overlap(opinion, o) for o in told):
            continue
        if likelihood < bar.sure and opinion.likelihood.get("praise", 0.0) >= bar.thankful:
            continue
        words = opinion.words.get(bar.kind, ())
        if words and bar.empty.issuperset(words):
            continue
        told.append(opinion)
        shown = ", ".join(f"“{word}”" for word in words)
        explanation = bar.explanation if likelihood >= bar.alone else bar.faint_explanation
        yield Finding(
            bar.family,
            bar.rule,
            severity_of(likelihood, bar),
            f"{explanation} Vooral door de woorden {shown}." if shown else explanation,
            opinion.loudest.get(bar.kind, opinion.span),
            {"likelihood": likelihood, "words": list(words)},
            likelihood,
        )


def severity_of(likelihood: float, bar: Bar) -> Severity:
    """How loud a passage is told on the opinion alone."""
    if likelihood >= bar.urgent:
        return Severity.URGENT
    return bar.severity if likelihood >= bar.alone else Severity.INFO


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
