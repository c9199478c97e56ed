"""The words that an editor starts from: the newest of a lead editor, or those of the rulebook."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.database import session
from app.standard_texts.models import StandardText
from moderation.rulebook import Rule, current_rulebook
from moderation.states import Action

ASK = "ask"
QUESTIONS = Path(__file__).parent / "questions.json"


class UnknownText(LookupError):
    """No editor could ever use such words."""


@dataclass(frozen=True)
class Words:
    """What a form is filled with, and which version it was."""

    text: str
    id: int | None = None
    """None: as the rulebook, or the list of questions, has it."""
    number: int = 0


def standard_text(rule: str, kind: str, purpose: str) -> Words:
    """The words of now; empty where there are none."""
    return standard_texts([rule], kind, purpose)[0]


def standard_texts(rules: Sequence[str], kind: str, purpose: str) -> list[Words]:
    """The same for several rules, in one statement."""
    versions = session.scalars(
        select(StandardText)
        .where(StandardText.rule.in_(rules), StandardText.kind == kind, StandardText.purpose == purpose)
        .order_by(StandardText.number)
    )
    newest = {text.rule: text for text in versions}
    return [
        Words(newest[rule].text, newest[rule].id, newest[rule].number)
        if rule in newest and newest[rule].text
        else Words(unchanged_text(rule, kind, purpose))
        for rule in rules
    ]


def unchanged_text(rule: str, kind: str, purpose: str) -> str:
    """As the platform came with it; empty where there is none."""
    try:
        return first_text(rule, kind, purpose)
    except UnknownText:
        return ""


def first_text(rule: str, kind: str, purpose: str) -> str:
    """As the platform came with it. Raises UnknownText."""
    if (rule, kind, purpose) not in known_texts():
        raise UnknownText(rule, kind, purpose)
    if purpose == ASK:
        return questions()[rule]
    return current_rulebook().rule(rule).message(kind, Action(purpose))


def known_texts() -> set[tuple[str, str, str]]:
    """Rule, kind and purpose of all words that editors can start from."""
    decided = {
        (rule.id, kind, action.value) for rule in current_rulebook().rules for kind, action in rule.messages
    }
    asked = {(rule.id, kind, ASK) for kind in ("review", "reply") for rule in askable_rules(kind)}
    return decided | asked


def askable_rules(kind: str) -> Sequence[Rule]:
    """Rules with a question to begin from, for a review or a reply, in the order of the rulebook."""
    return [rule for rule in current_rulebook().rules if rule.id in questions() and kind in rule.kinds]


@cache
def questions() -> dict[str, str]:
    """Rule → the question that the platform came with."""
    found: dict[str, str] = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    return found


def text_history(rule: str, kind: str, purpose: str) -> Sequence[StandardText]:
    """All versions that lead editors wrote, newest first."""
    return session.scalars(
        select(StandardText)
        .where(StandardText.rule == rule, StandardText.kind == kind, StandardText.purpose == purpose)
        .options(joinedload(StandardText.account))
        .order_by(StandardText.number.desc())
    ).all()


def changed_texts() -> set[tuple[str, str, str]]:
    """Those of which the newest version is a lead editor's."""
    newest: dict[tuple[str, str, str], str] = {}
    for text in session.scalars(select(StandardText).order_by(StandardText.number)):
        newest[text.rule, text.kind, text.purpose] = text.text
    return {key for key, text in newest.items() if text}
