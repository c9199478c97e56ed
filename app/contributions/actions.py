"""What happens to contributions. `apply_action` is the only code that changes a state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm.exc import StaleDataError

from app.audit.actions import record
from app.contributions.danger import tell_lead_editors
from app.contributions.models import Claim, Contribution, Decision, RecordedFinding, TextBand, Version
from app.contributions.pausing import end_waiting
from app.contributions.permission import OutOfDate, check_people
from app.contributions.place import NOT_DUTCH, note_place, start_clock
from app.database import now, session
from app.learning.queries import switches_in_force
from app.proposals.models import Proposal
from app.proposals.outcomes import conclude, lapse
from app.publication import hide, publish
from app.replies.models import Reply
from moderation.findings import Finding
from moderation.fingerprints import bands
from moderation.rulebook import current_rulebook, rules_for
from moderation.screening import must_escalate
from moderation.states import Action, Role, RuleMissing, State, allowed
from moderation.switches import switched


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
    more_rules: Sequence[str] = (),
    message: str = "",
    note: str = "",
    new_version: Version | None = None,
    proposal: Proposal | None = None,
    standard_text_id: int | None = None,
) -> Decision:
    """The only code that changes a state. Writes state, Decision and audit row together; the caller commits.

    With `proposal`, the actor confirms what another editor proposed. Raises OutOfDate, NotAllowed,
    RuleMissing, SamePerson, DangerUnresolved or NeedsSecondEditor, and then changes nothing.
    """
    if seen_lock != contribution.lock_version:
        raise OutOfDate
    judged = judged or contribution.latest_version
    if judged is None:
        raise OutOfDate
    if actor.role is not Role.AUTHOR and judged.id != contribution.latest_version_id:
        raise OutOfDate
    transition = allowed(contribution.state, action, acting_role(actor, proposal))
    if transition.needs_rule and not (
        message.strip() and grounds(contribution.kind, action, rule, *more_rules)
    ):
        raise RuleMissing
    check_people(contribution, action, transition, judged, actor.account_id, proposal)
    decision = Decision(
        contribution=contribution,
        version_id=judged.id,
        action=action,
        from_state=contribution.state,
        to_state=transition.target,
        role=actor.role,
        account_id=actor.account_id,
        proposed_by_id=proposal.account_id if proposal else None,
        rule=rule,
        more_rules=list(more_rules),
        rulebook_version=current_rulebook().version if rule else None,
        message=message.strip(),
        standard_text_id=standard_text_id,
        note=note.strip(),
        created_at=now(),
    )
    session.add(decision)
    contribution.state = transition.target
    try:
        carry_out(contribution, action, judged, new_version)
        session.flush()
    except StaleDataError as error:  # two decisions in the same moment: the database lets one through
        raise OutOfDate from error
    if proposal is not None:
        conclude(proposal, actor.account_id)
    if decision.from_state is not State.UNCONFIRMED:  # until then nobody could claim, ask or propose anything
        settle(contribution, action)
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
            **({"more_rules": list(more_rules)} if more_rules else {}),
            **({"proposal": proposal.id, "proposed_by": proposal.account_id} if proposal else {}),
        },
    )
    return decision


def acting_role(actor: Actor, proposal: Proposal | None) -> Role:
    """Of two editors, one lead editor is enough for what only a lead editor may do."""
    return Role.LEAD_EDITOR if proposal and proposal.role is Role.LEAD_EDITOR else actor.role


def grounds(kind: str, action: Action, *rules: str | None) -> bool:
    """The rulebook lets an editor do this to such a contribution on the ground of each of these rules."""
    return {known.id for known in rules_for(kind, action)} >= set(rules)


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


def settle(contribution: Contribution, action: Action) -> None:
    """What others began with it ends: questions, claims, proposals. It gets its place in the queue."""
    if not contribution.is_open and action is not Action.REDACT:
        end_waiting(contribution)
    if not contribution.is_open or action in (Action.QUEUE, Action.ESCALATE):  # somebody else goes on with it
        session.execute(delete(Claim).where(Claim.contribution_id == contribution.id))
    lapse(contribution)
    note_place(contribution)


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
    version = Version(
        contribution_id=contribution.id,
        number=last_number(contribution) + 1,
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


def last_number(contribution: Contribution) -> int:
    """Of its versions; 0 where it has none yet."""
    if contribution.latest_version_id is None:
        return 0
    numbers = select(func.max(Version.number)).where(Version.contribution_id == contribution.id)
    return session.scalar(numbers) or 0


def record_screening(contribution_id: int, version_id: int, findings: Iterable[Finding]) -> bool:
    """Store the findings and put it in the queue. False where it has moved on: then nothing changes."""
    contribution = session.get(Contribution, contribution_id, with_for_update=True)
    if (
        contribution is None
        or not contribution.awaits_screening
        or contribution.latest_version_id != version_id
    ):
        return False
    findings = list(findings)
    session.get_one(Version, version_id).language = language_told_by(findings)
    findings = switched(findings, switches_in_force())
    session.add_all(RecordedFinding.of(version_id, finding) for finding in findings)
    remember_bands(contribution, version_id)
    session.flush()
    contribution.awaits_screening = False
    contribution.screening_lease_until = None
    contribution.screening_attempts = 0
    if contribution.state is State.SUBMITTED:
        action = Action.ESCALATE if must_escalate(findings) else Action.QUEUE
        decision = apply_action(contribution, action, SYSTEM, seen_lock=contribution.lock_version)
        if action is Action.ESCALATE:
            tell_author(contribution, decision)
    else:
        contribution.is_open = True  # a revision of something published
        note_place(contribution)
    if must_escalate(findings):
        tell_lead_editors(contribution, version_id)
    return True


def language_told_by(findings: Iterable[Finding]) -> str:
    """Of the text, where a check saw that it is not Dutch; also when the switch of that check is off."""
    return next(
        (str(found.evidence.get("language", "")) for found in findings if found.rule == NOT_DUTCH), ""
    )


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
