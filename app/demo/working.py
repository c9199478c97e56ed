"""What the editors of the examples are busy with, so that no page of the desk is empty."""

from collections.abc import Mapping, Sequence

from app.accounts.models import Account
from app.calibration.actions import close_round, judge, may_judge, start_round
from app.contributions.actions import Actor
from app.contributions.models import Contribution
from app.contributions.permission import why_two
from app.database import session
from app.demo.deciding import message
from app.notes.actions import write_note
from app.proposals.actions import propose
from app.threads.actions import ask
from app.threads.models import Party
from moderation.states import Action

ANSWER_DAYS = 7
SAMPLE = 24
"""Enough texts for a kappa."""
OF_ANOTHER_MIND = 4
"""Of so many texts that were not published, one is judged otherwise."""


def leave_work(told: Mapping[str, Contribution], first: Actor, second: Actor) -> None:
    """A proposal waits for a colleague, a question for its author, a note for who it names."""
    propose_removal(
        told["elke"],
        second,
        "accusation",
        "De voorziening betwist dit en wil haar lijst tonen. Volstaat dat om weg te halen? Ik twijfel.",
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


def propose_removal(contribution: Contribution, editor: Actor, rule: str, note: str) -> None:
    """By one of two; a colleague still has to agree."""
    judged = contribution.versions[-1]
    why = why_two(contribution, Action.REMOVE)
    words = message(contribution, Action.REMOVE, rule)
    propose(
        contribution, Action.REMOVE, editor, judged=judged, rules=why, rule=rule, message=words, note=note
    )


def leave_sample(editors: Sequence[Actor], lead: Actor) -> None:
    """A closed sample, so that the page about agreement has something to show."""
    judges = [session.get_one(Account, actor.account_id) for actor in (*editors, lead)]
    sample = start_round(SAMPLE, judges, judges[-1].id)
    others = [case for case in sample.cases if case.decision.action is not Action.PUBLISH]
    doubted = others[::OF_ANOTHER_MIND]
    for case in sample.cases:
        decided = case.decision
        for account in judges:
            if may_judge(case, account):
                action = Action.PUBLISH if case in doubted else decided.action
                judge(case, account, action, decided.rules[0] if decided.rules else None)
    close_round(sample, judges[-1].id)
