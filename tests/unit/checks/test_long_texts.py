"""Long and strange texts through everything at once: nothing fails, every place lies inside the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.screening import screen
from moderation.findings import FacilityFacts, Submission

SENTENCES = (
    "Onze Lotte gaat er graag naartoe. ", "samen met els en roos op 3/4 ", "bel 0475 12 34 56 \u200d",
    "geboren op de zevende. ", "BE68 5390 0754 7034 ", "👶🏽 ", "\u202eabc ", "e\u0301\u0301 ", "\n\n",
    "van de van der van den ", "Juf Xhuliana-Marie O'Neill, ", "Kerkstraat 12, 9000 Gent ", "al twee jaar ",
    "bit.ly/3xYzAb ", "A. B. C. ", "((((", "http://", "max 10 ", "Tyrone, Pam en ", "°", "nul honderd 11 ",
)  # fmt: skip
LONG = 6_000
"""Characters: twice what a form takes."""


@settings(deadline=None, max_examples=8)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.integers(1, 5))
def test_a_long_text_of_strange_pieces_is_read_whole(pieces: list[str], skipped: int) -> None:
    piece = "".join(pieces)
    text = (piece * (LONG // len(piece) + 1))[skipped:LONG]
    findings = screen(Submission(texts={"text": text}, facility=FacilityFacts(places=7)))
    spans = [finding.span for finding in findings if finding.span]
    assert "check_failed" not in {finding.rule for finding in findings}
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("piece", SENTENCES, ids=ascii)
def test_a_name_at_the_end_of_a_long_text_is_still_found(piece: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG] + "\nMevrouw Vandenbroucke belde."
    findings = screen(Submission(texts={"text": text}))
    found = [text[f.span.start : f.span.end] for f in findings if f.rule == "person_name" and f.span]
    assert "Vandenbroucke" in found
