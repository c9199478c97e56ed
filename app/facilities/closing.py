"""A facility closes on the day that its file announced, also when no new file comes."""

from sqlalchemy import update

from app.database import now, session
from app.facilities.models import Facility
from app.facilities.versions import public_site_changes
from app.times import local


def close_ended() -> int:
    """Close what ended before today in Belgium; the number of them. The last day is still open."""
    today = local(now()).date()
    closed = session.execute(
        update(Facility)
        .where(Facility.closed_on.is_(None), Facility.ends_on < today)
        .values(closed_on=Facility.ends_on, page_version=Facility.page_version + 1)
        .returning(Facility.id)
        .execution_options(synchronize_session=False)
    ).all()
    if closed:
        public_site_changes()
    session.commit()
    return len(closed)
