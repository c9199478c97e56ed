"""What a facility is called itself: its name, other names, organisation and municipality are no findings."""

import re
from dataclasses import dataclass

from moderation.checks.reading import WORD, Reading, plain
from moderation.findings import FacilityFacts

GENERIC = frozenset(
    [
        "de",
        "het",
        "den",
        "een",
        "en",
        "van",
        "in",
        "op",
        "bij",
        "te",
        "kinderopvang",
        "opvang",
        "kdv",
        "kinderdagverblijf",
        "creche",
        "kribbe",
        "vzw",
        "bv",
        "huis",
        "onthaalmoeder",
        "onthaalouder",
        "gezinsopvang",
        "groepsopvang",
        "mini",
        "stad",
        "gemeente",
        "ocmw",
        "team",
        "kids",
        "baby",
        "baby's",
    ]
)


@dataclass(frozen=True)
class AllowedNames:
    """Phrases that may stand, and the telling words in them."""

    phrases: tuple[str, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, facility: FacilityFacts) -> "AllowedNames":
        written = (
            facility.name,
            *facility.aliases,
            facility.organisation,
            facility.municipality,
            facility.street,
        )
        phrases = tuple(
            sorted({plain(name).strip() for name in written if name.strip()}, key=len, reverse=True)
        )
        words = {word for phrase in phrases for word in WORD.findall(phrase)}
        return cls(phrases, frozenset(words - GENERIC))

    def phrases_in(self, reading: Reading) -> list[tuple[int, int]]:
        """Where one of the names stands in the text, whole."""
        lower = reading.plain.lower()
        return [
            match.span()
            for phrase in self.phrases
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", lower)
        ]
