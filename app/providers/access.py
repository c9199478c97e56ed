"""What an account may open: only what belongs to its own facilities; anything else is a 404."""

from flask import abort, url_for
from flask_login import current_user

from app.contributions.models import Review
from app.facilities.models import Facility
from app.providers.queries import own_facility, own_published_review, own_reply
from app.replies.models import Reply
from moderation.states import State

TOO_MANY = 429


def must_be_own_facility(sector: str, dossiernummer: str) -> Facility:
    """A facility of this account."""
    facility = own_facility(current_user.id, sector, dossiernummer)
    if facility is None:
        abort(404)
    return facility


def must_be_own_review(public_id: str) -> Review:
    """A review of one of its facilities, while the public may see it."""
    review = own_published_review(current_user.id, public_id)
    if review is None:
        abort(404)
    return review


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
