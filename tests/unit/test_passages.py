"""Cuts in a text: whatever was written, nothing but the passage changes and no character is left in half."""

import regex
from hypothesis import example, given
from hypothesis import strategies as st

import app.tables  # noqa: F401 (all tables know each other)
from app.contributions.models import Version
from app.contributions.passages import Cut, difference, merged, places_of, whole_characters
from app.contributions.redaction import checked, moved_span, new_redactions, redacted
from app.forms import as_stored

LABEL = "[naam]"
SIGNS = ("é", "e\u0301", "👍🏽", "👩\u200d👩\u200d👧", "🇧🇪", "\r\n", "\n", "a\u0308\u0323", "ﬁ", " ")
PIECES = ("Els ", "juf ", *SIGNS)
"""Loose accents, skin colours, families, flags, ends of lines as Windows writes them, and plain words."""

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join).map(as_stored)
places = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), min_size=1, max_size=4)


def cuts_in(text: str, where: list[tuple[int, int]]) -> list[Cut]:
    """Those that lie inside the text."""
    return [
        Cut("text", start, min(start + length, len(text)), LABEL)
        for start, length in where if start < len(text)
    ]  # fmt: skip


def characters(text: str) -> list[str]:
    found: list[str] = regex.findall(r"\X", text)
    return found


@given(texts, places)
@example("👍🏽 Juf Els", [(1, 1)])
@example("Noe\u0308lle", [(2, 1)])
@example("a\r\nb", [(1, 1)])
def test_what_is_not_cut_stays_as_it_was(text: str, where: list[tuple[int, int]]) -> None:
    cuts = merged({"text": text}, cuts_in(text, where))
    pieces = difference(text, "text", cuts)
    assert "".join(piece.text for piece in pieces) == text
    assert redacted(text, "text", cuts) == "".join(piece.label or piece.text for piece in pieces)


@given(texts, places)
@example("👩\u200d👩\u200d👧 en Els", [(2, 1)])
def test_no_character_is_left_in_half(text: str, where: list[tuple[int, int]]) -> None:
    pieces = difference(text, "text", merged({"text": text}, cuts_in(text, where)))
    assert [character for piece in pieces for character in characters(piece.text)] == characters(text)


@given(texts, places)
def test_each_new_redaction_is_where_its_label_stands(text: str, where: list[tuple[int, int]]) -> None:
    cuts = merged({"text": text}, cuts_in(text, where))
    after = redacted(text, "text", cuts)
    done = list(new_redactions(cuts))
    assert [after[one["start"] : one["end"]] for one in done] == [LABEL] * len(cuts)


@given(texts, places, st.integers(0, 40), st.integers(1, 12))
def test_a_span_beside_the_cuts_still_holds_the_same_words(
    text: str, where: list[tuple[int, int]], start: int, length: int
) -> None:
    cuts, end = merged({"text": text}, cuts_in(text, where)), min(start + length, len(text))
    here = Cut("text", start, end, "")
    if start >= end or any(cut.overlaps(here) for cut in cuts):
        return
    new_start, new_end = moved_span("text", start, end, cuts)
    assert redacted(text, "text", cuts)[new_start:new_end] == text[start:end]


@given(texts, places)
def test_cutting_twice_moves_what_was_cut_first(text: str, where: list[tuple[int, int]]) -> None:
    from app.contributions.redaction import moved_redactions

    first = cuts_in(text, where[:1])
    if not first:
        return
    old = Version(texts={"text": text}, redactions=[])
    first = checked(old, first)
    middle = redacted(text, "text", first)
    version = Version(texts={"text": middle}, redactions=list(new_redactions(first)))
    earlier = Cut("text", version.redactions[0]["start"], version.redactions[0]["end"], "")
    second = [
        cut for cut in merged({"text": middle}, cuts_in(middle, where[1:])) if not cut.overlaps(earlier)
    ]
    after = redacted(middle, "text", second)
    moved = next(moved_redactions(version, second))
    assert after[moved["start"] : moved["end"]] == LABEL


@given(texts, st.integers(0, 40), st.integers(1, 8))
def test_a_passage_is_found_where_it_stands(text: str, start: int, length: int) -> None:
    whole = whole_characters(text, Cut("text", start, min(start + length, len(text)), ""))
    passage = text[whole.start : whole.end]
    if start >= len(text) or passage != passage.strip() or not passage:
        return
    found = list(places_of(text, passage))
    assert found
    assert all(places_of(text[s:e], passage) for s, e in found)


def test_every_place_of_a_name_is_found() -> None:
    assert list(places_of("Els, Els en Elsje", "Els")) == [(0, 3), (5, 8), (12, 15)]


def test_an_accent_typed_as_one_sign_finds_one_typed_as_two() -> None:
    assert list(places_of("Juf Noe\u0308lle", "Noëlle")) == [(4, 11)]


def test_a_passage_does_not_begin_inside_a_family() -> None:
    assert list(places_of("👩\u200d👩\u200d👧", "👧")) == []


def test_overlapping_passages_become_one() -> None:
    both = merged(
        {"text": "juf Els Peeters"}, [Cut("text", 4, 15, "[naam]"), Cut("text", 0, 7, "[begeleider]")]
    )
    assert both == [Cut("text", 0, 15, "[begeleider]")]


def test_passages_come_in_the_order_in_which_one_reads_them() -> None:
    texts = {"text_good": "juf Els", "text_better": "Piet"}
    cuts = [Cut("text_better", 0, 4, "[naam]"), Cut("text_good", 4, 7, "[naam]")]
    assert [cut.field for cut in merged(texts, cuts)] == ["text_good", "text_better"]


def test_a_label_at_the_end_of_a_finding_belongs_to_it() -> None:
    text = "Juf Els sloeg hem."
    cuts = [Cut("text", 4, 7, LABEL)]
    start, end = moved_span("text", 0, len(text), cuts)
    assert redacted(text, "text", cuts)[start:end] == "Juf [naam] sloeg hem."
