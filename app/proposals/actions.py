"""Propose, confirm, decline and take back a decision that one person does not take alone."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, update

from app.audit.actions import record
from app.contributions.actions import Actor, apply_action
from app.contributions.models import Claim, Contribution, Decision, Version
from app.contributions.permission import OutOfDate, SamePerson
from app.database import now, session
from app.proposals.models import Proposal, ProposalOutcome
from moderation.second_pair import SecondPairRule
from moderation.states import Action, allowed


def propose(
    contribution: Contribution,
    action: Action,
    actor: Actor,
    *,
    judged: Version,
    rules: Iterable[SecondPairRule],
    rule: str | None = None,
    more_rules: Sequence[str] = (),
    message: str = "",
    note: str = "",
    standard_text_id: int | None = None,
) -> Proposal:
    """Waits for somebody else; the claim of who proposes ends. The caller has tried `apply_action` first."""
    allowed(contribution.state, action, actor.role)
    if actor.account_id is None:
        raise SamePerson
    proposal = Proposal(
        contribution_id=contribution.id,
        version_id=judged.id,
        action=action,
        rule=rule,
        more_rules=list(more_rules),
        message=message.strip(),
        note=note.strip(),
        standard_text_id=standard_text_id,
        reasons={rule.id: rule.why for rule in rules},
        account_id=actor.account_id,
        role=actor.role,
    )
    session.add(proposal)
    session.flush()
    session.execute(delete(Claim).where(Claim.contribution_id == contribution.id))
    note_in_trail("proposal.made", proposal, actor.account_id)
    return proposal


def confirm(proposal: Proposal, actor: Actor, *, seen_lock: int) -> Decision:
    """The second editor agrees: now it is decided. Raises what `apply_action` raises."""
    return apply_action(
        proposal.contribution,
        proposal.action,
        actor,
        judged=proposal.version,
        seen_lock=seen_lock,
        rule=proposal.rule,
        more_rules=proposal.more_rules,
        message=proposal.message,
        note=proposal.note,
        proposal=proposal,
        standard_text_id=proposal.standard_text_id,
    )


def decline(proposal: Proposal, actor: Actor, answer: str) -> None:
    """The second editor does not agree, and says why. Raises SamePerson or OutOfDate."""
    if actor.account_id == proposal.account_id:
        raise SamePerson
    close(proposal, ProposalOutcome.DECLINED, actor.account_id, answer)


def take_back(proposal: Proposal, actor: Actor) -> None:
    """Who proposed it thinks again. Raises SamePerson (it is somebody else's) or OutOfDate."""
    if actor.account_id != proposal.account_id:
        raise SamePerson
    close(proposal, ProposalOutcome.WITHDRAWN, actor.account_id)


def close(proposal: Proposal, outcome: ProposalOutcome, account_id: int | None, answer: str = "") -> None:
    """Once: of two editors at the same moment the database lets one through."""
    closed = session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.outcome.is_(None))
        .values(outcome=outcome, closed_at=now(), closed_by_id=account_id, answer=answer.strip())
        .returning(Proposal.id)
        .execution_options(synchronize_session="fetch")
    ).first()
    if closed is None:
        raise OutOfDate
    note_in_trail(f"proposal.{outcome}", proposal, account_id)


def note_in_trail(event: str, proposal: Proposal, account_id: int | None) -> None:
    """Ids and codes only."""
    record(
        event,
        f"contribution:{proposal.contribution_id}",
        account_id=account_id,
        details={"proposal": proposal.id, "action": proposal.action, "version": proposal.version_id},
    )


def mark_seen(account_id: int) -> None:
    """Its writer read what became of it."""
    session.execute(
        update(Proposal)
        .where(Proposal.account_id == account_id, Proposal.outcome.is_not(None), Proposal.seen_at.is_(None))
        .values(seen_at=now())
        .execution_options(synchronize_session=False)
    )
