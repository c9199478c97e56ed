"""One's own account: where it is signed in, its password and its second step."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie_session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, select

from app.accounts.actions import change_password
from app.accounts.forms import ChangePasswordForm, OwnPasswordForm, SetUpForm
from app.accounts.models import AccountSession
from app.accounts.second_factor import (
    WrongCode,
    codes_left,
    is_obliged,
    new_recovery_codes,
    second_factor_of,
    set_up,
    take_away,
)
from app.accounts.second_step_views import WRONG, pending_secret, recovery_page, set_up_page
from app.accounts.sign_in import begin_session, matches, own_session_hash
from app.audience import Staff, audience
from app.audit.actions import record
from app.database import now, session
from app.forms import keeps_what_was_typed
from app.languages import gettext as _
from app.limits import may

bp = Blueprint("own_account", __name__, url_prefix="/account")


def own_sessions() -> Sequence[AccountSession]:
    """Where this account is signed in, newest first."""
    return session.scalars(
        select(AccountSession)
        .where(AccountSession.account_id == current_user.id, AccountSession.expires_at > now())
        .order_by(AccountSession.began_at.desc(), AccountSession.id.desc())
    ).all()


@bp.route("")
@audience(Staff)
def show() -> ResponseReturnValue:
    """Everything about it on one page."""
    return render_template(
        "accounts/own.html",
        sessions=own_sessions(),
        own=own_session_hash(),
        factor=second_factor_of(current_user),
        left=codes_left(current_user),
        obliged=is_obliged(current_user),
    )


@bp.route("/sessies/<sealed('session'):number>/beeindigen", methods=["POST"])
@audience(Staff)
def end_session(number: int) -> ResponseReturnValue:
    """One of one's own. What is gone already stays gone."""
    found = session.get(AccountSession, number)
    if found is not None and found.account_id != current_user.id:
        abort(404)
    if found is not None:
        session.delete(found)
        record("account.session_ended", f"account:{current_user.id}", account_id=current_user.id)
        session.commit()
    flash(_("Die sessie is beëindigd."), "success")
    return redirect(url_for(".show"))


@bp.route("/sessies/beeindigen", methods=["POST"])
@audience(Staff)
def end_other_sessions() -> ResponseReturnValue:
    """All but the one of this browser."""
    session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == current_user.id, AccountSession.token_hash != own_session_hash()
        )
    )
    record("account.sessions_ended", f"account:{current_user.id}", account_id=current_user.id)
    session.commit()
    flash(_("Je bent alleen nog in deze browser aangemeld."), "success")
    return redirect(url_for(".show"))


def is_own_password(form: OwnPasswordForm) -> bool:
    """Whether it is; says so at the field where not. Ten tries an hour."""
    if not may("10 per hour", "own-password", str(current_user.id)):
        form.current.errors = [
            _("Je probeerde dit vaak. Wacht een uur, of meld je af en vraag een nieuwe link.")
        ]
        return False
    if not matches(current_user.password_hash or "", form.current.data or ""):
        form.current.errors = [_("Dit is niet je huidige wachtwoord. Probeer opnieuw.")]
        return False
    return True


@bp.route("/wachtwoord", methods=["GET", "POST"])
@audience(Staff)
@keeps_what_was_typed
def new_password() -> ResponseReturnValue:
    """Another password; every other session ends."""
    form = ChangePasswordForm(request.form)
    form.own_words = (current_user.name, current_user.email)
    if request.method == "POST" and form.validate() and is_own_password(form):
        account = current_user._get_current_object()
        change_password(account, form.password.data or "")
        begin_session(account)
        session.commit()
        flash(_("Je wachtwoord is bewaard. Andere sessies zijn beëindigd."), "success")
        return redirect(url_for(".show"))
    return render_template("accounts/new_password.html", form=form)


@bp.route("/tweede-stap", methods=["GET", "POST"])
@audience(Staff)
@keeps_what_was_typed
def new_app() -> ResponseReturnValue:
    """Set up an app, or another one instead of it."""
    form = SetUpForm(request.form)
    if request.method == "POST" and form.validate() and is_own_password(form):
        try:
            codes = set_up(current_user._get_current_object(), pending_secret(), form.code.data or "")
            session.commit()
            cookie_session.pop("new_secret", None)
            return recovery_page(codes, url_for(".show"))
        except WrongCode:
            session.rollback()
            form.code.errors = [str(WRONG)]
    return set_up_page(current_user, form)


@bp.route("/herstelcodes", methods=["GET", "POST"])
@audience(Staff)
@keeps_what_was_typed
def new_codes() -> ResponseReturnValue:
    """Ten fresh recovery codes; the old ones stop working."""
    account = current_user._get_current_object()
    if second_factor_of(account) is None:
        return redirect(url_for(".show"))
    form = OwnPasswordForm(request.form)
    if request.method == "POST" and form.validate() and is_own_password(form):
        codes = new_recovery_codes(account)
        record("account.recovery_codes_made", f"account:{account.id}", account_id=account.id)
        session.commit()
        return recovery_page(codes, url_for(".show"))
    return render_template("accounts/confirm.html", form=form, codes=True)


@bp.route("/tweede-stap/uit", methods=["GET", "POST"])
@audience(Staff)
@keeps_what_was_typed
def without_app() -> ResponseReturnValue:
    """Back to the password alone, where that is allowed."""
    account = current_user._get_current_object()
    if is_obliged(account) or second_factor_of(account) is None:
        return redirect(url_for(".show"))
    form = OwnPasswordForm(request.form)
    if request.method == "POST" and form.validate() and is_own_password(form):
        take_away(account, by=account.id)
        session.commit()
        flash(_("Aanmelden kan weer met je wachtwoord alleen."), "success")
        return redirect(url_for(".show"))
    return render_template("accounts/confirm.html", form=form, codes=False)
