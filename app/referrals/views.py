"""Danger: the guided form, and the list of what was done."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import LeadEditor, audience
from app.contributions.danger import danger_is_unresolved, urgent_danger
from app.contributions.models import Contribution
from app.contributions.permission import OutOfDate
from app.database import now, session
from app.facilities.cards import segments
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.referrals.actions import refer
from app.referrals.forms import ReferralForm
from app.referrals.models import ReferralTarget
from app.referrals.queries import all_referrals, referrals_about
from app.row_numbers import number_in
from app.times import local

bp = Blueprint("referrals", __name__, url_prefix="/redactie")

PAGE = 50


@bp.route("/doorverwijzingen")
@audience(LeadEditor)
def show_all() -> ResponseReturnValue:
    """All that was referred, newest first."""
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    found = all_referrals(offset=(page - 1) * PAGE, limit=PAGE + 1)
    return render_template("referrals/list.html", referrals=found[:PAGE], page=page, more=len(found) > PAGE)


@bp.route("/bijdragen/<int:number>/gevaar", methods=["GET", "POST"])
@audience(LeadEditor)
@keeps_what_was_typed
def handle(number: int) -> ResponseReturnValue:
    """What was read, who was told, when, and what was agreed."""
    contribution = session.get(Contribution, number)
    if contribution is None or urgent_danger(contribution) is None:
        abort(404)
    form = ReferralForm(request.form)
    form.written_on = local(contribution.created_at).date()
    if request.method == "POST" and form.validate():
        try:
            store(contribution, form)
            session.commit()
            flash(_("Bewaard. De bijdrage kan nu beslist worden, door twee redacteurs."), "success")
            return redirect(url_for("backoffice.show_item", number=number))
        except OutOfDate:
            session.rollback()
            contribution = session.get_one(Contribution, number)
            form.form_errors.append(
                _("Er kwam een nieuwe tekst. Lees hem hiernaast, kijk je antwoorden na en bewaar opnieuw.")
            )
    if request.method == "GET":
        form.told_on.data = local(now()).date().isoformat()
    form.version.data = str(contribution.latest_version_id)
    version = contribution.latest_version
    return render_template(
        "referrals/handle.html",
        contribution=contribution,
        form=form,
        texts=[segments(version, field) for field, text in version.texts.items() if text] if version else [],
        findings=[f for f in version.findings if f.family == "safety"] if version else [],
        earlier=referrals_about(number),
        unresolved=danger_is_unresolved(contribution),
    )


def store(contribution: Contribution, form: ReferralForm) -> None:
    """From the form to a record."""
    refer(
        contribution,
        current_user.id,
        seen_version=number_in(form.version.data),
        target=ReferralTarget(form.target.data),
        what_was_read=form.what_was_read.data or "",
        who_was_told=form.who_was_told.data or "",
        told_on=form.day,
        agreed=form.agreed.data or "",
    )
