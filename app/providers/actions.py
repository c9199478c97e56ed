"""What a facility does: reply, correct, take back. Who wrote a review plays no part here."""

from sqlalchemy import select

from app.audit.actions import record
from app.contributions.actions import Actor, add_version, apply_action
from app.contributions.models import Contribution, Review
from app.contributions.place import start_clock
from app.contributions.queries import published_review
from app.database import session
from app.providers.queries import live_reply
from app.replies.models import Reply
from moderation.states import Action, Role, State


class AlreadyReplied(Exception):
    """Another reply to the same review is on its way or online."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class ReviewGone(Exception):
    """The review went offline; there is nothing to reply to."""


def send_reply(review: Review, account_id: int, text: str) -> Reply:
    """Store a reply that is to be screened; the caller commits and enqueues it.

    One live reply to a review at a time. The same text sent again gives the reply of the first time.
    Raises AlreadyReplied or ReviewGone.
    """
    take_turns(review)
    if published_review(review.id) is None:
        raise ReviewGone
    known = live_reply(review.id)
    if known is not None:
        if current_text(known) == text:
            return known
        raise AlreadyReplied(known)
    reply = Reply(
        facility_id=review.facility_id,
        review_id=review.id,
        account_id=account_id,
        state=State.SUBMITTED,
        awaits_screening=True,
    )
    start_clock(reply)
    session.add(reply)
    session.flush()
    reply.latest_version_id = add_version(reply, texts={"text": text}, made_by=Role.AUTHOR).id
    session.flush()
    record("reply.sent", f"contribution:{reply.id}", account_id=account_id)
    return reply


def revise_reply(reply: Reply, account_id: int, text: str, seen_lock: int) -> None:
    """A new version goes the same way as the first. Raises OutOfDate or NotAllowed."""
    take_turns(reply)
    version = add_version(reply, texts={"text": text}, made_by=Role.AUTHOR)
    apply_action(
        reply,
        Action.REVISE,
        Actor(Role.AUTHOR, account_id),
        seen_lock=seen_lock,
        judged=reply.latest_version,
        new_version=version,
    )


def withdraw_reply(reply: Reply, account_id: int) -> None:
    """The facility takes it back. Raises OutOfDate or NotAllowed."""
    apply_action(reply, Action.WITHDRAW, Actor(Role.AUTHOR, account_id), seen_lock=reply.lock_version)


def take_turns(contribution: Contribution) -> None:
    """Hold the row until the commit: two clicks in the same moment come one after the other."""
    session.execute(select(Contribution.id).where(Contribution.id == contribution.id).with_for_update())


def current_text(reply: Reply) -> str:
    """The newest wording."""
    return str(reply.latest_version.texts.get("text", "")) if reply.latest_version else ""


def is_under_way(reply: Reply) -> bool:
    """The newest wording waits to be judged."""
    return reply.has_pending_revision or reply.state in (State.SUBMITTED, State.QUEUED, State.ESCALATED)
