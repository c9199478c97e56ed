"""What each mail tells of. Looked up at sending, so that it is true at that moment."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.actions import INVITATION_HOLDS, RESET_HOLDS, new_account_link
from app.addresses import full
from app.backoffice.overdue_facts import overdue_facts
from app.config import settings
from app.contributions.models import Review
from app.contributions.queries import published_review
from app.database import session
from app.following.facts import asked_facts, new_facts
from app.identities.models import Identity
from app.mail.danger_facts import danger_facts, reported_danger_facts
from app.mail.decision_facts import decision_facts
from app.mail.links import (
    account_in,
    author_link,
    contest_link,
    is_of_account,
    own_link,
    provider_page,
    public_link,
)
from app.mail.models import OutboxMail
from app.notices.models import Complaint, ComplaintOutcome, Notice, NoticeOutcome, NoticeReason
from app.replies.models import Reply
from app.reviews.standing import shows_help
from app.sealed_numbers import seal
from app.threads.models import Party, Thread
from app.times import long_date
from moderation.states import State

Facts = dict[str, Any]

KINDS = {"review": "waardering", "reply": "reactie"}


def facts_of(row: OutboxMail) -> Facts | None:
    """All that the template names, or None where the occasion has passed."""
    found = FACTS.get(row.template, decision_facts)(row)
    return None if found is None else {"base_url": settings().base_url, "danger": False, **found}


def unconfirmed_facts(row: OutboxMail) -> Facts | None:
    """Asks to confirm; nothing to ask once that was done."""
    review = session.get(Review, row.context["contribution"])
    if review is None or review.state is not State.UNCONFIRMED:
        return None
    until = review.created_at + timedelta(days=settings().unconfirmed_days)
    return {"facility": review.facility.name, "link": author_link(review, row), "until": long_date(until)}


def lost_link_facts(row: OutboxMail) -> Facts | None:
    """A fresh link to each review that is still of the same address."""
    first = session.get(Review, row.context["contributions"][0])
    identity = session.get(Identity, first.identity_id) if first else None
    if identity is None:
        return None
    reviews = session.scalars(
        select(Review)
        .join(Identity, Identity.id == Review.identity_id)
        .where(
            Review.id.in_(row.context["contributions"]),
            Review.state != State.ERASED,
            Identity.email_key == identity.email_key,
            Identity.erased_at.is_(None),
        )
        .order_by(Review.id.desc())
    ).all()
    if not reviews:
        return None
    return {
        "reviews": [
            {
                "facility": review.facility.name,
                "place": review.facility.municipality,
                "written": long_date(review.created_at),
                "link": author_link(review, row),
            }
            for review in reviews
        ]
    }


def new_review_facts(row: OutboxMail) -> Facts | None:
    """To a facility: that there is one. No text, no moment, no hint of who wrote."""
    review = published_review(row.context["contribution"])
    if review is None or not is_of_account(review.facility, row.recipient):
        return None
    return {
        "facility": review.facility.name,
        "link": f"{provider_page(review.facility)}#waardering-{review.public_id}",
    }


def new_reply_facts(row: OutboxMail) -> Facts | None:
    """To the author of the review, while both can be read."""
    reply = session.get(Reply, row.context["contribution"])
    review = published_review(reply.review_id) if reply else None
    if reply is None or review is None or not reply.is_visible:
        return None
    return {
        "facility": reply.facility.name,
        "link": author_link(review, row),
        "public_link": public_link(review),
    }


def notice_facts(row: OutboxMail) -> Facts | None:
    """A report: received, or decided."""
    notice = session.get_one(Notice, row.context["notice"])
    facility, by_facility = notice.contribution.facility, notice.account_id is not None
    if by_facility and not is_of_account(facility, row.recipient):
        return None
    receipt = full(f"/melden/ontvangen/{notice.reference}")
    return {
        "facility": facility.name,
        "kind": KINDS[notice.contribution.kind],
        "reference": notice.reference,
        "received": long_date(notice.created_at),
        "due": long_date(notice.due_at) if notice.due_at else "",
        "link": provider_page(facility) if by_facility else receipt,
        "contest_link": contest_link(notice),
        "acted": notice.outcome is NoticeOutcome.ACTED,
        "answer": notice.answer,
        "danger": notice.reason is NoticeReason.DANGER,
    }


def complaint_facts(row: OutboxMail) -> Facts | None:
    """Another editor looked again."""
    complaint = session.get_one(Complaint, row.context["complaint"])
    contribution = complaint.contribution
    link = own_link(contribution, row)
    if link is None:
        return None
    return {
        "facility": contribution.facility.name,
        "kind": KINDS[contribution.kind],
        "link": link,
        "upheld": complaint.outcome is ComplaintOutcome.UPHELD,
        "restored": row.context.get("restored") is not None,
        "due": long_date(contribution.due_at) if contribution.due_at else "",
        "answer": complaint.answer,
        "danger": shows_help(contribution),
    }


def question_facts(row: OutboxMail) -> Facts | None:
    """That we ask something, and until when; never what. Nothing once it was answered or has passed."""
    thread = session.get(Thread, row.context["thread"])
    if thread is None or not thread.is_waiting or thread.waits_until is None:
        return None
    contribution = thread.contribution
    facts = {
        "facility": contribution.facility.name,
        "kind": KINDS[contribution.kind],
        "until": long_date(thread.waits_until),
        "is_author": thread.party is Party.AUTHOR,
    }
    if thread.party is Party.AUTHOR:
        review = session.get(Review, contribution.id)
        return {**facts, "link": author_link(review, row)} if review else None
    if not is_of_account(contribution.facility, row.recipient):
        return None
    return {**facts, "link": full(f"/organisatie/vragen/{seal('thread', thread.id)}")}


def reset_facts(row: OutboxMail) -> Facts:
    """A link by which an account's owner chooses a password."""
    token = new_account_link(account_in(row.recipient))
    return {
        "link": full(f"/wachtwoord/{token}"),
        "hours": int(RESET_HOLDS.total_seconds()) // 3600,
    }


def invitation_facts(row: OutboxMail) -> Facts:
    """The first link of a new account."""
    token = new_account_link(account_in(row.recipient), INVITATION_HOLDS)
    return {"link": full(f"/wachtwoord/{token}"), "days": INVITATION_HOLDS.days}


FACTS: Mapping[str, Callable[[OutboxMail], Facts | None]] = {
    "confirm_review": unconfirmed_facts,
    "remind_review": unconfirmed_facts,
    "lost_link": lost_link_facts,
    "new_review": new_review_facts,
    "new_reply": new_reply_facts,
    "notice_received": notice_facts,
    "notice_decided": notice_facts,
    "complaint_decided": complaint_facts,
    "reset_password": reset_facts,
    "confirm_alert": asked_facts,
    "new_for_follower": new_facts,
    "invitation": invitation_facts,
    "question_asked": question_facts,
    "question_reminder": question_facts,
    "danger_found": danger_facts,
    "danger_reported": reported_danger_facts,
    "overdue": overdue_facts,
}
"""Template → its facts; every other template tells of a decision."""
