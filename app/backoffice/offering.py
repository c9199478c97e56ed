"""The buttons an editor sees: what will be accepted from this person, now; and why others are not there."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.backoffice.beside import Beside
from app.backoffice.showing import ShownItem
from app.contributions.permission import JUDGING, last_judges_of, undone_judges_of
from app.languages import gettext as _
from moderation.states import TRANSITIONS, Action


@dataclass(frozen=True)
class Offer:
    """What can be pressed, and a sentence for what cannot."""

    actions: Sequence[Action]
    why_not: Sequence[str]


def offer(item: ShownItem, beside: Beside, account: Account) -> Offer:
    """Of what the state allows, only what would not be refused afterwards."""
    if beside.proposal is not None:
        return Offer((), (_("Er ligt een voorstel. Dat wordt eerst bevestigd of afgewezen."),))
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
    return Offer([action for action in item.actions if action not in own + unsafe], why_not)


def is_own(item: ShownItem, action: Action, account_id: int) -> bool:
    """It would undo a decision of this person, or judge once more what others took from their hands."""
    contribution = item.contribution
    if TRANSITIONS[contribution.state, action].needs_another_person:
        return account_id in last_judges_of(contribution.decisions)
    return action in JUDGING and account_id in undone_judges_of(contribution.decisions)
