"""After an editor's decision the very next read shows it, on each connection, whatever was kept before."""

import http.client
from urllib.parse import urlsplit

import sqlalchemy as sa

from app.accounts.models import Account, AccountRole
from app.contributions.actions import Actor, apply_action
from app.contributions.models import Review
from app.contributions.permission import NeedsSecondEditor
from app.database import session
from app.proposals.actions import confirm, propose
from moderation.states import Action, Role, State

RULE, MESSAGE = "discrimination", "Een meting."
READERS = 4
"""Connections that stay open, spread over the processes of the server."""


class Reader:
    """A browser that has the page already."""

    def __init__(self, address: str, page: str) -> None:
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self.page = page
        self.tag = ""

    def read(self) -> bytes | None:
        """The page; None when the server says that nothing changed."""
        self.connection.request("GET", self.page, headers={"If-None-Match": self.tag} if self.tag else {})
        answer = self.connection.getresponse()
        body = answer.read()
        self.tag = answer.headers["ETag"] or ""
        return None if answer.status == http.client.NOT_MODIFIED else body


def late_reads(address: str, decisions: int) -> tuple[int, int]:
    """How many first reads after so many removals still showed what was removed, and how many there were."""
    page = "/voorzieningen/kinderopvang/000001"
    readers = [Reader(address, page) for _ in range(READERS)]
    editors = [add_editor(number) for number in range(2)]
    late = reads = 0
    newest = (
        sa.select(Review.id)
        .where(Review.facility_id == 1, Review.state == State.PUBLISHED, Review.kind == "review")
        .order_by(Review.list_key.desc())
        .limit(decisions)
    )
    for number in session.scalars(newest).all():
        review = session.get_one(Review, number)
        name = (review.public_id or "").encode()
        session.rollback()
        for reader in readers:
            reader.tag = ""
            reader.read()
        remove(session.get_one(Review, number), *editors)
        for reader in readers:
            body = reader.read()
            reads += 1
            late += body is None or name in body
    return late, reads


def add_editor(number: int) -> Actor:
    """Somebody who decides."""
    account = Account(email=f"maat-{number}@platform.example", name="Maat", role=AccountRole.EDITOR)
    session.add(account)
    session.commit()
    return Actor(Role.EDITOR, account.id)


def remove(review: Review, first: Actor, second: Actor) -> None:
    """By two editors where one is not enough."""
    judged = review.latest_version
    try:
        apply_action(review, Action.REMOVE, first, seen_lock=review.lock_version, rule=RULE, message=MESSAGE)
    except NeedsSecondEditor as needed:
        if judged is None:
            raise
        proposal = propose(
            review, Action.REMOVE, first, judged=judged, rules=needed.rules, rule=RULE, message=MESSAGE
        )
        session.commit()
        confirm(proposal, second, seen_lock=review.lock_version)
    session.commit()
