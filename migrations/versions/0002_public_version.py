"""What the public sees of a facility is counted once, and the public site as a whole has a version"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PUBLIC = "state = 'published' AND revealed_at IS NOT NULL AND published_version_id IS NOT NULL"
COUNT_WHAT_IS_PUBLIC = f"""
UPDATE facilities SET
  review_count = (SELECT count(*) FROM contributions c
    WHERE c.facility_id = facilities.id AND c.kind = 'review' AND {PUBLIC}),
  first_review_at = (SELECT min(revealed_at) FROM contributions c
    WHERE c.facility_id = facilities.id AND c.kind = 'review' AND {PUBLIC}),
  last_review_at = (SELECT max(revealed_at) FROM contributions c
    WHERE c.facility_id = facilities.id AND c.kind = 'review' AND {PUBLIC}),
  answered_count = (SELECT count(DISTINCT r.review_id) FROM contributions r
    WHERE r.facility_id = facilities.id AND r.kind = 'reply' AND {PUBLIC}
    AND r.review_id IN (SELECT id FROM contributions WHERE kind = 'review' AND {PUBLIC}))
"""  # noqa: S608 (no input)


def upgrade() -> None:
    table = op.create_table(
        "public_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_version")),
    )
    op.bulk_insert(table, [{"id": 1, "number": 1}])
    with op.batch_alter_table("facilities") as facilities:
        facilities.add_column(sa.Column("review_count", sa.Integer(), nullable=False, server_default="0"))
        facilities.add_column(sa.Column("answered_count", sa.Integer(), nullable=False, server_default="0"))
        facilities.add_column(sa.Column("first_review_at", sa.DateTime(timezone=True), nullable=True))
        facilities.add_column(sa.Column("last_review_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(COUNT_WHAT_IS_PUBLIC)


def downgrade() -> None:
    with op.batch_alter_table("facilities") as facilities:
        for name in ("last_review_at", "first_review_at", "answered_count", "review_count"):
            facilities.drop_column(name)
    op.drop_table("public_version")
