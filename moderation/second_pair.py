"""Which decisions need a second pair of eyes: a policy as data, in second-pair.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from moderation.findings import Family, Severity
from moderation.states import Action

FILE = Path(__file__).parent / "second-pair.json"


@dataclass(frozen=True)
class Case:
    """What the policy may look at. Who wrote plays no part."""

    action: Action
    kind: str
    mean_score: float | None
    """Of the scores that were given, 1 to 5."""
    is_small: bool
    """The facility has eight places or fewer."""
    worst: Mapping[Family, Severity] = field(default_factory=dict)
    """Family → the highest severity among its findings."""


@dataclass(frozen=True)
class SecondPairRule:
    """One kind of decision that one person does not take alone. All conditions must hold."""

    id: str
    why: str
    """A Dutch sentence for the editors."""
    actions: frozenset[Action]
    kinds: frozenset[str]
    """Empty for every kind."""
    highest_mean: float | None
    """Only where the mean score is no higher."""
    only_small: bool
    family: Family | None
    """Only with a finding of this family …"""
    at_least: Severity
    """… that is at least this severe."""

    def holds(self, case: Case) -> bool:
        """This decision needs somebody else as well."""
        worst = case.worst.get(self.family) if self.family else None
        return (
            case.action in self.actions
            and (not self.kinds or case.kind in self.kinds)
            and (
                self.highest_mean is None
                or (case.mean_score is not None and case.mean_score <= self.highest_mean)
            )
            and (not self.only_small or case.is_small)
            and (self.family is None or (worst is not None and worst.rank >= self.at_least.rank))
        )


def second_pair_rules(case: Case) -> tuple[SecondPairRule, ...]:
    """Why this decision needs a second editor; nothing where one is enough."""
    return tuple(rule for rule in policy() if rule.holds(case))


@cache
def policy() -> tuple[SecondPairRule, ...]:
    """All rules, in the order of the file."""
    return tuple(parse(rule) for rule in json.loads(FILE.read_text(encoding="utf-8"))["rules"])


def parse(data: dict[str, Any]) -> SecondPairRule:
    """One rule of the file. A word that nobody knows is a fault, not a rule that never holds."""
    unknown = set(data) - {"id", "why", "actions", "kinds", "highest_mean", "small_facility", "finding"}
    if unknown:
        raise ValueError(f"{FILE.name}: {sorted(unknown)}")
    finding = data.get("finding")
    return SecondPairRule(
        id=data["id"],
        why=data["why"],
        actions=frozenset(Action(action) for action in data["actions"]),
        kinds=frozenset(data.get("kinds", ())),
        highest_mean=data.get("highest_mean"),
        only_small=data.get("small_facility", False),
        family=Family(finding["family"]) if finding else None,
        at_least=Severity(finding["at_least"]) if finding else Severity.INFO,
    )
