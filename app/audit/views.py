"""Oversight, for lead editors and for admins: who looked at which identity and why, and the trail itself."""

from collections.abc import Callable, Iterator, Mapping

from flask import Blueprint, Response, abort, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Admin, LeadEditor, audience
from app.audit.actions import record
from app.audit.queries import lookers, looks, trail_as_csv, trail_as_jsonl
from app.audit.words import REASONS
from app.database import session

bp = Blueprint("oversight", __name__)

FORMS: Mapping[str, tuple[Callable[[], Iterator[str]], str]] = {
    "csv": (trail_as_csv, "text/csv"),
    "jsonl": (trail_as_jsonl, "application/jsonl"),
}


@bp.route("/redactie/toezicht")
@audience(LeadEditor)
def for_lead_editors() -> ResponseReturnValue:
    """With links to the contributions."""
    return oversight_page(opens_items=True)


@bp.route("/beheer/toezicht")
@audience(Admin)
def for_admins() -> ResponseReturnValue:
    """Numbers of contributions only: an admin reads no texts."""
    return oversight_page(opens_items=False)


def oversight_page(*, opens_items: bool) -> ResponseReturnValue:
    """Looks at identities, newest first."""
    who = request.args.get("wie", type=int)
    reason = request.args.get("reden", "")
    found = looks(who, reason if reason in REASONS else "", request.args.get("pagina", 1, type=int))
    return render_template(
        "oversight/looks.html",
        found=found,
        lookers=lookers(),
        who=who,
        reason=reason,
        reasons=REASONS,
        opens_items=opens_items,
    )


@bp.route("/redactie/toezicht/logboek", methods=["POST"])
@audience(LeadEditor)
def trail_for_lead_editors() -> ResponseReturnValue:
    """The whole trail, for an auditor."""
    return trail_file()


@bp.route("/beheer/toezicht/logboek", methods=["POST"])
@audience(Admin)
def trail_for_admins() -> ResponseReturnValue:
    """The whole trail, for an auditor."""
    return trail_file()


def trail_file() -> ResponseReturnValue:
    """As CSV or JSON lines. That somebody took it is its last row."""
    form = request.form.get("vorm", "")
    if form not in FORMS:
        abort(400)
    lines, kind = FORMS[form]
    record("trail.exported", "trail", account_id=current_user.id, details={"form": form})
    session.commit()
    return Response(
        stream_with_context(lines()),
        mimetype=kind,
        headers={"Content-Disposition": f"attachment; filename=logboek.{form}"},
    )
