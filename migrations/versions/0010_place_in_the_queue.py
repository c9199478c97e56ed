"""What the queue orders, filters and searches by, and the views that editors keep"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = (
    ("in_danger", sa.Boolean(), sa.false()),
    ("risk", sa.Integer(), sa.text("0")),
    ("signals", sa.Integer(), sa.text("0")),
    ("language", sa.Text(), sa.text("''")),
)
OPEN = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}
FILTERED = ("kind", "state", "facility_id", "signals", "language", "is_open")
FAMILIES = ("privacy", "authenticity", "readability", "interval", "conduct", "safety")
WEIGHTS = {"privacy": 1, "authenticity": 1, "conduct": 1, "safety": 2}
SEVERITIES = ("info", "notice", "warning", "urgent")
POINTS = (0, 1, 3, 6)


def upgrade() -> None:
    for name, kind, default in COLUMNS:
        op.add_column("contributions", sa.Column(name, kind, nullable=False, server_default=default))
    op.create_index(
        "ix_contributions_due", "contributions", ["in_danger", "due_at", "id", *FILTERED], **OPEN
    )
    op.create_index(
        "ix_contributions_risk", "contributions", ["in_danger", "risk", "due_at", "id", *FILTERED], **OPEN
    )
    op.create_index("ix_facilities_places", "facilities", ["places"])
    op.drop_index("ix_contributions_queue", "contributions")
    op.create_table(
        "open_texts",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_open_texts_contribution_id")
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_open_texts")),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_views_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("account_id", "name", name="uq_saved_views_name"),
    )
    place_what_is_open(op.get_bind())


def downgrade() -> None:
    op.drop_table("saved_views")
    op.drop_table("open_texts")
    op.create_index("ix_contributions_queue", "contributions", ["is_open", "urgency", "due_at", "id"])
    op.drop_index("ix_facilities_places", "facilities")
    op.drop_index("ix_contributions_risk", "contributions")
    op.drop_index("ix_contributions_due", "contributions")
    for name, _kind, _default in reversed(COLUMNS):
        op.drop_column("contributions", name)


contributions = sa.table(
    "contributions",
    sa.column("id", sa.Integer),
    sa.column("latest_version_id", sa.Integer),
    sa.column("state", sa.Text),
    sa.column("is_open", sa.Boolean),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("due_at", sa.DateTime(timezone=True)),
    *(sa.column(name, kind) for name, kind, _default in COLUMNS),
)
versions = sa.table("versions", sa.column("id", sa.Integer), sa.column("texts", sa.JSON))
findings = sa.table(
    "findings", *(sa.column(name) for name in ("version_id", "family", "severity", "rule", "evidence"))
)
open_texts = sa.table("open_texts", sa.column("contribution_id", sa.Integer), sa.column("words", sa.Text))


def place_what_is_open(connection: sa.Connection) -> None:
    """What waits at this moment gets its place; later the actions write it."""
    for row in connection.execute(sa.select(contributions).where(contributions.c.is_open)).all():
        seen = connection.execute(
            sa.select(findings.c.family, findings.c.severity).where(
                findings.c.version_id == row.latest_version_id
            )
        ).all()
        worst = worst_of(seen)
        connection.execute(
            sa.update(contributions)
            .where(contributions.c.id == row.id)
            .values(
                in_danger=row.state == "escalated" and worst.get("safety") == 3,
                risk=risk_of(worst),
                signals=bits_of(worst),
                due_at=sa.func.coalesce(contributions.c.due_at, contributions.c.created_at),
            )
        )
        texts = connection.scalar(sa.select(versions.c.texts).where(versions.c.id == row.latest_version_id))
        connection.execute(open_texts.insert().values(contribution_id=row.id, words=words_of(texts or {})))


def worst_of(seen: Sequence[Any]) -> dict[str, int]:
    """Family → rank of its most severe finding."""
    worst: dict[str, int] = {}
    for family, severity in seen:
        worst[family] = max(worst.get(family, 0), SEVERITIES.index(severity))
    return worst


def risk_of(worst: dict[str, int]) -> int:
    """As the policy of this release says."""
    points = sum(POINTS[rank] * WEIGHTS.get(family, 0) for family, rank in worst.items())
    return 3 if points >= 6 else 2 if points >= 3 else 1 if points else 0


def bits_of(worst: dict[str, int]) -> int:
    """Four bits a family, as this release writes them."""
    return sum(1 << (FAMILIES.index(family) * 4 + least) for family, rank in worst.items() for least in ranks(rank))


def ranks(rank: int) -> Iterable[int]:
    """This one and those below it."""
    return range(rank + 1)


def words_of(texts: dict[str, str]) -> str:
    """Small letters and digits without accents."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", " ".join(texts.values())).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in text if not unicodedata.combining(c))))
