"""The addresses that mails lead to; a link to an author's own page is made fresh for each mail."""

from sqlalchemy import select

from app.accounts.models import account_facilities
from app.addresses import facility_address, full
from app.contributions.models import Contribution, Review
from app.database import session
from app.facilities.models import Facility
from app.identities.actions import new_author_link
from app.mail.models import OutboxMail
from app.notices.models import Notice
from app.replies.models import Reply
from app.sealed_numbers import seal


def contest_link(notice: Notice) -> str:
    """Where who reported objects to our answer; "" after an objection."""
    if notice.objection_to_id is not None:
        return ""
    if notice.account_id is not None:
        return full(f"/organisatie/meldingen/{notice.reference}/bezwaar")
    return full(f"/melden/ontvangen/{notice.reference}/bezwaar")


def own_link(contribution: Contribution, row: OutboxMail) -> str | None:
    """The page where its writer follows it; None for an account that left the facility."""
    if isinstance(contribution, Review):
        return author_link(contribution, row)
    if not is_of_account(contribution.facility, row.recipient):
        return None
    return full(f"/organisatie/reacties/{seal('reply', contribution.id)}")


def author_link(review: Review, row: OutboxMail) -> str:
    """A fresh link to the author's own page."""
    return full(f"/waardering/link/{new_author_link(review.id, row.id)}")


def public_link(contribution: Contribution) -> str:
    """Where everybody reads it, or "" while nobody can."""
    review = contribution.review if isinstance(contribution, Reply) else contribution
    if not review.is_visible or not contribution.is_visible:
        return ""
    return f"{facility_address(contribution.facility)}#waardering-{review.public_id}"


def provider_page(facility: Facility) -> str:
    """A facility's own page."""
    return full(f"/organisatie/voorzieningen/{facility.sector.value}/{facility.dossiernummer}")


def account_in(recipient: str) -> int:
    """The account of `account:<id>`."""
    return int(recipient.removeprefix("account:"))


def is_of_account(facility: Facility, recipient: str) -> bool:
    """The account still works for this facility."""
    found = session.execute(
        select(account_facilities.c.facility_id).where(
            account_facilities.c.facility_id == facility.id,
            account_facilities.c.account_id == account_in(recipient),
        )
    ).first()
    return found is not None
