"""What goes when an author, or the end of a retention period, asks for it."""

from sqlalchemy import delete, select, update

from app.contributions.models import Contribution, RecordedFinding, Review, TextBand, Version
from app.database import session
from app.identities.actions import erase_identity
from app.notes.models import Note
from app.notices.models import Complaint, Notice
from app.proposals.models import Proposal
from app.referrals.models import Referral
from app.threads.models import Message, Thread


def erase_content(contribution: Contribution) -> None:
    """After ERASE: text, scores, findings, identity and what was written about it go; a bare record stays."""
    ids = list(session.scalars(select(Version.id).where(Version.contribution_id == contribution.id)))
    session.execute(delete(RecordedFinding).where(RecordedFinding.version_id.in_(ids)))
    session.execute(delete(TextBand).where(TextBand.contribution_id == contribution.id))
    for about in (Notice, Complaint):
        session.execute(update(about).where(about.contribution_id == contribution.id).values(answer=""))
    session.execute(update(Notice).where(Notice.contribution_id == contribution.id).values(explanation=""))
    session.execute(update(Complaint).where(Complaint.contribution_id == contribution.id).values(text=""))
    erase_talk(contribution)
    for version in contribution.versions:
        version.texts, version.scores, version.redactions = {}, {}, []
        version.relation, version.experience_from, version.experience_until = "", None, None
    for decision in contribution.decisions:
        decision.message, decision.note = "", ""
    if isinstance(contribution, Review):
        contribution.device_key = None
        erase_identity(contribution)


def erase_talk(contribution: Contribution) -> None:
    """What was said, noted and proposed about it. That danger was referred, to whom and when, stays."""
    threads = select(Thread.id).where(Thread.contribution_id == contribution.id)
    session.execute(
        update(Message)
        .where(Message.thread_id.in_(threads))
        .values(text="")
        .execution_options(synchronize_session=False)
    )
    for about, values in (
        (Note, {"text": ""}),
        (Proposal, {"message": "", "note": "", "answer": ""}),
        (Referral, {"what_was_read": "", "who_was_told": "", "agreed": ""}),
    ):
        session.execute(
            update(about)
            .where(about.contribution_id == contribution.id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
