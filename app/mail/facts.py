"""What each mail tells of. Looked up at sending, so that it is true at that moment."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.actions import INVITATION_HOLDS, RESET_HOLDS, new_account_link
from app.accounts.models import account_facilities
from app.addresses import facility_address, full
from app.backoffice.overdue_facts import overdue_facts
from app.config import settings
from app.contributions.models import Contribution, Decision, Review
from app.contributions.queries import published_review
from app.database import now, session
from app.facilities.models import Facility
from app.following.facts import asked_facts, new_facts
from app.identities.actions import new_author_link
from app.identities.models import Identity
from app.mail.danger_facts import danger_facts, reported_danger_facts
from app.mail.models import OutboxMail
from app.notices.models import Complaint, ComplaintOutcome, Notice, NoticeOutcome, NoticeReason
from app.pages.rulebook_words import spoken
from app.replies.models import Reply
from app.sealed_numbers import seal
from app.threads.models import Party, Thread
from app.times import long_date
from moderation.findings import Family, Severity
from moderation.rulebook import UnknownRule, UnknownRulebook, rulebook
from moderation.states import Action, State

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
    return {"reviews": [{"facility": r.facility.name, "link": author_link(r, row)} for r in reviews]}


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


def decision_facts(row: OutboxMail) -> Facts | None:
    """What was decided on a review or a reply, and why."""
    decision = session.get_one(Decision, row.context["decision"])
    contribution = decision.contribution
    link = own_link(contribution, row)
    if link is None or (decision.action is Action.PUBLISH and contribution.state is not State.PUBLISHED):
        return None
    later = contribution.visible_from is not None and contribution.visible_from > now()
    return {
        "facility": contribution.facility.name,
        "link": link,
        "public_link": public_link(contribution),
        "visible_from": long_date(contribution.visible_from) if later and contribution.visible_from else "",
        "due": long_date(contribution.due_at) if contribution.due_at else "",
        "was_online": decision.from_state is State.PUBLISHED,
        "is_redacted": bool(decision.version and decision.version.is_redacted),
        "danger": tells_of_danger(contribution),
        "message": decision.message,
        **rule_facts(decision),
    }


def rule_facts(decision: Decision) -> Facts:
    """The rules that a decision rests on, in the words of the rulebook of that day."""
    return {
        "rules": [
            {"title": title_then(rule, decision.rulebook_version), "link": full(f"/gedragscode#regel-{rule}")}
            for rule in decision.rules
        ]
    }


def title_then(rule: str, version: int | None) -> str:
    """What the rule was called in this version."""
    try:
        return spoken(rulebook(version or 0)).rule(rule).title
    except (UnknownRule, UnknownRulebook):
        return rule


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


def contest_link(notice: Notice) -> str:
    """Where who reported objects to our answer; "" after an objection."""
    if notice.objection_to_id is not None:
        return ""
    if notice.account_id is not None:
        return full(f"/organisatie/meldingen/{notice.reference}/bezwaar")
    return full(f"/melden/ontvangen/{notice.reference}/bezwaar")


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
        "danger": tells_of_danger(contribution),
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


def own_link(contribution: Contribution, row: OutboxMail) -> str | None:
    """The page where its writer follows it; None for an account that left the facility."""
    if isinstance(contribution, Review):
        return author_link(contribution, row)
    if not is_of_account(contribution.facility, row.recipient):
        return None
    return full(f"/organisatie/reacties/{seal('reply', contribution.id)}")


def author_link(review: Review, row: OutboxMail) -> str:
    """A fresh link to the author's own page."""
    return full(f"/waardering/link/{new_author_link(review.id, row.id)}")


def public_link(contribution: Contribution) -> str:
    """Where everybody reads it, or "" while nobody can."""
    review = contribution.review if isinstance(contribution, Reply) else contribution
    if not review.is_visible or not contribution.is_visible:
        return ""
    return f"{facility_address(contribution.facility)}#waardering-{review.public_id}"


def provider_page(facility: Facility) -> str:
    """A facility's own page."""
    return full(f"/organisatie/voorzieningen/{facility.sector.value}/{facility.dossiernummer}")


def account_in(recipient: str) -> int:
    """The account of `account:<id>`."""
    return int(recipient.removeprefix("account:"))


def is_of_account(facility: Facility, recipient: str) -> bool:
    """The account still works for this facility."""
    found = session.execute(
        select(account_facilities.c.facility_id).where(
            account_facilities.c.facility_id == facility.id,
            account_facilities.c.account_id == account_in(recipient),
        )
    ).first()
    return found is not None


def tells_of_danger(contribution: Contribution) -> bool:
    """In any of its wordings, also where an editor replaced the words that told it."""
    return any(
        finding.family is Family.SAFETY and finding.severity in (Severity.WARNING, Severity.URGENT)
        for version in contribution.versions
        for finding in version.findings
    )


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
