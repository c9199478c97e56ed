"""An author's own page: opened by the link in a mail, which sets a session and leaves the address bar."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask import session as cookie_session
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.audience import Author, audience
from app.contributions.models import Decision, Review
from app.contributions.permission import OutOfDate
from app.contributions.queries import visible_replies
from app.database import now, session
from app.forms import keeps_what_was_typed
from app.hints.pausing import pause_for_hints
from app.identities.actions import has_newer_link
from app.identities.encryption import token_hash
from app.identities.models import AuthorLink
from app.jobs import enqueue_outbox, enqueue_screening
from app.languages import gettext as _
from app.limits import visitor
from app.notices.queries import complaints_about
from app.questionnaires import questionnaire
from app.reviews.actions import (
    confirm_review,
    decision_to_contest,
    erase_review,
    file_complaint,
    revise_review,
    withdraw_review,
)
from app.reviews.forms import ComplaintForm, EraseForm, relation_options, revision_form
from app.reviews.kept import TYPED, cannot_complain, cannot_revise, not_opened
from app.reviews.opened_links import held_links, mark_of, own_review, put_first
from app.reviews.own_data import everything_of, own_identity
from app.reviews.own_texts import own_texts
from app.reviews.standing import TOLD, shows_help, standing
from app.reviews.writing_again import first_day_to_write_again
from app.threads.models import Party
from app.threads.queries import find_thread
from app.times import local
from moderation.states import Action, NotAllowed, Role, State, allowed_actions

bp = Blueprint("author", __name__, url_prefix="/waardering")
bp.add_app_template_global(mark_of)

OwnView = Callable[Concatenate[Review, ...], ResponseReturnValue]


@bp.route("/link/<token>")
@audience(Author)
def open_link(token: str) -> ResponseReturnValue:
    """From the mail to the page; the token goes no further."""
    link = session.scalar(select(AuthorLink).where(AuthorLink.token_hash == token_hash(token)))
    opened = [held for held in held_links() if link is not None and held.review_id == link.review_id]
    if opened:
        put_first(opened[0])
        return redirect(url_for(".own_page"))
    if link is not None and has_newer_link(link):
        return render_template("reviews/newer_link.html"), 410
    if link is None or link.expires_at <= now():
        return no_link()
    put_first(link)
    return redirect(url_for(".own_page"))


def for_its_author(view: OwnView) -> Callable[..., ResponseReturnValue]:
    """Calls the view with the author's review, or explains that the link no longer works."""

    @wraps(view)
    def guarded(**kwargs: Any) -> ResponseReturnValue:
        review = own_review()
        if review is None:
            return no_link()
        try:
            return view(review, **kwargs)
        except (OutOfDate, NotAllowed, IntegrityError):  # pressed twice, or decided in the same moment
            session.rollback()
            flash(_("Er veranderde net iets. Hier zie je hoe het nu staat."), "info")
            return redirect(url_for(".own_page"))

    return guarded


def no_link() -> ResponseReturnValue:
    """What a link that does not work leads to; what was typed on an old page can be copied."""
    if any(request.form.get(field, "").strip() for field in TYPED):
        return not_opened()
    return render_template("reviews/no_link.html"), 410 if request.method == "GET" else 403


@bp.route("")
@audience(Author)
@for_its_author
def own_page(review: Review) -> ResponseReturnValue:
    """Where the review stands, and what its author can do."""
    return render_template(
        "reviews/own_page.html",
        review=review,
        questionnaire=questionnaire(review.facility.sector, review.questionnaire_version or 1),
        standing=standing(review),
        actions=allowed_actions(review.state, Role.AUTHOR),
        decisions=told_decisions(review),
        contestable=decision_to_contest(review.id),
        complaints=complaints_about(review.id),
        replies=visible_replies(review),
        texts=own_texts(review),
        shows_help=shows_help(review),
        thread=find_thread(review.id, Party.AUTHOR),
        again_from=first_day_to_write_again(review),
        today=local(now()).date(),
    )


def told_decisions(review: Review) -> list[Decision]:
    """What was decided and said to the author, newest first."""
    return [decision for decision in reversed(review.decisions) if decision.action in TOLD]


@bp.route("/bevestigen", methods=["POST"])
@audience(Author)
@for_its_author
def confirm(review: Review) -> ResponseReturnValue:
    """The button. Pressing it again changes nothing."""
    if review.state is State.UNCONFIRMED:
        confirm_review(review)
        number = review.id
        session.commit()
        enqueue_screening(number)
        flash(_("Bedankt! Je waardering is bevestigd."), "success")
    else:
        flash(_("Je had je waardering al bevestigd."), "info")
    return redirect(url_for(".own_page"))


@bp.route("/verbeteren", methods=["GET", "POST"])
@audience(Author)
@keeps_what_was_typed
@for_its_author
def revise(review: Review) -> ResponseReturnValue:
    """Correct what was returned, or what is online."""
    if Action.REVISE not in allowed_actions(review.state, Role.AUTHOR):
        return cannot_revise(review)
    asked = questionnaire(review.facility.sector, review.questionnaire_version or 1)
    form_class = revision_form(asked)
    form = form_class(request.form) if request.method == "POST" else form_class(data=current_answers(review))
    form.relation.choices = relation_options(asked)
    if request.method == "POST" and form.validate() and not pauses(form, review):
        try:
            revise_review(review, form, seen_lock=int(form.seen_lock.data or 0))
            number = review.id
            session.commit()
            enqueue_screening(number)
            flash(_("Bedankt! We lezen je nieuwe tekst na."), "success")
            return redirect(url_for(".own_page"))
        except (OutOfDate, NotAllowed, IntegrityError, ValueError):
            session.rollback()
            review = session.get_one(Review, review.id)
            if Action.REVISE not in allowed_actions(review.state, Role.AUTHOR):
                return cannot_revise(review)
            form.seen_lock.data = str(review.lock_version)
            form.form_errors.append(
                _("Je waardering veranderde terwijl je schreef. Kijk na en verstuur opnieuw.")
            )
    return render_template("reviews/revise.html", review=review, questionnaire=asked, form=form)


def pauses(form: Any, review: Review) -> bool:
    """Hints before sending, once."""
    return pause_for_hints(form, "review", review.facility, visitor())


def current_answers(review: Review) -> dict[str, Any]:
    """What the latest version says, for the form."""
    version = review.latest_version
    if version is None:
        return {}
    return {
        **{
            f"score_{theme}": "nvt" if score is None else str(score)
            for theme, score in version.scores.items()
        },
        **version.texts,
        "relation": version.relation,
        "experience_from": version.experience_from.strftime("%Y-%m") if version.experience_from else "",
        "experience_until": version.experience_until.strftime("%Y-%m") if version.experience_until else "",
        "seen_lock": str(review.lock_version),
    }


@bp.route("/intrekken", methods=["GET", "POST"])
@audience(Author)
@for_its_author
def withdraw(review: Review) -> ResponseReturnValue:
    """Take it back, after one question."""
    if Action.WITHDRAW not in allowed_actions(review.state, Role.AUTHOR):
        flash(_("Deze waardering is al ingetrokken of afgehandeld."), "info")
        return redirect(url_for(".own_page"))
    if request.method == "POST":
        withdraw_review(review)
        session.commit()
        enqueue_outbox()
        flash(_("Je waardering is ingetrokken."), "success")
        return redirect(url_for(".own_page"))
    return render_template("reviews/withdraw.html", review=review)


@bp.route("/bezwaar", methods=["GET", "POST"])
@audience(Author)
@keeps_what_was_typed
@for_its_author
def complain(review: Review) -> ResponseReturnValue:
    """Object to the last decision; somebody else of the redaction looks again."""
    decision = decision_to_contest(review.id)
    if decision is None:
        return cannot_complain(review)
    form = ComplaintForm(request.form)
    if request.method == "POST" and form.validate():
        number = review.id
        try:
            file_complaint(decision, form.text.data or "")
            session.commit()
            flash(
                _("We kregen je bezwaar. Iemand anders van de redactie kijkt opnieuw, binnen tien dagen."),
                "success",
            )
            return redirect(url_for(".own_page"))
        except IntegrityError:  # in the same moment in two windows
            session.rollback()
            review = session.get_one(Review, number)
            decision = decision_to_contest(number)
            if decision is None:
                return cannot_complain(review)
            form.form_errors.append(
                _("Je waardering veranderde terwijl je schreef. Kijk na en verstuur opnieuw.")
            )
    return render_template("reviews/complain.html", review=review, decision=decision, form=form)


@bp.route("/gegevens", methods=["GET", "POST"])
@audience(Author)
@for_its_author
def own_data(review: Review) -> ResponseReturnValue:
    """What we keep, to take away or to erase."""
    form = EraseForm(request.form)
    if request.method == "POST" and form.validate():
        erase_review(review)
        session.commit()
        cookie_session.clear()
        return redirect(url_for(".erased"))
    return render_template("reviews/own_data.html", review=review, identity=own_identity(review), form=form)


@bp.route("/gegevens.json")
@audience(Author)
@for_its_author
def download_data(review: Review) -> ResponseReturnValue:
    """Everything, as a file (GDPR art. 15 and 20)."""
    return Response(
        json.dumps(everything_of(review), ensure_ascii=False, indent=2),
        mimetype="application/json",
        headers={"Content-Disposition": "attachment; filename=mijn-waardering.json"},
    )


@bp.route("/gewist")
@audience(Author)
def erased() -> ResponseReturnValue:
    """All is gone."""
    return render_template("reviews/erased.html")
