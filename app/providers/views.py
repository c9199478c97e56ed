"""The pages of a facility's own people: what parents wrote, and reporting a review."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Provider, audience
from app.contributions.models import Review
from app.contributions.queries import published_reviews
from app.doubles import stored_once
from app.facilities.cards import ReviewCard, card_of
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.limits import may
from app.notices.actions import Reporter, can_object, file_notice, object_to_answer
from app.notices.forms import ObjectionForm
from app.notices.models import Notice, NoticeReason
from app.notices.queries import notice_of_form, notice_with_reference, objection_to
from app.providers.access import (
    TOO_MANY,
    facility_url,
    kept_text,
    must_be_own_facility,
    must_be_own_review,
)
from app.providers.forms import ContestForm
from app.providers.queries import (
    Answers,
    answers_to,
    facility_lines,
    open_contest,
    own_replies,
)
from app.providers.reply_views import replies

bp = Blueprint("providers", __name__, url_prefix="/organisatie")
bp.register_blueprint(replies)

PAGE = 10
LAST_PAGE = 10_000
CONTESTS = "20 per hour"


@dataclass(frozen=True)
class ShownReview:
    """A review as the public sees it, with what the facility did with it."""

    card: ReviewCard
    answers: Answers


@bp.route("/")
@audience(Provider)
def overview() -> ResponseReturnValue:
    """All facilities of this account."""
    return render_template("providers/overview.html", lines=facility_lines(current_user.id))


@bp.route("/voorzieningen/<sector>/<dossiernummer>")
@audience(Provider)
def show_facility(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """Its published reviews, newest first: exactly what the public sees of them."""
    facility = must_be_own_facility(sector, dossiernummer)
    number = facility.review_count
    pages = max(1, -(-number // PAGE))
    page = min(asked_page(), pages)
    reviews = published_reviews(facility, offset=(page - 1) * PAGE, limit=PAGE)
    answers = answers_to(reviews)
    return render_template(
        "providers/facility.html",
        facility=facility,
        shown=[ShownReview(card_of(review), answers[review.id]) for review in reviews],
        number=number,
        page=page,
        pages=pages,
        previous_url=facility_url(facility, ".show_facility", page - 1) if page > 1 else None,
        next_url=facility_url(facility, ".show_facility", page + 1) if page < pages else None,
    )


@bp.route("/voorzieningen/<sector>/<dossiernummer>/reacties")
@audience(Provider)
def show_replies(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """All its replies, also those that are not online."""
    facility = must_be_own_facility(sector, dossiernummer)
    page = asked_page()
    found = own_replies(current_user.id, facility, offset=(page - 1) * PAGE, limit=PAGE + 1)
    return render_template(
        "providers/replies.html",
        facility=facility,
        replies=found[:PAGE],
        previous_url=facility_url(facility, ".show_replies", page - 1) if page > 1 else None,
        next_url=facility_url(facility, ".show_replies", page + 1) if len(found) > PAGE else None,
    )


def asked_page() -> int:
    """From 1; what is no number counts as the first."""
    return min(max(request.args.get("pagina", 1, type=int), 1), LAST_PAGE)


@bp.route("/waarderingen/<public_id>/melden", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def contest(public_id: str) -> ResponseReturnValue:
    """Say what is wrong with a review. It stays online until an editor decides."""
    review = must_be_own_review(public_id)
    form = ContestForm(request.form)
    known = open_contest(review.id)
    if known is not None:
        return reported_already(review, form, known)
    status = 200
    if request.method == "POST" and form.validate() and form.is_about(review):
        if may(CONTESTS, "contest", str(current_user.id)):
            store_contest(review, form)
            flash(words_received(), "success")
            return redirect(facility_url(review.facility))
        form.form_errors.append(_("Je meldde veel na elkaar. Wacht een uur en verstuur opnieuw."))
        status = TOO_MANY
    form.prepare(review)
    return (
        render_template(
            "providers/contest.html",
            facility=review.facility,
            card=card_of(review),
            form=form,
            in_danger=form.reason.data == NoticeReason.DANGER,
        ),
        status,
    )


def reported_already(review: Review, form: ContestForm, known: Notice) -> ResponseReturnValue:
    """The second click of two, or a second report while we read the first."""
    here, typed = facility_url(review.facility), form.explanation.data or ""
    same_form = known.submission_key is not None and known.submission_key == form.submission_key.data
    sent = same_form or known.explanation.split() == typed.split()
    why = _("Je meldde deze waardering al. We lezen je melding nog.")
    if sent or not typed.strip():
        flash(words_received() if sent else why, "info")
        return redirect(here)
    return kept_text(why, _("Na ons antwoord kan je opnieuw melden."), typed, here)


@bp.route("/meldingen/<reference>/bezwaar", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def object_to(reference: str) -> ResponseReturnValue:
    """A facility does not agree with our answer to its report; another editor looks again."""
    notice = notice_with_reference(reference)
    if notice is None or notice.account_id is None:
        abort(404)
    number, facility = notice.id, notice.contribution.facility
    must_be_own_facility(facility.sector.value, facility.dossiernummer)
    form = ObjectionForm(request.form)
    if not can_object(notice):
        return cannot_object(notice, form.text.data or "")
    if request.method == "POST" and form.validate():
        with stored_once(lambda: objection_to(number)):
            object_to_answer(notice, form.text.data or "")
        enqueue_outbox()
        flash(words_objected(), "success")
        return redirect(facility_url(facility))
    return render_template("providers/object.html", notice=notice, facility=facility, form=form)


def cannot_object(notice: Notice, typed: str) -> ResponseReturnValue:
    """Somebody of the facility did so already, or it is too long ago."""
    here, earlier = facility_url(notice.contribution.facility), objection_to(notice.id)
    if earlier is not None and earlier.explanation.split() == typed.split():
        flash(words_objected(), "success")
        return redirect(here)
    why = _("Op dit antwoord kan je nu niet reageren.")
    if not typed.strip():
        flash(why, "info")
        return redirect(here)
    what_next = (
        _("Jullie reageerden er al op. Iemand anders van de redactie kijkt het na.")
        if earlier is not None
        else _("Reageren kan één keer, tot zes maanden na ons antwoord.")
    )
    return kept_text(why, what_next, typed, here)


def store_contest(review: Review, form: ContestForm) -> None:
    """Commit, then let the receipt go."""
    with stored_once(lambda: notice_of_form(form.submission_key.data)):
        file_notice(review, form, Reporter(account_id=current_user.id))
    enqueue_outbox()


def words_received() -> str:
    """After a report arrived."""
    return str(
        _(
            "We kregen je melding. De waardering blijft staan tot een redacteur beslist. "
            "Je krijgt dan een e-mail."
        )
    )


def words_objected() -> str:
    """After an objection arrived."""
    return str(_("We kregen je antwoord. Iemand anders van de redactie kijkt opnieuw."))
