"""Mails for who follows a facility, a municipality or an organisation"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("months_told_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("key", name=op.f("uq_alerts_key")),
        sa.UniqueConstraint("subject_kind", "subject_key", "email_key", name="uq_alerts_address"),
    )
    op.create_index(op.f("ix_alerts_confirmed_at"), "alerts", ["confirmed_at"])
    op.create_index(op.f("ix_facilities_municipality"), "facilities", ["municipality"])


def downgrade() -> None:
    op.drop_index(op.f("ix_facilities_municipality"), table_name="facilities")
    op.drop_table("alerts")
