"""The second step of signing in: ask a code, or help to set up an app first."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie_session
from flask.typing import ResponseReturnValue

from app.accounts.actions import note_many_attempts
from app.accounts.forms import CodeForm
from app.accounts.guessing import is_news, reason_to_wait_for_code
from app.accounts.models import Account
from app.accounts.qr import qr_code
from app.accounts.second_factor import (
    WrongCode,
    accept,
    app_address,
    decrypted,
    encrypted,
    new_secret,
    second_factor_of,
    set_up,
)
from app.accounts.sign_in import begin_session, half_signed_in, half_target
from app.accounts.views import TOO_MANY, next_page
from app.audience import Everyone, audience
from app.database import session
from app.forms import BaseForm, keeps_what_was_typed
from app.languages import lazy_gettext

bp = Blueprint("second_step", __name__, url_prefix="/aanmelden")

WRONG = lazy_gettext(
    "Deze code klopt niet of is al gebruikt. "
    "Wacht op de volgende code in je app, of gebruik een herstelcode die je nog niet gebruikte."
)


@bp.route("/code", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def ask() -> ResponseReturnValue:
    """The code of the app, for who just gave the right password."""
    account = half_signed_in()
    if account is None or second_factor_of(account) is None:
        return redirect(url_for("accounts.sign_in"))
    form = CodeForm(request.form)
    status = 200
    if request.method == "POST" and form.validate():
        if wait := reason_to_wait_for_code(account.email):
            form.form_errors.append(wait)
            if is_news(account.email):
                note_many_attempts(account.email)
                session.commit()
            status = TOO_MANY
        else:
            try:
                accept(account, form.code.data or "")
                target = half_target()
                begin_session(account)
                session.commit()
                return redirect(next_page(account, target))
            except WrongCode:
                session.rollback()
                form.code.errors = [str(WRONG)]
    return render_template("accounts/second_step.html", form=form), status


@bp.route("/instellen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def begin() -> ResponseReturnValue:
    """Who must have a second step and has none makes one before anything opens."""
    account = half_signed_in()
    if account is None or second_factor_of(account) is not None:
        return redirect(url_for("accounts.sign_in"))
    form = CodeForm(request.form)
    if request.method == "POST" and form.validate():
        if wait := reason_to_wait_for_code(account.email):
            form.form_errors.append(wait)
            return set_up_page(account, form), TOO_MANY
        try:
            codes = set_up(account, pending_secret(), form.code.data or "")
            target = half_target()
            begin_session(account)
            session.commit()
            return recovery_page(codes, next_page(account, target))
        except WrongCode:
            session.rollback()
            form.code.errors = [str(WRONG)]
    return set_up_page(account, form)


def pending_secret() -> str:
    """The secret that this browser is being shown, until its first code; encrypted in its cookie."""
    kept = cookie_session.get("new_secret")
    if kept is None:
        secret = new_secret()
        cookie_session["new_secret"] = encrypted(secret).decode()
        return secret
    return decrypted(kept.encode())


def set_up_page(account: Account, form: BaseForm) -> str:
    """The picture for a telephone, the same secret in letters, and the first code."""
    secret = pending_secret()
    return render_template(
        "accounts/set_up.html",
        form=form,
        account=account,
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        picture=qr_code(app_address(account, secret)),
    )


def recovery_page(codes: list[str], target: str) -> str:
    """Shown once: only hashes are kept."""
    return render_template("accounts/recovery_codes.html", codes=codes, target=target)
