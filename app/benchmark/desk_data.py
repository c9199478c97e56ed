"""What an editor works with, added to the facilities and reviews of the other benchmarks."""

import random
from datetime import timedelta
from typing import Any, cast

import sqlalchemy as sa

from app.benchmark.data import BETTER, GOOD, SEED, insert
from app.contributions.models import Contribution, Decision, OpenText, RecordedFinding
from app.database import now, session
from app.facilities.models import Facility
from app.facilities.search_key import plain
from app.identities.models import Identity
from moderation.findings import Family, Severity
from moderation.priority import Signals, as_bits, risk_of
from moderation.states import Action, Role, State

SEEN: tuple[Signals, ...] = (
    {},
    {},
    {Family.READABILITY: Severity.NOTICE},
    {Family.PRIVACY: Severity.NOTICE},
    {Family.PRIVACY: Severity.WARNING},
    {Family.AUTHENTICITY: Severity.NOTICE, Family.INTERVAL: Severity.NOTICE},
    {Family.CONDUCT: Severity.WARNING, Family.PRIVACY: Severity.WARNING},
)
SMALL_SHARE = 3
"""One facility in so many has eight places or fewer, as in Flanders."""
AUTHOR_WRITES = 4
"""Reviews by one author."""

contributions = cast(sa.Table, Contribution.__table__)


def fill_desk(number: int, open_items: int) -> None:
    """Places in the queue, authors, decisions, and one contribution with every kind of evidence."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    first_open = number - open_items + 1
    session.execute(sa.update(Facility).where(Facility.id % SMALL_SHARE == 0).values(places=7))
    insert(Identity, [identity(n) for n in range(1, number + 1)])
    session.execute(
        sa.update(contributions)
        .where(contributions.c.kind == "review")
        .values(identity_id=contributions.c.id)
    )
    session.connection().execute(
        sa.update(contributions)
        .where(contributions.c.id == sa.bindparam("number"))
        .values({name: sa.bindparam(f"new_{name}") for name in ("in_danger", "risk", "signals", "due_at")}),
        [place(n, chance) for n in range(first_open, number + 1)],
    )
    words = plain(f"{GOOD} {BETTER}")
    insert(
        OpenText,
        [{"contribution_id": n, "words": f"nummer {n} {words}"} for n in range(first_open, number + 1)],
    )
    steps = (Action.CONFIRM, Action.QUEUE)
    insert(Decision, [decision(n, action) for n in range(1, number + 1) for action in steps])
    session.execute(sa.update(contributions).where(contributions.c.id == number).values(facility_id=1))
    insert(RecordedFinding, evidence(number))
    session.commit()


def identity(number: int) -> dict[str, Any]:
    """Nobody in particular; four reviews share an author."""
    return {"email_key": f"author-{number // AUTHOR_WRITES}", "created_at": now()}


def place(number: int, chance: random.Random) -> dict[str, Any]:
    """Anywhere in the queue: some late, some almost, one in a thousand in danger."""
    seen = chance.choice(SEEN)
    return {
        "number": number,
        "new_in_danger": chance.random() < 0.001,
        "new_risk": risk_of(seen, small_facility=False).value,
        "new_signals": as_bits(seen),
        "new_due_at": now() + timedelta(hours=chance.uniform(-12, 240)),
    }


def decision(number: int, action: Action) -> dict[str, Any]:
    """As the system takes it."""
    return {
        "contribution_id": number,
        "version_id": number,
        "action": action,
        "from_state": State.SUBMITTED,
        "to_state": State.QUEUED,
        "role": Role.SYSTEM,
        "message": "",
        "note": "",
        "created_at": now(),
    }


def evidence(version_id: int) -> list[dict[str, Any]]:
    """Findings that make the page look elsewhere: texts, weeks and dates."""
    found: tuple[tuple[Family, str, dict[str, Any]], ...] = (
        (Family.AUTHENTICITY, "duplicate_text", {"similarity": 0.95, "other": 1}),
        (Family.AUTHENTICITY, "similar_text", {"similarity": 0.6, "other": 2}),
        (Family.AUTHENTICITY, "burst", {"count": 5, "alarm": 3, "yearly_rate": 4.0}),
        (Family.INTERVAL, "reviewed_recently", {"days": 20, "limit": 180, "review": version_id - 1}),
    )
    return [
        {
            "version_id": version_id,
            "family": family,
            "rule": rule,
            "severity": Severity.NOTICE,
            "explanation": "Een bevinding om te meten.",
            "evidence": details,
        }
        for family, rule, details in found
    ]
