"""What the editors of the examples are busy with, so that no page of the desk is empty."""

from collections.abc import Mapping

from app.contributions.actions import Actor, apply_action
from app.contributions.models import Contribution
from app.contributions.permission import NeedsSecondEditor
from app.notes.actions import write_note
from app.proposals.actions import propose
from app.threads.actions import ask
from app.threads.models import Party
from moderation.states import Action

ANSWER_DAYS = 7


def leave_work(told: Mapping[str, Contribution], first: Actor, second: Actor) -> None:
    """A proposal waits for a colleague, a question for its author, a note for who it names."""
    propose_to_publish(
        told["mieke"],
        second,
        "Een warme tekst, maar er staat een ziekte in en een dag. Lees jij mee of dat zo kan?",
    )
    ask(
        told["simon"],
        Party.AUTHOR,
        first.account_id or 0,
        "Dag, bedankt voor je warme woorden. Kan je met een of twee voorbeelden vertellen wat er zo goed is? "
        "Dan helpt je waardering andere ouders nog meer.",
        ANSWER_DAYS,
    )
    write_note(
        told["priya"],
        second.account_id or 0,
        "@Robin lees jij deze Engelse tekst na? Ik denk dat hij zo online kan.",
    )


def propose_to_publish(contribution: Contribution, editor: Actor, note: str) -> None:
    """By one of two; a colleague still has to agree."""
    judged = contribution.versions[-1]
    try:
        apply_action(contribution, Action.PUBLISH, editor, judged=judged, seen_lock=contribution.lock_version)
    except NeedsSecondEditor as needed:
        propose(contribution, Action.PUBLISH, editor, judged=judged, rules=needed.rules, note=note)
