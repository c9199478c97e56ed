"""How often a rule is right, and how it stands now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.database import session
from app.learning.models import FindingVerdict, RuleSwitch, Setting
from app.statistics import Share
from moderation.rulebook import Rule, current_rulebook
from moderation.switches import CHECK_FAILED, Switch

NEWEST_SWITCHES = (
    select(func.max(RuleSwitch.id)).where(RuleSwitch.in_force_at.is_not(None)).group_by(RuleSwitch.rule)
)
LOWERED_OR_OFF = select(RuleSwitch).where(
    RuleSwitch.id.in_(NEWEST_SWITCHES), RuleSwitch.setting != Setting.ON
)


def switches_in_force() -> dict[str, Switch]:
    """Rules that are lowered or off, at this moment."""
    found = session.scalars(LOWERED_OR_OFF)
    return {row.rule: Switch(row.at_most if row.setting is Setting.LOWERED else None) for row in found}


def switches_of(rule: str) -> Sequence[RuleSwitch]:
    """All that was ever set for this rule, newest first."""
    return session.scalars(
        select(RuleSwitch)
        .where(RuleSwitch.rule == rule)
        .options(joinedload(RuleSwitch.account), joinedload(RuleSwitch.second))
        .order_by(RuleSwitch.id.desc())
    ).all()


def in_force(switches: Iterable[RuleSwitch]) -> RuleSwitch | None:
    """The one that counts now; of one rule, newest first."""
    return next((found for found in switches if found.in_force_at is not None), None)


def proposed(switches: Sequence[RuleSwitch]) -> RuleSwitch | None:
    """What waits for a second lead editor; something newer replaces it."""
    return switches[0] if switches and switches[0].in_force_at is None else None


def shares(by: InstrumentedAttribute[Any], rule: str | None = None) -> dict[str | int, Share]:
    """Value of this column → how many verdicts were "right"."""
    right = func.sum(cast(FindingVerdict.is_right, Integer))
    statement = select(by, right, func.count()).group_by(by).order_by(by)
    if rule is not None:
        statement = statement.where(FindingVerdict.rule == rule)
    return {value: Share(part or 0, whole) for value, part, whole in session.execute(statement)}


@dataclass(frozen=True)
class RuleLine:
    """A rule with its precision."""

    rule: Rule
    share: Share | None
    setting: Setting


def rule_lines() -> list[RuleLine]:
    """All rules, in the order of the rulebook. Two statements."""
    found, switches = shares(FindingVerdict.rule), switches_in_force()
    return [
        RuleLine(rule, found.get(rule.id), setting_of(switches, rule.id))
        for rule in current_rulebook().rules
        if rule.id != CHECK_FAILED
    ]


def setting_of(switches: Mapping[str, Switch], rule: str) -> Setting:
    """On, lowered or off."""
    switch = switches.get(rule)
    if switch is None:
        return Setting.ON
    return Setting.OFF if switch.at_most is None else Setting.LOWERED


def verdicts_of(finding_ids: Iterable[int]) -> dict[int, bool]:
    """Finding → whether an editor called it right; those without a verdict are left out. One statement."""
    rows = session.execute(
        select(FindingVerdict.finding_id, FindingVerdict.is_right).where(
            FindingVerdict.finding_id.in_(list(finding_ids))
        )
    )
    return {number: is_right for number, is_right in rows if number is not None}
