"""A decision may rest on several rules; a notice knows the form it was sent with"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

RULES = sa.JSON().with_variant(JSONB(), "postgresql")
TABLES = ("decisions", "proposals")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("more_rules", RULES, nullable=False, server_default="[]"))
    op.add_column("notices", sa.Column("submission_key", sa.Text(), nullable=True))
    op.create_index("uq_notices_submission_key", "notices", ["submission_key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_notices_submission_key", "notices")
    op.drop_column("notices", "submission_key")
    for table in reversed(TABLES):
        op.drop_column(table, "more_rules")
