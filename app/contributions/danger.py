"""A sign of danger: whether somebody dealt with it, and who hears of it at once."""

from sqlalchemy import func, select

from app.accounts.models import Account, AccountRole
from app.conflicts.queries import accounts_in_conflict
from app.contributions.models import Contribution, RecordedFinding, Version
from app.database import session
from app.mail.actions import queue_mail, to_account
from app.referrals.models import Referral
from moderation.findings import Family, Severity
from moderation.states import Role


def urgent_danger(contribution: Contribution) -> int | None:
    """The newest wording of its author with an urgent sign of danger, or None.

    An editor may have replaced the words since; that takes no danger away.
    """
    return session.scalar(
        select(func.max(Version.id))
        .join(RecordedFinding, RecordedFinding.version_id == Version.id)
        .where(
            Version.contribution_id == contribution.id,
            Version.made_by == Role.AUTHOR,
            RecordedFinding.family == Family.SAFETY,
            RecordedFinding.severity == Severity.URGENT,
        )
    )


def danger_is_unresolved(contribution: Contribution) -> bool:
    """There is such a sign, and no lead editor noted what was done with it since."""
    found = urgent_danger(contribution)
    return found is not None and not was_dealt_with(contribution, found)


def was_dealt_with(contribution: Contribution, version_id: int) -> bool:
    """A lead editor noted what was done with the danger of this wording, or of a later one."""
    noted = session.scalar(
        select(func.count())
        .select_from(Referral)
        .where(Referral.contribution_id == contribution.id, Referral.version_id >= version_id)
    )
    return bool(noted)


def tell_lead_editors(contribution: Contribution, version_id: int) -> None:
    """A mail to each, without a word of the text."""
    for account_id in free_lead_editors(contribution):
        queue_mail(
            f"danger-{version_id}",
            to_account(account_id),
            "danger_found",
            contribution=contribution.id,
            version=version_id,
        )


def tell_of_reported_danger(contribution: Contribution, notice_id: int) -> None:
    """Somebody reports danger in what is online; a mail to each lead editor, without a word of the report."""
    for account_id in free_lead_editors(contribution):
        queue_mail(
            f"danger-reported-{notice_id}", to_account(account_id), "danger_reported", notice=notice_id
        )


def free_lead_editors(contribution: Contribution) -> list[int]:
    """All without an interest in it; where everyone has one, all: danger must be heard by somebody."""
    leads = session.scalars(
        select(Account.id)
        .where(Account.role == AccountRole.LEAD_EDITOR, Account.disabled_at.is_(None))
        .order_by(Account.id)
    ).all()
    barred = accounts_in_conflict(contribution.facility)
    return [account_id for account_id in leads if account_id not in barred] or list(leads)
