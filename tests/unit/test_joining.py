"""The standard texts of several rules become one message."""

from itertools import combinations

import pytest

from app.standard_texts.joining import joined
from moderation.rulebook import KINDS, rules_for
from moderation.states import Action

THANKS, OBJECT = "Bedankt. We vragen iets.", "Niet akkoord? Maak bezwaar."


def text(reason: str, todo: str) -> str:
    return f"{THANKS} {reason}\n\n{todo}\n\n{OBJECT}"


def test_what_is_shared_is_said_once() -> None:
    both = joined(
        [text("Er staat een naam.", "Haal de naam weg."), text("Er staat een nummer.", "Haal het weg.")]
    )
    assert both.split("\n\n") == [
        f"{THANKS} Er staat een naam.",
        "Haal de naam weg.",
        "Er staat een nummer.",
        "Haal het weg.",
        OBJECT,
    ]


def test_one_text_stays_as_it_is() -> None:
    assert joined([text("Er staat een naam.", "Haal hem weg.")]) == text(
        "Er staat een naam.", "Haal hem weg."
    )


def test_nothing_gives_nothing() -> None:
    assert (joined([]), joined(["", ""])) == ("", "")


def test_a_text_of_a_lead_editor_is_not_cut() -> None:
    own = "We lezen graag mee.\n\n- Haal de naam weg.\n- Kijk het na."
    assert joined([text("Er staat een naam.", "Weg."), own]).endswith(own)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("action", [Action.RETURN, Action.REDACT, Action.REJECT, Action.REMOVE])
def test_any_two_rules_give_both_reasons_and_one_ending(kind: str, action: Action) -> None:
    for first, second in combinations(rules_for(kind, action), 2):
        each = [first.message(kind, action), second.message(kind, action)]
        both = joined(each)
        assert both.count("bezwaar maken") == 1
        for sentence in (part for one in each for part in one.split("\n\n")[0].split(". ")[-1:]):
            assert sentence in both
