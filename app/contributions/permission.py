"""Who may take a decision, beyond the table of states: nobody judges their own, nor danger without care."""

from collections.abc import Sequence

from sqlalchemy import select

from app.contributions.danger import urgent_danger, was_dealt_with
from app.contributions.models import Contribution, Decision, Version
from app.database import session
from app.proposals.models import Proposal
from moderation.findings import Family, Severity
from moderation.second_pair import Case, SecondPairRule, second_pair_rules
from moderation.states import Action, Transition

JUDGING = frozenset({Action.PUBLISH, Action.RETURN, Action.REJECT, Action.REMOVE, Action.ESCALATE})

STOPPED_BY_DANGER = frozenset({Action.PUBLISH, Action.REJECT})
"""Until a lead editor noted what was done with it (design, rule 6)."""


class OutOfDate(Exception):
    """The page that was judged is no longer what stands in the database."""


class SamePerson(Exception):
    """Somebody cannot undo, confirm, review or judge again a decision of their own."""


class DangerUnresolved(Exception):
    """A sign of danger is never plainly refused, and stops publication (design, rule 6)."""


class NeedsSecondEditor(Exception):
    """One person does not take this decision alone: it starts as a proposal."""

    def __init__(self, rules: tuple[SecondPairRule, ...]) -> None:
        super().__init__([rule.id for rule in rules])
        self.rules = rules


def check_people(
    contribution: Contribution,
    action: Action,
    transition: Transition,
    judged: Version,
    account_id: int | None,
    proposal: Proposal | None,
) -> None:
    """Raises SamePerson, DangerUnresolved, NeedsSecondEditor, or OutOfDate for another proposal."""
    if action not in JUDGING and not transition.needs_another_person:
        return
    people = {account_id, proposal.account_id if proposal else account_id}
    decisions = decided(contribution)
    if transition.needs_another_person and people & last_judges_of(decisions):
        raise SamePerson
    if action in JUDGING and account_id is not None and people & undone_judges_of(decisions):
        raise SamePerson
    danger = urgent_danger(contribution)
    if danger is not None and action in STOPPED_BY_DANGER and not was_dealt_with(contribution, danger):
        raise DangerUnresolved
    if account_id is None:
        return
    if proposal is not None:
        check_proposal(contribution, action, judged, account_id, proposal)
        return
    rules = second_pair_rules(case_with(contribution, action, judged, danger=danger is not None))
    if rules:
        raise NeedsSecondEditor(rules)


def check_proposal(
    contribution: Contribution, action: Action, judged: Version, account_id: int, proposal: Proposal
) -> None:
    """Confirming is for somebody else than who proposed it, on this very wording."""
    same = (contribution.id, judged.id, action) == (
        proposal.contribution_id,
        proposal.version_id,
        proposal.action,
    )
    if proposal.outcome is not None or not same:
        raise OutOfDate
    if proposal.account_id == account_id:
        raise SamePerson


def why_two(contribution: Contribution, action: Action) -> tuple[SecondPairRule, ...]:
    """Why this decision on the latest wording needs somebody else as well; nothing where one is enough."""
    judged = contribution.latest_version
    return second_pair_rules(case_of(contribution, action, judged)) if judged is not None else ()


def case_of(contribution: Contribution, action: Action, judged: Version) -> Case:
    """What the policy may look at. Danger counts also where an editor replaced the words that told it."""
    return case_with(contribution, action, judged, danger=urgent_danger(contribution) is not None)


def case_with(contribution: Contribution, action: Action, judged: Version, *, danger: bool) -> Case:
    """The same, for who knows already whether there is a sign of danger."""
    worst: dict[Family, Severity] = {}
    for finding in judged.findings:
        if finding.family not in worst or finding.severity.rank > worst[finding.family].rank:
            worst[finding.family] = finding.severity
    if danger:
        worst[Family.SAFETY] = Severity.URGENT
    given = [score for score in judged.scores.values() if score is not None]
    return Case(
        action=action,
        kind=contribution.kind,
        mean_score=sum(given) / len(given) if given else None,
        is_small=contribution.facility.is_small,
        worst=worst,
    )


def decided(contribution: Contribution) -> Sequence[Decision]:
    """All that was decided on it, oldest first, as it stands in the database now."""
    return session.scalars(
        select(Decision).where(Decision.contribution_id == contribution.id).order_by(Decision.id)
    ).all()


def last_judges_of(decisions: Sequence[Decision]) -> frozenset[int]:
    """Who took the last decision that judged it."""
    judged = [decision for decision in decisions if decision.action in JUDGING]
    return judged[-1].people if judged else frozenset()


def undone_judges_of(decisions: Sequence[Decision]) -> frozenset[int]:
    """Who took the decision that was undone: until its author writes anew, others judge this text again."""
    people: frozenset[int] = frozenset()
    undone: frozenset[int] = frozenset()
    for decision in decisions:
        if decision.action is Action.RESTORE:
            undone |= people
        elif decision.action is Action.REVISE:
            undone = frozenset()
        elif decision.action in JUDGING:
            people = decision.people
    return undone
