"""What changed from one version of the gedragscode to another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from moderation.rulebook import Rule, Rulebook

FIELDS = ("title", "text", "bad", "good")
"""The words of a rule, in the order of the page."""


class Change(StrEnum):
    """What became of a rule, or of a few words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they came, went or stayed."""

    change: Change
    text: str


@dataclass(frozen=True)
class RuleDifference:
    """A rule that came, went or changed."""

    rule: Rule
    """As it is now; as it was, where it went."""
    change: Change
    fields: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    """Name and words of each field that changed."""
    new_effect: bool = False
    """Other decisions may rest on it, or it holds for others."""


@dataclass(frozen=True)
class Difference:
    """All that changed."""

    summary: tuple[Piece, ...]
    """Empty where it stayed the same."""
    rules: tuple[RuleDifference, ...]


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """In the order of the new one; what went comes last."""
    summaries = "\n".join(old.summary), "\n".join(new.summary)
    return Difference(
        summary=pieces(*summaries) if summaries[0] != summaries[1] else (),
        rules=tuple(rule_differences(old, new)),
    )


def rule_differences(old: Rulebook, new: Rulebook) -> Iterator[RuleDifference]:
    """Of the rules that everybody reads."""
    before = {rule.id: rule for rule in old.rules if rule.public}
    after = {rule.id: rule for rule in new.rules if rule.public}
    for rule in after.values():
        known = before.get(rule.id)
        if known is None:
            yield RuleDifference(rule, Change.ADDED)
            continue
        fields = tuple(
            (field, pieces(getattr(known, field), getattr(rule, field)))
            for field in FIELDS
            if getattr(known, field) != getattr(rule, field)
        )
        new_effect = (set(known.decides), set(known.kinds)) != (set(rule.decides), set(rule.kinds))
        if fields or new_effect:
            yield RuleDifference(rule, Change.CHANGED, fields, new_effect)
    for rule in before.values():
        if rule.id not in after:
            yield RuleDifference(rule, Change.REMOVED)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one: without what was added it is the old one, without what was removed the new one."""
    left, right = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    found = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        before, after = "".join(left[start:end]), "".join(right[new_start:new_end])
        if before == after:
            found.append(Piece(Change.SAME, before))
            continue
        found += [Piece(Change.REMOVED, before)] if before else []
        found += [Piece(Change.ADDED, after)] if after else []
    return tuple(found)
