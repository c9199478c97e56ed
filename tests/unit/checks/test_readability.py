"""Readability: help, with figures that are right, and never more than that."""

import pytest

from moderation.checks.formulas import flesch_douma, leesindex_a, syllables
from moderation.findings import LanguageFacts, Severity, Span
from tests.unit.checks.screened import findings_of, unmarked


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kind", 1),
        ("opvang", 2),
        ("begeleidster", 4),
        ("mooie", 2),
        ("creche", 2),
        ("ui", 1),
        ("kinderopvang", 4),
    ],
)
def test_syllables_are_vowel_groups(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formulas_give_the_published_figures() -> None:
    # 100 words, 10 sentences, 150 syllables: 206.84 - 115.5 - 9.3 and 195 - 20 - 100.005
    figures = flesch_douma(100, 10, 150), leesindex_a(100, 10, 150)
    assert figures == pytest.approx((82.04, 74.995))


LONG = "Wij gaan " + "en wij gaan " * 13 + "nog eens."


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("too_short", "Top opvang"),
        ("all_caps", "DIT IS EEN HEEL GOEDE OPVANG MET LIEVE MENSEN"),
        ("hard_to_read", LONG),
        ("gibberish", "asdfasdf jkljkljkl"),
        ("spelling", "Heel goed!!!! Echt waar"),
        ("spelling", "Spijtig.De opvang sluit"),
        ("spelling", "hij word daar goed opgevangen"),
        ("spelling", "in de de tuin spelen ze"),
        ("spelling", "ze vind het daar leuk"),
        ("spelling", "ik heeft daar niets van gehoord"),
        ("spelling", "Heel fijn,maar ver weg"),
    ],
)
def test_help_is_offered(rule: str, text: str) -> None:
    assert findings_of(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("too_short", "Een fijne opvang met lieve mensen"),
        ("all_caps", "De BKO werkt met IKT"),
        ("hard_to_read", "Een fijne opvang. Ze gaan vaak naar buiten."),
        ("gibberish", "Mmm lekker eten daar"),
        ("spelling", "Het is heel heel leuk daar"),
        ("spelling", "dat vind ik goed"),
        ("spelling", "zodat je je thuis voelt en haar haar netjes zit"),
        ("spelling", "Het antwoord kwam snel"),
        ("not_dutch", "Une très belle crèche"),
    ],
)
def test_ordinary_texts_need_no_help(rule: str, text: str) -> None:
    assert findings_of(rule, text) == []


def test_a_long_sentence_is_counted() -> None:
    assert findings_of("hard_to_read", LONG)[0].explanation == "Deze zin telt 43 woorden."


def test_another_language_is_named() -> None:
    facts = LanguageFacts(languages={"text": "fr"})
    assert "Frans" in findings_of("not_dutch", "Une belle crèche", language=facts)[0].explanation


def test_words_nobody_knows_are_shown_but_names_are_not() -> None:
    text, places = unmarked("De «begleidster» van «Youssef» is lief")
    unknown = tuple(Span("text", start, end) for start, end in places)
    found = findings_of("spelling", text, language=LanguageFacts(unknown_words=unknown))
    assert [finding.span for finding in found] == [unknown[0]]


@pytest.mark.parametrize("rule", ["too_short", "all_caps", "spelling", "hard_to_read"])
def test_readability_is_never_more_than_a_hint(rule: str) -> None:
    texts = ["Top", "HEEL GOEDE OPVANG ECHT WAAR HOOR", "Heel goed!!!!", LONG]
    severities = {finding.severity for text in texts for finding in findings_of(rule, text)}
    assert severities == {Severity.INFO}


def test_what_may_be_meant_is_told_when_asked() -> None:
    text, ((start, end),) = unmarked("De «begleidster» is lief")
    span = Span("text", start, end)
    facts = LanguageFacts(unknown_words=(span,), suggestions=((span, ("begeleidster",)),))
    (finding,) = findings_of("spelling", text, language=facts)
    assert "Bedoel je ‘begeleidster’?" in finding.explanation


def test_links_and_addresses_are_no_slips() -> None:
    text, ((start, end),) = unmarked("mail naar «emrekayaxyz»@telenet.be aub")
    facts = LanguageFacts(unknown_words=(Span("text", start, end),))
    assert findings_of("spelling", text, language=facts) == []
