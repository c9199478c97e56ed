"""A lead editor changes the words that editors start from."""

from sqlalchemy import func, select

from app.audit.actions import record
from app.contributions.permission import OutOfDate
from app.database import session
from app.standard_texts.models import StandardText
from app.standard_texts.queries import first_text, standard_text


def write_text(
    rule: str, kind: str, purpose: str, *, text: str, why: str, account_id: int, seen_number: int
) -> StandardText | None:
    """The next version; None where nothing changed. An empty text goes back to the rulebook's own words.

    Raises UnknownText, or OutOfDate where a colleague was first. The caller commits.
    """
    original = first_text(rule, kind, purpose)
    text = "" if text.strip() == original.strip() else text.strip()
    if (text or original) == standard_text(rule, kind, purpose).text:
        return None
    number = newest_number(rule, kind, purpose)
    if number != seen_number:
        raise OutOfDate
    written = StandardText(
        rule=rule,
        kind=kind,
        purpose=purpose,
        number=number + 1,
        text=text,
        why=why.strip(),
        account_id=account_id,
    )
    session.add(written)
    session.flush()
    record(
        "standard_text.written",
        f"standard_text:{written.id}",
        account_id=account_id,
        details={"rule": rule, "kind": kind, "purpose": purpose, "number": written.number},
    )
    return written


def newest_number(rule: str, kind: str, purpose: str) -> int:
    """0 before the first."""
    return (
        session.scalar(
            select(func.max(StandardText.number)).where(
                StandardText.rule == rule, StandardText.kind == kind, StandardText.purpose == purpose
            )
        )
        or 0
    )
