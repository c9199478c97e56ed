"""Which mail an author's link was made for: a newer mail that left makes older links rest"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("author_links", sa.Column("mail_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("author_links", "mail_id")
