"""The second editor: read what a colleague proposes, then confirm or decline."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.backoffice.deciding import Refusal, decided, with_sentences
from app.backoffice.queries import open_work
from app.contributions.actions import Actor, tell_author
from app.contributions.models import Review
from app.contributions.permission import OutOfDate, SamePerson
from app.contributions.queries import number_open
from app.database import session
from app.facilities.cards import Scores, segments, theme_scores
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.proposals.actions import confirm, decline, take_back
from app.proposals.forms import ConfirmForm, DeclineForm
from app.proposals.models import Proposal
from app.proposals.queries import find_proposal, open_proposals
from app.questionnaires import questionnaire
from app.reviews.own_texts import TITLES
from app.row_numbers import number_in

bp = Blueprint("proposals", __name__, url_prefix="/redactie/voorstellen")


@bp.route("")
@audience(Editor)
def show_all() -> ResponseReturnValue:
    """What waits for a second editor, the oldest first."""
    return render_template(
        "proposals/list.html", proposals=open_proposals(), total=number_open(), work=open_work()
    )


def found(number: int) -> Proposal:
    """404 when there is none."""
    proposal = find_proposal(number)
    if proposal is None:
        abort(404)
    return proposal


def me() -> Actor:
    """Who is signed in."""
    return Actor(current_user.moderation_role, current_user.id)


@bp.route("/<int:number>")
@audience(Editor)
def show(number: int) -> ResponseReturnValue:
    """The text, what the first editor wants and why."""
    return page(found(number), ConfirmForm(), DeclineForm())


def page(proposal: Proposal, confirming: ConfirmForm, declining: DeclineForm) -> str:
    """With a form for each answer; who proposed it can only take it back."""
    confirming.lock.data = str(proposal.contribution.lock_version)
    version = proposal.version
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        contribution=proposal.contribution,
        scores=scores_of(proposal),
        texts=[
            (str(TITLES.get(field, "")), segments(version, field))
            for field, text in version.texts.items()
            if text.strip()
        ],
        own=proposal.account_id == current_user.id,
        confirming=confirming,
        declining=declining,
    )


def scores_of(proposal: Proposal) -> Scores:
    """What the review gives, in the order of its questions; a reply gives none."""
    review = proposal.contribution
    if not isinstance(review, Review) or review.questionnaire_version is None:
        return ()
    asked = questionnaire(review.facility.sector, review.questionnaire_version)
    return theme_scores(proposal.version.scores, asked)


@bp.route("/<int:number>/bevestigen", methods=["POST"])
@audience(Editor)
@keeps_what_was_typed
def agree(number: int) -> ResponseReturnValue:
    """Now it is decided, by two."""
    proposal, form = found(number), ConfirmForm(request.form)
    if form.validate():
        try:
            with_sentences(lambda: carry_out(proposal, number_in(form.lock.data)))
            session.commit()
            enqueue_outbox()
            told = decided(proposal.contribution, proposal.action, _("Jullie beslissing is bewaard."))
            flash(told, "success")
            return redirect(url_for(".show_all"))
        except Refusal as refusal:
            session.rollback()
            form.form_errors.append(refusal.message)
    return page(found(number), form, DeclineForm())


def carry_out(proposal: Proposal, seen_lock: int) -> None:
    """Decide, and tell who wrote it."""
    tell_author(proposal.contribution, confirm(proposal, me(), seen_lock=seen_lock))


@bp.route("/<int:number>/afwijzen", methods=["POST"])
@audience(Editor)
@keeps_what_was_typed
def disagree(number: int) -> ResponseReturnValue:
    """The contribution waits in the queue as before; the first editor reads why."""
    proposal, form = found(number), DeclineForm(request.form)
    if form.validate():
        try:
            decline(proposal, me(), form.answer.data or "")
            session.commit()
            flash(_("Je antwoord is bewaard. De bijdrage staat weer open."), "success")
            return redirect(url_for("backoffice.show_item", number=proposal.contribution_id))
        except (OutOfDate, SamePerson):
            session.rollback()
            form.form_errors.append(
                _("Dit voorstel veranderde net, of je deed het zelf. Kijk hieronder hoe het nu staat.")
            )
    return page(found(number), ConfirmForm(), form)


@bp.route("/<int:number>/terugnemen", methods=["POST"])
@audience(Editor)
def withdraw(number: int) -> ResponseReturnValue:
    """By who proposed it."""
    proposal = found(number)
    try:
        take_back(proposal, me())
        session.commit()
        flash(_("Je nam je voorstel terug."), "success")
    except (OutOfDate, SamePerson):
        session.rollback()
        flash(_("Dit voorstel is al afgehandeld, of het is van een collega."), "warning")
    return redirect(url_for("backoffice.show_item", number=found(number).contribution_id))
