"""Sign in and out, and choose a password by a one-time link."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie_session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.actions import (
    LinkUsed,
    ask_reset,
    choose_password,
    find_link,
    note_many_attempts,
    working_link,
)
from app.accounts.forms import ForgottenForm, PasswordForm, SignInForm
from app.accounts.guessing import reason_to_wait, tells_of_guessing
from app.accounts.models import Account, AccountRole
from app.accounts.second_factor import is_obliged, second_factor_of
from app.accounts.sign_in import (
    account_with_password,
    begin_half,
    begin_session,
    end_own_session,
    local_target,
)
from app.audience import Everyone, audience
from app.database import session
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.limits import may, visitor

bp = Blueprint("accounts", __name__)

TOO_MANY = 429

OWN_PAGES = {
    AccountRole.EDITOR: "backoffice.show_queue",
    AccountRole.LEAD_EDITOR: "backoffice.show_queue",
    AccountRole.PROVIDER: "providers.overview",
    AccountRole.ADMIN: "admin.overview",
}
"""Where each role begins."""


@bp.route("/aanmelden", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def sign_in() -> ResponseReturnValue:
    """For who has an account. The answer never tells whether an address is known."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(next_page(current_user, request.args.get("verder")))
    form = SignInForm(request.form)
    status = 200
    if request.method == "POST" and form.validate():
        email, password = form.email.data or "", form.password.data or ""
        if wait := reason_to_wait(email):
            form.form_errors.append(wait)
            status = TOO_MANY
        elif (account := account_with_password(email, password)) is not None:
            return go_on(account, form.verder.data)
        else:
            if tells_of_guessing(email):
                note_many_attempts(email)
                session.commit()
            form.form_errors.append(
                _("E-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw.")
            )
    form.verder.data = local_target(form.verder.data or request.args.get("verder"))
    return render_template("accounts/sign_in.html", form=form), status


def go_on(account: Account, target: str | None = None) -> ResponseReturnValue:
    """With the right password: to the second step, to making one, or in."""
    if second_factor_of(account) is not None:
        begin_half(account, target)
        session.commit()  # a hash with older parameters was renewed
        return redirect(url_for("second_step.ask"))
    if is_obliged(account):
        begin_half(account, target)
        session.commit()
        return redirect(url_for("second_step.begin"))
    begin_session(account)
    session.commit()
    return redirect(next_page(account, target))


def next_page(account: Account, target: str | None = None) -> str:
    """Where somebody wanted to go, or the first page of their role."""
    return local_target(target) or url_for(OWN_PAGES[account.role])


@bp.route("/afmelden", methods=["POST"])
@audience(Everyone)
def sign_out() -> ResponseReturnValue:
    """Leaves nothing behind in this browser, and a copy of its cookie opens nothing."""
    if end_own_session():
        session.commit()
    cookie_session.clear()
    return redirect(url_for("facilities.home"))


@bp.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def forgotten() -> ResponseReturnValue:
    """A link by mail. The answer is the same for a known and an unknown address."""
    form = ForgottenForm(request.form)
    if request.method == "POST" and form.validate():
        email = form.email.data or ""
        if not may("10 per hour", "reset", visitor()):
            form.form_errors.append(_("Je vroeg vaak een link na elkaar. Wacht een uur en probeer opnieuw."))
            return render_template("accounts/forgotten.html", form=form), TOO_MANY
        if may("3 per hour", "reset-to", email.lower()):
            ask_reset(email)
            session.commit()
            enqueue_outbox()
        return redirect(url_for(".forgotten_sent"))
    return render_template("accounts/forgotten.html", form=form)


@bp.route("/wachtwoord-vergeten/verstuurd")
@audience(Everyone)
def forgotten_sent() -> ResponseReturnValue:
    """The same words for a known and an unknown address."""
    return render_template("accounts/forgotten_sent.html")


@bp.route("/wachtwoord/<token>")
@audience(Everyone)
def open_link(token: str) -> ResponseReturnValue:
    """From the mail to the page; the token goes no further, and opening it uses nothing up."""
    link = find_link(token)
    cookie_session.pop("account_link", None)
    if link is not None:
        # Not its number: a database may give the number of a deleted row to somebody else's link.
        cookie_session["account_link"] = link.token_hash
    return redirect(url_for(".choose"))


@bp.route("/wachtwoord-kiezen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def choose() -> ResponseReturnValue:
    """A new password, once, by the link that this browser opened."""
    link = working_link(cookie_session.get("account_link"))
    if link is None:
        return no_link()
    form = PasswordForm(request.form)
    form.own_words = (link.account.name, link.account.email)
    if request.method == "POST" and form.validate():
        try:
            account = choose_password(link.token_hash, form.password.data or "")
        except LinkUsed:
            session.rollback()
            return no_link()
        answer = go_on(account)
        flash(_("Je wachtwoord is bewaard."), "success")
        return answer
    return render_template("accounts/choose_password.html", form=form, account=link.account)


def no_link() -> ResponseReturnValue:
    """Used, expired, or never opened in this browser."""
    return render_template("accounts/no_link.html"), 410 if request.method == "GET" else 403
