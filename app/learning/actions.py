"""Say whether a finding is right, and switch rules."""

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.accounts.models import Account
from app.audit.actions import record
from app.contributions.models import RecordedFinding
from app.database import now, session
from app.learning.models import FindingVerdict, RuleSwitch, Setting
from app.learning.queries import proposed, switches_of
from app.times import month_key
from moderation.findings import Family, Severity
from moderation.rulebook import Rule


class NothingProposed(Exception):
    """Nothing waits for a second person, or it was replaced in the meantime."""


class SamePerson(Exception):
    """Who proposed it cannot be the second one."""


def give_verdict(finding: RecordedFinding, account_id: int, is_right: bool) -> None:
    """The last word counts; two in one moment leave one."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    said = {
        "rule": finding.rule,
        "check_version": finding.check_version,
        "is_right": is_right,
        "account_id": account_id,
        "month": month_key(now()),
        "judged_at": now(),
    }
    session.execute(
        insert(FindingVerdict)
        .values(finding_id=finding.id, **said)
        .on_conflict_do_update(index_elements=["finding_id"], set_=said)
    )


def take_verdict_back(finding: RecordedFinding) -> None:
    """As if nobody had said anything."""
    session.execute(delete(FindingVerdict).where(FindingVerdict.finding_id == finding.id))


def needs_second(rule: Rule, setting: Setting) -> bool:
    """Weakening a check on danger to a child takes two lead editors; making it strong again takes one."""
    return rule.family is Family.SAFETY and setting is not Setting.ON


def switch(
    rule: Rule, setting: Setting, at_most: Severity | None, reason: str, account: Account
) -> RuleSwitch:
    """From the next text on, in every process; or a proposal, where two must agree."""
    waits = needs_second(rule, setting)
    row = RuleSwitch(
        rule=rule.id,
        setting=setting,
        at_most=at_most if setting is Setting.LOWERED else None,
        reason=reason,
        account_id=account.id,
        in_force_at=None if waits else now(),
    )
    session.add(row)
    session.flush()
    note(row, "rule.switch_proposed" if waits else "rule.switched", account.id)
    return row


def agree(rule: Rule, switch_id: int, account: Account) -> RuleSwitch:
    """The second lead editor. Raises NothingProposed or SamePerson."""
    session.execute(select(RuleSwitch.id).where(RuleSwitch.rule == rule.id).with_for_update())
    row = proposed(switches_of(rule.id))
    if row is None or row.id != switch_id:
        raise NothingProposed
    if row.account_id == account.id:
        raise SamePerson
    row.second_id, row.in_force_at = account.id, now()
    session.flush()
    note(row, "rule.switched", account.id)
    return row


def note(row: RuleSwitch, event: str, account_id: int) -> None:
    """In the trail: codes only; the reason stands with the switch."""
    record(
        event,
        f"rule:{row.rule}",
        account_id=account_id,
        details={
            "switch": row.id,
            "setting": row.setting.value,
            "at_most": row.at_most and row.at_most.value,
        },
    )
