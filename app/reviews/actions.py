"""What a parent does: send, confirm, correct, withdraw, object, erase."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from sqlalchemy import select

from app.audit.actions import record
from app.config import settings
from app.contributions.actions import AUTHOR, add_version, apply_action, tell_author
from app.contributions.erasing import erase_content
from app.contributions.models import Decision, Review
from app.database import now, session
from app.facilities.models import Facility, FacilityRequest
from app.identities.actions import add_identity, correct_email
from app.identities.encryption import email_key, encrypt, keyed_hash
from app.identities.models import Identity
from app.mail.actions import queue_mail, to_author
from app.notices.models import Complaint
from app.questionnaires import Questionnaire, Sector
from moderation.states import Action, Role, State


def submit_review(
    facility: Facility,
    questionnaire: Questionnaire,
    form: Any,
    *,
    known: Review | None = None,
    address: str,
    browser: str,
) -> Review:
    """Store a review that still has to be confirmed, and the mail that asks for it.

    The same form sent again gives the review that it stored the first time (`known`). Whoever went back
    and changed something loses nothing: an unconfirmed review gets the new words, and else a new review is
    stored.
    """
    key = form.submission_key.data or None
    if known is not None:
        if is_same(known, form):
            return known
        if known.state is State.UNCONFIRMED:
            rewrite(known, form)
            return known
        key = None
    identity = add_identity(form.first_name.data, form.last_name.data, form.email.data)
    review = Review(
        facility_id=facility.id,
        questionnaire_version=questionnaire.version,
        identity_id=identity.id,
        device_key=device_key(address, browser),
        submission_key=key,
        state=State.UNCONFIRMED,
    )
    session.add(review)
    session.flush()
    review.latest_version_id = add_version(review, **written(form), made_by=Role.AUTHOR).id
    ask_to_confirm(review)
    return review


def stored_before(key: str | None) -> Review | None:
    """What this very form stored, when it was sent before."""
    return session.scalar(select(Review).where(Review.submission_key == key)) if key else None


def written(form: Any) -> dict[str, Any]:
    """What the form says of the experience, as a version keeps it."""
    return {
        "texts": form.texts(),
        "scores": form.scores(),
        "relation": form.relation.data,
        "experience_from": form.experience_from.month,
        "experience_until": form.experience_until.month,
    }


def is_same(review: Review, form: Any) -> bool:
    """Nothing was changed since: pressed twice, or loaded again."""
    version, identity = review.latest_version, session.get(Identity, review.identity_id)
    return (
        version is not None
        and all(getattr(version, name) == value for name, value in written(form).items())
        and (identity is None or identity.email_key == email_key(form.email.data))
    )


def rewrite(review: Review, form: Any) -> None:
    """Somebody went back before confirming, and changed the words or the address."""
    review.latest_version_id = add_version(review, **written(form), made_by=Role.AUTHOR).id
    identity = session.get(Identity, review.identity_id) if review.identity_id else None
    if identity is not None:
        identity.first_name, identity.last_name = encrypt(form.first_name.data), encrypt(form.last_name.data)
        if identity.email_key != email_key(form.email.data):
            correct_address(review, form.email.data)
            return
    ask_to_confirm(review)


def device_key(address: str, browser: str) -> str:
    """A keyed hash of the truncated address and the browser's name; no fingerprint."""
    try:
        width = 24 if ip_address(address).version == 4 else 48
        network = str(ip_network(f"{address}/{width}", strict=False))
    except ValueError:
        network = ""
    return keyed_hash("device", f"{network}\0{browser[:300]}")


def ask_to_confirm(review: Review) -> None:
    """A mail with a fresh link; at most one a minute."""
    minute = int(now().timestamp()) // 60
    queue_mail(
        f"confirm-{review.id}-{minute}", to_author(review.id), "confirm_review", contribution=review.id
    )


def correct_address(review: Review, email: str) -> None:
    """Before it is confirmed, a mistyped address can be corrected from the browser that sent it."""
    correct_email(review, email)
    queue_mail(
        f"confirm-{review.id}-{email_key(email)[:12]}",
        to_author(review.id),
        "confirm_review",
        contribution=review.id,
    )


def confirm_review(review: Review) -> None:
    """The author is who reads the mail; now it can be screened."""
    apply_action(review, Action.CONFIRM, AUTHOR, seen_lock=review.lock_version)


def revise_review(review: Review, form: Any, seen_lock: int) -> None:
    """A new version goes the same way as the first."""
    version = add_version(
        review,
        texts=form.texts(),
        scores=form.scores(),
        relation=form.relation.data,
        experience_from=form.experience_from.month,
        experience_until=form.experience_until.month,
        made_by=Role.AUTHOR,
    )
    apply_action(
        review, Action.REVISE, AUTHOR, seen_lock=seen_lock, judged=review.latest_version, new_version=version
    )


def withdraw_review(review: Review) -> None:
    """The author takes it back."""
    decision = apply_action(review, Action.WITHDRAW, AUTHOR, seen_lock=review.lock_version)
    tell_author(review, decision)


def erase_review(review: Review) -> None:
    """Everything personal goes; that there was a review, and what was decided, stays."""
    apply_action(review, Action.ERASE, AUTHOR, seen_lock=review.lock_version)
    erase_content(review)


OPEN_TO_COMPLAINT = frozenset({Action.RETURN, Action.REJECT, Action.REMOVE, Action.REDACT, Action.ESCALATE})


def decision_to_contest(contribution_id: int) -> Decision | None:
    """The last decision that one can object to, where nobody has done so yet."""
    decision = session.scalar(
        select(Decision)
        .where(
            Decision.contribution_id == contribution_id,
            Decision.action.in_(OPEN_TO_COMPLAINT),
            Decision.account_id.is_not(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    if decision is None:
        return None
    known = session.scalar(select(Complaint.id).where(Complaint.decision_id == decision.id))
    return None if known else decision


def file_complaint(decision: Decision, text: str) -> Complaint:
    """An objection, which only another editor can decide; an answer is promised in ten days."""
    complaint = Complaint(
        contribution_id=decision.contribution_id,
        decision_id=decision.id,
        text=text,
        due_at=now() + timedelta(days=settings().answer_days),
    )
    session.add(complaint)
    session.flush()
    record(
        "complaint.filed",
        f"contribution:{decision.contribution_id}",
        details={"complaint": complaint.id, "decision": decision.id},
    )
    return complaint


def mail_lost_links(email: str) -> None:
    """One mail with a fresh link to each review of this address; nothing when there is none."""
    ids = session.scalars(
        select(Review.id)
        .join(Identity, Identity.id == Review.identity_id)
        .where(
            Identity.email_key == email_key(email), Identity.erased_at.is_(None), Review.state != State.ERASED
        )
        .order_by(Review.id.desc())
        .limit(20)
    ).all()
    if ids:
        minute = int(now().timestamp()) // 60
        queue_mail(f"lost-link-{ids[0]}-{minute}", to_author(ids[0]), "lost_link", contributions=list(ids))


def ask_for_facility(form: Any) -> FacilityRequest:
    """Somebody misses a facility; an editor looks it up."""
    request = FacilityRequest(
        sector=Sector(form.sector.data),
        name=form.name.data,
        municipality=form.municipality.data,
        note=form.note.data or "",
    )
    session.add(request)
    return request


def close_facility_request(number: int, by: int) -> bool:
    """Somebody looked a missed facility up; twice changes nothing. False: there is no such request."""
    found = session.get(FacilityRequest, number)
    if found is not None and found.handled_at is None:
        found.handled_at = now()
        record("facility_request.handled", f"facility_request:{found.id}", account_id=by)
    return found is not None
