"""A facility's answer to a review."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.contributions.models import Contribution, Review


class Reply(Contribution):
    """A facility's answer to a review; shows only while its review shows."""

    review_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contributions.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    """The provider's account that wrote it."""

    review: Mapped[Review] = relationship(
        foreign_keys=review_id, remote_side=Contribution.id, back_populates="replies"
    )
    account: Mapped[Account] = relationship()

    __mapper_args__ = {"polymorphic_identity": "reply"}  # noqa: RUF012
