"""Who has an account."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Account, AccountRole, account_facilities
from app.database import session


def providers_of(facility_id: int) -> Sequence[int]:
    """The accounts that speak for a facility and can sign in, by number."""
    return session.scalars(
        select(Account.id)
        .join(account_facilities)
        .where(
            account_facilities.c.facility_id == facility_id,
            Account.role == AccountRole.PROVIDER,
            Account.disabled_at.is_(None),
        )
        .order_by(Account.id)
    ).all()
