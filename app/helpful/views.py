"""One review on a page of its own, to link to, and the way to say that it helped."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.contributions.models import Review
from app.contributions.queries import published_by_public_id
from app.doubles import stored_once
from app.facilities.cards import card_of
from app.facilities.versions import review_version
from app.helpful.actions import has_voted, vote
from app.limits import may, visitor
from app.notices.queries import was_public
from app.page_cache import kept_by

bp = Blueprint("helpful", __name__)

VOTES = "60 per hour"
GONE = 410


def public_review(public_id: str) -> Review:
    """One that may be seen; 410 for one that could be seen before, 404 for any other."""
    found = published_by_public_id(public_id)
    if not isinstance(found, Review):
        abort(GONE if was_public(public_id) else 404)
    return found


@bp.get("/waarderingen/<public_id>")
@audience(Everyone)
@kept_by(review_version)
def show(public_id: str) -> ResponseReturnValue:
    """The review, its replies, and the way to its facility."""
    review = public_review(public_id)
    return render_template("helpful/review.html", facility=review.facility, card=card_of(review))


@bp.route("/nuttig/<public_id>", methods=["GET", "POST"])
@audience(Everyone)
def say(public_id: str) -> ResponseReturnValue:
    """A button on a page of its own: public pages hold no token."""
    review = public_review(public_id)
    if request.method == "POST":
        if may(VOTES, "helpful", visitor()):
            count(review)
        return redirect(url_for(".thanks", public_id=public_id))
    return render_template("helpful/say.html", facility=review.facility, card=card_of(review))


@bp.get("/nuttig/<public_id>/bedankt")
@audience(Everyone)
def thanks(public_id: str) -> ResponseReturnValue:
    """The same for whoever was counted and whoever already was."""
    review = public_review(public_id)
    return render_template("helpful/thanks.html", facility=review.facility, card=card_of(review))


def count(review: Review) -> None:
    """Once a day; pressing twice at once counts once too."""
    number = review.id
    with stored_once(lambda: has_voted(number, visitor())):
        vote(review, visitor())
