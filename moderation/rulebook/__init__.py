"""The gedragscode as versioned data: what is asked, why, and what an editor may do on its ground.

A version in force never changes; a new text is a new file with the next number (rulebook-2.json …).
Each decision cites a rule's id and the version (Regulation (EU) 2022/2065, articles 14 and 17).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from moderation.findings import Family
from moderation.states import Action

FOLDER = Path(__file__).parent
KINDS = ("review", "reply")
TO_FILL_IN = "___"
"""Stands in a prefilled message where the editor must add something before sending it."""


class UnknownRule(LookupError):
    """This version of the rulebook has no such rule."""


class UnknownRulebook(LookupError):
    """There is no such version."""


class Ground(StrEnum):
    """What a statement of reasons rests on (Regulation (EU) 2022/2065, article 17.3)."""

    CONTRACTUAL = "contractual"
    LEGAL = "legal"


@dataclass(frozen=True)
class Rule:
    """One rule of the gedragscode, in the words that everybody reads."""

    id: str
    family: Family
    title: str
    text: str
    """What is asked, and why."""
    bad: str
    good: str
    kinds: tuple[str, ...]
    """`review`, `reply` or both."""
    decides: tuple[Action, ...]
    """What an editor may do on this ground; nothing where a finding only helps."""
    labels: tuple[str, ...] = ()
    """What may stand in place of a redacted span; the first one is offered first."""
    ground: Ground = Ground.CONTRACTUAL
    law: str = ""
    """Which law, where the ground is legal."""
    public: bool = True
    messages: Mapping[tuple[str, Action], str] = field(default_factory=dict, hash=False, repr=False)
    """(kind, action) → the prefilled message to the author."""

    def message(self, kind: str, action: Action) -> str:
        """What the author reads: what we did, why, what to do now and how to object."""
        return self.messages[kind, action]


@dataclass(frozen=True)
class Chapter:
    """How the gedragscode introduces a family of rules."""

    family: Family
    title: str
    intro: str


@dataclass(frozen=True)
class Rulebook:
    """One version of the gedragscode, in the order of the page."""

    version: int
    valid_from: date
    summary: tuple[str, ...]
    """The few lines for who has little time."""
    chapters: tuple[Chapter, ...]
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id, or UnknownRule."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UnknownRule(rule_id)

    def public_rules(self, family: Family) -> tuple[Rule, ...]:
        """What the public reads of a family, in order."""
        return tuple(rule for rule in self.rules if rule.public and rule.family is family)


def current_rulebook(on: date | None = None) -> Rulebook:
    """The newest version in force that day in Flanders (before the first, the first)."""
    day = on or datetime.now(ZoneInfo("Europe/Brussels")).date()
    known = [rulebook(version) for version in versions()]
    return next((book for book in reversed(known) if book.valid_from <= day), known[0])


@cache
def rulebook(version: int) -> Rulebook:
    """This version, as the decisions that cite it saw it."""
    if version not in versions():
        raise UnknownRulebook(version)
    return parse(json.loads((FOLDER / f"rulebook-{version}.json").read_text(encoding="utf-8")))


@cache
def versions() -> tuple[int, ...]:
    """All versions, oldest first."""
    return tuple(sorted(int(path.stem.rpartition("-")[2]) for path in FOLDER.glob("rulebook-*.json")))


def rules_for(kind: str, action: Action) -> tuple[Rule, ...]:
    """The rules on whose ground an editor may take this action on a review or a reply today."""
    return tuple(rule for rule in current_rulebook().rules if kind in rule.kinds and action in rule.decides)


def parse(data: dict[str, Any]) -> Rulebook:
    """A file's content as a rulebook."""
    return Rulebook(
        version=data["version"],
        valid_from=date.fromisoformat(data["valid_from"]),
        summary=tuple(data["summary"]),
        chapters=tuple(
            Chapter(Family(chapter["family"]), chapter["title"], chapter["intro"])
            for chapter in data["chapters"]
        ),
        rules=tuple(
            parse_rule(rule, frames={"opening": data["openings"], "closing": data["closings"]})
            for rule in data["rules"]
        ),
    )


def parse_rule(data: dict[str, Any], frames: Mapping[str, Any]) -> Rule:
    """One rule, with the messages that its editors start from."""
    decides = tuple(Action(action) for action in data["decides"])
    return Rule(
        id=data["id"],
        family=Family(data["family"]),
        title=data["title"],
        text=data["text"],
        bad=data["bad"],
        good=data["good"],
        kinds=tuple(data["kinds"]),
        decides=decides,
        labels=tuple(data.get("labels", ())),
        ground=Ground(data.get("ground", Ground.CONTRACTUAL)),
        law=data.get("law", ""),
        public=data.get("public", True),
        messages={
            (kind, action): compose_message(data, frames, kind, action)
            for kind in data["kinds"]
            for action in decides
        },
    )


def compose_message(data: dict[str, Any], frames: Mapping[str, Any], kind: str, action: Action) -> str:
    """Opening and reason, then what to do now, then how to object: three paragraphs, or two."""
    opening = data.get("opening") or frames["opening"][kind][action]
    paragraphs = (
        f"{opening} {data['reason']}",
        data["messages"].get(action, ""),
        frames["closing"][kind][action],
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
