"""The buttons an editor sees: what will be accepted from this person, now; and why others are not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.accounts.models import Account
from app.backoffice.beside import Beside
from app.backoffice.showing import ShownItem
from app.contributions.permission import JUDGING, case_with, last_judges_of, undone_judges_of
from app.languages import gettext as _
from app.threads.models import Thread
from moderation.second_pair import second_pair_rules
from moderation.states import TRANSITIONS, Action, Role, State


@dataclass(frozen=True)
class Offer:
    """What can be pressed, and a sentence for what cannot."""

    actions: Sequence[Action]
    why_not: Sequence[str]
    can_take: bool = False
    """There is something to do on it for this person, now or once they hold it."""
    needs_two: Mapping[Action, Sequence[str]] = field(default_factory=dict)
    """Action → why one person only proposes it."""
    open_questions: Sequence[Thread] = ()
    """What was asked and not answered yet; a decision waits no longer for it."""


def offer(item: ShownItem, beside: Beside, account: Account) -> Offer:
    """Of what the state allows, only what would not be refused afterwards."""
    for_lead = item.contribution.state is State.ESCALATED and account.moderation_role is not Role.LEAD_EDITOR
    if beside.proposal is not None:
        why = _("Er ligt een voorstel. Dat wordt eerst bevestigd of afgewezen.")
        return Offer((), (why,), can_take=item.can_redact and not for_lead)
    own = [action for action in item.actions if is_own(item, action, account.id)]
    unsafe = [
        action
        for action in item.actions
        if beside.danger_unresolved and action in (Action.PUBLISH, Action.REJECT)
    ]
    why_not = []
    if own:
        why_not.append(
            _("Jij besliste hier al over. Een collega moet dit opnieuw bekijken, zo blijft het eerlijk.")
        )
    if unsafe:
        why_not.append(
            _("Publiceren of weigeren kan pas als een hoofdredacteur het teken van gevaar afhandelde.")
        )
    if for_lead:
        why_not.append(
            _("Dit ligt bij de hoofdredactie. Een hoofdredacteur leest het en beslist erover, niet jij.")
        )
    offered = [action for action in item.actions if action not in own + unsafe]
    return Offer(
        offered,
        why_not,
        can_take=bool(offered or item.can_redact) and not for_lead,
        needs_two=reasons_for_two(item, beside, offered),
        open_questions=[thread for thread in beside.threads if thread.is_waiting],
    )


def reasons_for_two(
    item: ShownItem, beside: Beside, actions: Sequence[Action]
) -> dict[Action, Sequence[str]]:
    """Of these actions, those that start as a proposal."""
    cases = {
        action: case_with(item.contribution, action, item.version, danger=beside.danger) for action in actions
    }
    found = {action: [rule.why for rule in second_pair_rules(case)] for action, case in cases.items()}
    return {action: whys for action, whys in found.items() if whys}


def is_own(item: ShownItem, action: Action, account_id: int) -> bool:
    """It would undo a decision of this person, or judge once more what others took from their hands."""
    contribution = item.contribution
    if TRANSITIONS[contribution.state, action].needs_another_person:
        return account_id in last_judges_of(contribution.decisions)
    return action in JUDGING and account_id in undone_judges_of(contribution.decisions)
