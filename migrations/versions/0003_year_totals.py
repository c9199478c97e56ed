"""How the averages of a facility change over the years"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty until the next decision at a facility, or `waardering rebuild-aggregates`."""
    op.create_table(
        "year_totals",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_year_totals_facility_id")
        ),
        sa.PrimaryKeyConstraint("facility_id", "theme", "year", name=op.f("pk_year_totals")),
    )


def downgrade() -> None:
    op.drop_table("year_totals")
