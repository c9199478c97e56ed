"""Decisions of the examples: by one editor, or by two where one is not enough."""

from typing import Any

from sqlalchemy import select

from app.accounts.models import Account, AccountRole
from app.contributions.actions import Actor, apply_action
from app.contributions.danger import danger_is_unresolved
from app.contributions.models import Contribution, Decision
from app.contributions.permission import NeedsSecondEditor
from app.database import now, session
from app.proposals.actions import confirm, propose
from app.referrals.actions import refer
from app.referrals.models import ReferralTarget
from app.times import local
from moderation.rulebook import current_rulebook
from moderation.states import Action


def decide_together(contribution: Contribution, action: Action, editor: Actor, rule: str) -> Decision:
    """Where one editor is not enough, a colleague confirms."""
    values: dict[str, Any] = {
        "rule": rule or None,
        "message": message(contribution, action, rule) if rule else "",
    }
    if danger_is_unresolved(contribution) and editor.account_id is not None:
        refer(
            contribution,
            editor.account_id,
            seen_version=contribution.latest_version_id or 0,
            target=ReferralTarget.OPGROEIPUNT,
            what_was_read="Een ouder vertelt dat een begeleider een kind hard vastgreep.",
            who_was_told="De permanentie van Opgroeipunt",
            told_on=local(now()).date(),
            agreed="Opgroeipunt neemt contact op met de opvang. Wij horen binnen de week wat er gebeurt.",
        )
    try:
        return apply_action(contribution, action, editor, seen_lock=contribution.lock_version, **values)
    except NeedsSecondEditor as needed:
        judged = contribution.versions[-1]
        proposal = propose(contribution, action, editor, judged=judged, rules=needed.rules, **values)
        return confirm(proposal, colleague_of(editor), seen_lock=contribution.lock_version)


def colleague_of(editor: Actor) -> Actor:
    """Another editor."""
    other = session.scalars(
        select(Account)
        .where(Account.role == AccountRole.EDITOR, Account.id != editor.account_id)
        .order_by(Account.id)
    ).first()
    if other is None:
        raise LookupError("er is maar één redacteur")
    return Actor(other.moderation_role, other.id)


def message(contribution: Contribution, action: Action, rule: str) -> str:
    """What the rulebook proposes."""
    return current_rulebook().rule(rule).message(contribution.kind, action)
