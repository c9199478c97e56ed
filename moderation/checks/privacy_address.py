"""Where somebody lives: street and number, postcode and place."""

import re
from collections.abc import Iterator
from functools import cache

from moderation.checks.cues import words
from moderation.checks.lists import places, postcodes
from moderation.checks.number_words import NUMBERS, any_of
from moderation.checks.reading import Reading, once_a_text, plain, readings
from moderation.findings import FacilityFacts, Family, Finding, Severity, Submission

STREET = (
    r"straat|straatje|laan|lei|steenweg|weg|wegel|plein|pleintje|dreef|kaai|baan|markt|dijk|park|pad|ring|vest"
    r"|berg|veld|heide|singel|steeg|gaarde|kouter|akker|meersen?|bos|brug|kerkhof|square|plaats|laar|poort|hof"
    r"|str|str\.|stwg|stwg\.|stw\.|rij|donk|broek|einde?|hoek|heuvel|wal|dal|dorp|wijk|voort|vaart|kant|hoeve|tuin|bleek|dries|pas|horst|rode"
)
NUMBER = (
    r"(?:nr\.?\s?|nummer\s|huisnummer\s)?\d{1,4}(?:\s?[a-z]\b)?(?:\s?/\s?\d{1,4})?"
    r"(?:,?\s?(?:bus|b\.|bte)\s?\w{1,4})?"
)
TOWN = r"(?P<town>[,-]?\s?(?:-\s|te\s|in\s)?(?:B-)?[1-9]\d{3}\s+[A-Z][\w'-]+(?:[ -](?-i:[A-Z])[\w'-]+)?)?"
ADDRESS = re.compile(
    rf"(?P<street>(?<![\w.'-])(?:(?-i:[A-Z])[\w.'-]{{0,24}}\s){{0,3}}[a-z][\w.'-]{{0,28}}?(?:{STREET}))\s?,?\s?"
    rf"(?P<number>{NUMBER})(?![\d%:€]|[.,]\d)"
    rf"(?!\s?(?:euro|eur|uur|u\b|jaar|min|km|meter|m\b|kind|plaats|maand|week|weken|dag|keer|pers|graden))"
    rf"{TOWN}",
    re.I,
)
SPLIT_STREET = re.compile(
    rf"\b(?P<street>(?:(?:Grote|Oude|Nieuwe|Lange|Korte|Groene|Hoge|Kleine) [\w'-]{{0,28}}(?:{STREET})"
    rf"|(?:steenweg|stwg\.?|stw\.|baan|weg) (?:op|naar|van) [A-Z][\w'-]+"
    rf"|(?-i:[A-Z])[\w'-]{{1,28}} (?-i:I{{1,3}}|IV|V|X)[ -]?(?:laan|straat|plein|dreef|steenweg|lei|kaai)"
    rf"|(?-i:Hof|Dries|Dreef|Plein|Berg|Veld) (?:te|ter|ten|van) (?-i:[A-Z])[\w'-]{{1,28}}"
    rf"|(?:avenue|rue|boulevard|chaussee|place) (?:[\w']+ ){{0,3}}[\w'-]+))"
    rf"\s?,?\s?(?P<number>{NUMBER})(?!\d|\s?(?:euro|uur|jaar|kind|maand))"
    rf"{TOWN}",
    re.I,
)
ANY_STREET = re.compile(
    rf"(?<![\w.'-])(?P<street>(?:(?-i:[A-Z])[\w.'-]{{0,24}}\s){{0,3}}[a-z][\w'-]{{2,28}}\.?)\s?,?\s?{NUMBER}"
    r"\s?[,-]?\s?(?:-\s|te\s|in\s)?(?:B-)?(?P<code>[1-9]\d{3})\s+"
    r"(?P<town>[a-z][\w'-]+(?:[ -](?-i:[A-Z])[\w'-]+)?)",
    re.I,
)
"""Any word and a number, when a postcode with its place follows."""
PARTS = "straat|laan|steenweg|dreef|plein|lei|wegel|steeg|kaai"
NUMBER_FIRST = re.compile(
    rf"\b(?:nr\.?|nummer|huisnummer|huisnr\.?)\s?\d{{1,4}}[a-z]?\s(?:in|op|van|aan)\s(?:de|het|'t|onze)\s[\w'-]{{2,28}}(?:{PARTS})\b",
    re.I,
)
"""`op nummer 12 in de Kerkstraat`."""
NUMBER_IN_WORDS = re.compile(
    rf"(?<![\w'-])(?-i:[A-Z])[\w'-]{{1,28}}(?:{PARTS}),?\s(?:nummer\s)?(?:{any_of(NUMBERS, 2)})\b"
    r"(?!\s(?:minu|keer|uur|kind|euro|jaar|maand|we[ke]|dag|km|meter|huizen|straten|jongens|meisjes))",
    re.I,
)
RESIDENCE = re.compile(
    r"\bresidentie\s(?-i:[A-Z])[\w'-]{1,28}(?:\s(?-i:[A-Z])[\w'-]{1,28})?,?\s(?:bus|app(?:artement|\.)?|nr\.?)\s?\w{1,4}\b",
    re.I,
)
LIVES = re.compile(r"\b(?:woon\w{0,8}|wonen\w?|gedomicilieerd|adres|bel(?:len)? aan|aanbellen)\b", re.I)
NAME_AND_NUMBER = re.compile(
    r"(?<![\w'-])(?:'t\s)?(?!(?:leefgroep|groep|kamer|klas|vak|bus|lijn|tram|covid|fase|afdeling|blok|verdiep\w*|stap|sinds|vanaf|tot|na|om|op|in|rond|tegen|binnen|met|voor|al|ze|we|wij|hij|ik)\b)"
    r"(?-i:[A-Z])[\w'-]{2,28}\s(?:nr\.?\s|nummer\s)?(?!(?:19|20)\d\d\b)\d{1,4}[a-z]?\b"
    r"(?!\s?(?:euro|eur|uur|u\b|jaar|min|km|meter|kind|plaats|maand|we[ke]|dag|keer|pers|graden|[%:€.,]\d))",
    re.I,
)
"""A street that no list knows (`Vogelzang 8`): only where somebody lives there or may ring the bell."""
HOME_CUE = words(
    r"woon|woont|wonen|woonden|woonde|woonachtig|verhuis\w*|adres|gedomicilieerd|huis|thuis|wonend|woonplaats|bel_aan"
)
STREET_ALONE = re.compile(
    r"(?<![\w'-])[A-Z][\w'-]{1,28}(?:straat|laan|steenweg|dreef|plein|lei|weg|baan|wegel|steeg|kaai)\b"
)
LOWER_STREET_ALONE = re.compile(
    r"\b(?:in|op|aan) (?:de|het) [a-z][\w'-]{3,28}(?:straat|laan|steenweg|dreef|wegel|steeg)\b"
)
NEAR = re.compile(
    r"\b(?:hoek van|vlakbij|dichtbij|dicht bij|vlak bij|naast|achter|in de buurt van|niet ver van)"
    r"(?: (?:de|het))? ?$",
    re.I,
)
"""`om de hoek van de Dorpsstraat` is no address."""
HOUSE_NUMBER_ALONE = words(
    r"(?:woon|woont|wonen|woonde|woonden)\b[^.!?]{0,40}?\b(?:op_)?(?:nr\.?|nummer|huisnummer)_?\d{1,4}[a-z]?"
)
POSTCODE = re.compile(r"\b(?:B-)?(?P<code>[1-9]\d{3})\s(?P<town>[A-Za-z][\w'-]+(?:[ -][A-Z][\w'-]+)?)")
COMMON = re.compile(
    r"^(?:onder|op|weg|berg|plaats|groep|leef|kinder|speel|opvang|zand|wacht|per|elk"
    r"|buiten|moes|binnen|eet|ver|zo|al|half|terug|rug|bad|toe|in|af|uit|voor|na|heel|der|mid)?"
    r"(?:weg|plaats|plaatsen|rij|hoek|tuin|einde?|kant|bos|wijk|park|ring|pad|wal|pas|baan|hof|plein|berg|veld"
    r"|markt|dorp|brug|broek)$",
    re.I,
)


def find_postal_addresses(submission: Submission) -> Iterator[Finding]:
    """Street and number show where a family or a carer lives. The facility's own address is public."""
    for field, reading in readings(submission):
        for start, end in addresses(reading):
            if not is_facilitys(reading.plain[start:end], submission.facility):
                yield Finding(
                    Family.PRIVACY,
                    "postal_address",
                    Severity.WARNING,
                    "Hier staat (een deel van) een adres. Zo kan iemand te vinden zijn.",
                    reading.span(field, start, end),
                )


@once_a_text
def addresses(reading: Reading) -> list[tuple[int, int]]:
    """Street with number; without a number, or a bare postcode and place, only where somebody lives."""
    found: list[tuple[int, int]] = []
    for pattern in (ADDRESS, SPLIT_STREET):
        for match in pattern.finditer(reading.plain):
            common = COMMON.match(match["street"].split()[-1]) and pattern is ADDRESS
            if common and not match["town"]:
                continue
            add(found, match.start() + skipped_words(match["street"]), match.end())
    for match in ANY_STREET.finditer(reading.plain):
        if is_town(match):
            add(found, match.start() + skipped_words(match["street"]), match.end())
    for match in POSTCODE.finditer(reading.plain):
        if is_town(match) and HOME_CUE.search(reading.plain, *around(reading, match.start())):
            add(found, *match.span())
    for pattern in (NUMBER_FIRST, NUMBER_IN_WORDS, RESIDENCE):
        for match in pattern.finditer(reading.plain):
            add(found, *match.span())
    for match in NAME_AND_NUMBER.finditer(reading.plain):
        if LIVES.search(reading.plain, max(0, match.start() - 40), match.end() + 40):
            add(found, *match.span())
    for pattern in (STREET_ALONE, LOWER_STREET_ALONE, HOUSE_NUMBER_ALONE):
        for match in pattern.finditer(reading.plain):
            if not NEAR.search(reading.plain[max(0, match.start() - 25) : match.start()]) and HOME_CUE.search(
                reading.plain, max(0, match.start() - 30), match.end()
            ):
                add(found, *match.span())
    return sorted(found)


def add(found: list[tuple[int, int]], start: int, end: int) -> None:
    """Keep the first of two overlapping places."""
    if not any(start < other_end and other_start < end for other_start, other_end in found):
        found.append((start, end))


def skipped_words(street: str) -> int:
    """How many characters of leading words (`in de`) do not belong to the street."""
    match = re.match(
        r"(?:(?:wij|we|ze|ik|hij|en|in|op|aan|de|het|naar|langs|van|naast|te|wonen|adres|is)\s)+",
        street,
        re.I,
    )
    return match.end() if match else 0


def is_town(match: re.Match[str]) -> bool:
    """Whether a postcode in use stands before the name of a place."""
    return match["code"] in postcodes() and plain(match["town"]).split()[0] in place_starts()


@cache
def place_starts() -> frozenset[str]:
    """The first word of each place name."""
    return frozenset(name.split()[0] for name in places())


def around(reading: Reading, place: int) -> tuple[int, int]:
    """The sentence a place stands in."""
    return next(((start, end) for start, end in reading.sentences if start <= place < end), (place, place))


def is_facilitys(written: str, facility: FacilityFacts) -> bool:
    """Whether this is the facility's own street, or its postcode and municipality."""
    street = plain(facility.street)
    bare = written.lower()
    if street and street in bare:
        return True
    return bool(facility.municipality) and bare.endswith(plain(facility.municipality)) and bare[:1].isdigit()
