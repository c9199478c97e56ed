"""Which own pages a browser opened: each form acts on the review that it was made for."""

from flask import request
from flask import session as cookie_session
from sqlalchemy import select

from app.contributions.models import Review
from app.database import now, session
from app.identities.models import AuthorLink
from app.sealed_numbers import seal

REMEMBERED = 5
FIELD = "about"
"""The hidden field of a form: which review it is about."""


def mark_of(review: Review) -> str:
    """What that field holds."""
    return seal("own review", review.id)


def held_links() -> list[AuthorLink]:
    """The links that this browser opened and that still hold; the last one first."""
    opened: list[str] = cookie_session.get("author_links", [])
    if not opened:
        return []
    found = session.scalars(
        select(AuthorLink).where(AuthorLink.token_hash.in_(opened), AuthorLink.expires_at > now())
    )
    return sorted(found, key=lambda link: opened.index(link.token_hash))


def put_first(link: AuthorLink) -> None:
    """From now on its page is the own page. By its secret: a row's number may be given out again."""
    others = [known for known in cookie_session.get("author_links", []) if known != link.token_hash]
    cookie_session["author_links"] = [link.token_hash, *others][:REMEMBERED]


def own_review() -> Review | None:
    """The review that a form was made for, or whose page was opened last."""
    links = held_links()
    about = request.form.get(FIELD)
    if about is not None:
        links = [link for link in links if seal("own review", link.review_id) == about]
    if not links:
        return None
    if about is not None:
        put_first(links[0])
    return session.get(Review, links[0].review_id)
