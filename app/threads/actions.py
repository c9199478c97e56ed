"""Ask, answer, stop waiting, remind. All is said on our pages; a mail only says that there is something."""

from datetime import timedelta

from sqlalchemy import select, update

from app.accounts.queries import providers_of
from app.audit.actions import record
from app.contributions.models import Contribution, Review
from app.contributions.pausing import pause
from app.database import now, session
from app.identities.actions import email_of
from app.mail.actions import queue_mail, to_account, to_author
from app.replies.models import Reply
from app.threads.models import Message, Party, Sender, Thread
from moderation.states import State

GONE = frozenset({State.UNCONFIRMED, State.WITHDRAWN, State.ERASED})


class NobodyToAsk(Exception):
    """The other is gone, or may not know of this contribution."""


def ask(contribution: Contribution, party: Party, account_id: int, text: str, days: int) -> Message:
    """A question, with a mail that leads to it. The clock stands still until the deadline or the answer.

    Raises NobodyToAsk; the caller commits.
    """
    contribution = taken(contribution)
    recipients = recipients_of(contribution, party)
    if not recipients:
        raise NobodyToAsk
    thread = thread_with(contribution, party) or Thread(contribution_id=contribution.id, party=party)
    last = thread.messages[-1] if thread.messages else None
    if last is not None and (last.sender, last.text) == (Sender.EDITORS, text.strip()):
        return last  # the same form, sent twice
    thread.asked_by_id = account_id
    thread.waits_until = now() + timedelta(days=days)
    thread.reminded_at = None
    thread.answer_seen_at = now()
    session.add(thread)
    session.flush()
    message = say(thread, Sender.EDITORS, account_id, text)
    message.answer_by = thread.waits_until
    pause(contribution)
    session.flush()
    for recipient in recipients:
        queue_mail(
            f"question-{message.id}", recipient, "question_asked", thread=thread.id, message=message.id
        )
    record(
        "thread.asked",
        f"contribution:{contribution.id}",
        account_id=account_id,
        details={"thread": thread.id, "message": message.id, "party": party, "days": days},
    )
    return message


def answer(thread: Thread, account_id: int | None, text: str) -> Message:
    """What the other says. The clock runs again. The caller commits."""
    contribution = taken(thread.contribution)
    session.refresh(thread)
    last = thread.messages[-1] if thread.messages else None
    if last is not None and (last.sender, last.text) == (Sender.OTHER, text.strip()):
        return last
    thread.waits_until = None
    thread.answer_seen_at = None
    session.flush()
    message = say(thread, Sender.OTHER, account_id, text)
    pause(contribution)
    session.flush()
    record(
        "thread.answered",
        f"contribution:{contribution.id}",
        account_id=account_id,
        details={"thread": thread.id, "message": message.id, "party": thread.party},
    )
    return message


def stop_waiting(thread: Thread, account_id: int) -> None:
    """An answer is not needed any more; the clock runs again."""
    contribution = taken(thread.contribution)
    session.refresh(thread)
    if thread.waits_until is None:
        return
    thread.waits_until = None
    session.flush()
    pause(contribution)
    record(
        "thread.stopped",
        f"contribution:{contribution.id}",
        account_id=account_id,
        details={"thread": thread.id},
    )


def mark_read(thread: Thread) -> None:
    """An editor read the last answer."""
    if thread.answer_seen_at is None:
        thread.answer_seen_at = now()


def taken(contribution: Contribution) -> Contribution:
    """Hold the row until the commit, as it stands now: two at the same moment come one after the other."""
    return session.get_one(Contribution, contribution.id, with_for_update=True, populate_existing=True)


def say(thread: Thread, sender: Sender, account_id: int | None, text: str) -> Message:
    """Add it to the thread."""
    message = Message(sender=sender, account_id=account_id, text=text.strip())
    thread.messages.append(message)
    session.flush()
    return message


def thread_with(contribution: Contribution, party: Party) -> Thread | None:
    """What was said with this party about it."""
    return session.scalar(
        select(Thread).where(Thread.contribution_id == contribution.id, Thread.party == party)
    )


def recipients_of(contribution: Contribution, party: Party) -> list[str]:
    """Who is mailed. A facility hears nothing of a review that it cannot see."""
    if contribution.state in GONE:
        return []
    if party is Party.AUTHOR:
        known = isinstance(contribution, Review) and email_of(contribution)
        return [to_author(contribution.id)] if known else []
    if not isinstance(contribution, Reply) and not contribution.is_visible:
        return []
    return [to_account(account_id) for account_id in providers_of(contribution.facility_id)]


def mark_late_read(account_id: int) -> None:
    """Who asked saw that no answer came in time: it leaves their overview."""
    session.execute(
        update(Thread)
        .where(Thread.asked_by_id == account_id, Thread.waits_until <= now())
        .values(waits_until=None)
        .execution_options(synchronize_session=False)
    )
