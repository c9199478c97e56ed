"""Editors say which findings are right; the page shows how good each check is, and how it stands."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import joinedload

from app.accounts.sign_in import local_target
from app.audience import Editor, LeadEditor, audience
from app.audit.actions import record
from app.contributions.models import RecordedFinding
from app.database import session
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.learning.actions import (
    NothingProposed,
    SamePerson,
    agree,
    give_verdict,
    needs_second,
    switch,
    take_verdict_back,
)
from app.learning.export import labelled_findings
from app.learning.forms import SwitchForm
from app.learning.models import FindingVerdict, Setting
from app.learning.queries import in_force, proposed, rule_lines, shares, switches_of
from app.statistics import Share
from app.times import month_in_words
from moderation.findings import Severity
from moderation.rulebook import Rule, UnknownRule, current_rulebook
from moderation.switches import CHECK_FAILED

bp = Blueprint("learning", __name__, url_prefix="/redactie")


@bp.route("/bevinding/<int:number>/oordeel", methods=["POST"])
@audience(Editor)
def judge_finding(number: int) -> ResponseReturnValue:
    """Right, wrong, or nothing said any more; back to where the editor was."""
    finding = session.get(RecordedFinding, number, options=[joinedload(RecordedFinding.version)])
    verdict = request.form.get("oordeel", "")
    if finding is None:
        abort(404)
    if verdict not in ("juist", "fout", "geen"):
        abort(400)
    if verdict == "geen":
        take_verdict_back(finding)
    else:
        give_verdict(finding, current_user.id, verdict == "juist")
    session.commit()
    if request.accept_mimetypes.best == "application/json":
        return {"oordeel": verdict}
    item = url_for("backoffice.show_item", number=finding.version.contribution_id)
    return redirect(local_target(request.form.get("terug")) or item)


@bp.route("/leren")
@audience(Editor)
def overview() -> ResponseReturnValue:
    """How often each check is right."""
    return render_template("learning/overview.html", lines=rule_lines(), months=by_month())


def by_month(rule: str | None = None) -> dict[str, Share]:
    """Of one check or of all: the month in words → how many findings were right, oldest first."""
    return {month_in_words(str(month)): share for month, share in shares(FindingVerdict.month, rule).items()}


def find_rule(rule: str) -> Rule:
    """404 when the rulebook has none."""
    try:
        if rule == CHECK_FAILED:
            abort(404)
        return current_rulebook().rule(rule)
    except UnknownRule:
        abort(404)


@bp.route("/leren/<rule>")
@audience(Editor)
def show_rule(rule: str) -> ResponseReturnValue:
    """One check: over time, per version, and how it was set."""
    return rule_page(find_rule(rule), SwitchForm())


def rule_page(rule: Rule, form: SwitchForm, status: int = 200) -> ResponseReturnValue:
    """With the form as it stands."""
    switches = switches_of(rule.id)
    current = in_force(switches)
    if form.setting.data is None:
        form.setting.data = current.setting.value if current else Setting.ON.value
    return (
        render_template(
            "learning/rule.html",
            rule=rule,
            months=by_month(rule.id),
            versions=shares(FindingVerdict.check_version, rule.id),
            switches=switches,
            current=current,
            proposal=proposed(switches),
            takes_two=needs_second(rule, Setting.OFF),
            form=form,
        ),
        status,
    )


@bp.route("/leren/<rule>/zetten", methods=["POST"])
@audience(LeadEditor)
@keeps_what_was_typed
def set_rule(rule: str) -> ResponseReturnValue:
    """On, lower or off, with a reason."""
    known, form = find_rule(rule), SwitchForm(request.form)
    if not form.validate():
        return rule_page(known, form)
    at_most = Severity(form.at_most.data) if form.at_most.data else None
    made = switch(known, Setting(form.setting.data), at_most, (form.reason.data or "").strip(), current_user)
    session.commit()
    if made.in_force_at is None:
        flash(_("Dit is een voorstel. Het geldt pas als een tweede hoofdredacteur akkoord gaat."), "info")
    else:
        flash(_("Dit geldt vanaf de volgende tekst die binnenkomt."), "success")
    return redirect(url_for(".show_rule", rule=rule))


@bp.route("/leren/<rule>/akkoord", methods=["POST"])
@audience(LeadEditor)
def agree_to(rule: str) -> ResponseReturnValue:
    """The second lead editor."""
    number = request.form.get("voorstel", 0, type=int)
    try:
        agree(find_rule(rule), number, current_user)
        session.commit()
        flash(_("Dit geldt vanaf de volgende tekst die binnenkomt."), "success")
    except NothingProposed:
        session.rollback()
        flash(_("Dit voorstel is er niet meer. Kijk hoe de controle nu staat."), "warning")
    except SamePerson:
        session.rollback()
        flash(_("Jij deed dit voorstel. Een andere hoofdredacteur moet akkoord gaan."), "warning")
    return redirect(url_for(".show_rule", rule=rule))


@bp.route("/leren/uitvoer", methods=["POST"])
@audience(LeadEditor)
def export() -> ResponseReturnValue:
    """Judged findings as labelled texts; that somebody took them is in the trail."""
    packed = labelled_findings()
    record("findings.exported", "findings", account_id=current_user.id, details={"bytes": len(packed)})
    session.commit()
    return Response(
        packed,
        mimetype="application/zip",
        headers={"Content-Disposition": "attachment; filename=bevindingen.zip"},
    )
