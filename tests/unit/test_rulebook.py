"""The gedragscode: complete, fair, and never a plain refusal of danger."""

import json
import re
from datetime import date

import pytest

import moderation.rulebook as package
from moderation.findings import Family
from moderation.rulebook import (
    FOLDER,
    TO_FILL_IN,
    Ground,
    UnknownRule,
    UnknownRulebook,
    current_rulebook,
    parse,
    rulebook,
    rules_for,
)
from moderation.states import TRANSITIONS, Action

CHECKED = {
    Family.PRIVACY: (
        "person_name email_address phone_number postal_address national_number bank_account date_of_birth "
        "exact_date licence_plate web_address social_handle health_detail identifiable_in_small_facility "
        "reply_reveals_author"
    ),
    Family.AUTHENTICITY: (
        "duplicate_text similar_text burst author_burst shared_device disposable_email provider_affiliation "
        "score_text_mismatch uniform_scores promotional accusation threat_or_revenge hearsay improbable_claim"
    ),
    Family.READABILITY: "too_short all_caps spelling hard_to_read not_dutch gibberish check_failed",
    Family.INTERVAL: "reviewed_recently reviewed_organisation_recently experience_too_old too_many_by_author",
    Family.CONDUCT: "insult discrimination advertising reply_pressures_author",
    Family.SAFETY: "child_in_danger self_harm violence",
}
JUDGED_BY_PEOPLE = (
    "not_about_facility no_own_experience unreadable unclear legal_procedure unlawful_content "
    "reward_or_pressure reply_impolite"
)

BOOK = rulebook(1)
MESSAGES = [
    (rule, kind, action, text) for rule in BOOK.rules for (kind, action), text in rule.messages.items()
]
# A question or a second reader holds a text up; these three take words away from the public.
TAKES_AWAY = {Action.REJECT, Action.REDACT, Action.REMOVE}


@pytest.mark.parametrize(
    ("family", "rule_id"), [(family, name) for family, names in CHECKED.items() for name in names.split()]
)
def test_every_finding_has_a_rule_in_its_family(family: Family, rule_id: str) -> None:
    assert BOOK.rule(rule_id).family is family


@pytest.mark.parametrize("rule_id", JUDGED_BY_PEOPLE.split())
def test_what_no_check_sees_has_a_rule_too(rule_id: str) -> None:
    assert BOOK.rule(rule_id).decides


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in BOOK.rules}) == len(BOOK.rules)


def test_every_family_has_a_chapter() -> None:
    assert [chapter.family for chapter in BOOK.chapters] == list(Family)


def test_only_the_failed_check_is_not_public() -> None:
    assert [rule.id for rule in BOOK.rules if not rule.public] == ["check_failed"]


def test_a_rule_shows_what_to_write_instead() -> None:
    assert [rule.id for rule in BOOK.rules if rule.public and rule.bad == rule.good] == []


def test_weak_dutch_or_another_language_is_no_ground_for_anything() -> None:
    assert {rule.decides for rule in BOOK.rules if rule.family is Family.READABILITY} == {()}


@pytest.mark.parametrize("rule_id", ["score_text_mismatch", "uniform_scores"])
def test_a_score_takes_no_words_away(rule_id: str) -> None:
    assert TAKES_AWAY.isdisjoint(BOOK.rule(rule_id).decides)


@pytest.mark.parametrize(
    "rule_id", ["similar_text", "burst", "author_burst", "shared_device", "disposable_email"]
)
def test_a_signal_alone_takes_no_words_away(rule_id: str) -> None:
    assert TAKES_AWAY.isdisjoint(BOOK.rule(rule_id).decides)


@pytest.mark.parametrize("rule_id", [*CHECKED[Family.SAFETY].split(), "accusation"])
def test_danger_is_never_plainly_refused(rule_id: str) -> None:
    assert Action.REJECT not in BOOK.rule(rule_id).decides


def test_a_message_about_danger_says_where_to_turn() -> None:
    numbers = {
        "child_in_danger": ("112", "1712", "Opgroeipunt"),
        "violence": ("112", "1712", "Opgroeipunt"),
        "accusation": ("112", "1712", "Opgroeipunt"),
        "self_harm": ("112", "1813", "106", "102"),
    }
    assert [
        (rule.id, kind, action, number)
        for rule, kind, action, text in MESSAGES
        for number in numbers.get(rule.id, ())
        if not re.search(rf"\b{number}\b", text)
    ] == []


def test_who_is_held_back_reads_how_to_object_and_that_another_person_decides() -> None:
    assert [
        (rule.id, kind, action)
        for rule, kind, action, text in MESSAGES
        if not ("bezwaar maken" in text and "Iemand anders" in text)
    ] == []


def test_a_message_says_what_to_do_or_what_was_replaced() -> None:
    paragraphs = {  # opening and reason, what to do, objection
        (rule.id, action): text.count("\n\n") + 1
        for rule, _, action, text in MESSAGES
        if action in (Action.RETURN, Action.REDACT)
    }
    assert set(paragraphs.values()) == {3}


def test_a_reply_is_not_called_a_review() -> None:
    assert [rule.id for rule, kind, _, text in MESSAGES if kind == "reply" and "je waardering" in text] == []


def test_no_message_accuses_or_tells_of_others_on_the_same_device() -> None:
    assert [rule.id for rule, _, _, text in MESSAGES if re.search(r"toestel|nep|fraude|vals", text)] == []


def test_a_label_stands_ready_exactly_where_an_editor_may_redact() -> None:
    assert [rule.id for rule in BOOK.rules if bool(rule.labels) != (Action.REDACT in rule.decides)] == []


def test_a_label_is_a_plain_word_between_brackets() -> None:
    labels = {label for rule in BOOK.rules for label in rule.labels}
    assert {label for label in labels if not re.fullmatch(r"\[[a-z -]+\]", label)} == set()


def test_a_redaction_tells_which_label_stands_there() -> None:
    assert [
        rule.id
        for rule, _, action, text in MESSAGES
        if action is Action.REDACT and rule.labels[0] not in text
    ] == []


def test_exactly_a_legal_ground_names_a_law() -> None:
    assert [rule.id for rule in BOOK.rules if (rule.ground is Ground.LEGAL) != bool(rule.law)] == []


def test_only_the_law_that_nobody_can_foresee_is_left_to_fill_in() -> None:
    assert {rule.id for rule, _, _, text in MESSAGES if TO_FILL_IN in text} == {"unlawful_content"}


def test_rules_decide_exactly_what_asks_for_a_rule() -> None:
    asking = {action for (_, action), transition in TRANSITIONS.items() if transition.needs_rule}
    assert {action for rule in BOOK.rules for action in rule.decides} == asking


@pytest.mark.parametrize("kind", ["review", "reply"])
@pytest.mark.parametrize(
    "action", sorted({action for (_, action), transition in TRANSITIONS.items() if transition.needs_rule})
)
def test_every_action_that_asks_for_a_rule_can_find_one(kind: str, action: Action) -> None:
    assert rules_for(kind, action)


@pytest.mark.parametrize(
    ("kind", "action", "rule_id", "offered"),
    [
        ("review", Action.RETURN, "person_name", True),
        ("reply", Action.RETURN, "person_name", True),
        ("review", Action.REJECT, "person_name", False),
        ("review", Action.REJECT, "child_in_danger", False),
        ("review", Action.ESCALATE, "child_in_danger", True),
        ("review", Action.RETURN, "reply_reveals_author", False),
        ("reply", Action.RETURN, "reply_reveals_author", True),
        ("reply", Action.REJECT, "reviewed_recently", False),
        ("review", Action.RETURN, "spelling", False),
    ],
)
def test_editors_choose_among_the_rules_that_fit(
    kind: str, action: Action, rule_id: str, offered: bool
) -> None:
    assert (rule_id in {rule.id for rule in rules_for(kind, action)}) == offered


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(UnknownRule):
        BOOK.rule("too_critical")


def test_an_unknown_version_is_named() -> None:
    with pytest.raises(UnknownRulebook):
        rulebook(0)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2020, 1, 1), 1), (date(2026, 6, 1), 1), (date(2029, 12, 31), 1), (date(2030, 1, 1), 2)],
)
def test_an_announced_version_waits_for_its_day(
    day: date, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = json.loads((FOLDER / "rulebook-1.json").read_text(encoding="utf-8"))
    books = {1: parse(first), 2: parse({**first, "version": 2, "valid_from": "2030-01-01"})}
    monkeypatch.setattr(package, "versions", lambda: (1, 2))
    monkeypatch.setattr(package, "rulebook", books.__getitem__)
    assert current_rulebook(day).version == version
