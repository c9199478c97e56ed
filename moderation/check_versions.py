"""Which version of a check made a finding, by its rule.

Raise the number of a rule whenever what its check finds changes (`make figures` asks for it): precision is
told per version, so that an improvement shows and old mistakes do not count for ever. A rule without a number
is at its first.
"""

from collections.abc import Mapping

SECOND = (
    *("email_address", "national_number", "licence_plate"),
    *("web_address", "phone_number", "identifiable_in_small_facility", "spelling"),
)
"""Names in small letters, dates in words; dialect is no slip."""
THIRD = ("violence", "postal_address", "reply_reveals_author")
"""Other bars of the second opinion, rare names; replies known in many more words."""
FOURTH = (
    *("date_of_birth", "exact_date", "insult", "promotional", "provider_affiliation"),
    *("threat_or_revenge", "improbable_claim", "reply_pressures_author", "self_harm"),
)
"""More words for a birth. A second opinion that learned from twice as many texts (decision 0085)."""
FIFTH = ("score_text_mismatch",)
"""The second opinion hears how glad a text is, beside the lexicon."""
SIXTH = ("child_in_danger", "accusation")
"""The same second opinion."""
SEVENTH = ("person_name",)
"""Names told by what follows them; pets of all kinds, sayings, rulers and more brands are none."""
VERSIONS: Mapping[str, int] = (
    dict.fromkeys(SECOND, 2)
    | dict.fromkeys(THIRD, 3)
    | dict.fromkeys(FOURTH, 4)
    | dict.fromkeys(FIFTH, 5)
    | dict.fromkeys(SIXTH, 6)
    | dict.fromkeys(SEVENTH, 7)
)


def version_of(rule: str) -> int:
    """From 1."""
    return VERSIONS.get(rule, 1)
