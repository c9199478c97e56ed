"""Findings in place: whatever the spans are, the text on the page is the text that was stored."""

from hypothesis import given
from hypothesis import strategies as st

import app.tables  # noqa: F401 (all tables know each other)
from app.backoffice.marking import numbered, segments
from app.contributions.models import RecordedFinding
from moderation.findings import Family, Severity


def finding(start: int | None, end: int | None, severity: Severity = Severity.NOTICE) -> RecordedFinding:
    return RecordedFinding(
        id=start or 0,
        family=Family.PRIVACY,
        rule="person_name",
        severity=severity,
        field="text" if start is not None else None,
        start=start,
        end=end,
        explanation="Een naam",
    )


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(max_size=50), spans)
def test_the_segments_joined_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    found = numbered([finding(start, end) for start, end in places])
    assert "".join(segment.text for segment in segments(text, "text", found)) == text


@given(st.text(min_size=1, max_size=50), spans)
def test_a_segment_carries_every_finding_that_covers_it(text: str, places: list[tuple[int, int]]) -> None:
    found = numbered([finding(start, end) for start, end in places])
    position = 0
    for segment in segments(text, "text", found):
        covering = {
            number for number, f in found
            if f.start is not None and f.end is not None and f.start <= position < min(f.end, len(text))
        }  # fmt: skip
        assert {mark.number for mark in segment.marks} == covering
        position += len(segment.text)


def test_overlapping_findings_share_a_segment() -> None:
    found = numbered([finding(0, 8), finding(4, 12)])
    shown = segments("juf Els Peeters", "text", found)
    assert [(segment.text, [mark.number for mark in segment.marks]) for segment in shown] == [
        ("juf ", [1]),
        ("Els ", [1, 2]),
        ("Peet", [2]),
        ("ers", []),
    ]


def test_a_finding_beside_an_emoji_keeps_its_place() -> None:
    shown = segments("👍🏽 bij Els", "text", numbered([finding(7, 10)]))
    assert [segment.text for segment in shown if segment.marks] == ["Els"]


def test_the_most_severe_finding_is_number_one() -> None:
    found = numbered([finding(0, 2), finding(5, 6, Severity.URGENT)])
    assert found[0][1].severity is Severity.URGENT
