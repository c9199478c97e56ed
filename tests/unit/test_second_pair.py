"""Which decisions one editor does not take alone: the policy as a table."""

import pytest

from moderation.findings import Family, Severity
from moderation.second_pair import Case, parse, policy, second_pair_rules
from moderation.states import EDITOR, TRANSITIONS, Action

URGENT = {Family.SAFETY: Severity.URGENT}
NAMES = {Family.PRIVACY: Severity.WARNING}

CASES = [
    (Case(Action.REJECT, "review", 1.5, False), ["low_score"]),
    (Case(Action.REJECT, "review", 2.5, False), ["low_score"]),
    (Case(Action.REJECT, "review", 2.6, False), []),
    (Case(Action.REJECT, "review", None, False), []),
    (Case(Action.REJECT, "reply", None, False), []),
    (Case(Action.RETURN, "review", 1.0, False), []),
    (Case(Action.PUBLISH, "review", 1.0, False), []),
    (Case(Action.ESCALATE, "review", 1.0, True, URGENT), []),
    (Case(Action.REMOVE, "review", 4.8, False), ["removal"]),
    (Case(Action.REMOVE, "reply", None, False), ["removal"]),
    (Case(Action.PUBLISH, "review", 4.0, False, URGENT), ["danger"]),
    (Case(Action.RETURN, "review", 4.0, False, URGENT), ["danger"]),
    (Case(Action.PUBLISH, "review", 4.0, False, {Family.SAFETY: Severity.WARNING}), []),
    (Case(Action.REJECT, "review", 4.0, True), ["small_facility"]),
    (Case(Action.PUBLISH, "review", 4.0, True), []),
    (Case(Action.PUBLISH, "review", 4.0, True, NAMES), ["small_facility_privacy"]),
    (Case(Action.PUBLISH, "review", 4.0, False, NAMES), []),
    (Case(Action.REJECT, "review", 2.0, True, URGENT), ["low_score", "danger", "small_facility"]),
]


@pytest.mark.parametrize(("case", "rules"), CASES)
def test_the_policy_names_why_one_person_is_not_enough(case: Case, rules: list[str]) -> None:
    assert [rule.id for rule in second_pair_rules(case)] == rules


def test_every_rule_says_why_in_a_sentence() -> None:
    assert [rule.id for rule in policy() if not rule.why.endswith(".")] == []


def test_every_rule_is_about_what_an_editor_decides() -> None:
    judged = {action for (_, action), row in TRANSITIONS.items() if row.allowed & EDITOR}
    assert [rule.id for rule in policy() if not rule.actions <= judged] == []


def test_a_rule_that_nobody_understands_is_refused() -> None:
    with pytest.raises(ValueError, match="highest_score"):
        parse({"id": "x", "why": "Omdat.", "actions": ["reject"], "highest_score": 2})
