"""Which version of a check made a finding, by its rule.

Raise the number of a rule whenever what its check finds changes (`make figures` asks for it): precision is
told per version, so that an improvement shows and old mistakes do not count for ever. A rule without a number
is at its first.
"""

from collections.abc import Mapping

SECOND = (
    *("email_address", "reply_reveals_author", "national_number", "licence_plate"),
    *("web_address", "phone_number", "identifiable_in_small_facility"),
)
"""Names in small letters, dates in words; replies known in many more words; how long is not how old."""
THIRD = (
    *("child_in_danger", "self_harm", "violence", "insult", "promotional", "provider_affiliation"),
    *("accusation", "threat_or_revenge", "improbable_claim", "score_text_mismatch", "reply_pressures_author"),
    *("postal_address", "date_of_birth", "exact_date"),
)
"""Other bars of the second opinion, and words near each other; rare names, birthdays in more words."""
FOURTH = ("person_name",)
"""Rare names of one list instead of two."""
VERSIONS: Mapping[str, int] = dict.fromkeys(SECOND, 2) | dict.fromkeys(THIRD, 3) | dict.fromkeys(FOURTH, 4)


def version_of(rule: str) -> int:
    """From 1."""
    return VERSIONS.get(rule, 1)
