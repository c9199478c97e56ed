"""One account, as an admin sees it: invite, role, second step. Each change is in the trail."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.accounts.actions import (
    AccountExists,
    LastLeadEditor,
    NotAdmin,
    OwnAccount,
    change_role,
    create_account,
    end_sessions,
    mail_invitation,
)
from app.accounts.forms import tidy_email
from app.accounts.models import Account, AccountRole
from app.accounts.second_factor import second_factor_of, take_away
from app.admin.forms import InviteForm, RoleForm
from app.admin.queries import account_events
from app.admin.views import last_lead_editor
from app.audience import Admin, audience
from app.database import session
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _

bp = Blueprint("admin_accounts", __name__, url_prefix="/beheer/accounts")


@bp.route("/nieuw", methods=["GET", "POST"])
@audience(Admin)
@keeps_what_was_typed
def invite() -> ResponseReturnValue:
    """An account without a password; its owner chooses one by a mailed link."""
    form = InviteForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            email = tidy_email(form.email.data or "")
            account = create_account(
                email, AccountRole(form.role.data), form.name.data or "", form.found, by=current_user.id
            )
            mail_invitation(account, by=current_user.id)
            session.commit()
        except (AccountExists, IntegrityError):  # twice in the same moment
            session.rollback()
            form.email.errors = [_("Er is al een account met dit adres")]
        else:
            enqueue_outbox()
            flash(_("%(email)s krijgt een mail om een wachtwoord te kiezen.", email=email), "success")
            return redirect(url_for(".show", number=account.id))
    return render_template("admin/invite.html", form=form)


def find_account(number: int) -> Account:
    """404 when there is none."""
    account = session.get(Account, number)
    if account is None:
        abort(404)
    return account


@bp.route("/<int:number>", methods=["GET", "POST"])
@audience(Admin)
@keeps_what_was_typed
def show(number: int) -> ResponseReturnValue:
    """What it is for, and what was changed about it; the form gives it another role."""
    account = find_account(number)
    form = RoleForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            change_role(account, AccountRole(form.role.data), form.found, by=current_user.id)
            session.commit()
            flash(_("De rol is gewijzigd. Wie aangemeld was, moet zich opnieuw aanmelden."), "success")
            return redirect(url_for(".show", number=number))
        except OwnAccount:
            session.rollback()
            form.form_errors.append(_("Je kan je eigen rol niet wijzigen. Vraag het een andere beheerder."))
        except LastLeadEditor:
            session.rollback()
            form.form_errors.append(last_lead_editor(find_account(number).email))
        except NotAdmin:
            session.rollback()
            abort(403)
        account = find_account(number)
    if request.method == "GET":
        form.role.data = account.role.value
        form.facilities.data = "\n".join(
            f"{found.sector.value}/{found.dossiernummer}" for found in account.facilities
        )
    return render_template(
        "admin/account.html",
        account=account,
        form=form,
        factor=second_factor_of(account),
        events=account_events(account.id),
    )


@bp.route("/<int:number>/tweede-stap", methods=["POST"])
@audience(Admin)
def forget_second_factor(number: int) -> ResponseReturnValue:
    """For who lost telephone and codes; the next time they sign in they set up another app."""
    account = find_account(number)
    if account.id == current_user.id:
        flash(_("Je eigen tweede stap wijzig je bij “Mijn account”."), "warning")
    elif second_factor_of(account) is not None:
        take_away(account, by=current_user.id)
        end_sessions(account)
        session.commit()
        flash(_("De tweede stap is gewist. Bij het aanmelden volgt een nieuwe."), "success")
    return redirect(url_for(".show", number=number))


@bp.route("/<int:number>/sessies", methods=["POST"])
@audience(Admin)
def end_all_sessions(number: int) -> ResponseReturnValue:
    """When a laptop was stolen."""
    account = find_account(number)
    end_sessions(account, by=current_user.id)
    session.commit()
    flash(_("%(email)s is overal afgemeld.", email=account.email), "success")
    return redirect(url_for(".show", number=number))
