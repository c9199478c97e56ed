"""The one door through which every decision goes."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.models import AuditEntry
from app.backoffice.queue import queue_page
from app.backoffice.queue_view import QueueView
from app.contributions.actions import (
    AUTHOR,
    SYSTEM,
    Actor,
    add_version,
    apply_action,
    record_screening,
    tell_author,
)
from app.contributions.claims import Claimed, claim
from app.contributions.erasing import erase_content
from app.contributions.models import Contribution, Decision, Review, Version
from app.contributions.permission import DangerUnresolved, NeedsSecondEditor, OutOfDate, SamePerson
from app.contributions.queries import published_reviews
from app.contributions.redaction import find_passage, redact
from app.database import now
from app.identities.models import AuthorLink, Identity
from app.mail.models import OutboxMail
from app.proposals.actions import confirm
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, NotAllowed, Role, RuleMissing, State
from tests.factories import (
    make_account,
    make_author_link,
    make_facility,
    make_proposal,
    make_referral,
    make_review,
)

Sessions = scoped_session[Session]

DANGER = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Een teken van gevaar")
NOTICE = Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam")
REASON = {"rule": "discrimination", "message": "Laat de naam weg."}

pytestmark = pytest.mark.usefixtures("session")


def editor() -> Actor:
    return Actor(Role.EDITOR, make_account().id)


def lead() -> Actor:
    return Actor(Role.LEAD_EDITOR, make_account(AccountRole.LEAD_EDITOR).id)


def test_a_decision_is_written_with_the_state(session: Sessions) -> None:
    review, who = make_review(state=State.QUEUED), editor()
    apply_action(review, Action.PUBLISH, who, seen_lock=review.lock_version)
    session.commit()
    last = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert last is not None
    assert (last.from_state, last.to_state, last.account_id, last.version_id) == (
        State.QUEUED,
        State.PUBLISHED,
        who.account_id,
        review.latest_version_id,
    )


def test_every_decision_stands_in_the_audit_trail(session: Sessions) -> None:
    make_review(state=State.PUBLISHED)
    events = session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)).all()
    assert events == ["decision.confirm", "decision.queue", "decision.publish"]


def test_a_decision_on_an_old_page_is_refused() -> None:
    review = make_review(state=State.QUEUED)
    with pytest.raises(OutOfDate):
        apply_action(review, Action.PUBLISH, editor(), seen_lock=review.lock_version - 1)


def test_a_decision_on_an_old_text_is_refused() -> None:
    review = make_review(state=State.PUBLISHED)
    old = review.latest_version
    new = add_version(review, texts={"text_good": "Nieuw"}, made_by=Role.AUTHOR)
    apply_action(review, Action.REVISE, AUTHOR, judged=old, seen_lock=review.lock_version, new_version=new)
    with pytest.raises(OutOfDate):
        apply_action(review, Action.PUBLISH, editor(), judged=old, seen_lock=review.lock_version)


def test_two_editors_at_once_one_wins_and_the_other_is_told(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    number, lock, first, second = review.id, review.lock_version, editor(), editor()
    apply_action(review, Action.PUBLISH, first, seen_lock=lock)
    session.commit()
    review = session.get_one(Review, number, populate_existing=True)
    with pytest.raises(OutOfDate):
        apply_action(review, Action.REJECT, second, seen_lock=lock, **REASON)


@pytest.mark.parametrize("missing", [{"rule": "discrimination"}, {"message": "Omdat"}, {}])
def test_a_return_needs_a_rule_and_a_message(missing: dict[str, str]) -> None:
    review = make_review(state=State.QUEUED)
    with pytest.raises(RuleMissing):
        apply_action(review, Action.RETURN, editor(), seen_lock=review.lock_version, **missing)


def test_the_system_publishes_nothing() -> None:
    review = make_review(state=State.QUEUED)
    with pytest.raises(NotAllowed):
        apply_action(review, Action.PUBLISH, SYSTEM, seen_lock=review.lock_version)


def test_a_sign_of_danger_escalates_and_comes_first(session: Sessions) -> None:
    facility = make_facility()
    make_review(facility, State.QUEUED)
    danger = make_review(facility, State.ESCALATED, findings=[DANGER])
    assert in_queue()[0] == danger.id


def test_a_sign_of_danger_is_never_plainly_refused() -> None:
    review, who = make_review(state=State.ESCALATED, findings=[DANGER]), lead()
    with pytest.raises(DangerUnresolved):
        apply_action(review, Action.REJECT, who, seen_lock=review.lock_version, **REASON)


@pytest.mark.parametrize("action", [Action.PUBLISH, Action.REJECT])
def test_danger_stops_publication_and_refusal_wherever_it_waits(action: Action) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    apply_action(review, Action.QUEUE, lead(), seen_lock=review.lock_version, note="Nog eens lezen")
    with pytest.raises(DangerUnresolved):
        apply_action(review, action, editor(), seen_lock=review.lock_version, **REASON)


def test_danger_that_a_lead_editor_dealt_with_is_judged_by_two() -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    make_referral(review)
    with pytest.raises(NeedsSecondEditor):
        apply_action(review, Action.REJECT, lead(), seen_lock=review.lock_version, **REASON)
    proposal = make_proposal(review, Action.REJECT, lead())
    confirm(proposal, editor(), seen_lock=review.lock_version)
    assert review.state is State.REJECTED


def test_danger_in_a_newer_text_has_to_be_dealt_with_again(session: Sessions) -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    make_referral(review)
    proposal = make_proposal(review, Action.RETURN, lead())
    confirm(proposal, editor(), seen_lock=review.lock_version)
    revise(review, "Nog erger.")
    session.commit()
    record_screening(review.id, review.latest_version_id or 0, [DANGER])
    with pytest.raises(DangerUnresolved):
        apply_action(review, Action.PUBLISH, lead(), seen_lock=review.lock_version)


def test_replacing_the_words_takes_no_danger_away() -> None:
    review = make_review(state=State.ESCALATED, findings=[DANGER])
    version = review.latest_version
    assert version is not None
    redact(
        review, [find_passage(version, "De tuin is klein.", "[gegeven]")], lead(),
        seen_lock=review.lock_version, **REASON,
    )  # fmt: skip
    with pytest.raises(DangerUnresolved):
        apply_action(review, Action.PUBLISH, lead(), seen_lock=review.lock_version)


def test_who_refused_a_text_does_not_judge_it_again_after_it_was_restored() -> None:
    review, first, second = make_review(state=State.QUEUED), editor(), editor()
    apply_action(review, Action.REJECT, first, seen_lock=review.lock_version, **REASON)
    apply_action(review, Action.RESTORE, second, seen_lock=review.lock_version)
    with pytest.raises(SamePerson):
        apply_action(review, Action.REJECT, first, seen_lock=review.lock_version, **REASON)


def test_a_new_text_of_its_author_can_be_judged_by_anybody(session: Sessions) -> None:
    review, first, second = make_review(state=State.QUEUED), editor(), editor()
    apply_action(review, Action.RETURN, first, seen_lock=review.lock_version, **REASON)
    apply_action(review, Action.RESTORE, second, seen_lock=review.lock_version)
    apply_action(review, Action.RETURN, second, seen_lock=review.lock_version, **REASON)
    revise(review, "Een nieuwe tekst.")
    session.commit()
    record_screening(review.id, review.latest_version_id or 0, [])
    apply_action(review, Action.PUBLISH, first, seen_lock=review.lock_version)
    assert review.state is State.PUBLISHED


def test_nobody_restores_what_they_refused_themselves() -> None:
    review, who = make_review(state=State.QUEUED), editor()
    apply_action(review, Action.REJECT, who, seen_lock=review.lock_version, **REASON)
    with pytest.raises(SamePerson):
        apply_action(review, Action.RESTORE, who, seen_lock=review.lock_version)


def test_a_revision_waits_while_the_approved_text_stays(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    shown = review.published_version_id
    revise(review, "Een nieuwe tekst.")
    record_screening(review.id, review.latest_version_id or 0, [NOTICE])
    session.commit()
    assert review.state is State.PUBLISHED
    assert review.published_version_id == shown
    assert in_queue() == [review.id]


def test_an_approved_revision_replaces_the_text(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    revise(review, "Een nieuwe tekst.")
    record_screening(review.id, review.latest_version_id or 0, [])
    apply_action(review, Action.PUBLISH, editor(), seen_lock=review.lock_version)
    session.commit()
    shown = published_reviews(review.facility)[0].published_version
    assert shown is not None
    assert shown.texts["text_good"] == "Een nieuwe tekst."


def test_a_returned_revision_leaves_the_approved_text_online(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    shown = review.published_version_id
    revise(review, "Juf Els is goed.")
    record_screening(review.id, review.latest_version_id or 0, [NOTICE])
    apply_action(review, Action.RETURN, editor(), seen_lock=review.lock_version, **REASON)
    session.commit()
    assert (review.state, review.published_version_id, review.is_open) == (State.PUBLISHED, shown, False)


def revise(review: Review, text: str) -> None:
    old = review.latest_version
    new = add_version(
        review, texts={"text_good": text}, scores=old.scores if old else {}, made_by=Role.AUTHOR
    )
    apply_action(review, Action.REVISE, AUTHOR, judged=old, seen_lock=review.lock_version, new_version=new)


@pytest.mark.parametrize("action", [Action.WITHDRAW, Action.ERASE])
def test_what_an_author_takes_back_is_gone_at_once(session: Sessions, action: Action) -> None:
    review = make_review(state=State.PUBLISHED)
    apply_action(review, action, AUTHOR, seen_lock=review.lock_version)
    session.commit()
    assert published_reviews(review.facility) == []


def test_erasing_leaves_no_text_no_identity_and_no_link(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    make_author_link(review)
    apply_action(review, Action.ERASE, AUTHOR, seen_lock=review.lock_version)
    erase_content(review)
    session.commit()
    versions = session.scalars(select(Version.texts).where(Version.contribution_id == review.id)).all()
    identity = session.get_one(Identity, review.identity_id)
    links = session.scalar(select(func.count()).select_from(AuthorLink))
    assert (versions, identity.email, identity.first_name, links) == ([{}], None, None, 0)


def test_erasing_keeps_that_something_was_decided(session: Sessions) -> None:
    review = make_review(state=State.PUBLISHED)
    apply_action(review, Action.ERASE, AUTHOR, seen_lock=review.lock_version)
    erase_content(review)
    session.commit()
    assert [decision.action for decision in review.decisions][-2:] == [Action.PUBLISH, Action.ERASE]


def test_screening_twice_reaches_the_queue_once(session: Sessions) -> None:
    review = make_review(state=State.SUBMITTED)
    version = review.latest_version_id or 0
    assert record_screening(review.id, version, [NOTICE]) is True
    session.commit()
    assert record_screening(review.id, version, [NOTICE]) is False
    session.commit()
    assert actions_of(session, review).count(Action.QUEUE) == 1


def actions_of(session: Sessions, contribution: Contribution) -> list[Action]:
    return list(
        session.scalars(
            select(Decision.action).where(Decision.contribution_id == contribution.id).order_by(Decision.id)
        )
    )


def test_what_was_withdrawn_meanwhile_is_not_queued(session: Sessions) -> None:
    review = make_review(state=State.SUBMITTED)
    apply_action(review, Action.WITHDRAW, AUTHOR, seen_lock=review.lock_version)
    session.commit()
    assert record_screening(review.id, review.latest_version_id or 0, []) is False


def test_a_decision_is_mailed_once(session: Sessions) -> None:
    review = make_review(state=State.QUEUED)
    decision = apply_action(review, Action.RETURN, editor(), seen_lock=review.lock_version, **REASON)
    tell_author(review, decision)
    tell_author(review, decision)
    session.commit()
    mails = session.scalars(select(OutboxMail.template).where(OutboxMail.event == f"decision-{decision.id}"))
    assert mails.all() == ["review_return"]


def test_a_colleague_cannot_take_what_somebody_holds() -> None:
    review = make_review(state=State.QUEUED)
    claim(review, make_account().id)
    with pytest.raises(Claimed):
        claim(review, make_account().id)


def test_the_oldest_promise_comes_first(session: Sessions) -> None:
    facility = make_facility()
    numbers = [make_review(facility, State.QUEUED).id for _ in range(3)]
    assert in_queue() == numbers


def in_queue() -> list[int]:
    return [item.id for item in queue_page(QueueView(), make_account(), now()).items]


def test_a_spelling_mistake_is_no_ground_for_refusal() -> None:
    review = make_review(state=State.QUEUED)
    with pytest.raises(RuleMissing):
        apply_action(
            review, Action.REJECT, editor(), seen_lock=review.lock_version, rule="spelling", message="Fouten."
        )
