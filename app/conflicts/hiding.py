"""What an editor has an interest in does not exist for them: in no list, search or count, nor by its number.

Every page asks the database through one session. While an editor with a declared interest uses it, each query
for contributions, and for what stands beside them, gets the same condition. A new page cannot forget it.
"""

from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import ColumnElement

from app.accounts.models import Account
from app.calibration.models import CalibrationCase
from app.conflicts.queries import hidden_facilities, open_conflicts
from app.contributions.models import Contribution, Decision, OpenText, RecordedFinding, Version
from app.database import session
from app.notes.models import Mention, Note
from app.notices.models import Complaint, Notice
from app.proposals.models import Proposal
from app.referrals.models import Referral
from app.threads.models import Message, Thread

FACILITIES = "hidden facilities"
HIDDEN = "hidden"
"""Where the session keeps its conditions."""

BESIDE = (Version, OpenText, Decision, Notice, Complaint, Proposal, Referral, Thread, Note, CalibrationCase)
"""What belongs to one contribution."""


def hide_conflicts(account: Account) -> None:
    """For the rest of this request."""
    conflicts = open_conflicts(account.id)
    if conflicts:
        session.info[HIDDEN] = conditions(hidden_facilities(conflicts))
        session.info[FACILITIES] = hidden_facilities(conflicts)


def not_hidden() -> list[ColumnElement[bool]]:
    """The same, for a statement that is put together of columns: the event below sees only classes."""
    facilities = session.info.get(FACILITIES)
    return [] if facilities is None else [Contribution.facility_id.not_in(facilities)]


def conditions(facilities: Any) -> tuple[Any, ...]:
    """Table by table: only what is not about one of these facilities."""
    # Tables, not classes: the condition itself must not be conditioned again.
    contributions = Contribution.__table__
    shown = select(contributions.c.id).where(contributions.c.facility_id.not_in(facilities))
    versions, threads, notes = Version.__table__, Thread.__table__, Note.__table__
    return (
        with_loader_criteria(Contribution, Contribution.facility_id.not_in(facilities), include_aliases=True),
        *(
            with_loader_criteria(table, table.contribution_id.in_(shown), include_aliases=True)
            for table in BESIDE
        ),
        with_loader_criteria(
            RecordedFinding,
            RecordedFinding.version_id.in_(
                select(versions.c.id).where(versions.c.contribution_id.in_(shown))
            ),
            include_aliases=True,
        ),
        with_loader_criteria(
            Message,
            Message.thread_id.in_(select(threads.c.id).where(threads.c.contribution_id.in_(shown))),
            include_aliases=True,
        ),
        with_loader_criteria(
            Mention,
            Mention.note_id.in_(select(notes.c.id).where(notes.c.contribution_id.in_(shown))),
            include_aliases=True,
        ),
    )


@event.listens_for(session, "do_orm_execute")
def leave_out_hidden(state: ORMExecuteState) -> None:
    """Adds the conditions to every read of this session."""
    hidden = state.session.info.get(HIDDEN)
    if hidden and state.is_select and not state.is_column_load:
        state.statement = state.statement.options(*hidden)
