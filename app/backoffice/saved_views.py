"""Views of the queue that an editor keeps: the standing ones, and those of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from app.audience import Editor, audience
from app.backoffice.models import SavedView
from app.backoffice.queue_forms import SaveViewForm
from app.backoffice.queue_view import Deadline, Kind, QueueView
from app.database import session
from app.languages import gettext as _
from app.languages import lazy_gettext

bp = Blueprint("saved_views", __name__, url_prefix="/redactie/weergaven")

MOST = 12
"""More would be a list to search in."""

STANDING: Sequence[tuple[object, QueueView]] = (
    (lazy_gettext("Alles"), QueueView()),
    (lazy_gettext("Gevaar"), QueueView(gevaar=True)),
    (lazy_gettext("Te laat"), QueueView(termijn=Deadline.LATE)),
    (lazy_gettext("Bijna te laat"), QueueView(termijn=Deadline.SOON)),
    (lazy_gettext("Bij mij"), QueueView(mijn=True)),
    (lazy_gettext("Kleine voorzieningen"), QueueView(klein=True)),
    (lazy_gettext("Reacties"), QueueView(soort=Kind.REPLY)),
)

DANGER, LATE = 1, 2
"""Which of them tells how much danger there is, and how much is late."""


@dataclass(frozen=True)
class NamedView:
    """A view with its name, and its number when it is an editor's own."""

    name: str
    view: QueueView
    number: int | None = None


def views_of(account_id: int) -> list[NamedView]:
    """The standing views, then this editor's own in the order in which they were made."""
    own = session.scalars(select(SavedView).where(SavedView.account_id == account_id).order_by(SavedView.id))
    return [
        *(NamedView(str(name), view) for name, view in STANDING),
        *(NamedView(saved.name, QueueView.from_query(saved.query), saved.id) for saved in own),
    ]


@bp.route("", methods=["POST"])
@audience(Editor)
def keep() -> ResponseReturnValue:
    """Under a name; the same name again replaces what it stood for."""
    view = QueueView.from_address(request.form)
    form = SaveViewForm(request.form)
    own = session.scalars(select(SavedView).where(SavedView.account_id == current_user.id)).all()
    known = next((saved for saved in own if saved.name == form.name.data), None)
    if not form.validate():
        flash(str(form.name.errors[0]), "warning")
    elif view.is_everything:
        flash(_("Kies eerst een filter. Een weergave zonder filter is gewoon ‘Alles’."), "warning")
    elif known is None and len(own) >= MOST:
        flash(_("Je hebt al %(n)s weergaven. Verwijder er eerst een.", n=MOST), "warning")
    else:
        saved = known or SavedView(account_id=current_user.id, name=form.name.data)
        saved.query = view.query
        session.add(saved)
        session.commit()
        flash(_("De weergave ‘%(name)s’ is bewaard.", name=saved.name), "success")
    return redirect(url_for("backoffice.show_queue", **view.parameters))


@bp.route("/<int:number>/weg", methods=["POST"])
@audience(Editor)
def forget(number: int) -> ResponseReturnValue:
    """Only one's own; nothing in the queue changes."""
    saved = session.get(SavedView, number)
    if saved is None or saved.account_id != current_user.id:
        abort(404)
    flash(_("De weergave ‘%(name)s’ is verwijderd.", name=saved.name), "success")
    session.delete(saved)
    session.commit()
    return redirect(url_for("backoffice.show_queue"))
