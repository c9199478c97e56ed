"""Without JavaScript: the same hints, once, before sending. Everything typed stays; `toch zo` sends it."""

from typing import Any

from app.contributions.queries import facts
from app.database import session
from app.facilities.models import Facility
from app.hints.asking import ask_for_hints
from app.hints.showing import by_field
from app.learning.queries import switches_in_force
from app.limits import may

HINTS_PER_MINUTE = "40 per minute"
"""A page asks after each pause of a second while somebody types."""


def pause_for_hints(form: Any, kind: str, facility: Facility, who: str) -> bool:
    """Whether there is something worth a look before sending that was not shown yet.

    The form then holds it. Ends the transaction: none stays open while the text is read.
    """
    if form.hints_shown.data or not may(HINTS_PER_MINUTE, "hints", who):
        return False
    texts, known, switches = form.hinted_texts(), facts(facility), switches_in_force()
    session.rollback()
    hints = ask_for_hints(kind, texts, known, switches)
    if not hints or not any(hint.is_worth_a_pause for hint in hints):
        return False
    form.hints, form.pauses = by_field(hints, texts), True
    form.hints_shown.data = "1"
    return True
