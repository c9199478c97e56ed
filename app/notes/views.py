"""Notes among editors, and the page of what is meant for you."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.backoffice.queries import open_work
from app.contributions.models import Contribution
from app.contributions.queries import number_open
from app.database import session
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.notes.actions import UnknownColleague, mark_mentions_read, write_note
from app.notes.forms import NoteForm
from app.notes.queries import colleagues, notes_about, unread_mentions
from app.proposals.actions import mark_seen
from app.proposals.queries import unread_outcomes
from app.threads.actions import mark_late_read
from app.threads.queries import answers_to_read

bp = Blueprint("notes", __name__, url_prefix="/redactie")


@bp.route("/bijdragen/<int:number>/notities", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def notes(number: int) -> ResponseReturnValue:
    """All notes on one contribution, and a new one."""
    contribution = session.get(Contribution, number)
    if contribution is None:
        abort(404)
    form = NoteForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            write_note(contribution, current_user.id, form.text.data or "")
            session.commit()
            flash(_("Je notitie is bewaard."), "success")
            return redirect(url_for("backoffice.show_item", number=number) + "#notities")
        except UnknownColleague as unknown:
            session.rollback()
            contribution = session.get_one(Contribution, number)
            form.text.errors = [
                _("Er is niet één collega met de naam @%(name)s. Kies uit de namen hieronder.", name=name)
                for name in unknown.names[:1]
            ]
    return render_template(
        "notes/notes.html",
        contribution=contribution,
        notes=notes_about(number),
        form=form,
        colleagues=colleagues(),
    )


@bp.route("/voor-mij")
@audience(Editor)
def for_me() -> ResponseReturnValue:
    """Where colleagues name me, what came back from my proposals, and answers to my questions."""
    return render_template(
        "notes/for_me.html",
        mentions=unread_mentions(current_user.id),
        outcomes=unread_outcomes(current_user.id),
        threads=answers_to_read(current_user.id),
        total=number_open(),
        work=open_work(),
    )


@bp.route("/voor-mij/gelezen", methods=["POST"])
@audience(Editor)
def read() -> ResponseReturnValue:
    """Mentions and outcomes leave the page; an answer stays until it was opened and marked as read."""
    mark_mentions_read(current_user.id)
    mark_seen(current_user.id)
    mark_late_read(current_user.id)
    session.commit()
    return redirect(url_for(".for_me"))
