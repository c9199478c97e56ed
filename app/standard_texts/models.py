"""The words that editors start from, where a lead editor changed those of the rulebook."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, now


class StandardText(Base):
    """One version of the words for one rule, kind and use. Never changed: the next one has a new number."""

    __tablename__ = "standard_texts"
    __table_args__ = (
        sa.UniqueConstraint("rule", "kind", "purpose", "number", name="uq_standard_texts_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    kind: Mapped[str]
    purpose: Mapped[str]
    """An action such as `return`, or `ask`."""
    number: Mapped[int]
    text: Mapped[str]
    """Markdown. Empty: back to the words of the rulebook."""
    why: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    account: Mapped[Account] = relationship()
