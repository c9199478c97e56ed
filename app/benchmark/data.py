"""A database of made-up facilities and reviews, large enough to measure with; the same one each time."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any, cast

import sqlalchemy as sa

from app.accounts.models import Account, AccountRole
from app.contributions.models import Contribution, RecordedFinding, Version
from app.database import now, session
from app.facilities.models import Facility, ThemeTotal
from app.facilities.search_text import facility_search_key
from app.questionnaires import Sector, current_questionnaire
from moderation.findings import Family, Severity
from moderation.states import Role, State

SEED = 20261122
CHUNK = 5_000
TOWNS = (("9000", "Gent"), ("2000", "Antwerpen"), ("3500", "Hasselt"), ("8000", "Brugge"), ("3000", "Leuven"))
GOOD = (
    "Onze zoon gaat er graag naartoe. Hij wordt elke ochtend met een glimlach ontvangen en is na een paar "
    "minuten al aan het spelen. De begeleiders nemen 's avonds de tijd om te vertellen hoe zijn dag was: wat "
    "hij at, hoe lang hij sliep en met wie hij speelde. Er is een mooie tuin met een zandbak, en ze gaan ook "
    "met regen naar buiten."
)
BETTER = (
    "De sluitingsdagen horen we soms laat, dan is het puzzelen met het werk. In de zomer zijn er veel "
    "wissels in de ploeg. Het zou fijn zijn als we op voorhand weten wie er wanneer is."
)


def insert(table: Any, rows: list[dict[str, Any]]) -> None:
    """In chunks."""
    for start in range(0, len(rows), CHUNK):
        session.execute(sa.insert(table), rows[start : start + CHUNK])


def fill(facilities: int, reviews: int, open_items: int) -> None:
    """An empty, migrated database becomes one to measure with. The first facility has 60 reviews."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    insert(Facility, [facility_row(number, chance) for number in range(1, facilities + 1)])
    owners = [1] * 60 + [chance.randint(1, facilities) for _ in range(reviews - 60)]
    themes = [theme.key for theme in current_questionnaire(Sector.KINDEROPVANG).themes]
    scores = [{theme: chance.choice((2, 3, 4, 4, 5)) for theme in themes} for _ in owners]
    moment = now()
    contributions, versions, findings = [], [], []
    for number, owner in enumerate(owners, start=1):
        is_open = number > reviews - open_items
        written = moment - timedelta(minutes=(reviews - number) * 30)
        contributions.append(
            {
                "id": number,
                "kind": "review",
                "state": State.QUEUED if is_open else State.PUBLISHED,
                "lock_version": 1,
                "facility_id": owner,
                "created_at": written,
                "confirmed_at": written,
                "due_at": written + timedelta(days=10),
                "latest_version_id": number,
                "published_version_id": None if is_open else number,
                "awaits_screening": False,
                "is_open": is_open,
                "urgency": chance.choice((0, 1, 1, 2)) if is_open else 0,
                "public_id": None if is_open else f"maat{number:08}",
                "revealed_at": None if is_open else written,
                "list_key": "" if is_open else written.strftime("%Y-%m-%d %H:%M:%S.%f"),
                "questionnaire_version": 1,
            }
        )
        versions.append(
            {
                "id": number,
                "contribution_id": number,
                "number": 1,
                "texts": {"text_good": GOOD, "text_better": BETTER},
                "scores": scores[number - 1],
                "relation": "ouder",
                "made_by": Role.AUTHOR,
                "redactions": [],
                "created_at": written,
            }
        )
        if is_open:
            findings += [finding_row(number, severity) for severity in (Severity.INFO, Severity.NOTICE)]
    # The two tables name each other: the version comes first on paper, the contribution in the database.
    later = [{"number": row["id"], "latest": row["latest_version_id"], "shown": row["published_version_id"]}
             for row in contributions]  # fmt: skip
    insert(Contribution.__table__, [
        {**row, "latest_version_id": None, "published_version_id": None} for row in contributions
    ])  # fmt: skip
    insert(Version, versions)
    table = cast(sa.Table, Contribution.__table__)
    session.connection().execute(
        sa.update(table)
        .where(table.c.id == sa.bindparam("number"))
        .values(latest_version_id=sa.bindparam("latest"), published_version_id=sa.bindparam("shown")),
        later,
    )
    insert(RecordedFinding, findings)
    insert(ThemeTotal, total_rows(owners[: reviews - open_items], scores))
    session.add(Account(email="maat@platform.example", name="Maat", role=AccountRole.EDITOR))
    session.commit()


def facility_row(number: int, chance: random.Random) -> dict[str, Any]:
    """Large enough to show dates and scores."""
    postcode, town = chance.choice(TOWNS)
    name = f"De Meetlat {number}"
    return {
        "id": number,
        "sector": Sector.KINDEROPVANG,
        "dossiernummer": f"{number:06}",
        "name": name,
        "kind": "groepsopvang",
        "places": chance.randint(9, 60),
        "postcode": postcode,
        "municipality": town,
        "search_key": facility_search_key(name, town, postcode, ""),
        "participates": True,
        "page_version": 1,
        "created_at": now(),
    }


def finding_row(version_id: int, severity: Severity) -> dict[str, Any]:
    """Something that a check saw."""
    return {
        "version_id": version_id,
        "family": Family.READABILITY,
        "rule": "hard_to_read",
        "severity": severity,
        "explanation": "Deze zin is lang.",
        "evidence": {},
    }


def total_rows(owners: list[int], scores: list[dict[str, int]]) -> list[dict[str, Any]]:
    """As `app.publication.recount` would make them."""
    counts: Counter[tuple[int, str, int]] = Counter(
        (owner, theme, score)
        for owner, given in zip(owners, scores, strict=False)
        for theme, score in given.items()
    )
    keys = sorted({(owner, theme) for owner, theme, _ in counts})
    return [
        {
            "facility_id": owner,
            "theme": theme,
            **{f"n{score}": counts[owner, theme, score] for score in range(1, 6)},
        }
        for owner, theme in keys
    ]
