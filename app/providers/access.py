"""What an account may open: only what belongs to its own facilities; anything else is a 404."""

from typing import NoReturn

from flask import abort, make_response, render_template, request, url_for
from flask_login import current_user

from app.contributions.models import Review
from app.facilities.models import Facility
from app.forms import as_stored
from app.languages import gettext as _
from app.providers.queries import own_facility, own_published_review, own_reply
from app.replies.models import Reply
from moderation.states import State

TOO_MANY = 429
CONFLICT = 409


def must_be_own_facility(sector: str, dossiernummer: str) -> Facility:
    """A facility of this account."""
    facility = own_facility(current_user.id, sector, dossiernummer)
    if facility is None:
        abort(404)
    return facility


def must_be_own_review(public_id: str) -> Review:
    """A review of one of its facilities, while the public may see it. What was typed meanwhile is kept."""
    review = own_published_review(current_user.id, public_id)
    if review is None:
        review_is_gone()
    return review


def review_is_gone() -> NoReturn:
    """The same for one that went offline, of another facility, or that never was."""
    typed = request.form.get("text") or request.form.get("explanation") or ""
    if not typed.strip():
        abort(404)
    page = kept_text(
        _("Deze waardering staat niet meer online."),
        _("Je kan er nu niet op antwoorden en ze niet melden. Komt ze terug, dan kan het opnieuw."),
        typed,
        url_for("providers.overview"),
    )
    abort(make_response(page))


def kept_text(why: str, what_next: str, typed: str, back: str) -> tuple[str, int]:
    """The page with what cannot be stored now, to copy."""
    page = render_template(
        "providers/kept_text.html", why=why, next=what_next, text=as_stored(typed), back=back
    )
    return page, CONFLICT


def must_be_own_reply(number: int) -> Reply:
    """A reply of one of its facilities; not what was erased."""
    reply = own_reply(current_user.id, number)
    if reply is None or reply.state is State.ERASED:
        abort(404)
    return reply


def facility_url(facility: Facility, endpoint: str = "providers.show_facility", page: int = 1) -> str:
    """A page of a facility behind the sign-in; the first of a list has no number."""
    return url_for(
        endpoint,
        sector=facility.sector.value,
        dossiernummer=facility.dossiernummer,
        pagina=page if page > 1 else None,
    )
