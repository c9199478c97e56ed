"""Guessing goes slow, and nobody can lock somebody else out by guessing.

Attempts count for this visitor and this account together. An account that is guessed at from many places
goes slower for browsers that it never used, and stays as it was for its own.
"""

from typing import Any

from app.accounts.browsers import known_browser
from app.config import settings
from app.languages import lazy_gettext as _
from app.limits import is_spent, may, visitor

OWN_BROWSER = "20 per 15 minutes"
STRANGER = "20 per 15 minutes"
WRONG_FROM_STRANGERS = "30 per hour"
SLOWLY = "1 per minute"
CODES = "10 per 15 minutes"
CODES_OF_STRANGERS = "20 per hour"

A_MINUTE = _("Er waren veel pogingen na elkaar. Wacht een minuut en probeer opnieuw.")
A_QUARTER = _("Er waren veel pogingen na elkaar. Wacht een kwartier en probeer opnieuw.")
AN_HOUR = _("Er waren veel pogingen na elkaar. Wacht een uur en probeer opnieuw.")
MANY_WRONG = _("Iemand probeerde vaak een verkeerd wachtwoord. Wacht een minuut en probeer opnieuw.")


def reason_to_wait(email: str) -> Any:
    """A sentence for who must wait before trying this address, or None. The same for an unknown address."""
    email = email.lower()
    browser = known_browser(email)
    if browser:
        return None if may(OWN_BROWSER, "sign-in-here", browser, email) else A_QUARTER
    if not may(f"{settings().sign_ins_per_minute} per minute", "sign-in", visitor()):
        return A_MINUTE
    if not may(STRANGER, "sign-in-to", visitor(), email):
        return A_QUARTER
    if is_spent(WRONG_FROM_STRANGERS, "wrong", email) and not may(SLOWLY, "slow", visitor(), email):
        return MANY_WRONG
    return None


def tells_of_guessing(email: str) -> bool:
    """Count a wrong password. True once an hour, where so many were wrong that the trail must tell."""
    email = email.lower()
    if known_browser(email):
        return False
    return not may(WRONG_FROM_STRANGERS, "wrong", email) and is_news(email)


def is_news(email: str) -> bool:
    """The trail is told once an hour, not each time."""
    return may("1 per hour", "many-attempts", email.lower())


def reason_to_wait_for_code(email: str) -> Any:
    """As above, for the second step: only who knows the password gets there."""
    browser = known_browser(email)
    if not may(CODES, "code", browser or visitor(), email):
        return A_QUARTER
    if not browser and not may(CODES_OF_STRANGERS, "codes", email):
        return AN_HOUR
    return None
