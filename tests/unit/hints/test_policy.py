"""What a writer is shown: help in plain words, never a reproach, never a hurdle of language."""

import re
from collections.abc import Iterator

import pytest

from moderation.findings import Family, Finding, Severity, Span
from moderation.hints import ADVICE, SOMEBODY, WHOSE, Advice, hints_from
from moderation.rulebook import rulebook
from tests.unit.test_plain_language import LONGEST_SENTENCE, sentences

BOOK = rulebook(1)
SHOWN = {Family.PRIVACY, Family.CONDUCT, Family.READABILITY, Family.SAFETY}


def found(
    rule: str, start: int = 0, end: int = 4, severity: Severity = Severity.NOTICE, **evidence: object
) -> Finding:
    """A finding in the first text."""
    family = BOOK.rule(rule).family
    return Finding(family, rule, severity, "", Span("text_good", start, end), evidence)


def all_advice() -> Iterator[tuple[str, Advice]]:
    yield from ADVICE.items()
    yield from ((f"person_name of {whose}", advice) for whose, advice in WHOSE.items())


SENTENCES = [
    (rule, words)
    for rule, advice in all_advice()
    for words in (advice.sees, advice.do, advice.do_in_reply)
    if words
]


def test_every_hint_is_about_a_rule_of_the_rulebook() -> None:
    assert {BOOK.rule(rule).family for rule in ADVICE} == SHOWN


def test_all_that_gives_somebody_away_is_shown() -> None:
    assert {rule.id for rule in BOOK.rules if rule.family is Family.PRIVACY} <= set(ADVICE)


@pytest.mark.parametrize("family", [Family.AUTHENTICITY, Family.INTERVAL])
def test_signals_of_trust_are_for_editors_alone(family: Family) -> None:
    assert [rule for rule in ADVICE if BOOK.rule(rule).family is family] == []


def test_language_is_never_worth_a_pause() -> None:
    assert [
        rule
        for rule, advice in ADVICE.items()
        if advice.is_worth_a_pause and BOOK.rule(rule).family is Family.READABILITY
    ] == []


def test_danger_holds_nobody_up() -> None:
    assert [
        rule
        for rule, advice in ADVICE.items()
        if advice.is_worth_a_pause and BOOK.rule(rule).family is Family.SAFETY
    ] == []


def test_no_hint_is_a_reproach() -> None:
    harsh = re.compile(r"\b(moet|mag niet|verboden|fout van|verkeerd|slecht|je hebt|onaanvaardbaar)\b", re.I)
    assert [words for _, words in SENTENCES if harsh.search(words)] == []


def test_hints_are_short_sentences() -> None:
    assert [
        words for _, words in SENTENCES for sentence in sentences(words) if len(sentence) > LONGEST_SENTENCE
    ] == []


@pytest.mark.parametrize(
    ("whose", "do"),
    [
        ("staff", "Laat de naam weg of schrijf ‘een begeleider’."),
        ("child", "Schrijf liever ‘mijn kind’ of ‘een kindje’."),
        ("somebody", SOMEBODY.do),
        (None, SOMEBODY.do),
    ],
)
def test_a_name_gets_advice_for_whose_it_is(whose: str | None, do: str) -> None:
    (hint,) = hints_from("review", [found("person_name", whose=whose)])
    assert hint.do == do


def test_a_facility_gets_other_words_than_a_parent() -> None:
    says = {kind: hints_from(kind, [found("insult")])[0].do for kind in ("review", "reply")}
    assert says["review"] != says["reply"]


def test_what_is_said_of_several_places_is_one_hint() -> None:
    (hint,) = hints_from("review", [found("person_name", 9, 12), found("person_name"), found("person_name")])
    assert [place.start for place in hint.places] == [0, 9]


def test_each_long_sentence_tells_its_length() -> None:
    hints = hints_from("review", [found("hard_to_read", words=48), found("hard_to_read", 5, 9, words=50)])
    assert [hint.sees for hint in hints] == ["Deze zin telt 48 woorden.", "Deze zin telt 50 woorden."]


def test_a_typing_error_tells_what_may_be_meant() -> None:
    (hint,) = hints_from("review", [found("spelling", suggestions=["lid", "lief"])])
    assert hint.sees == "Bedoel je misschien ‘lid’ of ‘lief’?"


@pytest.mark.parametrize(
    ("severity", "count"), [(Severity.URGENT, 1), (Severity.WARNING, 0), (Severity.INFO, 0)]
)
def test_where_to_turn_is_told_only_when_danger_is_clear(severity: Severity, count: int) -> None:
    assert len(hints_from("review", [found("child_in_danger", severity=severity)])) == count


def test_where_to_turn_is_told_once_and_first() -> None:
    urgent = [found(rule, severity=Severity.URGENT) for rule in ("violence", "child_in_danger")]
    hints = hints_from("review", [found("person_name"), *urgent])
    assert [hint.family for hint in hints] == [Family.SAFETY, Family.PRIVACY]


def test_a_facility_is_not_told_where_to_turn() -> None:
    assert hints_from("reply", [found("child_in_danger", severity=Severity.URGENT)]) == ()


@pytest.mark.parametrize("rule", ["burst", "not_dutch", "too_short", "gibberish", "hearsay", "check_failed"])
def test_some_findings_are_not_for_writers(rule: str) -> None:
    assert hints_from("review", [found(rule)]) == ()
