"""The admin's page: who has an account, and which facilities are missed. Judges nothing."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.actions import LastLeadEditor, NotAdmin, OwnAccount, disable, enable, mail_reset
from app.accounts.models import Account
from app.admin.queries import account_page, open_requests
from app.audience import Admin, audience
from app.database import session
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.reviews.actions import close_facility_request

bp = Blueprint("admin", __name__, url_prefix="/beheer")

LONGEST_QUERY = 100


@bp.route("/")
@audience(Admin)
def overview() -> ResponseReturnValue:
    """Accounts with their role and state, and what visitors asked."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = account_page(query, min(max(request.args.get("pagina", 1, type=int), 1), 10_000))
    return render_template("admin/overview.html", query=query, found=found, requests=open_requests())


def find_account(number: int) -> Account:
    """404 when there is none."""
    account = session.get(Account, number)
    if account is None:
        abort(404)
    return account


def back() -> ResponseReturnValue:
    """To the list."""
    return redirect(url_for(".overview"))


@bp.route("/accounts/<int:number>/uitschakelen", methods=["POST"])
@audience(Admin)
def disable_account(number: int) -> ResponseReturnValue:
    """Ends its sessions at once."""
    account = find_account(number)
    try:
        disable(account, by=current_user.id)
        session.commit()
        flash(_("%(email)s kan zich niet meer aanmelden.", email=account.email), "success")
    except OwnAccount:
        session.rollback()
        flash(_("Je kan je eigen account niet uitschakelen. Vraag het een andere beheerder."), "warning")
    except LastLeadEditor:
        session.rollback()
        flash(last_lead_editor(account.email), "warning")
    except NotAdmin:
        session.rollback()
        abort(403)
    return back()


def last_lead_editor(email: str) -> str:
    """Why, and what to do first."""
    sentence: str = _(
        "%(email)s is de enige hoofdredacteur die zich kan aanmelden. Iemand moet tekens van gevaar kunnen "
        "afhandelen. Nodig eerst een andere hoofdredacteur uit, en wacht tot die een wachtwoord koos.",
        email=email,
    )
    return sentence


@bp.route("/accounts/<int:number>/inschakelen", methods=["POST"])
@audience(Admin)
def enable_account(number: int) -> ResponseReturnValue:
    """Back, with the password it had."""
    account = find_account(number)
    enable(account, by=current_user.id)
    session.commit()
    flash(_("%(email)s kan zich weer aanmelden.", email=account.email), "success")
    return back()


@bp.route("/accounts/<int:number>/link", methods=["POST"])
@audience(Admin)
def send_link(number: int) -> ResponseReturnValue:
    """A link to choose a new password, to its owner and nobody else."""
    account = find_account(number)
    if not account.is_active:
        flash(_("Schakel de account eerst in."), "warning")
        return back()
    mail_reset(account.id, by=current_user.id)
    session.commit()
    enqueue_outbox()
    flash(_("We sturen %(email)s een link om een wachtwoord te kiezen.", email=account.email), "success")
    return back()


@bp.route("/gemist/<int:number>", methods=["POST"])
@audience(Admin)
def handle_request(number: int) -> ResponseReturnValue:
    """A missed facility was looked up."""
    if not close_facility_request(number, current_user.id):
        abort(404)
    session.commit()
    return back()
