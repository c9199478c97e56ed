"""Write a note, and read what names you."""

from sqlalchemy import select, update

from app.audit.actions import record
from app.conflicts.queries import accounts_in_conflict
from app.contributions.models import Contribution
from app.database import now, session
from app.notes.mentions import mentioned
from app.notes.models import Mention, Note
from app.notes.queries import colleagues


class UnknownColleague(Exception):
    """An `@` that names nobody, or more than one."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


def write_note(contribution: Contribution, account_id: int, text: str) -> Note:
    """For the editors alone. Raises UnknownColleague; the caller commits.

    A colleague with a conflict of interest cannot be named: they may not know of it.
    """
    last = session.scalar(
        select(Note).where(Note.contribution_id == contribution.id).order_by(Note.id.desc()).limit(1)
    )
    if last is not None and (last.account_id, last.text) == (account_id, text.strip()):
        return last  # the same form, sent twice
    barred = accounts_in_conflict(contribution.facility)
    people, unknown = mentioned(text, [one for one in colleagues() if one.id not in barred])
    if unknown:
        raise UnknownColleague(unknown)
    note = Note(contribution_id=contribution.id, account_id=account_id, text=text.strip())
    note.mentions = [Mention(account_id=one.id) for one in people if one.id != account_id]
    session.add(note)
    session.flush()
    record(
        "note.written",
        f"contribution:{contribution.id}",
        account_id=account_id,
        details={"note": note.id, "mentions": [mention.account_id for mention in note.mentions]},
    )
    return note


def mark_mentions_read(account_id: int) -> None:
    """All that were shown."""
    session.execute(
        update(Mention)
        .where(Mention.account_id == account_id, Mention.seen_at.is_(None))
        .values(seen_at=now())
        .execution_options(synchronize_session=False)
    )
