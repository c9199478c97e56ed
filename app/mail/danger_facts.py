"""What the mails about danger tell: where to look, and nothing else."""

from typing import Any

from app.config import settings
from app.contributions.models import Contribution
from app.database import session
from app.mail.models import OutboxMail
from app.notices.models import Notice
from moderation.states import State

Facts = dict[str, Any]


def danger_facts(row: OutboxMail) -> Facts | None:
    """That there is something, and where: no text, no facility, nothing of who wrote."""
    contribution = session.get(Contribution, row.context["contribution"])
    if contribution is None or contribution.state in (State.WITHDRAWN, State.ERASED):
        return None
    return {"link": f"{settings().base_url}/redactie/bijdragen/{contribution.id}"}


def reported_danger_facts(row: OutboxMail) -> Facts | None:
    """That somebody reports danger, and where to answer; nothing of what was written."""
    notice = session.get(Notice, row.context["notice"])
    if notice is None or notice.decided_at is not None:
        return None
    return {"link": f"{settings().base_url}/redactie/meldingen/{notice.id}"}
