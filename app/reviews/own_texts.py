"""A review as its author reads it back."""

from app.contributions.models import Review
from app.facilities.cards import Segment, segments
from app.languages import lazy_gettext as _

TITLES = {"text_good": _("Wat is goed?"), "text_better": _("Wat kan beter?")}
"""Field → the question that it answers."""


def own_texts(review: Review) -> list[tuple[str, tuple[Segment, ...]]]:
    """Question and answer, with what an editor replaced marked."""
    version = review.latest_version
    return [
        (str(title), segments(version, field))
        for field, title in TITLES.items()
        if version and str(version.texts.get(field) or "").strip()
    ]
