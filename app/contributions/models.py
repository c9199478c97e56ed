"""Whatever is moderated: contributions, their versions, findings, decisions and claims."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.grounds import Grounds
from app.database import Base, now
from app.facilities.models import Facility
from moderation.check_versions import version_of
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, Role, State

if TYPE_CHECKING:
    from app.replies.models import Reply


FILTERED = ("kind", "state", "facility_id", "signals", "language", "is_open")
"""What the queue narrows and counts by."""


def open_index(name: str, *order: str) -> sa.Index:
    """Over what is open, in this order, with all that the filters look at: the rows are not needed."""
    return sa.Index(
        name, *order, *FILTERED, sqlite_where=sa.text("is_open = 1"), postgresql_where=sa.text("is_open")
    )


class Contribution(Base):
    """Anything a person writes that is moderated before the public sees it."""

    __tablename__ = "contributions"
    __table_args__ = (
        open_index("ix_contributions_due", "in_danger", "due_at", "id"),
        open_index("ix_contributions_risk", "in_danger", "risk", "due_at", "id"),
        sa.Index("ix_contributions_public", "facility_id", "kind", "state", "list_key"),
        sa.Index("ix_contributions_screening", "awaits_screening", "screening_lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[State] = mapped_column(default=State.UNCONFIRMED, index=True)
    lock_version: Mapped[int] = mapped_column()
    facility_id: Mapped[int] = mapped_column(sa.ForeignKey("facilities.id"))
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    """From here the clock of ten days runs; a revision starts it again."""
    due_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    """The clock stands still until then, because somebody is asked something; `due_at` knows it already."""

    latest_version_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("versions.id", use_alter=True, name="fk_contributions_latest_version")
    )
    published_version_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("versions.id", use_alter=True, name="fk_contributions_published_version"), index=True
    )
    """The version a person approved. None while nothing may be seen."""

    awaits_screening: Mapped[bool] = mapped_column(default=False)
    """The latest version has not been screened yet."""
    screening_lease_until: Mapped[datetime | None]
    screening_attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often a job began with the latest version: a text that ends its worker comes back."""
    is_open: Mapped[bool] = mapped_column(default=False)
    """An editor has something to judge."""
    urgency: Mapped[int] = mapped_column(default=0)
    """Rank of the highest severity among the findings of the latest version, 0 to 3."""
    in_danger: Mapped[bool] = mapped_column(default=False)
    """A sign of danger that no lead editor has dealt with."""
    risk: Mapped[int] = mapped_column(default=0)
    """`moderation.priority.Risk` of the latest version."""
    signals: Mapped[int] = mapped_column(default=0)
    """Families and severities of the latest version's findings, as `moderation.priority.as_bits`."""
    language: Mapped[str] = mapped_column(default="")
    """Of the latest version, where it is not Dutch: a code of ISO 639-1."""

    public_id: Mapped[str | None] = mapped_column(unique=True)
    """Random, made at publication."""
    visible_from: Mapped[datetime | None]
    """Published, but seen by nobody before this moment."""
    revealed_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the public first saw it; None while it is not to be seen."""
    helpful_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """Readers who said that it helped, once a day each."""
    list_key: Mapped[str] = mapped_column(default="")
    """Sorts a facility's page, newest last; random within the month at a small facility."""

    facility: Mapped[Facility] = relationship()
    versions: Mapped[list["Version"]] = relationship(
        back_populates="contribution", order_by="Version.number", foreign_keys="Version.contribution_id"
    )
    latest_version: Mapped["Version | None"] = relationship(foreign_keys=latest_version_id, viewonly=True)
    published_version: Mapped["Version | None"] = relationship(
        foreign_keys=published_version_id, viewonly=True
    )
    decisions: Mapped[list["Decision"]] = relationship(back_populates="contribution", order_by="Decision.id")
    claim: Mapped["Claim | None"] = relationship(back_populates="contribution", cascade="all, delete-orphan")

    __mapper_args__ = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        "polymorphic_on": "kind",
        "version_id_col": lock_version,
    }

    @property
    def has_pending_revision(self) -> bool:
        """Published, while a newer version waits to be judged."""
        return (
            self.state is State.PUBLISHED
            and (self.is_open or self.awaits_screening)
            and self.latest_version_id != self.published_version_id
        )

    @property
    def is_visible(self) -> bool:
        """The public can see its approved version now."""
        return self.state is State.PUBLISHED and self.revealed_at is not None

    @property
    def clock_is_paused(self) -> bool:
        """We wait for an answer; the promised date moved along."""
        return self.paused_until is not None and self.paused_until > now()


class Review(Contribution):
    """A parent's scores and experience."""

    questionnaire_version: Mapped[int | None]
    identity_id: Mapped[int | None] = mapped_column(sa.ForeignKey("identities.id"), index=True)
    device_key: Mapped[str | None] = mapped_column(index=True)
    """A keyed hash of the truncated address and the browser's name; kept 30 days."""
    submission_key: Mapped[str | None] = mapped_column(unique=True)
    """Made with the empty form: sending the same form twice stores it once."""
    batch: Mapped[int | None]
    """At a small facility scores enter the averages in batches; None until then, 0 when that fell apart."""
    reminded_at: Mapped[datetime | None]

    replies: Mapped[list["Reply"]] = relationship(
        foreign_keys="Reply.review_id", back_populates="review", order_by="Reply.id"
    )

    __mapper_args__ = {"polymorphic_identity": "review"}  # noqa: RUF012


class Version(Base):
    """One immutable wording of a contribution."""

    __tablename__ = "versions"
    __table_args__ = (sa.UniqueConstraint("contribution_id", "number", name="uq_versions_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"))
    number: Mapped[int]
    texts: Mapped[dict[str, Any]]
    """Field → text as typed, CRLF made LF and nothing else changed."""
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Theme key → 1 to 5, or None for "niet van toepassing"."""
    relation: Mapped[str] = mapped_column(default="")
    experience_from: Mapped[date | None]
    """First day of the month."""
    experience_until: Mapped[date | None]
    language: Mapped[str] = mapped_column(default="", server_default="")
    """In which it was written, where that is not Dutch: a code of ISO 639-1; known once it was screened."""
    made_by: Mapped[Role]
    redactions: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What an editor replaced in this version: field, start, end (of the label), label, rule."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    contribution: Mapped[Contribution] = relationship(back_populates="versions", foreign_keys=contribution_id)
    findings: Mapped[list["RecordedFinding"]] = relationship(
        back_populates="version", order_by="RecordedFinding.id"
    )

    @property
    def is_redacted(self) -> bool:
        """An editor replaced something in it."""
        return bool(self.redactions)


class RecordedFinding(Base):
    """What a check saw in a version."""

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("versions.id"), index=True)
    family: Mapped[Family]
    rule: Mapped[str]
    severity: Mapped[Severity]
    field: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    explanation: Mapped[str]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    confidence: Mapped[float | None]
    check_version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Of the check that made it (`moderation.check_versions`)."""

    version: Mapped[Version] = relationship(back_populates="findings")

    @classmethod
    def of(cls, version_id: int, finding: Finding) -> "RecordedFinding":
        """As it is kept."""
        return cls(
            version_id=version_id,
            family=finding.family,
            rule=finding.rule,
            severity=finding.severity,
            field=finding.span.field if finding.span else None,
            start=finding.span.start if finding.span else None,
            end=finding.span.end if finding.span else None,
            explanation=finding.explanation,
            evidence=dict(finding.evidence),
            confidence=finding.confidence,
            check_version=version_of(finding.rule),
        )


class Decision(Grounds, Base):
    """What somebody did with a contribution, and why: the statement of reasons (DSA art. 17)."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("versions.id"))
    """The version that was judged."""
    action: Mapped[Action]
    from_state: Mapped[State]
    to_state: Mapped[State]
    role: Mapped[Role]
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """Empty for the system and for authors of reviews."""
    proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """The first of two editors, where one was not enough; `account_id` is then who confirmed."""
    rulebook_version: Mapped[int | None]
    message: Mapped[str] = mapped_column(default="")
    """To the author, as sent."""
    standard_text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standard_texts.id"))
    """The version of the prefilled words that the message began from; empty for those of the rulebook."""
    note: Mapped[str] = mapped_column(default="")
    """For the editors alone."""
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)

    contribution: Mapped[Contribution] = relationship(back_populates="decisions")
    version: Mapped[Version | None] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    proposed_by: Mapped[Account | None] = relationship(foreign_keys=proposed_by_id)

    @property
    def people(self) -> frozenset[int]:
        """The accounts that took it: one, or two where one was not enough."""
        return frozenset(filter(None, (self.account_id, self.proposed_by_id)))


class Claim(Base):
    """An editor is busy with a contribution, for a while."""

    __tablename__ = "claims"

    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    expires_at: Mapped[datetime]

    contribution: Mapped[Contribution] = relationship(back_populates="claim")
    account: Mapped[Account] = relationship()

    @property
    def is_live(self) -> bool:
        """It still holds."""
        return self.expires_at > now()


class OpenText(Base):
    """What an editor can search while a contribution waits; gone as soon as it no longer does."""

    __tablename__ = "open_texts"

    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), primary_key=True)
    words: Mapped[str]
    """The latest text in small letters, without accents and signs."""


class TextBand(Base):
    """A fingerprint band of a text: contributions that share one may share text."""

    __tablename__ = "text_bands"

    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contributions.id"), primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True, index=True)
