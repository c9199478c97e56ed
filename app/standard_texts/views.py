"""Lead editors keep the standard texts plain and right."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.audience import LeadEditor, audience
from app.contributions.permission import OutOfDate
from app.database import session
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.row_numbers import number_in
from app.standard_texts.actions import newest_number, write_text
from app.standard_texts.forms import StandardTextForm
from app.standard_texts.queries import (
    changed_texts,
    first_text,
    known_texts,
    standard_text,
    text_history,
)
from moderation.rulebook import current_rulebook

bp = Blueprint("standard_texts", __name__, url_prefix="/redactie/teksten")


@bp.route("")
@audience(LeadEditor)
def show_all() -> ResponseReturnValue:
    """Every text, by rule."""
    known = known_texts()
    return render_template(
        "standard_texts/list.html",
        rules=[
            (rule, sorted((kind, purpose) for known_rule, kind, purpose in known if known_rule == rule.id))
            for rule in current_rulebook().rules
        ],
        changed=changed_texts(),
    )


@bp.route("/<rule>/<kind>/<purpose>", methods=["GET", "POST"])
@audience(LeadEditor)
@keeps_what_was_typed
def edit(rule: str, kind: str, purpose: str) -> ResponseReturnValue:
    """One text: the words of now, a preview, and what they were."""
    if (rule, kind, purpose) not in known_texts():
        abort(404)
    form = StandardTextForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            written = write_text(
                rule,
                kind,
                purpose,
                text=form.text.data or "",
                why=form.why.data or "",
                account_id=current_user.id,
                seen_number=number_in(form.seen.data),
            )
            session.commit()
            words = _("Bewaard. Nieuwe beslissingen beginnen met deze tekst.")
            flash(words if written else _("Er veranderde niets."), "success")
            return redirect(url_for(".edit", rule=rule, kind=kind, purpose=purpose))
        except (OutOfDate, IntegrityError):
            session.rollback()
            form.form_errors.append(
                _("Een collega veranderde deze tekst net. Kijk hieronder, pas aan en bewaar opnieuw.")
            )
    now_used = standard_text(rule, kind, purpose)
    if request.method == "GET":
        form.text.data = now_used.text
    form.seen.data = str(newest_number(rule, kind, purpose))
    return render_template(
        "standard_texts/edit.html",
        rule=current_rulebook().rule(rule),
        kind=kind,
        purpose=purpose,
        form=form,
        now_used=now_used,
        original=first_text(rule, kind, purpose),
        history=text_history(rule, kind, purpose),
    )
