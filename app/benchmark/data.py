"""A database of made-up facilities and reviews, large enough to measure with; the same one each time."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from app.accounts.models import Account, AccountRole
from app.contributions.models import Contribution, RecordedFinding, Version
from app.database import know_the_tables, now, session
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
THANKS = "Bedankt voor je verhaal. We geven de sluitingsdagen voortaan in september door."
REPLIES = 10_000_000
"""Added to the number of a review, for the number of its reply."""


def insert(table: Any, rows: list[dict[str, Any]]) -> None:
    """In chunks."""
    for start in range(0, len(rows), CHUNK):
        session.execute(sa.insert(table), rows[start : start + CHUNK])


def fill(facilities: int, reviews: int, open_items: int, rated: int | None = None) -> None:
    """An empty, migrated database becomes one to measure with. The first facility has 60 reviews.

    With `rated`, all reviews are about the first facilities, as many as that.
    """
    add_facilities(facilities)
    add_reviews(1, reviews, range(1, (rated or facilities) + 1), open_items=open_items)
    session.add(Account(email="maat@platform.example", name="Maat", role=AccountRole.EDITOR))
    session.commit()


def add_facilities(number: int) -> None:
    """Numbered from 1."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    insert(Facility, [facility_row(place, chance) for place in range(1, number + 1)])
    session.commit()


def add_reviews(first: int, last: int, about: range, *, open_items: int = 0) -> None:
    """Reviews with these numbers, of these facilities; every second one online has a reply.

    The last `open_items` are in the queue.
    """
    chance = random.Random(SEED + first)  # noqa: S311 (no secret)
    themes = [theme.key for theme in current_questionnaire(Sector.KINDEROPVANG).themes]
    moment = now()
    rows, findings = [], []
    for number in range(first, last + 1):
        is_open = number > last - open_items
        owner = 1 if number <= 60 else chance.choice(about)
        written = moment - timedelta(minutes=(last - number) * 30)
        scores = {theme: chance.choice((2, 3, 4, 4, 5)) for theme in themes}
        texts = {"text_good": GOOD, "text_better": BETTER}
        rows.append(pair("review", number, owner, written, texts, scores, is_open=is_open, chance=chance))
        if is_open:
            findings += [finding_row(number, severity) for severity in (Severity.INFO, Severity.NOTICE)]
        elif number % 2:
            answer = pair("reply", REPLIES + number, owner, written, {"text": THANKS}, {}, review=number)
            rows.append(answer)
    for start in range(0, len(rows), CHUNK):
        insert_pairs(rows[start : start + CHUNK])
    insert(RecordedFinding, findings)
    session.execute(COUNT)
    session.execute(sa.delete(ThemeTotal))
    insert(ThemeTotal, total_rows())
    go_on_counting()
    know_the_tables()
    session.commit()
    settle()


def settle() -> None:
    """What PostgreSQL does by itself some minutes after a load; without it the first readers do the work.

    As pgbench does before each run: https://www.postgresql.org/docs/current/pgbench.html
    """
    engine = session.get_bind()
    if engine.dialect.name == "postgresql":
        with engine.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def go_on_counting() -> None:
    """PostgreSQL numbers new rows by a counter of its own, which does not see the numbers given here."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for model in (Facility, Contribution, Version):
        counter = sa.func.pg_get_serial_sequence(model.__tablename__, "id")
        session.execute(
            sa.select(sa.func.setval(counter, sa.select(sa.func.max(model.id)).scalar_subquery()))
        )


def pair(
    kind: str,
    number: int,
    owner: int,
    written: datetime,
    texts: dict[str, str],
    scores: dict[str, int],
    *,
    is_open: bool = False,
    chance: random.Random | None = None,
    review: int | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A contribution and its only version."""
    contribution = {
        "id": number,
        "kind": kind,
        "review_id": review,
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
        "urgency": chance.choice((0, 1, 1, 2)) if is_open and chance else 0,
        "public_id": None if is_open else f"maat{number:08}",
        "revealed_at": None if is_open else written,
        "list_key": "" if is_open else written.strftime("%Y-%m-%d %H:%M:%S.%f"),
        "questionnaire_version": 1 if kind == "review" else None,
    }
    version = {
        "id": number,
        "contribution_id": number,
        "number": 1,
        "texts": texts,
        "scores": scores,
        "relation": "ouder",
        "made_by": Role.AUTHOR,
        "redactions": [],
        "created_at": written,
    }
    return contribution, version


def insert_pairs(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """The two tables name each other: the contribution comes first and gets its version afterwards."""
    table = cast(sa.Table, Contribution.__table__)
    unset = {"latest_version_id": None, "published_version_id": None}
    insert(table, [{**contribution, **unset} for contribution, _version in pairs])
    insert(Version, [version for _contribution, version in pairs])
    session.connection().execute(
        sa.update(table)
        .where(table.c.id == sa.bindparam("number"))
        .values(latest_version_id=sa.bindparam("latest"), published_version_id=sa.bindparam("shown")),
        [
            {"number": row["id"], "latest": row["latest_version_id"], "shown": row["published_version_id"]}
            for row, _version in pairs
        ],
    )


def facility_row(number: int, chance: random.Random) -> dict[str, Any]:
    """Large enough to show dates and scores."""
    postcode, town = chance.choice(TOWNS)
    name = f"De Meetlat {number:06}"
    return {
        "id": number,
        "sector": Sector.KINDEROPVANG,
        "dossiernummer": f"{number:06}",
        "name": name,
        "kind": chance.choice(("groepsopvang", "gezinsopvang", "groepsopvang samenwerkende onthaalouders")),
        "tariff": chance.choice(("inkomenstarief (IKT)", "inkomenstarief (IKT)", "vrije prijs")),
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


def total_rows() -> list[dict[str, Any]]:
    """As `app.recounting.recount` would make them, for all facilities at once."""
    counts: Counter[tuple[int, str, int]] = Counter()
    published = sa.select(Contribution.facility_id, Version.scores).join(
        Version, Version.id == Contribution.published_version_id
    )
    for owner, given in session.execute(published.where(Contribution.kind == "review")).yield_per(CHUNK):
        counts.update((owner, theme, score) for theme, score in given.items())
    keys = sorted({(owner, theme) for owner, theme, _ in counts})
    return [
        {
            "facility_id": owner,
            "theme": theme,
            **{f"n{score}": counts[owner, theme, score] for score in range(1, 6)},
        }
        for owner, theme in keys
    ]


PUBLISHED = "FROM contributions c WHERE c.facility_id = facilities.id AND c.state = 'published' AND c.kind ="
COUNT = sa.text(
    f"UPDATE facilities SET review_count = (SELECT count(*) {PUBLISHED} 'review'),"  # noqa: S608 (no input)
    f" answered_count = (SELECT count(*) {PUBLISHED} 'reply'),"
    f" first_review_at = (SELECT min(revealed_at) {PUBLISHED} 'review'),"
    f" last_review_at = (SELECT max(revealed_at) {PUBLISHED} 'review')"
)
