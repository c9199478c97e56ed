"""Replace passages by neutral labels: choose, look at the difference, then do it."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.backoffice.deciding import Refusal
from app.backoffice.redacting import (
    RedactForm,
    as_seen,
    carry_over,
    choices,
    cut_of,
    differences,
    made_already,
    previewed,
    propose_message,
    redact_form,
    redact_on,
    ticked_places,
)
from app.backoffice.replacements import labels_by_rule
from app.backoffice.showing import ShownItem, shown_item
from app.backoffice.views import find_item, view_in_address
from app.contributions.models import Contribution
from app.contributions.passages import Cut
from app.database import session
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _

bp = Blueprint("redaction", __name__, url_prefix="/redactie/bijdragen")

CONFIRM = "vervang"


@bp.route("/<int:number>/weglaten", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def redact(number: int) -> ResponseReturnValue:
    """Nothing is replaced before its difference was seen."""
    contribution = find_item(number)
    form = redact_form(contribution, request.form)
    if request.method == "GET":
        return redact_page(contribution, form, prefilled(form, contribution))
    if made_already(form, request.form, contribution):
        flash(_("Deze passages waren al vervangen."), "info")
        return redirect(url_for("backoffice.show_item", number=number, **view_in_address().parameters))
    cuts: list[Cut] = []
    try:
        if not form.validate():
            raise Refusal
        cuts = previewed(form, request.form, contribution)
        if request.form.get("stap") != CONFIRM:
            return redact_page(contribution, form, cuts, preview=cuts)
        redact_on(form, request.form, contribution, current_user)
        session.commit()
    except Refusal as refusal:
        session.rollback()
        if refusal.message:
            form.form_errors.append(refusal.message)
        contribution = find_item(number)
        carry_over(form, contribution)
        kept = ticked_places(form, request.form, contribution.kind)
        return redact_page(contribution, form, cuts or kept, preview=cuts)
    enqueue_outbox()
    flash(_("De passages zijn vervangen. Kijk de tekst nog eens na."), "success")
    return redirect(url_for("backoffice.show_item", number=number, **view_in_address().parameters))


def prefilled(form: RedactForm, contribution: Contribution) -> list[Cut]:
    """The place of the finding that the editor came from is ticked, or nothing."""
    item = shown_item(contribution, current_user)
    form.version.data, form.lock.data = str(item.version.id), str(contribution.lock_version)
    wanted = request.args.get("bevinding", 0, type=int)
    return [
        cut_of(shown.found, contribution.kind)
        for shown in item.findings
        if shown.can_redact and shown.found.id == wanted
    ]


def redact_page(
    contribution: Contribution, form: RedactForm, cuts: Sequence[Cut], *, preview: Sequence[Cut] = ()
) -> ResponseReturnValue:
    """The text, what can go, and the difference where one was asked for."""
    item: ShownItem = shown_item(contribution, current_user)
    if preview:
        form.typed.data = ""  # what was typed stands among the choices now
        form.seen.data = as_seen(preview)
        propose_message(form, contribution, preview)
    return render_template(
        "backoffice/redact.html",
        item=item,
        view=view_in_address(),
        form=form,
        replacements=labels_by_rule(contribution.kind),
        choices=choices(item.version, [s.found for s in item.findings if s.can_redact], cuts),
        preview=list(preview),
        grounds=list(dict.fromkeys((cut.label, cut.rule) for cut in preview)),
        differences=differences(item.version, preview),
        step=CONFIRM,
    )
