"""Facilities, the organisations that run them, and the totals their pages show."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, now
from app.questionnaires import Sector


class Organisation(Base):
    """Runs one or more facilities."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kbo: Mapped[str | None] = mapped_column(unique=True)
    """Ten digits, without dots. An organisation without one is matched by its name."""


class Facility(Base):
    """A place that parents can review. Closed, never deleted."""

    __tablename__ = "facilities"
    __table_args__ = (sa.UniqueConstraint("sector", "dossiernummer", name="uq_facilities_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sector: Mapped[Sector]
    dossiernummer: Mapped[str]
    """Opaque, unique within its sector."""
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    target_group: Mapped[str] = mapped_column(default="")
    tariff: Mapped[str] = mapped_column(default="")
    places: Mapped[int | None] = mapped_column(index=True)
    street: Mapped[str] = mapped_column(default="")
    house_number: Mapped[str] = mapped_column(default="")
    box: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="", index=True)
    municipality: Mapped[str] = mapped_column(default="", index=True)
    nis: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    care_region: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    licence_status: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    participates: Mapped[bool] = mapped_column(default=True)
    closed_on: Mapped[date | None]
    """Set by an import that no longer lists it, or by its `einde`."""
    search_key: Mapped[str] = mapped_column(default="")
    """Name, municipality, postcode and organisation, lower-case, without accents."""
    page_version: Mapped[int] = mapped_column(default=0)
    """Goes up whenever the public page changes."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    # What the public may see here, recounted with each change (`app.recounting.recount`).
    review_count: Mapped[int] = mapped_column(default=0, server_default="0")
    answered_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """Reviews with a reply that may be seen."""
    review_languages: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """How many of them were written in each language; "nl" also where it could not be told."""
    first_review_at: Mapped[datetime | None]
    """When the oldest of them appeared."""
    last_review_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()

    @property
    def is_small(self) -> bool:
        """Eight places or fewer: a reader may know everyone there (DOMAIN E9)."""
        return self.places is not None and self.places <= 8

    @property
    def accepts_reviews(self) -> bool:
        """Open and taking part."""
        return self.participates and self.closed_on is None


class PublicVersion(Base):
    """One row, whose number goes up whenever anything public changes: pages about more than one facility."""

    __tablename__ = "public_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class ThemeTotal(Base):
    """How often each score was given on a theme, over the counted reviews of a facility."""

    __tablename__ = "theme_totals"

    facility_id: Mapped[int] = mapped_column(sa.ForeignKey("facilities.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True)
    n1: Mapped[int] = mapped_column(default=0)
    n2: Mapped[int] = mapped_column(default=0)
    n3: Mapped[int] = mapped_column(default=0)
    n4: Mapped[int] = mapped_column(default=0)
    n5: Mapped[int] = mapped_column(default=0)

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How often 1, 2, 3, 4 and 5 were given."""
        return (self.n1, self.n2, self.n3, self.n4, self.n5)

    @property
    def n(self) -> int:
        """How many scores."""
        return sum(self.counts)

    @property
    def average(self) -> float | None:
        """1 to 5, or None without scores."""
        total = sum(score * count for score, count in enumerate(self.counts, start=1))
        return total / self.n if self.n else None

    @property
    def spread(self) -> float | None:
        """The standard deviation of the scores, or None without scores."""
        mean = self.average
        if mean is None:
            return None
        squares = sum(count * (score - mean) ** 2 for score, count in enumerate(self.counts, start=1))
        return float((squares / self.n) ** 0.5)


class FacilityRequest(Base):
    """ "Mijn opvang staat er niet bij": somebody misses a facility."""

    __tablename__ = "facility_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    sector: Mapped[Sector]
    name: Mapped[str]
    municipality: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None]


class YearTotal(Base):
    """The scores on a theme by the year of the experience, over the counted reviews of a facility."""

    __tablename__ = "year_totals"

    facility_id: Mapped[int] = mapped_column(sa.ForeignKey("facilities.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]
    total: Mapped[int]
    """The sum of the scores."""

    @property
    def average(self) -> float:
        """1 to 5."""
        return self.total / self.n
