"""Random walks over the table of states, through the real actions, on a database.

People in all roles do what comes to their mind, also what they may not; now and then all stops halfway.
Nothing is ever seen that nobody approved, no decision is lost or changed, and nobody judges their own.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app.accounts.models import Account, AccountRole
from app.contributions import actions as deciding
from app.contributions.actions import Actor, add_version, apply_action, record_screening
from app.contributions.claims import Claimed, claim, release
from app.contributions.models import Contribution, Decision, Review, Version
from app.contributions.permission import (
    DangerUnresolved,
    NeedsSecondEditor,
    OutOfDate,
    SamePerson,
)
from app.contributions.queries import visible
from app.contributions.redaction import Cut, NotInText, redact
from app.database import now, session
from app.notices.actions import AlreadyDecided, decide_complaint
from app.notices.models import Complaint, ComplaintOutcome
from app.proposals.actions import confirm, decline, propose, take_back
from app.proposals.models import Proposal
from app.referrals.actions import refer
from app.referrals.models import ReferralTarget
from app.reviews.actions import decision_to_contest, file_complaint
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, NotAllowed, Role, RuleMissing, State
from tests.factories import make_account, make_facility, make_review

REFUSALS = (
    OutOfDate, NotAllowed, RuleMissing, SamePerson, DangerUnresolved, NeedsSecondEditor, NotInText, Claimed,
    AlreadyDecided,
)  # fmt: skip
REASON = {"rule": "discrimination", "message": "Omdat dit niet kan."}
DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
NAME = Finding(Family.PRIVACY, "person_name", Severity.WARNING, "Een naam")

JUDGED = (
    Action.PUBLISH,
    Action.RETURN,
    Action.REJECT,
    Action.ESCALATE,
    Action.REMOVE,
    Action.RESTORE,
    Action.QUEUE,
)
JUDGING = frozenset({Action.PUBLISH, Action.RETURN, Action.REJECT, Action.REMOVE, Action.ESCALATE})


class Crash(Exception):
    """Everything stops here."""


numbers = st.integers(0, 7)
crashes = st.sampled_from(["no", "no", "no", "no", "before the commit", "halfway"])


class Walk(RuleBasedStateMachine):
    """Four editors and their leads, a few reviews of a large and a small facility, and their authors."""

    @initialize()
    def begin(self) -> None:
        """Reviews that their authors confirmed."""
        session.rollback()
        facilities = (make_facility(), make_facility(places=7))
        roles = (*[AccountRole.EDITOR] * 3, *[AccountRole.LEAD_EDITOR] * 2)
        self.accounts = [make_account(role).id for role in roles]
        self.reviews = [
            make_review(facilities[number % 2], State.SUBMITTED, scores={"welbevinden": 1 + 2 * number}).id
            for number in range(3)
        ]
        self.approved: set[int] = set()
        self.known: dict[int, tuple[Any, ...]] = {}
        self.learn()  # earlier walks left their decisions in the same database

    def review(self, number: int) -> Review:
        """One of them, as it stands in the database."""
        return session.get_one(Review, self.reviews[number % len(self.reviews)], populate_existing=True)

    def actor(self, number: int) -> Actor:
        """One of the editors."""
        account = session.get_one(Account, self.accounts[number % len(self.accounts)])
        return Actor(account.moderation_role, account.id)

    def run(self, crash: str, action: Callable[[], object]) -> None:
        """Commit it, or stop before; what was refused changes nothing."""
        before = snapshot()
        whole = deciding.record
        if crash == "halfway":
            deciding.record = stop  # after the state and the decision, before the trail
        try:
            action()
            if crash == "before the commit":
                raise Crash
            session.commit()
            self.learn()
        except (Crash, *REFUSALS):
            session.rollback()
            assert snapshot() == before
        finally:
            deciding.record = whole

    def learn(self) -> None:
        """From the decisions that were committed: what a person approved."""
        new = select(Decision).where(Decision.id.not_in(self.known)).order_by(Decision.id)
        for decision in session.scalars(new):
            if decision.action is Action.PUBLISH and decision.role in (Role.EDITOR, Role.LEAD_EDITOR):
                self.approved.add(decision.version_id or 0)
            if decision.action is Action.REDACT and decision.version_id in self.approved:
                newer = session.scalars(
                    select(Version)
                    .where(
                        Version.contribution_id == decision.contribution_id, Version.made_by == Role.EDITOR
                    )
                    .order_by(Version.id.desc())
                ).first()
                self.approved.add(newer.id if newer else 0)
            self.known[decision.id] = facts(decision)

    @rule(number=numbers, finding=st.sampled_from([None, None, DANGER, NAME]), crash=crashes)
    def screen(self, number: int, finding: Finding | None, crash: str) -> None:
        review = self.review(number)
        findings = [finding] if finding else []
        self.run(crash, lambda: record_screening(review.id, review.latest_version_id or 0, findings))

    @rule(number=numbers, who=numbers, action=st.sampled_from(JUDGED), late=st.booleans(), crash=crashes)
    def decide(self, number: int, who: int, action: Action, late: bool, crash: str) -> None:
        review, actor = self.review(number), self.actor(who)
        judged, lock = review.latest_version, review.lock_version - late

        def carry_out() -> None:
            try:
                apply_action(review, action, actor, judged=judged, seen_lock=lock, **REASON)
            except NeedsSecondEditor as needed:
                assert judged is not None
                if open_one(review) is None:
                    propose(review, action, actor, judged=judged, rules=needed.rules, **REASON)

        self.run(crash, carry_out)

    @rule(
        number=numbers,
        who=numbers,
        how=st.sampled_from(["confirm", "confirm", "decline", "take back"]),
        crash=crashes,
    )
    def conclude(self, number: int, who: int, how: str, crash: str) -> None:
        review, actor = self.review(number), self.actor(who)
        proposals = session.scalars(
            select(Proposal).where(Proposal.contribution_id == review.id).order_by(Proposal.id.desc())
        ).all()
        if not proposals:
            return
        proposal = proposals[0]
        steps: dict[str, Callable[[], object]] = {
            "confirm": lambda: confirm(proposal, actor, seen_lock=review.lock_version),
            "decline": lambda: decline(proposal, actor, "Ik zie het anders."),
            "take back": lambda: take_back(proposal, actor),
        }
        self.run(crash, steps[how])

    @rule(number=numbers, crash=crashes)
    def revise(self, number: int, crash: str) -> None:
        review = self.review(number)
        old = review.latest_version

        def carry_out() -> None:
            new = add_version(
                review,
                texts={"text_good": f"Tekst {now()}"},
                scores=old.scores if old else {},
                made_by=Role.AUTHOR,
            )
            apply_action(
                review,
                Action.REVISE,
                Actor(Role.AUTHOR),
                judged=old,
                seen_lock=review.lock_version,
                new_version=new,
            )

        self.run(crash, carry_out)

    @rule(number=numbers, who=numbers, crash=crashes)
    def cut(self, number: int, who: int, crash: str) -> None:
        review, actor = self.review(number), self.actor(who)
        self.run(
            crash,
            lambda: redact(
                review, [Cut("text_good", 0, 4, "[naam]")], actor, seen_lock=review.lock_version, **REASON
            ),
        )

    @rule(
        number=numbers, action=st.sampled_from([Action.WITHDRAW, Action.PUBLISH, Action.ERASE]), crash=crashes
    )
    def author(self, number: int, action: Action, crash: str) -> None:
        if action is Action.ERASE and number:  # or soon nothing is left to walk on
            return
        review = self.review(number)
        self.run(
            crash, lambda: apply_action(review, action, Actor(Role.AUTHOR), seen_lock=review.lock_version)
        )

    @rule(number=numbers, who=numbers, crash=crashes)
    def deal_with_danger(self, number: int, who: int, crash: str) -> None:
        review, actor = self.review(number), self.actor(who)
        self.run(
            crash,
            lambda: refer(
                review, actor.account_id or 0, seen_version=review.latest_version_id or 0,
                target=ReferralTarget.POLICE, what_was_read="x", who_was_told="y", told_on=None, agreed="z",
            ),
        )  # fmt: skip

    @rule(number=numbers, crash=crashes)
    def object_to(self, number: int, crash: str) -> None:
        decision = decision_to_contest(self.review(number).id)
        if decision is not None:
            self.run(crash, lambda: file_complaint(decision, "Dit klopt niet."))

    @rule(number=numbers, who=numbers, outcome=st.sampled_from(ComplaintOutcome), crash=crashes)
    def answer_objection(self, number: int, who: int, outcome: ComplaintOutcome, crash: str) -> None:
        complaints = session.scalars(
            select(Complaint)
            .where(Complaint.contribution_id == self.review(number).id)
            .order_by(Complaint.id.desc())
        ).all()
        account = self.actor(who).account_id or 0
        if complaints:
            self.run(crash, lambda: decide_complaint(complaints[0], account, outcome, "Zo is het."))

    @rule(number=numbers, who=numbers, takes=st.booleans(), crash=crashes)
    def take(self, number: int, who: int, takes: bool, crash: str) -> None:
        review, account = self.review(number), self.actor(who).account_id or 0
        self.run(crash, lambda: (claim if takes else release)(review, account))

    @invariant()
    def what_is_seen_was_approved_by_a_person(self) -> None:
        session.rollback()
        shown = set(session.scalars(select(Contribution.published_version_id).where(*visible())))
        kept = set(
            session.scalars(
                select(Contribution.published_version_id).where(
                    Contribution.published_version_id.is_not(None)
                )
            )
        )
        assert shown <= self.approved
        assert kept <= self.approved

    @invariant()
    def no_decision_is_lost_or_changed(self) -> None:
        stored = {decision.id: facts(decision) for decision in session.scalars(select(Decision))}
        assert {number: stored.get(number) for number in self.known} == self.known

    @invariant()
    def nobody_judges_their_own(self) -> None:
        for number in self.reviews:
            check_judges(session.scalars(
                select(Decision).where(Decision.contribution_id == number).order_by(Decision.id)
            ).all())  # fmt: skip
        for complaint in session.scalars(select(Complaint).where(Complaint.decided_by_id.is_not(None))):
            assert complaint.decided_by_id not in complaint.decision.people

    @invariant()
    def danger_and_low_scores_are_judged_by_two(self) -> None:
        for decision in session.scalars(
            select(Decision).where(Decision.action.in_([Action.REMOVE])).order_by(Decision.id)
        ):
            assert len(decision.people) == 2


def stop(*_: object, **__: object) -> None:
    """Instead of the last step."""
    raise Crash


def open_one(review: Review) -> Proposal | None:
    """What waits for a second editor about it."""
    return session.scalar(
        select(Proposal).where(Proposal.contribution_id == review.id, Proposal.outcome.is_(None))
    )


def facts(decision: Decision) -> tuple[Any, ...]:
    """All of a decision that may never change."""
    return (
        decision.contribution_id, decision.version_id, decision.action, decision.from_state,
        decision.to_state, decision.account_id, decision.proposed_by_id, decision.rule, decision.message,
    )  # fmt: skip


def snapshot() -> list[Any]:
    """Where everything stands."""
    session.rollback()
    return [
        session.execute(
            select(Contribution.id, Contribution.state, Contribution.lock_version).order_by(Contribution.id)
        ).all(),
        session.execute(select(Decision.id).order_by(Decision.id)).all(),
        session.execute(select(Version.id).order_by(Version.id)).all(),
        session.execute(select(Proposal.id, Proposal.outcome).order_by(Proposal.id)).all(),
    ]  # fmt: skip


def check_judges(decisions: Any) -> None:
    """In the order in which they were taken."""
    last: frozenset[int] = frozenset()
    undone: frozenset[int] = frozenset()
    for decision in decisions:
        if decision.proposed_by_id is not None:
            assert decision.proposed_by_id != decision.account_id
        if decision.action is Action.RESTORE:
            assert not decision.people & last
            undone |= last
        elif decision.action is Action.REVISE:
            undone = frozenset()
        elif decision.action in JUDGING:
            assert not decision.people & undone
            last = decision.people


@pytest.mark.usefixtures("settings")
def test_random_walks_keep_every_promise() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
