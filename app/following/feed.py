"""Atom (RFC 4287): what readers show of the newest reviews. Dates are days, or months at a small facility."""

from dataclasses import dataclass
from datetime import date, datetime, time

from flask import render_template

from app.addresses import full, review_address
from app.contributions.published import replies_to
from app.facilities.cards import ReviewCard, review_card
from app.following.queries import newest_reviews
from app.following.subjects import Subject
from app.times import BRUSSELS
from app.xml_text import legal_xml

LONGEST = 50
"""Reviews in a feed."""
NEVER = "1970-01-01T00:00:00+00:00"
"""When an empty feed changed; Atom asks for a moment."""


@dataclass(frozen=True)
class Entry:
    """A review in a feed."""

    card: ReviewCard
    address: str
    published: str
    updated: str
    """Also when a reply appeared."""


def moment_of(day_or_month: str) -> str:
    """The first moment of 2026-11-22 or 2026-11, as RFC 3339 writes it."""
    day = date.fromisoformat(day_or_month if len(day_or_month) > 7 else f"{day_or_month}-01")
    return datetime.combine(day, time(), BRUSSELS).isoformat()


def feed_of(subject: Subject) -> str:
    """The newest reviews of this subject, with replies."""
    found = newest_reviews(subject, LONGEST)
    replies = replies_to([review for review, _ in found])
    entries = []
    for review, facility in found:
        card = review_card(review, replies.get(review.id, ()), facility)
        replied = [reply.date_iso for reply in card.replies]
        entries.append(
            Entry(
                card,
                review_address(card.public_id),
                moment_of(card.date_iso),
                moment_of(max([card.date_iso, *replied])),
            )
        )
    return legal_xml(
        render_template(
            "following/feed.xml",
            subject=subject,
            entries=entries,
            full=full,
            updated=max((entry.updated for entry in entries), default=NEVER),
        )
    )
