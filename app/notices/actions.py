"""What happens to notices and complaints: sent by anyone, decided by editors."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from app.accounts.models import Account, AccountRole
from app.audit.actions import record
from app.contributions.actions import Actor, apply_action
from app.contributions.danger import tell_of_reported_danger
from app.contributions.models import Contribution, Decision
from app.contributions.permission import JUDGING, OutOfDate, SamePerson
from app.database import now, session
from app.identities.encryption import encrypt
from app.mail.actions import queue_mail, to_account, to_author, to_reporter
from app.notices.models import (
    DANGER_HOLDS,
    Complaint,
    ComplaintOutcome,
    Notice,
    NoticeOutcome,
    NoticeReason,
    answer_promised,
)
from app.notices.queries import notice_of_form, objection_to
from app.replies.models import Reply
from moderation.states import TRANSITIONS, Action

SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that look alike: a reference is read aloud on the telephone."""

OBJECTION_HOLDS = timedelta(days=184)
"""Six months."""


CHANGING = frozenset({Action.REDACT, Action.REMOVE, Action.PUBLISH, Action.WITHDRAW, Action.ERASE})
"""What changes a text that is online, or takes it away."""


class AlreadyDecided(OutOfDate):
    """Somebody else was first."""


class NothingChanged(Exception):
    """Nobody can be told that we changed something while the text is as it was."""


class NeedsLeadEditor(Exception):
    """Reported danger is closed by a lead editor, as danger in a review is."""


@dataclass(frozen=True)
class Reporter:
    """Who reports: a reader with name and address, or a facility's account."""

    name: str = ""
    email: str = ""
    account_id: int | None = None


def new_reference() -> str:
    """Such as M-7KQ2-XD4M-9TRB: 59 bits, so that nobody finds another's receipt by trying."""
    return "-".join(["M", *("".join(secrets.choice(SYMBOLS) for _ in range(4)) for _ in range(3))])


def file_notice(contribution: Contribution, form: Any, reporter: Reporter) -> Notice:
    """Store it, with the receipt to mail. The text stays online until an editor decides.

    The same form sent again, known by the key it was made with, gives the notice of the first time.
    """
    known = notice_of_form(form.submission_key.data)
    if known is not None and known.contribution_id == contribution.id:
        return known
    reason = NoticeReason(form.reason.data)
    notice = Notice(
        reference=new_reference(),
        submission_key=(form.submission_key.data or None) if known is None else None,
        contribution_id=contribution.id,
        version_id=contribution.published_version_id,
        reason=reason,
        due_at=promised(reason),
        explanation=form.explanation.data,
        name=encrypt(reporter.name) if reporter.name else None,
        email=encrypt(reporter.email) if reporter.email else None,
        account_id=reporter.account_id,
    )
    session.add(notice)
    session.flush()
    record(
        "notice.received",
        f"contribution:{contribution.id}",
        account_id=reporter.account_id,
        details={"notice": notice.id, "version": notice.version_id, "reason": notice.reason},
    )
    mail_reporter(notice, f"notice-{notice.id}", "notice_received")
    if notice.reason is NoticeReason.DANGER:
        tell_of_reported_danger(contribution, notice.id)
    return notice


def promised(reason: NoticeReason) -> datetime:
    """When somebody who reports this has our answer."""
    return now() + DANGER_HOLDS if reason is NoticeReason.DANGER else answer_promised()


def can_object(notice: Notice) -> bool:
    """It was answered less than six months ago, and nobody objected yet (DSA art. 20.1)."""
    return (
        notice.decided_at is not None
        and notice.objection_to_id is None
        and notice.decided_at > now() - OBJECTION_HOLDS
        and objection_to(notice.id) is None
    )


def object_to_answer(notice: Notice, text: str) -> Notice:
    """Who reported does not agree: a notice of its own, for another editor. The caller commits."""
    objection = Notice(
        reference=new_reference(),
        contribution_id=notice.contribution_id,
        version_id=notice.version_id,
        reason=notice.reason,
        due_at=promised(notice.reason),
        explanation=text.strip(),
        name=notice.name,
        email=notice.email,
        account_id=notice.account_id,
        objection_to_id=notice.id,
    )
    session.add(objection)
    session.flush()
    record(
        "notice.objected",
        f"contribution:{notice.contribution_id}",
        account_id=notice.account_id,
        details={"notice": notice.id, "objection": objection.id},
    )
    mail_reporter(objection, f"notice-{objection.id}", "notice_received")
    return objection


def mail_reporter(notice: Notice, event: str, template: str) -> None:
    """To the account or the address that sent it; nothing where neither was given."""
    if notice.account_id is not None:
        queue_mail(event, to_account(notice.account_id), template, notice=notice.id)
    elif notice.email is not None:
        queue_mail(event, to_reporter(notice.id), template, notice=notice.id)


def decide_notice(notice: Notice, account_id: int, outcome: NoticeOutcome, answer: str) -> None:
    """An editor's reasoned answer (DSA art. 16.5 and 16.6). Removing or redacting is a decision of its own.

    Raises AlreadyDecided, NothingChanged, NeedsLeadEditor; SamePerson for an objection to one's own answer.
    The caller commits, or rolls back.
    """
    if needs_lead_editor(notice, session.get_one(Account, account_id)):
        raise NeedsLeadEditor
    if outcome is NoticeOutcome.ACTED and notice.decided_at is None and not changed_since(notice):
        raise NothingChanged
    if notice.objection_to is not None and notice.objection_to.decided_by_id == account_id:
        raise SamePerson
    close(Notice, notice.id, account_id, outcome, answer)
    record(
        "notice.decided",
        f"contribution:{notice.contribution_id}",
        account_id=account_id,
        details={"notice": notice.id, "outcome": outcome},
    )
    mail_reporter(notice, f"notice-decided-{notice.id}", "notice_decided")


def needs_lead_editor(notice: Notice, account: Account) -> bool:
    """Whether this is for somebody else: danger that nobody answered yet. Objections may go to any other."""
    is_danger = notice.reason is NoticeReason.DANGER and notice.objection_to_id is None
    return is_danger and account.role is not AccountRole.LEAD_EDITOR


def changed_since(notice: Notice) -> bool:
    """The reported text was changed or taken away after the notice came in."""
    changed = session.scalar(
        select(Decision.id)
        .where(
            Decision.contribution_id == notice.contribution_id,
            Decision.action.in_(CHANGING),
            Decision.created_at >= notice.created_at,
        )
        .limit(1)
    )
    return changed is not None or not notice.contribution.is_visible


def decide_complaint(
    complaint: Complaint, account_id: int, outcome: ComplaintOutcome, answer: str
) -> Decision | None:
    """Another editor looks again (DSA art. 20). An upheld one puts the text back in the queue where it can.

    A redaction or an escalation is not undone by itself: then only the outcome is kept, and None returned.
    Raises SamePerson, OutOfDate or AlreadyDecided; the caller commits, or rolls back.
    """
    if account_id in complaint.decision.people:
        raise SamePerson
    close(Complaint, complaint.id, account_id, outcome, answer)
    restored = None
    if outcome is ComplaintOutcome.UPHELD and can_be_restored(complaint):
        account = session.get_one(Account, account_id)
        restored = apply_action(
            complaint.contribution,
            Action.RESTORE,
            Actor(account.moderation_role, account.id),
            seen_lock=complaint.contribution.lock_version,
            message=answer,
        )
    record(
        "complaint.decided",
        f"contribution:{complaint.contribution_id}",
        account_id=account_id,
        details={
            "complaint": complaint.id,
            "outcome": outcome,
            "restored": restored.id if restored else None,
        },
    )
    mail_complainant(complaint, restored)
    return restored


def can_be_restored(complaint: Complaint) -> bool:
    """The contested decision is the last judgement, and its outcome still stands and can be undone."""
    contribution, contested = complaint.contribution, complaint.decision
    judged = [decision.id for decision in contribution.decisions if decision.action in JUDGING]
    return (
        bool(judged)
        and judged[-1] == contested.id
        and contribution.state is contested.to_state
        and (contribution.state, Action.RESTORE) in TRANSITIONS
    )


def mail_complainant(complaint: Complaint, restored: Decision | None) -> None:
    """The answer, and whether the text goes back to the queue."""
    contribution = complaint.contribution
    if isinstance(contribution, Reply):
        recipient = to_account(contribution.account_id or 0)
    else:
        recipient = to_author(contribution.id)
    queue_mail(
        f"complaint-{complaint.id}",
        recipient,
        "complaint_decided",
        complaint=complaint.id,
        restored=restored.id if restored else None,
    )


def close(
    table: type[Notice] | type[Complaint],
    row_id: int,
    account_id: int,
    outcome: NoticeOutcome | ComplaintOutcome,
    answer: str,
) -> None:
    """Once: of two editors at the same moment the database lets one through."""
    closed = session.execute(
        update(table)
        .where(table.id == row_id, table.decided_at.is_(None))
        .values(decided_at=now(), decided_by_id=account_id, outcome=outcome, answer=answer.strip())
        .returning(table.id)
        .execution_options(synchronize_session="fetch")
    ).first()
    if closed is None:
        raise AlreadyDecided
