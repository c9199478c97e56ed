"""The editors' desk: the queue, one item, and what an editor decides on it."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.backoffice.beside import beside
from app.backoffice.deciding import JUDGEMENTS, Refusal, catch_up, decide_on
from app.backoffice.explaining import why_here
from app.backoffice.forms import DecisionForm, IdentityForm, rule_choices
from app.backoffice.offering import offer
from app.backoffice.queries import decided_lately, open_work
from app.backoffice.queue import Neighbours, Place, counts, neighbours, next_to_judge, place_of, queue_page
from app.backoffice.queue_forms import SaveViewForm, filter_form
from app.backoffice.queue_view import QueueView
from app.backoffice.reasons import propose_words, rules_to_begin_with
from app.backoffice.saved_views import DANGER, LATE, views_of
from app.backoffice.showing import shown_item
from app.contributions.claims import Claimed, claim, release
from app.contributions.models import Contribution, Review
from app.contributions.permission import why_two
from app.contributions.queries import number_open, with_everything
from app.database import now, session
from app.forms import keeps_what_was_typed
from app.identities.actions import look_at_identity
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.learning.queries import verdicts_of
from app.notices.queries import open_danger
from app.publication import shown_from
from moderation.priority import from_bits
from moderation.rulebook import rules_for
from moderation.states import Action, Role, State

bp = Blueprint("backoffice", __name__, url_prefix="/redactie")

PAGE = 25
CHOOSE = "regels"
"""The button that only changes on which rules a decision rests."""
LONGEST_BROWSING = 12 * 3600
"""Seconds; as long as a session lasts."""


def page_number() -> int:
    """From the address; 1 where it makes no sense."""
    return min(max(request.args.get("pagina", 1, type=int), 1), 10_000)


def view_in_address() -> QueueView:
    """The view that the editor works through; every link on the way carries it."""
    return QueueView.from_address(request.args)


def first_moment() -> datetime:
    """When the first page was opened: what becomes late meanwhile does not jump from one page to another."""
    seconds = request.args.get("op", 0, type=int)
    moment = now()
    return (
        datetime.fromtimestamp(seconds, UTC)
        if 0 < moment.timestamp() - seconds < LONGEST_BROWSING
        else moment
    )


@bp.route("/")
@audience(Editor)
def show_queue() -> ResponseReturnValue:
    """What waits, in the order of the policy."""
    view, moment = view_in_address(), first_moment()
    views = views_of(current_user.id)
    found = queue_page(
        view,
        current_user,
        moment,
        after=Place.read(request.args.get("na", "")),
        before=Place.read(request.args.get("voor", "")),
    )
    numbers = counts([*(named.view for named in views), view], current_user, moment)
    work = open_work()
    numbers[DANGER] += work.danger
    return render_template(
        "backoffice/queue.html",
        found=found,
        lines=[(item, why_here(item, moment), from_bits(item.signals)) for item in found.items],
        view=view,
        op=int(moment.timestamp()),
        views=list(zip(views, numbers[:-1], strict=True)),
        in_view=numbers[-1],
        total=numbers[0],
        late=numbers[LATE],
        form=filter_form(view),
        save_form=SaveViewForm(),
        work=work,
        reported=open_danger() if work.danger else [],
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
    item, around = shown_item(contribution, current_user), beside(contribution, current_user)
    return (
        render_template(
            "backoffice/item.html",
            item=item,
            offer=offer(item, around, current_user),
            view=view_in_address(),
            verdicts=verdicts_of(shown.found.id for shown in item.findings),
            beside=around,
            neighbours=neighbours_of(contribution),
            visible_from=shown_from(contribution),
            identity_form=more.pop("identity_form", IdentityForm()),
            identity=more.pop("identity", None),
            **more,
        ),
        status,
    )


def neighbours_of(contribution: Contribution) -> Neighbours:
    """In the view that the editor works through; none for what is not in the queue."""
    if not contribution.is_open:
        return Neighbours(None, None)
    return neighbours(view_in_address(), current_user, contribution, now())


@bp.route("/bijdragen/<int:number>/nemen", methods=["POST"])
@audience(Editor)
def take(number: int) -> ResponseReturnValue:
    """An editor is busy with it; it frees itself after a while."""
    contribution = find_item(number)
    if contribution.state is State.ESCALATED and current_user.moderation_role is not Role.LEAD_EDITOR:
        flash(_("Dit ligt bij de hoofdredactie. Alleen een hoofdredacteur kan het behandelen."), "warning")
        return redirect(url_for(".show_item", number=number, **view_in_address().parameters))
    anchor = None
    try:
        claim(contribution, current_user.id)
        session.commit()
        anchor = "beslissing"  # who used a key keeps the focus where it was
    except Claimed:
        session.rollback()
        flash(_("Een collega is al met deze bijdrage bezig."), "warning")
    return redirect(url_for(".show_item", number=number, _anchor=anchor, **view_in_address().parameters))


@bp.route("/bijdragen/<int:number>/vrijgeven", methods=["POST"])
@audience(Editor)
def give_back(number: int) -> ResponseReturnValue:
    """Somebody else may take it."""
    release(find_item(number), current_user.id)
    session.commit()
    return redirect(url_for(".show_queue", **view_in_address().parameters))


def is_done(contribution: Contribution, judgement: Action, form: DecisionForm) -> bool:
    """Pressed twice: this editor's last decision on it is this very one."""
    last = contribution.decisions[-1] if contribution.decisions else None
    return last is not None and (last.account_id, last.action, str(last.version_id)) == (
        current_user.id,
        judgement,
        form.version.data,
    )


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
    form.add_rule.choices = rule_choices(rules)
    if request.form.get("stap") == CHOOSE:
        propose_words(form, contribution.kind, judgement)
    elif request.method == "POST" and form.validate():
        here = place_of(contribution, now())
        if is_done(contribution, judgement, form):
            flash(_("Je beslissing was al bewaard."), "info")
            return on_to_the_next(here)
        try:
            told = decide_on(contribution, judgement, form, current_user)
            session.commit()
            enqueue_outbox()
            flash(told, "success")
            return on_to_the_next(here)
        except Refusal as refusal:
            session.rollback()
            contribution = find_item(number)
            if refusal.message:
                form.form_errors.append(refusal.message)
            catch_up(form, contribution)
    if request.method == "GET":
        prefill(form, contribution, judgement)
    return decision_page(contribution, judgement, form)


def on_to_the_next(here: Place) -> ResponseReturnValue:
    """The next contribution of the same view, or the queue when nothing is left to judge."""
    view = view_in_address()
    number = next_to_judge(view, current_user, here, now())
    if number is None:
        return redirect(url_for("backoffice.show_queue", **view.parameters))
    return redirect(url_for("backoffice.show_item", number=number, **view.parameters))


def prefill(form: DecisionForm, contribution: Contribution, action: Action) -> None:
    """The version that is judged, and the message of the rules to begin with."""
    form.version.data = str(contribution.latest_version_id)
    form.lock.data = str(contribution.lock_version)
    form.action.data = action.value
    known = {rule.id for rule in rules_for(contribution.kind, action)}
    asked = [rule for rule in request.args.getlist("regel") if rule in known]
    form.rule.data = asked or rules_to_begin_with(contribution, action)
    propose_words(form, contribution.kind, action)


def decision_page(contribution: Contribution, action: Action, form: DecisionForm) -> ResponseReturnValue:
    """The text beside the reason."""
    form.rule.data, form.add_rule.data = form.chosen, ""
    if form.chosen:
        form.add_rule.label.text = _("Voeg nog een regel toe")
    return render_template(
        "backoffice/decide.html",
        item=shown_item(contribution, current_user),
        view=view_in_address(),
        action=action,
        form=form,
        needs_reason=action in JUDGEMENTS and JUDGEMENTS[action],
        second_pair=why_two(contribution, action),
        step=CHOOSE,
    )


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
