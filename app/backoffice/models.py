"""What an editor keeps for the next morning."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class SavedView(Base):
    """A view of the queue with a name, of one editor."""

    __tablename__ = "saved_views"
    __table_args__ = (sa.UniqueConstraint("account_id", "name", name="uq_saved_views_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    name: Mapped[str]
    query: Mapped[str]
    """As it stands in the address of the queue."""
