"""Hints as a page shows them: the words in their sentence, and the place as a browser counts it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.languages import gettext as _
from moderation.findings import Family, Span
from moderation.hints import Hint

AROUND = 30
"""Characters of the text shown before and after the words."""
LONGEST_QUOTE = 60
MOST_PLACES = 8
MOST_SHOWN = 6
"""Hints under one field; whoever solves these sees the next."""


@dataclass(frozen=True)
class ShownPlace:
    """Words in their sentence."""

    before: str
    words: str
    after: str
    start: int
    """In UTF-16 units, as JavaScript counts."""
    end: int


@dataclass(frozen=True)
class ShownHint:
    """One hint under the field that it is about."""

    family: Family
    sees: str
    do: str
    places: tuple[ShownPlace, ...]


@dataclass(frozen=True)
class FieldHints:
    """What is shown under one field."""

    shown: tuple[ShownHint, ...] = ()
    left_out: int = 0


def by_field(hints: tuple[Hint, ...], texts: Mapping[str, str]) -> dict[str, FieldHints]:
    """For each field what to show under it; what is about no place stands under the first text."""
    first = next((field for field, text in texts.items() if text), next(iter(texts)))
    shown: dict[str, list[ShownHint]] = {field: [] for field in texts}
    for hint in hints:
        field = hint.places[0].field if hint.places else first
        shown[field].append(shown_hint(hint, texts[field]))
    return {
        field: FieldHints(tuple(found[:MOST_SHOWN]), max(0, len(found) - MOST_SHOWN))
        for field, found in shown.items()
    }


def shown_hint(hint: Hint, text: str) -> ShownHint:
    """With its words; the same words are shown once."""
    first = {text[place.start : place.end].casefold(): place for place in reversed(hint.places)}
    places = [place for place in hint.places if place in first.values()][:MOST_PLACES]
    values = dict(hint.values)
    if "clues" in values:
        values["clues"] = "; ".join(map(_, values["clues"].split("; ")))
    sees = _(hint.message, **values)
    return ShownHint(hint.family, sees, _(hint.do), tuple(shown_place(text, place) for place in places))


def shown_place(text: str, place: Span) -> ShownPlace:
    """As a reader and as a browser find it."""
    return ShownPlace(*excerpt(text, place), utf16(text, place.start), utf16(text, place.end))


def excerpt(text: str, place: Span) -> tuple[str, str, str]:
    """Some words before, the words themselves, some words after; on one line."""
    before, words, after = text[: place.start], text[place.start : place.end], text[place.end :]
    if len(words) > LONGEST_QUOTE:
        return "", f"{on_one_line(words[:LONGEST_QUOTE]).rsplit(' ', 1)[0]} …", ""
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].split(" ", 1)[-1]
    if len(after) > AROUND:
        after = after[:AROUND].rsplit(" ", 1)[0] + " …"
    return on_one_line(before), on_one_line(words), on_one_line(after)


def on_one_line(text: str) -> str:
    """Line ends become spaces."""
    return text.replace("\n", " ")


def utf16(text: str, place: int) -> int:
    """The same place as JavaScript counts it."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
