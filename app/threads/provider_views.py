"""A facility answers a question of the editors. Nothing here tells who wrote a review."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Provider, audience
from app.contributions.models import Review
from app.database import session
from app.facilities.cards import card_of
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.limits import may
from app.threads.actions import answer
from app.threads.forms import AnswerForm
from app.threads.queries import own_thread, own_threads, shown_to_provider

bp = Blueprint("provider_threads", __name__, url_prefix="/organisatie/vragen")

ANSWERS = "30 per hour"


@bp.route("")
@audience(Provider)
def show_all() -> ResponseReturnValue:
    """What we asked the people of this facility."""
    return render_template("threads/provider_list.html", threads=own_threads(current_user.id))


@bp.route("/<sealed('thread'):number>", methods=["GET", "POST"])
@audience(Provider)
@keeps_what_was_typed
def talk(number: int) -> ResponseReturnValue:
    """One conversation."""
    thread = own_thread(current_user.id, number)
    if thread is None:
        abort(404)
    form = AnswerForm(request.form)
    if request.method == "POST" and form.validate():
        if may(ANSWERS, "answer", str(current_user.id)):
            answer(thread, current_user.id, form.text.data or "")
            session.commit()
            flash(_("Bedankt! De redactie leest je antwoord."), "success")
            return redirect(url_for(".talk", number=number))
        form.form_errors.append(_("Je antwoordde veel na elkaar. Wacht een uur en verstuur opnieuw."))
    about = shown_to_provider(thread.contribution)
    facility = thread.contribution.facility
    return render_template(
        "threads/provider.html",
        thread=thread,
        facility=facility,
        card=card_of(about) if isinstance(about, Review) else None,
        reply=about if about is not None and not isinstance(about, Review) else None,
        form=form,
    )
