"""Which version of a check made a finding, by its rule.

Raise the number of a rule whenever what its check finds changes (`make figures` asks for it): precision is
told per version, so that an improvement shows and old mistakes do not count for ever. A rule without a number
is at its first.
"""

from collections.abc import Mapping

SECOND = (
    *("email_address", "national_number", "licence_plate"),
    *("web_address", "phone_number", "identifiable_in_small_facility"),
)
"""Names in small letters, dates in words."""
THIRD = ("postal_address", "reply_reveals_author", "spelling")
"""Other bars of the second opinion, rare names; replies known in many more words; things are no slips."""
FOURTH = (
    *("date_of_birth", "exact_date", "insult", "promotional", "provider_affiliation", "violence"),
    *("threat_or_revenge", "improbable_claim", "reply_pressures_author"),
)
"""More words for a birth. A second opinion that learned from twice as many texts (decision 0085)."""
FIFTH = ("self_harm",)
"""Doubted less: recall comes first (decision 0086)."""
SIXTH = ("accusation", "score_text_mismatch")
"""The same second opinion; more words and sayings of glad and angry parents."""
SEVENTH = ("child_in_danger",)
"""Doubted less (decision 0086); more ways to tell of a dark place."""
EIGHTH = ("person_name",)
"""A list of ten thousand things that go by a name, and of names that are something else in their sentence."""
VERSIONS: Mapping[str, int] = (
    dict.fromkeys(SECOND, 2)
    | dict.fromkeys(THIRD, 3)
    | dict.fromkeys(FOURTH, 4)
    | dict.fromkeys(FIFTH, 5)
    | dict.fromkeys(SIXTH, 6)
    | dict.fromkeys(SEVENTH, 7)
    | dict.fromkeys(EIGHTH, 8)
)


def version_of(rule: str) -> int:
    """From 1."""
    return VERSIONS.get(rule, 1)
