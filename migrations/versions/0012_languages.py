"""In which language somebody reads our mails, and a text was written"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTS = sa.JSON().with_variant(JSONB(), "postgresql")
READERS = ("identities", "alerts", "notices", "accounts")


def upgrade() -> None:
    for table in READERS:
        op.add_column(table, sa.Column("language", sa.Text(), nullable=False, server_default="nl"))
    op.add_column("versions", sa.Column("language", sa.Text(), nullable=False, server_default=""))
    op.add_column("facilities", sa.Column("review_languages", COUNTS, nullable=False, server_default="{}"))
    note_languages(op.get_bind())


def downgrade() -> None:
    op.drop_column("facilities", "review_languages")
    op.drop_column("versions", "language")
    for table in reversed(READERS):
        op.drop_column(table, "language")


versions = sa.table("versions", sa.column("id", sa.Integer), sa.column("language", sa.Text))
findings = sa.table("findings", sa.column("version_id"), sa.column("rule"), sa.column("evidence", sa.JSON))
contributions = sa.table(
    "contributions",
    *(sa.column(name) for name in ("facility_id", "kind", "state", "revealed_at", "published_version_id")),
)
facilities = sa.table("facilities", sa.column("id", sa.Integer), sa.column("review_languages", COUNTS))


def note_languages(connection: sa.Connection) -> None:
    """What the checks saw before; and how many reviews of each language a facility shows."""
    for row in connection.execute(
        sa.select(findings.c.version_id, findings.c.evidence).where(findings.c.rule == "not_dutch")
    ).all():
        language = str((row.evidence or {}).get("language", ""))
        connection.execute(
            sa.update(versions).where(versions.c.id == row.version_id).values(language=language)
        )
    counted: dict[int, dict[str, Any]] = {}
    for facility, language, number in connection.execute(
        sa.select(contributions.c.facility_id, versions.c.language, sa.func.count())
        .join(versions, versions.c.id == contributions.c.published_version_id)
        .where(
            contributions.c.kind == "review",
            contributions.c.state == "published",
            contributions.c.revealed_at.is_not(None),
        )
        .group_by(contributions.c.facility_id, versions.c.language)
    ):
        counted.setdefault(facility, {})[language or "nl"] = number
    for facility, found in counted.items():
        connection.execute(
            sa.update(facilities).where(facilities.c.id == facility).values(review_languages=found)
        )
