"""What an editor has an interest in: whatever is about it is hidden from them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, now
from app.facilities.models import Facility, Organisation


class Conflict(Base):
    """An organisation, a facility or a municipality that an editor declared; one of the three."""

    __tablename__ = "conflicts"
    __table_args__ = (
        sa.CheckConstraint(
            "(organisation_id IS NOT NULL AND facility_id IS NULL AND municipality = '')"
            " OR (organisation_id IS NULL AND facility_id IS NOT NULL AND municipality = '')"
            " OR (organisation_id IS NULL AND facility_id IS NULL AND municipality <> '')",
            name="one_thing",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"))
    facility_id: Mapped[int | None] = mapped_column(sa.ForeignKey("facilities.id"))
    municipality: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    """It no longer holds; that it held stays known."""

    account: Mapped[Account] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    facility: Mapped[Facility | None] = relationship()

    @property
    def about(self) -> str:
        """Its name."""
        if self.organisation is not None:
            return self.organisation.name
        return self.facility.name if self.facility is not None else self.municipality
