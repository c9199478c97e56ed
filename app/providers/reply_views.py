"""Replies of a facility: write, follow, correct, take back, object."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.audience import Provider, audience
from app.contributions.models import Review
from app.contributions.permission import OutOfDate
from app.database import session
from app.facilities.cards import card_of, segments
from app.facilities.models import Facility
from app.forms import keeps_what_was_typed
from app.hints.pausing import pause_for_hints
from app.jobs import enqueue_screening
from app.languages import gettext as _
from app.limits import may
from app.notices.queries import complaints_about, last_complaint
from app.providers.access import (
    TOO_MANY,
    facility_url,
    kept_text,
    must_be_own_reply,
    must_be_own_review,
    review_is_gone,
)
from app.providers.actions import (
    AlreadyReplied,
    ReviewGone,
    current_text,
    is_under_way,
    revise_reply,
    send_reply,
    withdraw_reply,
)
from app.providers.forms import ReplyForm, ReviseForm
from app.providers.queries import answered_review, live_reply, told_decisions
from app.providers.standing import reply_standing
from app.replies.models import Reply
from app.reviews.actions import decision_to_contest, file_complaint
from app.reviews.forms import ComplaintForm
from app.reviews.standing import shows_help
from moderation.states import Action, NotAllowed, Role, allowed_actions

replies = Blueprint("replies", __name__)

REPLIES = "30 per hour"


@replies.route("/waarderingen/<public_id>/reageren", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def write_reply(public_id: str) -> ResponseReturnValue:
    """One text; sent twice, it is stored once."""
    review = must_be_own_review(public_id)
    form = ReplyForm(request.form)
    known = live_reply(review.id)
    if known is not None and request.method == "GET":
        flash(
            _("Hier is al een reactie. Op deze pagina zie je hoe het ermee staat en wat je kan doen."), "info"
        )
        return redirect(url_for(".show_reply", number=known.id))
    status = 200
    if request.method == "POST" and form.validate() and not pauses(form, review.facility):
        if may(REPLIES, "reply", str(current_user.id)):
            try:
                return store_reply(review, form)
            except AlreadyReplied as error:
                session.rollback()
                known = error.reply
                form.form_errors.append(
                    _(
                        "Hier is intussen al een reactie. Open ze hieronder: "
                        "daar zie je hoe het ermee staat en wat je kan doen."
                    )
                )
        else:
            form.form_errors.append(_("Je reageerde veel na elkaar. Wacht een uur en verstuur opnieuw."))
            status = TOO_MANY
    return (
        render_template(
            "providers/write_reply.html",
            facility=review.facility,
            card=card_of(review),
            form=form,
            known=known,
        ),
        status,
    )


def pauses(form: ReplyForm, facility: Facility) -> bool:
    """Hints before sending, once."""
    return pause_for_hints(form, "reply", facility, f"account:{current_user.id}")


def store_reply(review: Review, form: ReplyForm) -> ResponseReturnValue:
    """Commit, then let it be screened."""
    try:
        number = send_reply(review, current_user.id, form.text.data or "").id
    except ReviewGone:
        session.rollback()
        review_is_gone()
    session.commit()
    enqueue_screening(number)
    flash(_("Bedankt! We lezen je reactie na."), "success")
    return redirect(url_for(".show_reply", number=number))


@replies.route("/reacties/<sealed('reply'):number>")
@audience(Provider)
def show_reply(number: int) -> ResponseReturnValue:
    """Where it stands, why, and what can be done now."""
    reply = must_be_own_reply(number)
    review = answered_review(reply)
    latest, online = reply.latest_version, reply.published_version
    return render_template(
        "providers/reply.html",
        reply=reply,
        facility=reply.facility,
        facility_url=facility_url(reply.facility),
        card=card_of(review) if review else None,
        standing=reply_standing(reply, review_is_visible=review is not None),
        latest=segments(latest, "text") if latest else (),
        latest_is_redacted=latest.is_redacted if latest else False,
        online=segments(online, "text") if review and online and online is not latest else (),
        can_revise=can_revise(reply),
        can_withdraw=Action.WITHDRAW in allowed_actions(reply.state, Role.AUTHOR),
        decisions=told_decisions(reply),
        contestable=decision_to_contest(reply.id),
        complaints=complaints_about(reply.id),
        shows_help=shows_help(reply),
    )


def can_revise(reply: Reply) -> bool:
    """It can be corrected, and would still be seen."""
    return Action.REVISE in allowed_actions(reply.state, Role.AUTHOR) and answered_review(reply) is not None


@replies.route("/reacties/<sealed('reply'):number>/verbeteren", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def revise(number: int) -> ResponseReturnValue:
    """Correct what came back, or what is online."""
    reply = must_be_own_reply(number)
    form = ReviseForm(request.form)
    if request.method == "POST" and is_under_way(reply) and not is_new(form.text.data, reply):
        return redirect(url_for(".show_reply", number=number))  # the second click of two
    if not can_revise(reply):
        return cannot_revise(reply, form.text.data or "")
    if request.method == "GET":
        form.text.data, form.seen_lock.data = current_text(reply), str(reply.lock_version)
    elif form.validate() and is_changed(form, reply) and not pauses(form, reply.facility):
        try:
            revise_reply(reply, current_user.id, form.text.data or "", int(form.seen_lock.data or 0))
            session.commit()
            enqueue_screening(number)
            flash(_("Bedankt! We lezen je nieuwe tekst na."), "success")
            return redirect(url_for(".show_reply", number=number))
        except (OutOfDate, NotAllowed, ValueError):
            session.rollback()
            reply = must_be_own_reply(number)
            form.seen_lock.data = str(reply.lock_version)
            form.form_errors.append(
                _("Je reactie veranderde terwijl je schreef. Kijk na en verstuur opnieuw.")
            )
    return render_template(
        "providers/revise_reply.html",
        reply=reply,
        review=answered_review(reply),
        form=form,
        decisions=told_decisions(reply)[:1],
    )


def cannot_revise(reply: Reply, typed: str) -> ResponseReturnValue:
    """It is being read, or it is gone. What was typed is not lost."""
    here = url_for(".show_reply", number=reply.id)
    if not typed.strip():
        flash(_("Je kan deze reactie nu niet aanpassen."), "info")
        return redirect(here)
    now_it_is = reply_standing(reply, review_is_visible=answered_review(reply) is not None)
    why = _("Je kan deze reactie nu niet aanpassen.")
    return kept_text(why, f"{now_it_is.title}. {now_it_is.text}", typed, here)


def is_new(typed: str | None, reply: Reply) -> bool:
    """Other words than the newest; a space more is no change."""
    return (typed or "").split() != current_text(reply).split()


def is_changed(form: ReviseForm, reply: Reply) -> bool:
    """Something to read again; says so where nothing changed."""
    if is_new(form.text.data, reply):
        return True
    form.text.errors = [_("Je veranderde nog niets aan je tekst")]
    return False


@replies.route("/reacties/<sealed('reply'):number>/intrekken", methods=["GET", "POST"])
@audience(Provider)
def withdraw(number: int) -> ResponseReturnValue:
    """Take it back, after one question."""
    reply = must_be_own_reply(number)
    if Action.WITHDRAW not in allowed_actions(reply.state, Role.AUTHOR):
        flash(_("Deze reactie is al ingetrokken of afgehandeld."), "info")
        return redirect(url_for(".show_reply", number=number))
    if request.method == "GET":
        return render_template("providers/withdraw_reply.html", reply=reply)
    try:
        withdraw_reply(reply, current_user.id)
        session.commit()
        flash(_("Je reactie is ingetrokken."), "success")
    except (OutOfDate, NotAllowed):
        session.rollback()
        flash(_("Je reactie veranderde net. Kijk na en probeer opnieuw."), "warning")
    return redirect(url_for(".show_reply", number=number))


@replies.route("/reacties/<sealed('reply'):number>/bezwaar", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def complain(number: int) -> ResponseReturnValue:
    """Object to the last decision; somebody else of the editors looks again."""
    reply = must_be_own_reply(number)
    decision = decision_to_contest(reply.id)
    form = ComplaintForm(request.form)
    if decision is None:
        return cannot_complain(reply, form.text.data or "")
    if request.method == "POST" and form.validate():
        try:
            file_complaint(decision, form.text.data or "")
            session.commit()
        except IntegrityError:  # a colleague of the facility was first, in this very moment
            session.rollback()
            return cannot_complain(must_be_own_reply(number), form.text.data or "")
        flash(words_complained(), "success")
        return redirect(url_for(".show_reply", number=number))
    return render_template("providers/complain.html", reply=reply, decision=decision, form=form)


def cannot_complain(reply: Reply, typed: str) -> ResponseReturnValue:
    """Nothing to object to, or it was done already. The same words once more are the second click of two."""
    here = url_for(".show_reply", number=reply.id)
    earlier = last_complaint(reply.id)
    if earlier is not None and earlier.text.split() == typed.split():
        flash(words_complained(), "success")
        return redirect(here)
    if not typed.strip():
        flash(_("Er is nu geen beslissing waartegen je bezwaar kan maken."), "info")
        return redirect(here)
    if earlier is not None and earlier.decided_at is None:
        why = _("Je maakte al bezwaar. Iemand anders van de redactie kijkt het na.")
    else:
        why = _("Er is nu geen beslissing waartegen je bezwaar kan maken.")
    what_next = _("Na ons antwoord zie je op de pagina van je reactie wat je kan doen.")
    return kept_text(why, what_next, typed, here)


def words_complained() -> str:
    """After an objection arrived."""
    return str(_("We kregen je bezwaar. Iemand anders van de redactie kijkt opnieuw."))
