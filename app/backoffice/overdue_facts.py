"""What the morning mail to lead editors tells of."""

from typing import Any

from app.config import settings
from app.contributions.queries import late_and_soon
from app.database import now
from app.mail.models import OutboxMail
from moderation.policy import WARN_DAYS


def overdue_facts(_row: OutboxMail) -> dict[str, Any] | None:
    """What is late at the moment of sending; nothing to tell once it was answered."""
    late, soon = late_and_soon(now())
    if not late and not soon:
        return None
    queue = f"{settings().base_url}/redactie/"
    return {
        "late": late,
        "soon": soon,
        "days": WARN_DAYS,
        "late_link": f"{queue}?termijn=laat",
        "soon_link": f"{queue}?termijn=bijna",
    }
