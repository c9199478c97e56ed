"""A parent writes a review."""

import secrets
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie_session
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.audience import Everyone, audience
from app.config import settings
from app.contributions.models import Review
from app.database import session
from app.doubles import stored_once
from app.facilities.models import Facility
from app.facilities.queries import find_facility
from app.forms import keeps_what_was_typed
from app.hints.pausing import pause_for_hints
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.limits import may, visitor
from app.pages.rulebook_words import spoken
from app.questionnaires import current_questionnaire
from app.reviews.actions import (
    ask_for_facility,
    ask_to_confirm,
    correct_address,
    mail_lost_links,
    stored_before,
    submit_review,
)
from app.reviews.forms import EmailForm, MissingFacilityForm, relation_options, review_form
from app.reviews.opened_links import FIELD, REMEMBERED, mark_of
from moderation.rulebook import current_rulebook
from moderation.states import State

bp = Blueprint("reviews", __name__)

TOO_MANY = 429


def open_facility(sector: str, dossiernummer: str) -> Facility:
    """A facility that takes reviews; 404 when there is none."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        abort(404)
    return facility


@bp.route("/voorzieningen/<sector>/<dossiernummer>/waarderen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def write_review(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """The form; sent twice, it is stored once."""
    facility = open_facility(sector, dossiernummer)
    if not facility.accepts_reviews:
        return redirect(url_for("facilities.show", sector=sector, dossiernummer=dossiernummer))
    questionnaire = current_questionnaire(sector)
    form = review_form(questionnaire)(request.form)
    form.relation.choices = relation_options(questionnaire)
    status = 200
    if (
        request.method == "POST"
        and form.validate()
        and not pause_for_hints(form, "review", facility, visitor())
    ):
        known = stored_before(form.submission_key.data)
        if known or may(f"{settings().submissions_per_hour} per hour", "submit", visitor()):
            return store(facility, form, known)
        form.form_errors.append(
            _(
                "Er kwamen veel waarderingen na elkaar van dezelfde internetverbinding. "
                "Wacht een uur en verstuur opnieuw."
            )
        )
        status = TOO_MANY
    form.submission_key.data = form.submission_key.data or secrets.token_urlsafe(16)
    return (
        render_template(
            "reviews/write_review.html",
            facility=facility,
            questionnaire=questionnaire,
            form=form,
            summary=spoken(current_rulebook()).summary,
        ),
        status,
    )


def store(facility: Facility, form: Any, known: Review | None) -> ResponseReturnValue:
    """Commit, then let the mail go."""
    key = form.submission_key.data or None
    with stored_once(lambda: stored_before(key)):
        submit_review(
            facility,
            form.questionnaire,
            form,
            known=known,
            address=visitor(),
            browser=request.headers.get("User-Agent", ""),
        )
    enqueue_outbox()
    remember_sent(key)
    return redirect(url_for(".check_your_inbox"))


def remember_sent(key: str | None) -> None:
    """By the key of its form: a row's number may be given out again."""
    if key is not None:
        earlier = [sent for sent in cookie_session.get("sent_reviews", []) if sent != key]
        cookie_session["sent_reviews"] = [key, *earlier][:REMEMBERED]


def sent_review() -> Review | None:
    """The review that a form is about, or that this browser sent last."""
    sent = cookie_session.get("sent_reviews", [])
    about = request.form.get(FIELD)
    for key in sent:
        review = session.scalar(select(Review).where(Review.submission_key == key))
        if review is not None and about in (None, mark_of(review)):
            return review
    return None


@bp.route("/waarderen/verstuurd")
@audience(Everyone)
def check_your_inbox() -> ResponseReturnValue:
    """What to do now; the address can be corrected here."""
    return inbox_page(EmailForm())


def inbox_page(form: EmailForm, status: int = 200) -> ResponseReturnValue:
    """With the way to send the mail again, while it has not been confirmed."""
    review = sent_review()
    waiting = review is not None and review.state is State.UNCONFIRMED
    return (
        render_template(
            "reviews/check_your_inbox.html",
            review=review,
            waiting=waiting,
            form=form,
            days=settings().unconfirmed_days,
        ),
        status,
    )


def asked_too_often(form: EmailForm) -> ResponseReturnValue:
    """For another mail; the address that was typed stays."""
    form.form_errors.append(_("Je vroeg vaak een e-mail na elkaar. Wacht een uur en probeer opnieuw."))
    return inbox_page(form, TOO_MANY)


@bp.route("/waarderen/opnieuw-versturen", methods=["POST"])
@audience(Everyone)
def send_again() -> ResponseReturnValue:
    """The confirmation once more."""
    review = sent_review()
    if review is not None and review.state is State.UNCONFIRMED:
        if not may("5 per hour", "send-again", str(review.id)):
            return asked_too_often(EmailForm())
        ask_to_confirm(review)
        session.commit()
        enqueue_outbox()
    return redirect(url_for(".check_your_inbox", opnieuw=1))


@bp.route("/waarderen/adres", methods=["POST"])
@audience(Everyone)
@keeps_what_was_typed
def correct_mail_address() -> ResponseReturnValue:
    """A mistyped address, corrected from the browser that sent the review."""
    form = EmailForm(request.form)
    if not form.validate():
        return inbox_page(form, 200)
    review = sent_review()
    if review is not None and review.state is State.UNCONFIRMED:
        if not may("5 per hour", "correct-address", str(review.id)):
            return asked_too_often(form)
        correct_address(review, form.email.data or "")
        session.commit()
        enqueue_outbox()
    return redirect(url_for(".check_your_inbox", opnieuw=1))


@bp.route("/link-kwijt", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def lost_link() -> ResponseReturnValue:
    """A fresh link by mail. The answer never tells whether the address is known."""
    form = EmailForm(request.form)
    if request.method == "POST" and form.validate():
        allowed = may("10 per hour", "lost-link", visitor())
        if allowed and may("3 per hour", "lost-link-to", form.email.data or ""):
            mail_lost_links(form.email.data or "")
            session.commit()
            enqueue_outbox()
        if allowed:
            return redirect(url_for(".lost_link_sent"))
        form.form_errors.append(_("Je vroeg vaak een link na elkaar. Wacht een uur en probeer opnieuw."))
        return render_template("reviews/lost_link.html", form=form), TOO_MANY
    return render_template("reviews/lost_link.html", form=form)


@bp.route("/link-kwijt/verstuurd")
@audience(Everyone)
def lost_link_sent() -> ResponseReturnValue:
    """The same words for a known and an unknown address."""
    return render_template("reviews/lost_link_sent.html")


@bp.route("/opvang-ontbreekt", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def facility_missing() -> ResponseReturnValue:
    """ "Mijn opvang staat er niet bij"."""
    form = MissingFacilityForm(request.form)
    if request.method == "POST" and form.validate():
        if may("10 per hour", "facility-missing", visitor()):
            ask_for_facility(form)
            session.commit()
            return redirect(url_for(".facility_missing_sent"))
        form.form_errors.append(_("Er kwamen veel vragen na elkaar. Wacht een uur en probeer opnieuw."))
        return render_template("reviews/facility_missing.html", form=form), TOO_MANY
    return render_template("reviews/facility_missing.html", form=form)


@bp.route("/opvang-ontbreekt/verstuurd")
@audience(Everyone)
def facility_missing_sent() -> ResponseReturnValue:
    """Thanks."""
    return render_template("reviews/facility_missing_sent.html")
