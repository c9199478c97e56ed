"""Which version of the public site somebody looks at: it changes in the transaction of what changed."""

from sqlalchemy import Connection, bindparam, event, select, text, update
from sqlalchemy.orm import Session

from app.database import session
from app.facilities.models import Facility, PublicVersion
from app.questionnaires import Sector

CHANGES = "public_site_changes"


def public_site_changes() -> None:
    """What is written in this transaction shows on pages about more than one facility."""
    session.info[CHANGES] = True


@event.listens_for(session.session_factory, "before_commit")
def count_on(writer: Session) -> None:
    """As the last thing before the commit: nobody waits long for this row, and nobody in a circle."""
    if writer.info.pop(CHANGES, False):
        writer.execute(update(PublicVersion).values(number=PublicVersion.number + 1))


FACILITY_VERSION = select(Facility.page_version).where(
    Facility.sector == bindparam("sector"), Facility.dossiernummer == bindparam("dossiernummer")
)
REVIEW_VERSION = text(
    "SELECT facilities.page_version FROM contributions"
    " JOIN facilities ON facilities.id = contributions.facility_id WHERE contributions.public_id = :public_id"
)
SITE_VERSION = select(PublicVersion.number)


def facility_version(connection: Connection, sector: str, dossiernummer: str) -> str | None:
    """Of the page of one facility; None where there is none."""
    if sector not in list(Sector) or "\0" in dossiernummer:
        return None
    found = connection.scalar(FACILITY_VERSION, {"sector": sector, "dossiernummer": dossiernummer})
    return None if found is None else str(found)


def review_version(connection: Connection, public_id: str) -> str | None:
    """Of the page of one review: that of its facility; None where there is none."""
    found = connection.scalar(REVIEW_VERSION, {"public_id": public_id})
    return None if found is None else str(found)


def site_version(connection: Connection, **_arguments: object) -> str | None:
    """Of pages about more than one facility."""
    found = connection.scalar(SITE_VERSION)
    return None if found is None else str(found)
