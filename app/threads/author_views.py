"""An author answers a question of the editors."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audience import Author, audience
from app.contributions.models import Review
from app.database import session
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.limits import may
from app.reviews.author_views import for_its_author
from app.threads.actions import answer
from app.threads.forms import AnswerForm
from app.threads.models import Party
from app.threads.queries import find_thread

bp = Blueprint("author_threads", __name__, url_prefix="/waardering")

ANSWERS = "20 per hour"


@bp.route("/vragen", methods=["GET", "POST"])
@audience(Author)
@keeps_what_was_typed
@for_its_author
def talk(review: Review) -> ResponseReturnValue:
    """What we asked, and the answer."""
    thread = find_thread(review.id, Party.AUTHOR)
    if thread is None:
        flash(_("We stelden je geen vraag."), "info")
        return redirect(url_for("author.own_page"))
    form = AnswerForm(request.form)
    if request.method == "POST" and form.validate():
        if may(ANSWERS, "answer", str(review.id)):
            answer(thread, None, form.text.data or "")
            session.commit()
            flash(_("Bedankt! De redactie leest je antwoord."), "success")
            return redirect(url_for(".talk"))
        form.form_errors.append(_("Je antwoordde veel na elkaar. Wacht een uur en verstuur opnieuw."))
    return render_template("threads/author.html", review=review, thread=thread, form=form)
