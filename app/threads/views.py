"""Editors talk with who wrote, or with the facility."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.contributions.claims import Claimed, claim
from app.contributions.models import Contribution
from app.database import session
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.standard_texts.queries import askable_rules, standard_text
from app.threads.actions import NobodyToAsk, ask, mark_read, recipients_of, stop_waiting
from app.threads.forms import AskForm
from app.threads.models import Party, Thread
from app.threads.queries import find_thread
from moderation.rulebook import TO_FILL_IN
from moderation.states import Role, State

bp = Blueprint("threads", __name__, url_prefix="/redactie/bijdragen/<int:number>/gesprek/<party>")

PARTIES = {"indiener": Party.AUTHOR, "voorziening": Party.PROVIDER}
"""In an address → with whom."""


def subject(number: int, party: str) -> tuple[Contribution, Party]:
    """What the conversation is about, and with whom."""
    contribution = session.get(Contribution, number)
    if contribution is None or party not in PARTIES:
        abort(404)
    if PARTIES[party] is Party.AUTHOR and contribution.kind != "review":
        abort(404)
    return contribution, PARTIES[party]


@bp.route("", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def talk(number: int, party: str) -> ResponseReturnValue:
    """All that was said, and a new question."""
    contribution, whom = subject(number, party)
    form = AskForm(request.form)
    sent = request.method == "POST" and form.validate() and is_finished(form)
    if sent and may_hold(contribution, form):
        try:
            if contribution.is_open:
                claim(contribution, current_user.id)
            ask(contribution, whom, current_user.id, form.text.data or "", int(form.days.data))
            session.commit()
            enqueue_outbox()
            flash(_("Je vraag is verstuurd. De termijn voor ons antwoord staat zolang stil."), "success")
            return redirect(url_for(".talk", number=number, party=party))
        except NobodyToAsk:
            session.rollback()
            contribution, whom = subject(number, party)
            form.form_errors.append(_("Er is niemand meer die je dit kan vragen."))
        except Claimed:
            session.rollback()
            contribution, whom = subject(number, party)
            form.form_errors.append(_("Een collega is al met deze bijdrage bezig."))
    rule = request.args.get("regel", "")
    if request.method == "GET" and rule:
        form.text.data = standard_text(rule, contribution.kind, "ask").text
    return page(contribution, whom, party, form, rule=rule)


def page(
    contribution: Contribution, whom: Party, party: str, form: AskForm, **more: Any
) -> ResponseReturnValue:
    """The conversation, oldest first, with the form below."""
    return render_template(
        "threads/talk.html",
        contribution=contribution,
        party=party,
        whom=whom,
        thread=find_thread(contribution.id, whom),
        form=form,
        rules=askable_rules(contribution.kind),
        can_ask=bool(recipients_of(contribution, whom)),
        for_lead=is_for_lead(contribution),
        takes=contribution.is_open
        and not (
            contribution.claim
            and contribution.claim.is_live
            and contribution.claim.account_id == current_user.id
        ),
        **more,
    )


def is_finished(form: AskForm) -> bool:
    """No open place of a prefilled question is left."""
    if TO_FILL_IN not in (form.text.data or ""):
        return True
    form.text.errors = [_("Vul in wat er nog ontbreekt, op de plaats van ___")]
    return False


def is_for_lead(contribution: Contribution) -> bool:
    """It waits for a lead editor, and this is none."""
    return contribution.state is State.ESCALATED and current_user.moderation_role is not Role.LEAD_EDITOR


def may_hold(contribution: Contribution, form: AskForm) -> bool:
    """Who asks takes it, so that nobody decides meanwhile: not while a colleague is busy with it."""
    if is_for_lead(contribution):
        form.form_errors.append(_("Dit ligt bij de hoofdredactie. Een hoofdredacteur stelt de vraag."))
        return False
    held = contribution.claim
    if held is None or not held.is_live or held.account_id == current_user.id:
        return True
    form.form_errors.append(_("%(name)s is met deze bijdrage bezig.", name=held.account.name))
    return False


def known_thread(number: int, party: str) -> Thread:
    """404 where nothing was said."""
    contribution, whom = subject(number, party)
    thread = find_thread(contribution.id, whom)
    if thread is None:
        abort(404)
    return thread


@bp.route("/stoppen", methods=["POST"])
@audience(Editor)
def stop(number: int, party: str) -> ResponseReturnValue:
    """An answer is not needed any more."""
    stop_waiting(known_thread(number, party), current_user.id)
    session.commit()
    flash(_("We wachten niet langer op een antwoord. De termijn loopt weer."), "success")
    return redirect(url_for("backoffice.show_item", number=number))


@bp.route("/gelezen", methods=["POST"])
@audience(Editor)
def read(number: int, party: str) -> ResponseReturnValue:
    """The answer was read: it leaves the overview of who asked."""
    mark_read(known_thread(number, party))
    session.commit()
    return redirect(url_for("backoffice.show_item", number=number))
