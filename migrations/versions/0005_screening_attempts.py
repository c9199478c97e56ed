"""A text that ends its worker each time reaches the editors in the end"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contributions") as contributions:
        contributions.add_column(
            sa.Column("screening_attempts", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("contributions") as contributions:
        contributions.drop_column("screening_attempts")
