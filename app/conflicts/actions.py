"""Declare an interest, and end it."""

from sqlalchemy import delete, select

from app.audit.actions import record
from app.conflicts.models import Conflict
from app.conflicts.queries import hidden_facilities
from app.contributions.models import Claim, Contribution
from app.database import now, session
from app.facilities.models import Facility, Organisation


class UnknownInterest(Exception):
    """There is no such organisation, facility or municipality."""


def declare(account_id: int, kind: str, about: str) -> Conflict:
    """From now on whatever is about it is hidden from them. Declared already gives what there is."""
    conflict = Conflict(account_id=account_id, **{"municipality": "", **found(kind, about)})
    known = session.scalar(
        select(Conflict).where(
            Conflict.account_id == account_id,
            Conflict.ended_at.is_(None),
            Conflict.organisation_id == conflict.organisation_id,
            Conflict.facility_id == conflict.facility_id,
            Conflict.municipality == conflict.municipality,
        )
    )
    if known is not None:
        return known
    session.add(conflict)
    session.flush()
    free_claims(conflict)
    record(
        "conflict.declared", f"account:{account_id}", account_id=account_id, details={"conflict": conflict.id}
    )
    return conflict


def found(kind: str, about: str) -> dict[str, object]:
    """The column that names it. Raises UnknownInterest."""
    number = int(about) if about.isascii() and about.isdigit() and len(about) < 10 else 0
    if kind == "organisatie" and session.get(Organisation, number) is not None:
        return {"organisation_id": number}
    if kind == "voorziening" and session.get(Facility, number) is not None:
        return {"facility_id": number}
    if kind == "gemeente" and session.scalar(
        select(Facility.id).where(Facility.municipality == about, Facility.municipality != "").limit(1)
    ):
        return {"municipality": about}
    raise UnknownInterest


def free_claims(conflict: Conflict) -> None:
    """What they held of it can be taken by somebody else."""
    ids = select(Contribution.id).where(Contribution.facility_id.in_(hidden_facilities([conflict])))
    session.execute(
        delete(Claim)
        .where(Claim.account_id == conflict.account_id, Claim.contribution_id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def end(conflict: Conflict) -> None:
    """It no longer holds; who declared it, and when, stays known."""
    if conflict.ended_at is None:
        conflict.ended_at = now()
        record(
            "conflict.ended",
            f"account:{conflict.account_id}",
            account_id=conflict.account_id,
            details={"conflict": conflict.id},
        )
