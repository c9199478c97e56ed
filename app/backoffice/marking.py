"""Cut a text into segments, so that each finding can be marked in place; they may overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from app.contributions.models import RecordedFinding


@dataclass(frozen=True)
class Mark:
    """A finding with the number that it has on the page."""

    number: int
    severity: str
    explanation: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A stretch of text under the same marks; `ends` are the numbers of those that end with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[int, ...] = ()


def numbered(findings: Sequence[RecordedFinding]) -> list[tuple[int, RecordedFinding]]:
    """The most severe first, then in the order of the text; from 1, or 0 for what has no place in it."""
    order = sorted(
        findings,
        key=lambda f: (-f.severity.rank, f.field or "~", f.start if f.start is not None else -1, f.id),
    )
    numbers = count(1)
    return [(next(numbers) if finding.start is not None else 0, finding) for finding in order]


def segments(text: str, field: str, findings: Sequence[tuple[int, RecordedFinding]]) -> list[Segment]:
    """The text of one field. The segments joined give the text again."""
    marks = [
        Mark(number, finding.severity.value, finding.explanation, finding.start, min(finding.end, len(text)))
        for number, finding in findings
        if finding.field == field
        and finding.start is not None
        and finding.end is not None
        and 0 <= finding.start < min(finding.end, len(text))
    ]
    borders = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    return [
        Segment(
            text[start:end],
            tuple(
                sorted((m for m in marks if m.start <= start and end <= m.end), key=lambda m: m.start - m.end)
            ),
            tuple(sorted(m.number for m in marks if m.end == end)),
        )
        for start, end in pairwise(borders)
    ]
