"""Which version of a check made a finding, by its rule.

Raise the number of a rule whenever what its check finds changes (`make figures` asks for it): precision is
told per version, so that an improvement shows and old mistakes do not count for ever. A rule without a number
is at its first.
"""

from collections.abc import Mapping

SECOND = (
    *("email_address", "reply_reveals_author", "national_number", "licence_plate"),
    *("web_address", "phone_number", "identifiable_in_small_facility", "spelling"),
)
"""Names in small letters, dates in words; replies known in many more words; dialect is no slip."""
THIRD = (
    *("self_harm", "violence", "insult", "promotional", "provider_affiliation"),
    *("threat_or_revenge", "improbable_claim", "reply_pressures_author", "postal_address"),
)
"""Other bars of the second opinion, and words near each other; rare names, birthdays in more words."""
FOURTH = ("score_text_mismatch", "date_of_birth", "exact_date")
"""More words for a birth, and for glad and sad."""
FIFTH = ("person_name", "child_in_danger", "accusation")
"""Names told by what follows them, dialect and costumes are none; faint danger as information."""
VERSIONS: Mapping[str, int] = (
    dict.fromkeys(SECOND, 2) | dict.fromkeys(THIRD, 3) | dict.fromkeys(FOURTH, 4) | dict.fromkeys(FIFTH, 5)
)


def version_of(rule: str) -> int:
    """From 1."""
    return VERSIONS.get(rule, 1)
