"""What is known of the words of a text before names are looked for in it."""

from dataclasses import dataclass

from moderation.checks.allowed_names import AllowedNames
from moderation.checks.lists import family_names, places
from moderation.checks.name_cues import INSTITUTION
from moderation.checks.name_gazetteer import things_in
from moderation.checks.name_shapes import VERBS, bare
from moderation.checks.privacy_address import addresses
from moderation.checks.privacy_contact import emails, handles, web_addresses
from moderation.checks.privacy_dates import dates
from moderation.checks.reading import Reading, Word
from moderation.checks.vocabulary import vocabulary, word_list
from moderation.findings import LanguageFacts

Places = tuple[tuple[int, int], ...]

NEVER_A_NAME = word_list("names", "never_a_name") | word_list("names", "brands")
HOUSES = (
    "kliniek", "school", "ziekenhuis", "straat", "laan", "plein", "college", "instituut", "stichting",
    "park", "centrum", "zaal", "huis", "opvang", "creche", "fonds", "prijs", "methode", "museum", "kaai",
    "hoekje", "nestje", "stekje", "paleis", "-tuin", "-bos", "-dag", "-avond", "-toren", "-cup",
)  # fmt: skip
"""A name that runs into one of these is a building's: `Jan Yperman-kliniek`."""


@dataclass(frozen=True)
class KnownWords:
    """Which words the language knows, which the facility is called by, and where no name can stand."""

    unknown: frozenset[int]
    """Starts, in the stored text, of words nobody knows."""
    strange: frozenset[int] | None
    """Starts of words that are no Dutch word in small letters; None when nobody looked."""
    allowed: AllowedNames
    protected: Places
    is_dutch: bool

    @classmethod
    def of(cls, field: str, reading: Reading, language: LanguageFacts, allowed: AllowedNames) -> "KnownWords":
        return cls(
            frozenset(span.start for span in language.unknown_words if span.field == field),
            frozenset(span.start for span in language.strange_words if span.field == field)
            if language.languages
            else None,
            allowed,
            protected_in(reading, allowed),
            language.languages.get(field) in (None, "nl"),
        )

    def is_unknown(self, reading: Reading, word: Word) -> bool:
        return reading.origin[word.start] in self.unknown

    def is_strange(self, reading: Reading, word: Word) -> bool:
        """Taken to be so when nobody looked."""
        return self.strange is None or reading.origin[word.start] in self.strange


def protected_in(reading: Reading, allowed: AllowedNames) -> Places:
    """Places that hold no person's name, or one that another check tells of already."""
    elsewhere = [*emails(reading), *web_addresses(reading), *handles(reading), *addresses(reading)]
    fiction = vocabulary("names", "fiction").places(reading, 0, len(reading.plain))
    days = ((start, end) for start, end, _ in dates(reading))
    return (*allowed.phrases_in(reading), *fiction, *things_in(reading), *days, *elsewhere)


def names_no_person(word: Word) -> bool:
    """Whether a word is a place, a brand, an institution or an everyday word; `kzal` and `tmag` too."""
    lower = bare(word)
    parts = lower.split("-")
    return (
        lower in NEVER_A_NAME
        or (lower[0] in "kt" and lower[1:] in VERBS)
        or lower in INSTITUTION
        or lower in places()
        or any(part in places() and len(part) > 3 for part in parts[1:])
        or (lower.endswith(HOUSES) and lower not in family_names())
    )
