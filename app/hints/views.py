"""Hints for the page that somebody writes on. Stores nothing: the request cannot even write."""

from collections.abc import Sequence

from flask import Blueprint, abort, get_template_attribute, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Everyone, Provider, audience
from app.contributions.queries import facts
from app.database import session
from app.facilities.models import Facility
from app.facilities.queries import find_facility
from app.forms import as_stored, only_reads
from app.hints.asking import ask_for_hints
from app.hints.pausing import HINTS_PER_MINUTE
from app.hints.showing import by_field
from app.learning.queries import switches_in_force
from app.limits import may, visitor
from app.providers.queries import own_published_review
from app.reviews.forms import LONGEST_TEXT

bp = Blueprint("hints", __name__)

TOO_LONG, TOO_MANY = 413, 429


@bp.route("/voorzieningen/<sector>/<dossiernummer>/waarderen/tips", methods=["POST"])
@audience(Everyone)
@only_reads
def for_review(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """For who writes or corrects a review of this facility."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        abort(404)
    return hints("review", ("text_good", "text_better"), facility, visitor())


@bp.route("/organisatie/waarderingen/<public_id>/tips", methods=["POST"])
@audience(Provider)
@only_reads
def for_reply(public_id: str) -> ResponseReturnValue:
    """For who answers this review, or corrects that answer."""
    review = own_published_review(current_user.id, public_id)
    if review is None:
        abort(404)
    return hints("reply", ("text",), review.facility, f"account:{current_user.id}")


def hints(kind: str, fields: Sequence[str], facility: Facility, who: str) -> ResponseReturnValue:
    """What to show under each field, as HTML; `null` for all of them when there are no hints now."""
    texts = {field: as_stored(request.form.get(field)) for field in fields}
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        return jsonify(fields=None), TOO_LONG
    if not may(HINTS_PER_MINUTE, "hints", who):
        return jsonify(fields=None), TOO_MANY
    known, switches = facts(facility), switches_in_force()
    session.rollback()  # nothing stays open while the text is read
    is_empty = not any(text.strip() for text in texts.values())
    found = () if is_empty else ask_for_hints(kind, texts, known, switches)
    if found is None:
        return jsonify(fields=None)
    listed = get_template_attribute("hints/list.html", "hint_list")
    return jsonify(
        fields={field: str(listed(field, shown)).strip() for field, shown in by_field(found, texts).items()}
    )
