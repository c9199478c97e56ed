"""Where a contribution stands in the queue: written with whatever changes it, so that no page computes it."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.config import settings
from app.contributions.danger import danger_is_unresolved
from app.contributions.models import Contribution, OpenText, RecordedFinding, Version
from app.database import now, session
from app.facilities.models import Facility
from app.facilities.search_key import plain
from moderation.policy import policy_of
from moderation.priority import as_bits, risk_of, signals_of

NOT_DUTCH = "not_dutch"


def note_place(contribution: Contribution) -> None:
    """Risk, danger, language and search words of the latest version; the caller commits.

    Call it after anything that changes findings, text or state of a contribution.
    """
    version = session.get(Version, contribution.latest_version_id)
    if not contribution.is_open or version is None:
        session.execute(delete(OpenText).where(OpenText.contribution_id == contribution.id))
        return
    findings = session.execute(
        select(
            RecordedFinding.family, RecordedFinding.severity, RecordedFinding.rule, RecordedFinding.evidence
        ).where(RecordedFinding.version_id == version.id)
    ).all()
    in_danger = danger_is_unresolved(contribution)
    signals = signals_of((found.family, found.severity) for found in findings)
    if contribution.due_at is None:
        start_clock(contribution)
    contribution.urgency = max((severity.rank for severity in signals.values()), default=0)
    contribution.signals = as_bits(signals)
    contribution.risk = risk_of(signals, small_facility=contribution.facility.is_small)
    contribution.in_danger = in_danger
    contribution.language = next(
        (str(found.evidence.get("language", "")) for found in findings if found.rule == NOT_DUTCH), ""
    )
    words = plain(" ".join(str(text) for text in version.texts.values()))
    session.merge(OpenText(contribution_id=contribution.id, words=words))


def start_clock(contribution: Contribution) -> None:
    """An answer is promised within ten days from now (ISO 20488, DOMAIN D8), or what its sector promises."""
    sector = session.get_one(Facility, contribution.facility_id).sector
    days = policy_of(sector).answer_days or settings().answer_days
    contribution.confirmed_at = now()
    contribution.due_at = contribution.confirmed_at + timedelta(days=days)
    contribution.paused_until = None
