"""Whose name it is, where the text tells: somebody of the staff, a child, family, or the writer."""

import re
from enum import StrEnum

from moderation.checks.name_cues import GREETING
from moderation.checks.reading import Reading
from moderation.checks.vocabulary import word_list


class Whose(StrEnum):
    """The people a review speaks of."""

    STAFF = "staff"
    CHILD = "child"
    FAMILY = "family"
    WRITER = "writer"
    SOMEBODY = "somebody"


EXPLANATIONS = {
    Whose.STAFF: "Hier staat wellicht de naam van iemand die er werkt. ‘De begeleider’ is genoeg.",
    Whose.CHILD: "Hier staat wellicht de naam van een kind. ‘Mijn kind’ of ‘een kindje’ is genoeg.",
    Whose.FAMILY: "Hier staat wellicht de naam van een ouder of familielid. ‘Een ouder’ is genoeg.",
    Whose.WRITER: "Hier staat wellicht de naam van wie dit schrijft. Een waardering verschijnt zonder naam.",
    Whose.SOMEBODY: (
        "Hier staat wellicht de naam van iemand. Een woord als ‘de begeleider’ of ‘mijn kind’ is genoeg."
    ),
}

STAFF = word_list("whose", "staff")
CHILDREN = word_list("whose", "children")
ADULTS = word_list("whose", "adults")
KIN = CHILDREN | ADULTS | word_list("whose", "belongings")
POSSESSIVES = word_list("names", "possessives")
SIGNING = word_list("whose", "signing")
ASIDE = word_list("whose", "aside")
REACH = 4
"""Words between a cue and its name: `mijn zoontje van drie, Wout`."""
WRITES = re.compile(r"\b(?:ik ben|mijn naam is|ik heet)(?: de| een)?\s$", re.I)
CHILD_AFTER = re.compile(
    r"^(?:'s)?,? (?:\((?:bijna |amper |net )?\d|(?:is|wordt|werd) (?:nu |al |pas |net |bijna |amper )*"
    r"(?:\d+|een|twee|drie|vier|vijf|anderhalf) (?:jaar|maand|week|weken)|\d+ (?:jaar|maand)"
    r"|bijt|beet|huilt|weent|weende|huilde|slaapt|sliep|eet|leerde|kreeg|viel|is gevallen|start|is gestart"
    r"|gaat (?:er |daar |hier )?(?:heel |super ?)?(?:graag|naar)|zit (?:er|daar|hier|in de|bij de)"
    r"|mocht|straalt|speelt|komt (?:altijd |steeds )?(?:blij|vrolijk|moe|vuil)"
    r"|heeft (?:er |daar |hier )?(?:zijn|haar|leren)"
    r"|(?:zijn|haar) (?:jas|rugzak|knuffel|boek|fles|tut))",
    re.I,
)
STAFF_AFTER = re.compile(
    r"^,? (?:\(?(?:de |een |onze |die |haar |zijn )?(?:\w+ ){0,2}?(?:\w*begeleid|juf|onthaal|verantwoord"
    r"|directrice|directeur|coordinator|stagiair|kok|uitbaatster|verzorgster)|werkt|kookt"
    r"|en (?:haar|zijn) team|van de (?:\w*groep|\w*klas|peuters|baby|keuken|kleuters|kleinsten)"
    r"|uit de keuken|vangt|troost|zorgt|luistert|neemt (?:echt |altijd )?(?:de )?tijd|belde|antwoord"
    r"|reageer|stuurt|riep|roept"
    r"|is (?:\w+ ){0,3}?(?:begeleidster|begeleider|juf|onthaalmoeder|meester|verantwoordelijke)"
    r"|heeft (?:\w+ ){0,2}?(?:geduld|oor|hart))",
    re.I,
)
FAMILY_AFTER = re.compile(r"^,? (?:de |een |zijn |haar )?(?:mama|papa|moeder|vader|oma|opa) van\b", re.I)


def whose_names(reading: Reading, places: list[tuple[int, int]]) -> list[Whose]:
    """For each name; the same name is the same person, and `Emma en Noah` are alike."""
    owners = [whose_name(reading, start, end) for start, end in places]
    for number in range(1, len(places)):
        between = reading.plain[places[number - 1][1] : places[number][0]].strip(" ,").lower()
        if owners[number] is Whose.SOMEBODY and between in ("", "en", "&", "+", "of"):
            owners[number] = owners[number - 1]
    known: dict[str, Whose] = {}
    for (start, end), whose in zip(places, owners, strict=True):
        if whose is not Whose.SOMEBODY:
            known.setdefault(reading.plain[start:end].lower(), whose)
    return [
        known.get(reading.plain[start:end].lower(), whose)
        for (start, end), whose in zip(places, owners, strict=True)
    ]


def whose_name(reading: Reading, start: int, end: int) -> Whose:
    """What stands before the name tells most, then what stands after it."""
    before = reading.plain[max(0, start - 30) : start]
    after = reading.plain[end : end + 60]
    if WRITES.search(before):
        return Whose.WRITER
    if FAMILY_AFTER.match(after):
        return Whose.FAMILY
    announced = told_before(reading, start, end)
    if announced is not Whose.SOMEBODY:
        return announced
    if CHILD_AFTER.match(after):
        return Whose.CHILD
    return Whose.STAFF if STAFF_AFTER.match(after) else Whose.SOMEBODY


def told_before(reading: Reading, start: int, end: int) -> Whose:
    """The nearest word before the name that says what somebody is to the writer."""
    first, last = reading.words_between(start, end)
    words = reading.words
    for cursor in range(first - 1, max(-1, first - 1 - REACH), -1):
        lower = words[cursor].lower
        owned = cursor + 1 < first and words[cursor + 1].lower == "van"
        if lower in KIN and owned and cursor + 2 == first:
            return Whose.CHILD
        if lower in STAFF:
            return Whose.STAFF
        if lower in CHILDREN:
            return Whose.CHILD
        if lower in ADULTS:
            return Whose.FAMILY
        if lower in POSSESSIVES and cursor == first - 1:
            return Whose.CHILD
        if lower in GREETING:
            return Whose.WRITER if lower in SIGNING and signs_off(reading, last) else Whose.STAFF
        if lower not in ASIDE or words[cursor].opens_sentence:
            break
    return Whose.SOMEBODY


def signs_off(reading: Reading, last: int) -> bool:
    """Whether hardly anything follows: a name under a text is the writer's."""
    return len(reading.words) - last <= 3
