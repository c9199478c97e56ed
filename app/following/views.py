"""Follow a facility, a municipality or an organisation: the feed, the form, and the links in mails."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings
from app.database import session
from app.doubles import stored_once
from app.facilities.versions import facility_version, site_version
from app.following.actions import ask_for_alert, confirm, key_of, stop
from app.following.feed import feed_of
from app.following.links import key_in
from app.following.models import Alert
from app.following.queries import alert_of, alert_with_key
from app.following.subjects import (
    Subject,
    facility_subject,
    municipality_subject,
    organisation_subject,
    subject_of,
)
from app.forms import is_proved_by_its_address, keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.limits import may, visitor
from app.page_cache import kept_by
from app.reviews.forms import EmailForm

bp = Blueprint("following", __name__)

TOO_MANY = 429


@bp.get("/voorzieningen/<sector>/<dossiernummer>/waarderingen.atom")
@audience(Everyone)
@kept_by(facility_version)
def facility_feed(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """Of one facility."""
    return feed(facility_subject(sector, dossiernummer))


@bp.get("/gemeenten/<name>/waarderingen.atom")
@audience(Everyone)
@kept_by(site_version)
def municipality_feed(name: str) -> ResponseReturnValue:
    """Of all facilities in a municipality."""
    return feed(municipality_subject(name))


@bp.get("/organisatoren/<int:number>/waarderingen.atom")
@audience(Everyone)
@kept_by(site_version)
def organisation_feed(number: int) -> ResponseReturnValue:
    """Of all facilities of an organisation."""
    return feed(organisation_subject(number))


def feed(subject: Subject | None) -> Response:
    """In Atom."""
    if subject is None:
        abort(404)
    return Response(feed_of(subject), content_type="application/atom+xml; charset=utf-8")


@bp.route("/voorzieningen/<sector>/<dossiernummer>/volgen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def follow_facility(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """One facility."""
    return follow(facility_subject(sector, dossiernummer))


@bp.route("/gemeenten/<name>/volgen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def follow_municipality(name: str) -> ResponseReturnValue:
    """All facilities in a municipality."""
    return follow(municipality_subject(name))


@bp.route("/organisatoren/<int:number>/volgen", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def follow_organisation(number: int) -> ResponseReturnValue:
    """All facilities of an organisation."""
    return follow(organisation_subject(number))


def follow(subject: Subject | None) -> ResponseReturnValue:
    """The feed, and a form for mails. The answer never tells whether an address follows already."""
    if subject is None:
        abort(404)
    form = EmailForm(request.form)
    status = 200
    if request.method == "POST" and form.validate():
        if may(f"{settings().submissions_per_hour} per hour", "alert", visitor()):
            return ask(subject, form.email.data or "")
        form.form_errors.append(_("Je vroeg dit vaak na elkaar. Wacht een uur en probeer opnieuw."))
        status = TOO_MANY
    return render_template("following/follow.html", subject=subject, form=form), status


def ask(subject: Subject, email: str) -> ResponseReturnValue:
    """A mail asks to confirm. Whoever is sent many in one day gets no more of them."""
    if may("5 per day", "alert-to", email.lower()):
        with stored_once(lambda: alert_of(subject, key_of(email))):
            ask_for_alert(subject, email)
        enqueue_outbox()
    return redirect(url_for(".asked"))


@bp.get("/volgen/gevraagd")
@audience(Everyone)
def asked() -> ResponseReturnValue:
    """The same words for every address."""
    return render_template("following/asked.html", days=settings().unconfirmed_days)


@bp.route("/volgen/<token>", methods=["GET", "POST"])
@audience(Everyone)
@is_proved_by_its_address
def one_alert(token: str) -> ResponseReturnValue:
    """Behind the mailed link: a button that begins it, and one that ends it."""
    alert = alert_in(token)
    if alert is not None and request.method == "POST":
        confirm(alert)
        session.commit()
        return redirect(url_for(".one_alert", token=token))
    return alert_page(alert, token)


@bp.route("/volgen/<token>/stoppen", methods=["GET", "POST"])
@audience(Everyone)
@is_proved_by_its_address
def stop_alert(token: str) -> ResponseReturnValue:
    """One click in a mail program sends a POST here (RFC 8058); who opens it sees the buttons."""
    alert = alert_in(token)
    if alert is not None and request.method == "POST":
        stop(alert)
        session.commit()
        return alert_page(None, token)
    return alert_page(alert, token)


def alert_in(token: str) -> Alert | None:
    """The alert of this link; 404 where we never made it, None where it was stopped."""
    key = key_in(token)
    if key is None:
        abort(404)
    return alert_with_key(key)


def alert_page(alert: Alert | None, token: str) -> ResponseReturnValue:
    """What is followed, or that nothing is."""
    subject = subject_of(alert.subject_kind, alert.subject_key) if alert else None
    page = render_template("following/alert.html", alert=alert, subject=subject, token=token)
    return page, 200, {"Cache-Control": "no-store"}
