"""Where a reply stands, in words for the facility."""

from app.languages import gettext as _
from app.replies.models import Reply
from app.reviews.standing import Standing, standing
from moderation.states import State


def reply_standing(reply: Reply, *, review_is_visible: bool) -> Standing:
    """As for any contribution; online means below its review, and only while that shows."""
    if reply.state is State.PUBLISHED and not review_is_visible:
        return Standing(
            "info",
            _("Je reactie is nu niet te zien"),
            _("De waardering waarop je antwoordde, staat niet meer online. Daarom is je reactie ook weg."),
            0,
        )
    if reply.state is not State.PUBLISHED or reply.has_pending_revision:
        return standing(reply)
    return Standing(
        "success",
        _("Je reactie staat online"),
        _("Iedereen kan ze nu lezen, onder de waardering."),
        4,
    )
