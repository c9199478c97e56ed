"""An editor declares interests; lead editors and admins see those of all."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Admin, Editor, LeadEditor, audience
from app.conflicts.actions import UnknownInterest, declare, end
from app.conflicts.forms import InterestForm
from app.conflicts.queries import (
    all_conflicts,
    facilities_named,
    find_conflict,
    municipalities_named,
    open_conflicts,
    organisations_named,
)
from app.database import session
from app.languages import gettext as _

bp = Blueprint("conflicts", __name__)

LONGEST_QUERY = 100


@bp.route("/redactie/belangen")
@audience(Editor)
def own() -> ResponseReturnValue:
    """What I declared, and a search for more."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    enough = len(query) >= 2
    return render_template(
        "conflicts/own.html",
        conflicts=open_conflicts(current_user.id),
        query=query,
        searched=enough,
        organisations=organisations_named(query) if enough else [],
        facilities=facilities_named(query) if enough else [],
        municipalities=municipalities_named(query) if enough else [],
    )


@bp.route("/redactie/belangen", methods=["POST"])
@audience(Editor)
def add() -> ResponseReturnValue:
    """From now on all that is about it is hidden."""
    form = InterestForm(request.form)
    try:
        if not form.validate():
            raise UnknownInterest
        conflict = declare(current_user.id, form.kind.data or "", form.about.data or "")
        about = conflict.about
        session.commit()
        flash(_("Bewaard. Je ziet niets meer over %(name)s.", name=about), "success")
    except UnknownInterest:
        session.rollback()
        flash(_("Dit vonden we niet. Zoek opnieuw en kies iets uit de lijst."), "warning")
    return redirect(url_for(".own"))


@bp.route("/redactie/belangen/<int:number>/beeindigen", methods=["POST"])
@audience(Editor)
def stop(number: int) -> ResponseReturnValue:
    """It no longer holds. Only one's own."""
    conflict = find_conflict(number)
    if conflict is None or conflict.account_id != current_user.id:
        abort(404)
    about = conflict.about
    end(conflict)
    session.commit()
    flash(_("Bewaard. Je ziet bijdragen over %(name)s weer. Dit blijft genoteerd.", name=about), "success")
    return redirect(url_for(".own"))


@bp.route("/redactie/belangen/iedereen")
@audience(LeadEditor)
def of_all() -> ResponseReturnValue:
    """Of every editor."""
    return render_template("conflicts/all.html", conflicts=all_conflicts())


@bp.route("/beheer/belangen")
@audience(Admin)
def for_admin() -> ResponseReturnValue:
    """The same, for admins."""
    return render_template("conflicts/all.html", conflicts=all_conflicts())
