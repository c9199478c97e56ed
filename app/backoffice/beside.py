"""What stands beside a contribution on the editor's page: a proposal, talk, notes, danger, redress."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.contributions.models import Contribution
from app.notes.models import Note
from app.notes.queries import notes_about
from app.notices.models import Complaint, Notice
from app.notices.queries import complaints_about, notices_about
from app.proposals.models import Proposal, ProposalOutcome
from app.proposals.queries import proposals_about
from app.referrals.models import Referral
from app.referrals.queries import referrals_about
from app.replies.models import Reply
from app.threads.models import Thread
from app.threads.queries import threads_about
from moderation.findings import Family, Severity
from moderation.states import Role, State


@dataclass(frozen=True)
class Beside:
    """All of it, for one editor. Six statements."""

    proposal: Proposal | None
    """What waits for a second editor."""
    own_proposal: bool
    last_closed: Proposal | None
    """The last one, where it was declined or lapsed and nothing was proposed since."""
    threads: Sequence[Thread]
    can_ask_author: bool
    can_ask_provider: bool
    notes: Sequence[Note]
    referrals: Sequence[Referral]
    danger: bool
    """There is an urgent sign of danger in it."""
    danger_unresolved: bool
    """And nobody noted yet what was done with it."""
    notices: Sequence[Notice]
    complaints: Sequence[Complaint]
    """What was reported and objected to, and what became of it."""


def beside(contribution: Contribution, account: Account) -> Beside:
    """Around this contribution, now. Its versions and findings are loaded already."""
    proposals = proposals_about(contribution.id)
    newest = proposals[0] if proposals else None
    waits = newest if newest is not None and newest.outcome is None else None
    referrals = referrals_about(contribution.id)
    sign = last_sign_of_danger(contribution)
    told = contribution.state not in (State.UNCONFIRMED, State.WITHDRAWN, State.ERASED) and not (
        contribution.state is State.ESCALATED and account.moderation_role is not Role.LEAD_EDITOR
    )
    is_reply = isinstance(contribution, Reply)
    return Beside(
        proposal=waits,
        own_proposal=waits is not None and waits.account_id == account.id,
        last_closed=newest
        if newest and newest.outcome in (ProposalOutcome.DECLINED, ProposalOutcome.LAPSED)
        else None,
        threads=threads_about(contribution.id),
        can_ask_author=told and not is_reply,
        can_ask_provider=told and (is_reply or contribution.is_visible),
        notes=notes_about(contribution.id),
        referrals=referrals,
        danger=sign is not None,
        danger_unresolved=sign is not None and all(done.version_id < sign for done in referrals),
        notices=notices_about(contribution.id),
        complaints=complaints_about(contribution.id),
    )


def last_sign_of_danger(contribution: Contribution) -> int | None:
    """As `app.contributions.danger.urgent_danger`, from what was loaded for the page."""
    signs = [
        version.id
        for version in contribution.versions
        if version.made_by is Role.AUTHOR
        and any(
            finding.family is Family.SAFETY and finding.severity is Severity.URGENT
            for finding in version.findings
        )
    ]
    return max(signs, default=None)
