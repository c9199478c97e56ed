"""The editors' desk: the queue, one item, and what an editor decides on it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.audience import Editor, audience
from app.backoffice.beside import beside
from app.backoffice.deciding import JUDGEMENTS, Refusal, decide_on, redact_on
from app.backoffice.forms import DecisionForm, IdentityForm, RedactForm, rule_choices
from app.backoffice.queries import decided_lately, open_work, suggested_label
from app.backoffice.showing import shown_item
from app.contributions.claims import Claimed, claim, release
from app.contributions.models import Contribution, RecordedFinding, Review
from app.contributions.permission import why_two
from app.contributions.queries import number_open, queue, with_everything
from app.database import session
from app.forms import keeps_what_was_typed
from app.identities.actions import look_at_identity
from app.jobs import enqueue_outbox
from app.learning.queries import verdicts_of
from app.standard_texts.queries import standard_text
from moderation.findings import Severity
from moderation.rulebook import current_rulebook, rules_for
from moderation.states import Action

bp = Blueprint("backoffice", __name__, url_prefix="/redactie")

PAGE = 25


def page_number() -> int:
    """From the address; 1 where it makes no sense."""
    return min(max(request.args.get("pagina", 1, type=int), 1), 10_000)


@bp.route("/")
@audience(Editor)
def show_queue() -> ResponseReturnValue:
    """What waits, urgent on top, then the oldest promise first."""
    page, total = page_number(), number_open()
    return render_template(
        "backoffice/queue.html",
        items=queue(offset=(page - 1) * PAGE, limit=PAGE),
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        work=open_work(),
        severities=list(reversed(Severity)),
    )


@bp.route("/afgehandeld")
@audience(Editor)
def show_decided() -> ResponseReturnValue:
    """What was decided last, to look back, remove or restore."""
    page = page_number()
    decisions = decided_lately(offset=(page - 1) * PAGE, limit=PAGE + 1)
    return render_template(
        "backoffice/decided.html",
        decisions=decisions[:PAGE],
        page=page,
        more=len(decisions) > PAGE,
        total=number_open(),
        work=open_work(),
    )


def find_item(number: int) -> Contribution:
    """The contribution with all that its page shows; 404 when there is none."""
    contribution = with_everything(number)
    if contribution is None:
        abort(404)
    return contribution


@bp.route("/bijdragen/<int:number>")
@audience(Editor)
def show_item(number: int) -> ResponseReturnValue:
    """One item, one screen."""
    return item_page(find_item(number))


def item_page(contribution: Contribution, status: int = 200, **more: Any) -> ResponseReturnValue:
    """The text with its findings, what came before, and what can be decided now."""
    item = shown_item(contribution, current_user)
    return (
        render_template(
            "backoffice/item.html",
            item=item,
            verdicts=verdicts_of(found.id for _number, found in item.findings),
            beside=beside(contribution, current_user),
            identity_form=more.pop("identity_form", IdentityForm()),
            identity=more.pop("identity", None),
            **more,
        ),
        status,
    )


@bp.route("/bijdragen/<int:number>/nemen", methods=["POST"])
@audience(Editor)
def take(number: int) -> ResponseReturnValue:
    """An editor is busy with it; it frees itself after a while."""
    try:
        claim(find_item(number), current_user.id)
        session.commit()
    except (Claimed, IntegrityError):  # somebody was first, perhaps in this very moment
        session.rollback()
        flash(_("Een collega is al met deze bijdrage bezig."), "warning")
    return redirect(url_for(".show_item", number=number))


@bp.route("/bijdragen/<int:number>/vrijgeven", methods=["POST"])
@audience(Editor)
def give_back(number: int) -> ResponseReturnValue:
    """Somebody else may take it."""
    release(find_item(number), current_user.id)
    session.commit()
    return redirect(url_for(".show_queue"))


@bp.route("/bijdragen/<int:number>/beslissen/<action>", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def decide(number: int, action: str) -> ResponseReturnValue:
    """A decision: at once where it needs no reason, else with a rule and a message."""
    if action not in JUDGEMENTS:
        abort(404)
    contribution, judgement = find_item(number), Action(action)
    form = DecisionForm(request.form)
    rules = rules_for(contribution.kind, judgement)
    form.rule.choices = rule_choices(rules)
    if request.method == "POST" and form.validate():
        try:
            told = decide_on(contribution, judgement, form, current_user)
            session.commit()
            enqueue_outbox()
            flash(told, "success")
            return redirect(url_for(".show_queue"))
        except Refusal as refusal:
            session.rollback()
            contribution = find_item(number)
            if refusal.message:
                form.form_errors.append(refusal.message)
    if request.method == "GET":
        prefill(form, contribution, judgement)
    return decision_page(contribution, judgement, form)


def prefill(form: DecisionForm, contribution: Contribution, action: Action) -> None:
    """The version that is judged, and the message of the chosen rule."""
    form.version.data = str(contribution.latest_version_id)
    form.lock.data = str(contribution.lock_version)
    form.action.data = action.value
    chosen = request.args.get("regel", "")
    rules = {rule.id: rule for rule in rules_for(contribution.kind, action)}
    if chosen in rules:
        form.rule.data = chosen
        words = standard_text(chosen, contribution.kind, action.value)
        form.message.data, form.standard_text.data = words.text, str(words.id or "")


def decision_page(contribution: Contribution, action: Action, form: DecisionForm) -> ResponseReturnValue:
    """The text beside the reason."""
    return render_template(
        "backoffice/decide.html",
        item=shown_item(contribution, current_user),
        action=action,
        form=form,
        needs_reason=action in JUDGEMENTS and JUDGEMENTS[action],
        second_pair=why_two(contribution, action),
    )


@bp.route("/bijdragen/<int:number>/weglaten", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def redact(number: int) -> ResponseReturnValue:
    """Replace a passage by a neutral label."""
    contribution = find_item(number)
    form = RedactForm(request.form)
    form.rule.choices = rule_choices(rules_for(contribution.kind, Action.REDACT))
    if request.method == "POST" and form.validate():
        try:
            redact_on(contribution, form, current_user)
            session.commit()
            enqueue_outbox()
            flash(_("De passage is vervangen. Kijk de tekst nog eens na."), "success")
            return redirect(url_for(".show_item", number=number))
        except Refusal as refusal:
            session.rollback()
            contribution = find_item(number)
            if refusal.message:
                form.form_errors.append(refusal.message)
    if request.method == "GET":
        prefill_redaction(form, contribution)
    return render_template("backoffice/redact.html", item=shown_item(contribution, current_user), form=form)


def prefill_redaction(form: RedactForm, contribution: Contribution) -> None:
    """The place and the label that a finding suggests."""
    form.version.data = str(contribution.latest_version_id)
    form.lock.data = str(contribution.lock_version)
    version = contribution.latest_version
    finding = session.get(RecordedFinding, request.args.get("bevinding", 0, type=int))
    if version is None or finding is None or finding.version_id != version.id or finding.start is None:
        return
    form.field.data, form.start.data, form.end.data = finding.field, str(finding.start), str(finding.end)
    form.passage.data = version.texts.get(finding.field or "", "")[finding.start : finding.end]
    form.label.data = suggested_label(finding.rule)
    if finding.rule in {rule.id for rule in rules_for(contribution.kind, Action.REDACT)}:
        form.rule.data = finding.rule
        form.message.data = current_rulebook().rule(finding.rule).message(contribution.kind, Action.REDACT)


@bp.route("/bijdragen/<int:number>/indiener", methods=["POST"])
@audience(Editor)
def show_identity(number: int) -> ResponseReturnValue:
    """Who wrote it: a deliberate click, with a reason, in the trail."""
    contribution = find_item(number)
    if not isinstance(contribution, Review):
        abort(404)
    form = IdentityForm(request.form)
    if not form.validate():
        return item_page(contribution, identity_form=form)
    identity = look_at_identity(contribution, current_user.id, form.reason.data)
    session.commit()
    return item_page(find_item(number), identity=identity)
