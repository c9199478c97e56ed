"""Who found a review helpful today, so that a reader counts once a day."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class HelpfulVote(Base):
    """One reader, one review, one day. Deleted with the retention of the next day: the count stays."""

    __tablename__ = "helpful_votes"
    __table_args__ = (sa.UniqueConstraint("contribution_id", "voter_key", name="uq_helpful_votes_voter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"))
    voter_key: Mapped[str]
    """A keyed hash of the reader's address, with a key of that day: no reader can be followed. The browser's
    name is not in it: whoever changes that would count again."""
    day: Mapped[date] = mapped_column(index=True)
