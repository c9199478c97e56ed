"""Which texts can be judged once more, by whom, and how far people agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from app.accounts.models import Account, AccountRole
from app.calibration.models import CalibrationCase, CalibrationJudgement, CalibrationRound
from app.contributions.models import Contribution, Decision, RecordedFinding, Version
from app.database import now, session
from app.notices.models import Complaint
from app.statistics import ENOUGH_CASES, ENOUGH_USES, Agreement, Pair, agreement
from moderation.findings import Family, Severity
from moderation.states import Action, Role, State

OUTCOMES = (Action.PUBLISH, Action.RETURN, Action.REJECT)
"""What a judge can choose; each is a stratum of the sample, or refusals would be too few to compare."""
EDITORS = (AccountRole.EDITOR, AccountRole.LEAD_EDITOR)
LOOK_BACK = timedelta(days=365)


def possible_judges() -> Sequence[Account]:
    """Who can be asked."""
    return session.scalars(
        select(Account)
        .where(Account.role.in_(EDITORS), Account.disabled_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def candidates(action: Action) -> Sequence[tuple[int, int, int]]:
    """Contribution, version and decision of what was last decided so, in the past year.

    Left out: what was erased, what somebody objects to (another person still judges it), and signs of danger
    (no more people read those than must).
    """
    last = (
        select(func.max(Decision.id))
        .where(Decision.role.in_([Role.EDITOR, Role.LEAD_EDITOR]), Decision.action.in_(OUTCOMES))
        .group_by(Decision.contribution_id)
    )
    rows = session.execute(
        select(Decision.contribution_id, Decision.version_id, Decision.id)
        .join(Contribution, Contribution.id == Decision.contribution_id)
        .where(
            Decision.id.in_(last),
            Decision.action == action,
            Decision.version_id.is_not(None),
            Decision.created_at > now() - LOOK_BACK,
            Contribution.state.not_in([State.ERASED, State.WITHDRAWN]),
            ~contested().exists(),
            ~dangerous().exists(),
        )
        .order_by(Decision.id)
    )
    return [(contribution, version or 0, decision) for contribution, version, decision in rows]


def contested() -> sa.Select[int]:
    """An objection that nobody decided yet."""
    return select(Complaint.id).where(
        Complaint.contribution_id == Contribution.id, Complaint.decided_at.is_(None)
    )


def dangerous() -> sa.Select[int]:
    """An urgent sign of danger in this version."""
    return select(RecordedFinding.id).where(
        RecordedFinding.version_id == Decision.version_id,
        RecordedFinding.family == Family.SAFETY,
        RecordedFinding.severity == Severity.URGENT,
    )


@dataclass(frozen=True)
class RoundLine:
    """A sample and how far it got."""

    round: CalibrationRound
    cases: int
    judgements: int


def rounds() -> list[RoundLine]:
    """Newest first. Two statements."""
    cases = counted(CalibrationCase.round_id, CalibrationCase.round_id.is_not(None))
    judged = (
        select(func.count())
        .select_from(CalibrationJudgement)
        .join(CalibrationCase, CalibrationCase.id == CalibrationJudgement.case_id)
        .where(CalibrationCase.round_id == CalibrationRound.id)
        .correlate(CalibrationRound)
        .scalar_subquery()
    )
    rows = session.execute(
        select(CalibrationRound, cases, judged)
        .options(joinedload(CalibrationRound.account), selectinload(CalibrationRound.judges))
        .order_by(CalibrationRound.id.desc())
        .limit(50)
    )
    return [RoundLine(found, number, judgements) for found, number, judgements in rows]


def counted(
    column: sa.orm.InstrumentedAttribute[int], condition: ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    """How many belong to a round."""
    return (
        select(func.count())
        .where(column == CalibrationRound.id, condition)
        .correlate(CalibrationRound)
        .scalar_subquery()
    )


def round_with_all(number: int) -> CalibrationRound | None:
    """A sample with its cases, judgements and hidden decisions."""
    return session.scalar(
        select(CalibrationRound)
        .where(CalibrationRound.id == number)
        .options(
            selectinload(CalibrationRound.judges),
            selectinload(CalibrationRound.cases).selectinload(CalibrationCase.judgements),
            selectinload(CalibrationRound.cases).joinedload(CalibrationCase.decision),
            selectinload(CalibrationRound.cases).joinedload(CalibrationCase.version).load_only(Version.texts),
        )
    )


def case_of(round_id: int, number: int) -> CalibrationCase | None:
    """One text, as its judges see it."""
    return session.scalar(
        select(CalibrationCase)
        .join(CalibrationCase.contribution)
        .where(CalibrationCase.round_id == round_id, CalibrationCase.number == number)
        .options(
            joinedload(CalibrationCase.round),
            joinedload(CalibrationCase.decision),
            joinedload(CalibrationCase.contribution).joinedload(Contribution.facility),
            joinedload(CalibrationCase.version),
        )
    )


def cases_for(found: CalibrationRound, account_id: int) -> list[CalibrationCase]:
    """What this editor can judge: nothing that they decided themselves, nothing that was erased."""
    return [
        case
        for case in found.cases
        if case.decision.account_id != account_id and any(case.version.texts.values())
    ]


def judged_by(case: CalibrationCase, account_id: int) -> CalibrationJudgement | None:
    """What this editor said of it."""
    return next((one for one in case.judgements if one.account_id == account_id), None)


@dataclass(frozen=True)
class RuleAgreement:
    """How far people agree on one rule, or on the outcome (`rule` is "")."""

    rule: str
    uses: int
    """How often somebody chose it."""
    cases: int
    found: Agreement | None

    @property
    def is_enough(self) -> bool:
        """Below this a kappa says nothing."""
        return self.cases >= ENOUGH_CASES and (not self.rule or self.uses >= ENOUGH_USES)


def agreements(rounds_shown: Iterable[CalibrationRound]) -> list[RuleAgreement]:
    """The outcome first, then each rule that anybody used."""
    cases = [case for found in rounds_shown for case in found.cases if case.judgements]
    rules = sorted({rule for case in cases for _action, rule in said(case) if rule})
    return [of_outcome(cases), *(of_rule(cases, rule) for rule in rules)]


def said(case: CalibrationCase) -> Iterator[tuple[Action, str | None]]:
    """By whoever decided, then by each judge."""
    for rule in case.decision.rules or (None,):
        yield case.decision.action, rule
    for judgement in case.judgements:
        yield judgement.action, judgement.rule


def of_outcome(cases: Sequence[CalibrationCase]) -> RuleAgreement:
    """Publish, return or refuse."""
    pairs = {
        case.id: [cast(Pair, (case.decision.action, one.action)) for one in case.judgements] for case in cases
    }
    return RuleAgreement("", sum(map(len, pairs.values())), len(cases), agreement(pairs))


def of_rule(cases: Sequence[CalibrationCase], rule: str) -> RuleAgreement:
    """Whether this rule was the ground."""
    pairs = {
        case.id: [cast(Pair, (rule in case.decision.rules, one.rule == rule)) for one in case.judgements]
        for case in cases
    }
    uses = sum(1 for case in cases for _action, used in said(case) if used == rule)
    return RuleAgreement(rule, uses, len(cases), agreement(pairs))


def closed_rounds() -> Sequence[CalibrationRound]:
    """With all that `agreements` looks at."""
    return session.scalars(
        select(CalibrationRound)
        .where(CalibrationRound.closed_at.is_not(None))
        .options(
            selectinload(CalibrationRound.cases).selectinload(CalibrationCase.judgements),
            selectinload(CalibrationRound.cases).joinedload(CalibrationCase.decision),
        )
        .order_by(CalibrationRound.id)
    ).all()
