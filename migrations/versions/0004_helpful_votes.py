"""Readers can say that a review helped them"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helpful_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("voter_key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_helpful_votes_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpful_votes")),
        sa.UniqueConstraint("contribution_id", "voter_key", name="uq_helpful_votes_voter"),
    )
    op.create_index(op.f("ix_helpful_votes_day"), "helpful_votes", ["day"])
    with op.batch_alter_table("contributions") as contributions:
        contributions.add_column(sa.Column("helpful_count", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("contributions") as contributions:
        contributions.drop_column("helpful_count")
    op.drop_index(op.f("ix_helpful_votes_day"), table_name="helpful_votes")
    op.drop_table("helpful_votes")
