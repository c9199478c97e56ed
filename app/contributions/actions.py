"""What happens to contributions. `apply_action` is the only code that changes a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm.exc import StaleDataError

from app.audit.actions import record
from app.config import settings
from app.contributions.models import Claim, Contribution, Decision, RecordedFinding, TextBand, Version
from app.database import now, session
from app.learning.queries import switches_in_force
from app.publication import hide, publish
from app.replies.models import Reply
from moderation.findings import Family, Finding, Severity
from moderation.fingerprints import bands
from moderation.rulebook import current_rulebook, rules_for
from moderation.screening import highest_severity, must_escalate
from moderation.states import Action, Role, RuleMissing, State, allowed
from moderation.switches import switched

JUDGING = frozenset({Action.PUBLISH, Action.RETURN, Action.REJECT, Action.REMOVE, Action.ESCALATE})
OPEN_STATES = frozenset({State.QUEUED, State.ESCALATED})


class OutOfDate(Exception):
    """The page that was judged is no longer what stands in the database."""


class SamePerson(Exception):
    """Somebody cannot undo or review a decision of their own."""


class DangerUnresolved(Exception):
    """A sign of danger is never plainly refused (design, rule 6)."""


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which role. The system and the authors of reviews have no account."""

    role: Role
    account_id: int | None = None


SYSTEM = Actor(Role.SYSTEM)
AUTHOR = Actor(Role.AUTHOR)


def apply_action(
    contribution: Contribution,
    action: Action,
    actor: Actor,
    *,
    seen_lock: int,
    judged: Version | None = None,
    rule: str | None = None,
    message: str = "",
    note: str = "",
    new_version: Version | None = None,
) -> Decision:
    """The only code that changes a state. Writes state, Decision and audit row together; the caller commits.

    Raises OutOfDate, NotAllowed, RuleMissing, SamePerson or DangerUnresolved, and then changes nothing.
    """
    judged = judged or contribution.latest_version
    if seen_lock != contribution.lock_version or judged is None:
        raise OutOfDate
    if actor.role is not Role.AUTHOR and judged.id != contribution.latest_version_id:
        raise OutOfDate
    transition = allowed(contribution.state, action, actor.role)
    if transition.needs_rule and not (message.strip() and grounds(contribution.kind, action, rule)):
        raise RuleMissing
    if transition.needs_another_person and actor.account_id == last_judge(contribution):
        raise SamePerson
    if action is Action.REJECT and danger_is_unresolved(contribution, judged):
        raise DangerUnresolved
    decision = Decision(
        contribution=contribution,
        version_id=judged.id,
        action=action,
        from_state=contribution.state,
        to_state=transition.target,
        role=actor.role,
        account_id=actor.account_id,
        rule=rule,
        rulebook_version=current_rulebook().version if rule else None,
        message=message.strip(),
        note=note.strip(),
        created_at=now(),
    )
    session.add(decision)
    contribution.state = transition.target
    carry_out(contribution, action, judged, new_version)
    flush_once(contribution)
    record(
        f"decision.{action}",
        f"contribution:{contribution.id}",
        account_id=actor.account_id,
        details={
            "decision": decision.id,
            "version": judged.id,
            "from": decision.from_state,
            "to": decision.to_state,
            "rule": rule,
        },
    )
    return decision


def grounds(kind: str, action: Action, rule: str | None) -> bool:
    """The rulebook lets an editor do this to such a contribution on the ground of this rule."""
    return any(rule == known.id for known in rules_for(kind, action))


def flush_once(contribution: Contribution) -> None:
    """Two decisions in the same moment: the database lets one through."""
    try:
        session.flush()
    except StaleDataError as error:
        raise OutOfDate from error


def carry_out(
    contribution: Contribution, action: Action, judged: Version, new_version: Version | None
) -> None:
    """What an action does beside changing the state."""
    if action in (Action.CONFIRM, Action.REVISE):
        if new_version is not None:
            contribution.latest_version_id = new_version.id
        start_clock(contribution)
        contribution.awaits_screening = True
        contribution.screening_lease_until = None
        contribution.screening_attempts = 0
        contribution.is_open = False
    elif action in (Action.QUEUE, Action.ESCALATE):
        contribution.is_open = True
    elif action is Action.PUBLISH:
        contribution.is_open = False
        publish(contribution, judged)
    elif action is Action.REDACT and new_version is not None:
        was_published = contribution.published_version_id == judged.id
        contribution.latest_version_id = new_version.id
        if was_published:
            publish(contribution, new_version)
    elif action in (Action.RETURN, Action.REJECT):
        contribution.is_open = False
    elif action is Action.RESTORE:
        start_clock(contribution)
        contribution.is_open = True
    elif action in (Action.REMOVE, Action.WITHDRAW, Action.ERASE):
        contribution.is_open = False
        contribution.awaits_screening = False
        hide(contribution)
    if not contribution.is_open:
        session.execute(delete(Claim).where(Claim.contribution_id == contribution.id))


def start_clock(contribution: Contribution) -> None:
    """An answer is promised within ten days from now (ISO 20488, DOMAIN D8)."""
    contribution.confirmed_at = now()
    contribution.due_at = contribution.confirmed_at + timedelta(days=settings().answer_days)


def last_judge(contribution: Contribution) -> int | None:
    """Who took the last decision that judged it."""
    return session.scalar(
        select(Decision.account_id)
        .where(Decision.contribution_id == contribution.id, Decision.action.in_(JUDGING))
        .order_by(Decision.id.desc())
        .limit(1)
    )


def danger_is_unresolved(contribution: Contribution, judged: Version) -> bool:
    """Urgent signs of danger, and no lead editor has yet dealt with them and sent it back to the queue."""
    signs = session.scalar(
        select(func.count())
        .select_from(RecordedFinding)
        .join(Version)
        .where(
            Version.contribution_id == contribution.id,
            RecordedFinding.family == Family.SAFETY,
            RecordedFinding.severity == Severity.URGENT,
        )
    )
    dealt_with = session.scalar(
        select(func.count())
        .select_from(Decision)
        .where(
            Decision.contribution_id == contribution.id,
            Decision.version_id == judged.id,
            Decision.action == Action.QUEUE,
            Decision.role == Role.LEAD_EDITOR,
        )
    )
    return bool(signs) and not dealt_with


def add_version(
    contribution: Contribution,
    *,
    texts: Mapping[str, str],
    made_by: Role,
    scores: Mapping[str, int | None] | None = None,
    relation: str = "",
    experience_from: date | None = None,
    experience_until: date | None = None,
    redactions: list[dict[str, Any]] | None = None,
) -> Version:
    """A new immutable wording; `apply_action` makes it the latest."""
    number = session.scalar(
        select(func.max(Version.number)).where(Version.contribution_id == contribution.id)
    )
    version = Version(
        contribution_id=contribution.id,
        number=(number or 0) + 1,
        texts=dict(texts),
        scores=dict(scores or {}),
        relation=relation,
        experience_from=experience_from,
        experience_until=experience_until,
        made_by=made_by,
        redactions=redactions or [],
    )
    session.add(version)
    session.flush()
    return version


def record_screening(contribution_id: int, version_id: int, findings: Iterable[Finding]) -> bool:
    """Store the findings and put it in the queue. False where it has moved on: then nothing changes."""
    contribution = session.get(Contribution, contribution_id, with_for_update=True)
    if (
        contribution is None
        or not contribution.awaits_screening
        or contribution.latest_version_id != version_id
    ):
        return False
    findings = switched(findings, switches_in_force())
    session.add_all(RecordedFinding.of(version_id, finding) for finding in findings)
    session.flush()
    highest = highest_severity(findings)
    contribution.urgency = highest.rank if highest else 0
    contribution.awaits_screening = False
    contribution.screening_lease_until = None
    contribution.screening_attempts = 0
    remember_bands(contribution, version_id)
    if contribution.state is State.SUBMITTED:
        action = Action.ESCALATE if must_escalate(findings) else Action.QUEUE
        session.flush()
        decision = apply_action(contribution, action, SYSTEM, seen_lock=contribution.lock_version)
        if action is Action.ESCALATE:
            tell_author(contribution, decision)
    else:
        contribution.is_open = True  # a revision of something published
    return True


def remember_bands(contribution: Contribution, version_id: int) -> None:
    """Fingerprints of the latest text, by which likely copies elsewhere are found."""
    version = session.get_one(Version, version_id)
    session.execute(delete(TextBand).where(TextBand.contribution_id == contribution.id))
    text = "\n".join(version.texts.values())
    session.add_all(TextBand(contribution_id=contribution.id, band=band) for band in set(bands(text)))


def tell_author(contribution: Contribution, decision: Decision) -> None:
    """One mail a decision, to whoever wrote it."""
    from app.mail.actions import queue_mail, to_account, to_author

    if isinstance(contribution, Reply):
        recipient = to_account(contribution.account_id or 0)
    else:
        recipient = to_author(contribution.id)
    queue_mail(
        f"decision-{decision.id}",
        recipient,
        f"{contribution.kind}_{decision.action}",
        contribution=contribution.id,
        decision=decision.id,
    )
