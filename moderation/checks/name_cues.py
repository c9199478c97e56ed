"""What announces a name: a title, a relative, thanks, or another name just before."""

from enum import Enum

from moderation.checks.reading import Reading
from moderation.checks.vocabulary import word_list

ASKING = word_list("names", "asking")
FILLERS = word_list("names", "fillers")
GREETING = word_list("names", "greeting")
INSTITUTION = word_list("names", "institution")
TRADES = ("ster", "trice", "juf", "leider", "verantwoordelijke", "moeder")
"""How words for who works there end: `kleuterjuf`, `groepsleider`."""
NO_TRADES = frozenset(["klooster", "register", "pleister", "dienstrooster", "uurrooster"])
ANIMALS = word_list("names", "animals")


class Announced(Enum):
    """How a word is announced as a name, from strong to not at all."""

    TITLE = "juf, meester, mevrouw"
    RELATIVE = "zoontje, mama van"
    FAMILY = "familie"
    NAMING = "heet, genaamd"
    CHAIN = "Els en …"
    GREETING = "dank u, groetjes"
    POSSESSIVE = "ons, mijn"
    THING = "de goudvis heet"
    NOT = "nothing"

    @property
    def is_weak(self) -> bool:
        """After these an ordinary word is likelier than a name."""
        return self in (Announced.GREETING, Announced.POSSESSIVE)


RELATIVES = word_list("names", "relatives")
KINDS = (
    (word_list("names", "titles"), Announced.TITLE),
    (RELATIVES, Announced.RELATIVE),
    (word_list("names", "family"), Announced.FAMILY),
    (word_list("names", "naming"), Announced.NAMING),
    (GREETING, Announced.GREETING),
    (word_list("names", "possessives"), Announced.POSSESSIVE),
)


def announced_by(reading: Reading, index: int, after_name: int) -> Announced:
    """What stands before the word. `after_name` is the last word of the name before it, or -1."""
    if index == 0 or (reading.words[index].opens_sentence and not breaks_off(reading, index)):
        return signed(reading, index)
    if is_chained(reading, index, after_name):
        return Announced.CHAIN
    if index > 1 and reading.words[index - 1].lower == "naar" and reading.words[index - 2].lower in ASKING:
        return Announced.GREETING
    cursor, skipped = index - 1, 0
    while cursor > 0 and skipped < 3 and reading.words[cursor].lower in FILLERS and near(reading, cursor):
        if kind_of(reading.words[cursor].lower) is not Announced.NOT:
            break
        cursor, skipped = cursor - 1, skipped + 1
    if not near(reading, cursor):
        return Announced.NOT
    fillers = {word.lower for word in reading.words[cursor + 1 : index]}
    kind = kind_of(reading.words[cursor].lower)
    if kind is Announced.NAMING and any(
        word.lower in INSTITUTION for word in reading.words[max(0, cursor - 3) : cursor]
    ):
        return Announced.THING
    return kind if fits(kind, reading.words[cursor].lower, fillers) else Announced.NOT


def kind_of(lower: str) -> Announced:
    """Which cue a word is."""
    known = next((kind for words, kind in KINDS if lower in words), Announced.NOT)
    if known is Announced.NOT and lower.removesuffix("tje").removesuffix("ke") in RELATIVES:
        return Announced.RELATIVE
    is_trade = len(lower) > 7 and lower.endswith(TRADES) and lower not in NO_TRADES
    return Announced.TITLE if known is Announced.NOT and is_trade else known


def fits(kind: Announced, cue: str, fillers: set[str]) -> bool:
    """Whether the words between cue and name fit: `dank u`, `mama van`, `onze kleine`; `is` after `naam`."""
    if kind is Announced.TITLE:
        return not fillers or fillers == {"van"} or fillers <= {"lieve", "kleine", "grote"}
    if kind is Announced.RELATIVE:
        return not fillers & {"zei"} and (not fillers & {"is"} or cue == "naam") and fillers != {"de"}
    if kind is Announced.NAMING:
        return not fillers - {"is", "kleine", "ons", "onze"}
    if kind is Announced.POSSESSIVE:
        return not fillers - {"kleine", "klein", "kleintje", "lieve", "liefste", "oudste", "jongste", "grote"}
    return not fillers & {"is", "de", "zei"} or kind is Announced.GREETING


def near(reading: Reading, index: int) -> bool:
    """Whether a word and the next stand together: a space, a comma, a colon, a bracket."""
    words = reading.words
    between = reading.plain[words[index].end : words[index + 1].start].strip(" \n")
    return between in ("", ",", ":", "(", '"', "'", ".", "-", ", -") and (
        between != "." or len(words[index].lower) <= 4
    )


def breaks_off(reading: Reading, index: int) -> bool:
    """Whether the sentence before ends in an abbreviation (`mevr. Peeters`, `dr. De Smet`)."""
    before = reading.words[index - 1]
    return kind_of(before.lower) is Announced.TITLE and len(before.lower) <= 4


def is_chained(reading: Reading, index: int, after_name: int) -> bool:
    """`Els en Zoubida`, `Els, Griet`, `Els & Griet`."""
    words = reading.words
    if after_name < 0:
        return False
    between = reading.plain[words[after_name].end : words[index].start]
    if between == ", ":
        return goes_on_as_a_list(reading, index)
    return between.strip().lower() in (
        "en",
        "&",
        "of",
        "+",
        "/",
        "en juf",
        "en de",
        "en meester",
        ", juf",
        "en mijn",
    )


def is_one_thing(reading: Reading, cursor: int, index: int) -> bool:
    """`onze hond (Max)`, `de opvang (Villa Roos)`; a list, as in `het team (Lara, Femke)`, is people."""
    return reading.words[cursor].lower in ANIMALS or not goes_on_as_a_list(reading, index)


def goes_on_as_a_list(reading: Reading, index: int) -> bool:
    """`Pim, Pam en Pom`: after the word comes another with a comma or `en`."""
    words = reading.words
    if index + 1 >= len(words) or not words[index].is_capitalised or not words[index + 1].is_capitalised:
        return words[index].is_capitalised and [word.lower for word in words[index + 1 : index + 2]] == ["en"]
    return reading.plain[words[index].end : words[index + 1].start] in (", ", " & ")


def signed(reading: Reading, index: int) -> Announced:
    """A name on a line of its own under a greeting (`Groetjes,` then `Sofie`)."""
    if index and reading.words[index - 1].lower in GREETING:
        return Announced.GREETING
    return Announced.NOT


def follows_institution(reading: Reading, index: int) -> bool:
    """Whether the word names a house, a group, a shop or a pet: `groep Noah`, `Villa Roos`, `Sint-Jozef`."""
    words = reading.words
    if words[index].lower.startswith(("sint-", "st-", "onze-lieve")):
        return True
    cursor = index - 1
    if (
        cursor >= 0
        and words[cursor].lower in ("de", "het", "den", "'t", "onze", "van", "bij")
        and not words[cursor].opens_sentence
    ):
        cursor -= 1
    if cursor < 0:
        return False
    between = reading.plain[words[cursor].end : words[cursor + 1].start].strip()
    return (
        words[cursor].lower in INSTITUTION
        and (
            between in ("", '"', "'", "-") or (between in ("(", ":") and is_one_thing(reading, cursor, index))
        )
        and (cursor == index - 1 or words[cursor + 1].lower in ("de", "het", "'t", "den"))
    )
