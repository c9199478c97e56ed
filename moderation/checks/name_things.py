"""What looks like a name and is none: a thing, a house, a maker of books, a public figure, a place."""

import re

from moderation.checks.lists import first_names, ordinary_names, places
from moderation.checks.name_context import SO_CALLED_THING
from moderation.checks.name_cues import RELATIVES, Announced
from moderation.checks.name_gazetteer import is_a_thing_here, is_always_a_thing
from moderation.checks.name_shapes import bare
from moderation.checks.reading import Reading
from moderation.checks.vocabulary import vocabulary, word_list

DETERMINERS = word_list("names", "determiners")
POSSESSIVES = word_list("names", "possessives")
PUBLIC = word_list("names", "public")
VILLAGES = word_list("names", "villages")
ANIMAL = (
    r"(?:\b\w*(?:hond|kat|poes|konijn|goudvis)|\b(?:kater|cavia|hamster|schildpad|papegaai|pony|ezel|geit|geitje|kip"
    r"|haan|eend|alpaca|labrador|retriever|poedel|teckel|vogelspin))\b"
)
"""`hond`, `therapiehond`."""
TOY = r"(?:\b\w*(?:knuffel|pop|robot)|\b(?:beer|beertje|mascotte))\b"
"""`klaspop`. Not before a comma: `dikke knuffel, Sofie`."""
ANIMALS = (
    r"\b(?:\w*(?:honden|katten|poezen|konijnen|goudvissen|poppen)|cavia's|hamsters|schildpadden|pony's|ezels|eenden|"
    r"geiten|geitjes|kippen|vissen|alpaca's)\b"
)
THING_AFTER = re.compile(
    r"(?:, \(?(?:de|het|een|zijn|haar|hun|onze|ons|mijn)| \(?(?:de|een)) (?:\w+ )?"
    rf"(?:{ANIMAL}|{TOY}|(?:boek|liedje)\b)"
)
ANIMAL_BEFORE = re.compile(
    rf"(?:{ANIMAL}(?: \w+){{0,2}}|\b(?i:twee|drie|vier|vijf|zes) {ANIMALS}(?: \w+){{0,2}}), "
    r"(?:[\w'-]{1,20}(?:, | en )){0,3}$"
)
"""`er loopt een hond rond, Max,`, `de twee kippen, Madonna en Josephine,`; `de konijnen` is often a group."""
LISTED = re.compile(r"(?: en [A-Z][\w'-]{0,20})?(?:[,.!]|$)")
"""How such a name goes on: in `de geiten, Els helpt` she is somebody."""
CALLED = re.compile(
    rf"(?:{ANIMAL}|{TOY})(?:(?: \w+){{0,4}} (?:heet|heette|genaamd|noemt|noemde|noemen)(?: \w+)?)? $"
    rf"|{ANIMALS}(?:(?: \w+){{0,3}}:| heten| heetten)? (?:[\w'-]{{1,20}}(?:, | en )){{0,3}}$"
)
"""`de therapiehond Yuna`, `de hond van de onthaalmoeder heet Bobby`, `de eenden heten Kwik, Kwek en Kwak`"""
NAMED_AFTER = re.compile(r"\b(?:wet|methode|syndroom|principe|theorie|piramide) van $", re.I)
"""`wet van Murphy`"""
RULER_AFTER = re.compile(r" [IVX]{2,5}\b")
"""`Leopold II`"""
COMPANY_AFTER = re.compile(r" (?:en|&) Co\b")
"""`Vic en Co`"""
DRESSED_AS = re.compile(r"\bverkleed als (?:[\w'-]{1,20}(?:,| en) ){0,4}$", re.I)
"""`verkleed als Caspar, Melchior en Balthasar`"""
A_ROOM = re.compile(r" (?:is|was) (?:de|onze|hun|een) (?:\w+ )?\w*(?:kamer|zaal|groep|ruimte|lokaal)\b")
"""`orion is de kamer waar ze slapen`"""
ONE_OF_MANY = re.compile(r"\b(?:noemt|noemde|noemen) (?:elke|elk|iedere|ieder|alle) \w+ $", re.I)
"""`noemt elke trein Thomas`"""
A_FINE_NAME = re.compile(r" is een (?:\w+ )?naam\b")
"""`Lotte is een mooie naam voor een pop`"""
NATURE = re.compile(r", ([a-z]+) en ([a-z]+)(?::| (?:zijn|heten|hangen|staan)\b)")
"""`Linde, beuk en berk:`; in `Roos, mama en papa zijn` they are people."""
OF_WORK = re.compile(
    r"\b(?:van|uit|naar|door|met)(?: (?:de|het|een))?(?: \w+,?){0,2} ?(?:en )?$", re.IGNORECASE
)


def is_something_else(reading: Reading, index: int, announced: Announced) -> bool:
    """A thing or animal by its name, a maker or a character, a public figure, an institution."""
    word = reading.words[index]
    if announced is Announced.THING:
        return True
    lower = bare(word)
    if announced is not Announced.RELATIVE and any(
        part in places() and len(part) > 3 for part in lower.split("-")[1:]
    ):
        return True
    if announced in (Announced.NOT, Announced.POSSESSIVE) and stands_in_a_place(reading, index):
        return True
    loose = announced in (Announced.NOT, Announced.CHAIN)
    owned = announced is Announced.POSSESSIVE and reading.words[index - 1].lower != "ons"
    if (loose or owned) and is_always_a_thing(word):  # `onze Babboe`; `ons Pippi` is a child
        return True
    if loose and (is_a_thing_here(reading, index) or is_a_village_here(reading, index)):
        return True
    if any(pattern.match(reading.plain, word.end) for pattern in (A_FINE_NAME, A_ROOM, SO_CALLED_THING)):
        return True
    if not word.is_capitalised:
        return (
            index > 0
            and announced is Announced.NOT
            and reading.words[index - 1].lower in DETERMINERS
            and reading.plain[reading.words[index - 1].end : word.start] == " "
        )
    if index and reading.words[index - 1].lower in PUBLIC:
        return True
    if is_called_like_a_house(reading, index):
        return True
    if THING_AFTER.match(reading.plain, word.end, word.end + 40) is not None:
        return True
    if word.opens_sentence and is_listed_with_things(reading, word.end):
        return True
    before = reading.plain[max(0, word.start - 80) : word.start]
    if ANIMAL_BEFORE.search(before) and LISTED.match(reading.plain, word.end):
        return True
    if any(pattern.search(before) for pattern in (CALLED, NAMED_AFTER, ONE_OF_MANY)):
        return True
    if lower == "co" or any(
        pattern.match(reading.plain, word.end) for pattern in (COMPANY_AFTER, RULER_AFTER)
    ):
        return True
    return loose and is_of_a_work(reading, index)


def is_a_village_here(reading: Reading, index: int) -> bool:
    """`in Veerle`, `van Temse naar Lot`: not `vertrouwen in Veerle`, `naar Veerle gevraagd`."""
    if index == 0 or bare(reading.words[index]) not in VILLAGES:
        return False
    before = reading.words[max(0, index - 2) : index]
    if before[-1].lower == "naar":
        return before[0].is_capitalised
    return before[-1].lower in ("in", "te") and before[0].lower not in ("vertrouwen", "geloof", "geloven")


def is_listed_with_things(reading: Reading, end: int) -> bool:
    """Whether two words in small letters follow that are nobody: `Merel, mees en roodborst`."""
    listed = NATURE.match(reading.plain, end, end + 60)
    return listed is not None and not any(
        word in DETERMINERS | RELATIVES | POSSESSIVES | first_names() - ordinary_names()
        for word in listed.groups()
    )


def is_called_like_a_house(reading: Reading, index: int) -> bool:
    """`van Ter Linde`, `bij 't Klavertje`: an article of a house; `'t Mia die kookt` is somebody."""
    before = reading.words[index - 1] if index else None
    if before is None or before.end + 1 != reading.words[index].start:
        return False
    following = reading.words[index + 1].lower if index + 1 < len(reading.words) else ""
    return (before.lower == "t" and following != "die") or (
        before.lower in ("de", "het", "ter", "ten") and before.is_capitalised and not before.opens_sentence
    )


def stands_in_a_place(reading: Reading, index: int) -> bool:
    """`op den Dries`, `in de Zavel`."""
    before = [word.lower for word in reading.words[max(0, index - 2) : index]]
    return before[-1:] in (["den"], ["de"]) and before[0] in ("op", "in", "aan", "naar")


def is_of_a_work(reading: Reading, index: int) -> bool:
    """`een boekje van Tine`, `ze lezen voor uit Rikki, Anna en Kikker`, `keken naar Lotte en Max`."""
    word = reading.words[index]
    start = reading.words[max(0, index - 7)].start
    if DRESSED_AS.search(reading.plain[start : word.start]):
        return True
    start += reading.plain[start : word.start].rfind(" en een ") + 1  # `een liedje en een tekening van Stijn`
    if not OF_WORK.search(reading.plain[start : word.start]):
        return False
    return vocabulary("names", "of_work").stand_in(reading, start, word.start)
