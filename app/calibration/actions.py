"""Draw a sample, judge it blind, close it."""

from collections.abc import Sequence
from random import SystemRandom

from sqlalchemy.dialects import postgresql, sqlite

from app.accounts.models import Account
from app.audit.actions import record
from app.calibration.models import CalibrationCase, CalibrationJudgement, CalibrationRound
from app.calibration.queries import OUTCOMES, candidates
from app.database import now, session
from moderation.rulebook import rules_for
from moderation.states import Action, RuleMissing

Candidate = tuple[int, int, int]

random = SystemRandom()


class NothingToJudge(Exception):
    """Nothing was decided that can be judged once more."""


class NotYours(Exception):
    """Closed, erased, not asked, or decided by the same person."""


def draw(strata: Sequence[Sequence[Candidate]], size: int) -> list[Candidate]:
    """As many of each kind as there are, up to an equal part; the rest from what is left. In random order."""
    shuffled = [random.sample(list(stratum), len(stratum)) for stratum in strata]
    drawn = [one for stratum in shuffled for one in stratum[: size // len(strata)]]
    left = [one for stratum in shuffled for one in stratum[size // len(strata) :]]
    drawn += random.sample(left, min(len(left), size - len(drawn)))
    return random.sample(drawn, len(drawn))


def start_round(size: int, judges: Sequence[Account], account_id: int) -> CalibrationRound:
    """A sample of decided texts, sent to these editors. Raises NothingToJudge."""
    drawn = draw([candidates(action) for action in OUTCOMES], size)
    if not drawn:
        raise NothingToJudge
    made = CalibrationRound(account_id=account_id, judges=list(judges))
    session.add(made)
    session.flush()
    session.add_all(
        CalibrationCase(
            round_id=made.id,
            number=number,
            contribution_id=contribution,
            version_id=version,
            decision_id=decision,
        )
        for number, (contribution, version, decision) in enumerate(drawn, start=1)
    )
    session.flush()
    record(
        "calibration.started",
        f"calibration:{made.id}",
        account_id=account_id,
        details={"cases": len(drawn), "judges": [judge.id for judge in judges]},
    )
    return made


def may_judge(case: CalibrationCase, account: Account) -> bool:
    """Asked, still open, not one's own decision, and the text still there."""
    return (
        case.round.closed_at is None
        and any(judge.id == account.id for judge in case.round.judges)
        and account.id not in case.decision.people
        and any(case.version.texts.values())
    )


def judge(case: CalibrationCase, account: Account, action: Action, rule: str | None) -> None:
    """The last word counts. Raises NotYours or RuleMissing."""
    if not may_judge(case, account) or action not in OUTCOMES:
        raise NotYours
    if action is Action.PUBLISH:
        rule = None
    elif rule not in {known.id for known in rules_for(case.contribution.kind, action)}:
        raise RuleMissing
    said = {"action": action, "rule": rule, "judged_at": now()}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(CalibrationJudgement)
        .values(case_id=case.id, account_id=account.id, **said)
        .on_conflict_do_update(index_elements=["case_id", "account_id"], set_=said)
    )


def close_round(found: CalibrationRound, account_id: int) -> None:
    """Nobody judges any more, and the results are for all editors. Twice changes nothing."""
    if found.closed_at is None:
        found.closed_at = now()
        record("calibration.closed", f"calibration:{found.id}", account_id=account_id)
