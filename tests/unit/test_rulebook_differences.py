"""Readers see exactly what a new version of the gedragscode changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.rulebook import Rule, Rulebook, rulebook
from moderation.rulebook.differences import Change, difference, pieces
from moderation.states import Action

BOOK = rulebook(1)
FIRST = BOOK.rules[0]

words = st.lists(st.sampled_from(["een", "naam", "mag", "niet", "wel", "\n", "."]), max_size=12).map(" ".join)


@given(old=words, new=words)
def test_both_texts_can_be_read_from_the_difference(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in found if piece.change is not Change.REMOVED) == new


def test_a_text_that_stayed_has_no_difference() -> None:
    assert (difference(BOOK, BOOK).summary, difference(BOOK, BOOK).rules) == ((), ())


def test_words_that_changed_are_marked() -> None:
    found = pieces("Noem geen naam.", "Noem nooit een naam.")
    assert [(piece.change, piece.text) for piece in found] == [
        (Change.SAME, "Noem "),
        (Change.REMOVED, "geen"),
        (Change.ADDED, "nooit een"),
        (Change.SAME, " naam."),
    ]


def with_rules(*rules: Rule) -> Rulebook:
    return replace(BOOK, version=2, rules=rules)


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (with_rules(*BOOK.rules, replace(FIRST, id="new_rule")), Change.ADDED),
        (with_rules(*BOOK.rules[1:]), Change.REMOVED),
        (with_rules(replace(FIRST, text="Anders."), *BOOK.rules[1:]), Change.CHANGED),
        (with_rules(replace(FIRST, decides=(Action.RETURN,)), *BOOK.rules[1:]), Change.CHANGED),
        (with_rules(replace(FIRST, kinds=("reply",)), *BOOK.rules[1:]), Change.CHANGED),
        (with_rules(replace(FIRST, public=False), *BOOK.rules[1:]), Change.REMOVED),
    ],
)
def test_one_rule_that_came_went_or_changed_is_told(after: Rulebook, change: Change) -> None:
    assert [item.change for item in difference(BOOK, after).rules] == [change]


def test_only_fields_that_changed_are_told() -> None:
    after = with_rules(replace(FIRST, good="Anders."), *BOOK.rules[1:])
    (item,) = difference(BOOK, after).rules
    assert [field for field, _ in item.fields] == ["good"]


def test_a_rule_that_only_moved_is_the_same() -> None:
    assert difference(BOOK, with_rules(*reversed(BOOK.rules))).rules == ()


def test_a_new_summary_is_told() -> None:
    after = replace(BOOK, summary=(*BOOK.summary, "Nog iets."))
    assert [p.text for p in difference(BOOK, after).summary if p.change is Change.ADDED] == ["\nNog iets."]
