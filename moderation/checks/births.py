"""Whether the words around a date say that somebody was born then, or has a birthday."""

import re

from moderation.checks.lists import first_names, rare_names
from moderation.checks.reading import Reading, plain

Tell = tuple[re.Pattern[str] | None, re.Pattern[str] | None, bool]
"""What stands before the date, what after it, and whether the date must have its year."""

PERSON = (
    r"(?:\w*kind(?:je)?|\w*zoon\w*|\w*dochter\w*|tweeling|baby\w*|meisje|jongen|jongetje|jongste|oudste|broer\w*"
    r"|zus\w*|peuter|kleuter|kleine|kleinste|mama|moeder|papa|vader|oma|opa|bomma|bompa|man|vrouw"
    r"|meid|ventje|prins\w*|kapoen\w*|spruit\w*|ukje|pagadder|bengel|sloeber|rakker|manneke|meiske|schat\w*)"
)
CHILD = (
    r"(?:\w*kind(?:je)?|tweeling|baby\w*|zoon\w*|dochter\w*|meisje|jongen|jongetje|jongste|oudste|broertje|zusje"
    r"|kleinste|kleine|peuter|kleuter|meid|ventje|prins\w*|kapoen\w*|spruit\w*|pagadder|bengel|sloeber|rakker"
    r"|manneke|meiske|schat\w*)"
)
CHILDREN = r"(?:kind(?:eren|jes|ers)|kids|zonen|zoontjes|dochter(?:s|tjes)|jongens|meisjes)"
SOMEBODY = r"(?:(?:onze|ons|mijn)\s\w+|hij|ze|zij|(?-i:[A-Z])[\w'-]{1,20})"
AGE = r"(?:\d{1,2}|een|twee|drie|vier|vijf|zes)(?:\sjaar)?"
OLD = r"(?:\d{1,3}|een|twee|drie|vier|vijf|zes|\w{0,12}(?:tien|tig|honderd))"
BIRTH_BEFORE = re.compile(
    rf"(?:\b{PERSON}(?:\s(?-i:[A-Z])[\w'-]{{1,20}})?\s?\($|\b(?-i:[A-Z])[\w'-]{{1,20}}\s\($|\b{AGE}\s?\($"
    r"|(?<!van onze )(?<!van mijn )(?<!van de )\b(?:\w*kind(?:je)?|tweeling|baby\w*|zoon\w*|dochter\w*)"
    r"\svan\s(?:de\s)?$)"
    r"|(?:\bgeb?oo?ren?\b|\bgboren\b|\bgeboorte\w*|\bgeb(?:dat|datum)?\b\.?|\bgb\b|°|(?<!\S)\*|\blevenslicht\b"
    r"|\bkaarsjes\b"
    r"|\bnee? le\b|\bborn\b|\bdogum\b|\bkwam er(?: \w+)? op\b|\bblies\b|\bverj(?:aar|oar)\w*|\bjarig\b"
    r"|\bbevallen\b|\bbeviel\w*|\bbevalling\b|\banniversaire\b|\bof birth\b|\bter wereld\b"
    r"|\bkeizersnede\b|\bgd\b"
    rf"|\b{PERSON}\s(?:is|dateert)\s(?:er\s(?:een|eentje)\s)?van\s(?:den?\s)?$"
    r"|\b(?:kind|kindje|zoon\w*|dochter\w*|tweeling|baby|hij|ze|zij)(?:\s(?:is|zijn|dateert)|'s)\s"
    r"(?:er\s(?:een|eentje)\s)?van(?:\sden?)?\b"
    r"|\b(?:zijn|haar|hun|mijn)\sjaardag\b|\b(?:zusje|broertje|tweede|derde)\svolgde\b"
    rf"|\b(?:hij|ze|zij|{PERSON})\s(?:wordt|werd)\s(?:al\s)?{AGE}\s$"
    r"|\bkwam op de wereld\b|\bgeb\.?datum|\bdob\b|\b(?:bday|birthday)\b|\bte vroeg\b|\bboreling\b"
    r"|\b(?:werd|wordt|is|worden)\s(?:\w+\s){0,2}?(?:\d{1,2}|een|twee|drie|vier|vijf)"
    r"(?:\sjaar)?(?:\s(?:op|de|jaar))+|\b(?:werd|wordt|is|worden)\s\w{0,12}(?:tien|tig|honderd)\s(?:jaar\s)?op)[^.!?\n]{0,45}$",
    re.IGNORECASE,
)
TURNS = rf"\b{OLD}(?:\sjaar)?\s(?:werd|wordt|werden|worden|geworden)\b"
"""`toen hij op 1 april een werd`, `drie jaar geworden op`."""
TURNED = re.compile(rf"{TURNS}[^.!?\n]{{0,30}}$", re.I)
TURNING = re.compile(rf"^[^.!?\n]{{0,12}}?{TURNS}", re.I)
BECAME = re.compile(r"\b(?:werd|wordt|werden|worden)\s(?:op\s)?(?:de\s)?$", re.I)
TURNS_FIRST = re.compile(
    rf"\b(?:wordt|werd)\s(?:hij|ze|zij|(?-i:[A-Z])[\w'-]+)\s(?:al\s|pas\s|er\s)?{AGE}[,:(]\s?(?:op\s)?(?:de\s)?$",
    re.I,
)
"""`morgen wordt hij drie, 14 juli`."""
AGE_AFTER = re.compile(rf"^\s{OLD}(?=\s?(?:jaar\b|jaartje|[.,!?]|$)|\s(?:en|op)\b)", re.I)
"""`werd op 4 mei twee`, `wordt 12/4 drie jaar`."""
LABEL = re.compile(
    r"\b(?:geboorte\w*|geboren|geb\.?(?:datum)?|gd|dob|verjaardag)\s?(?:is|op|:|=)?\s?$|°\s?$", re.I
)
OF_A_DAY = re.compile(
    r"\b(?:(?P<name>[A-Z][\w-]{1,20})(?:\s(?:is|zijn)|,)|[Ii]k\sben|ben\sik)\s(?:zelf\s|ook\s)?(?:er\s(?:een|eentje)\s|een\skind(?:je)?\s)?van\s(?:de\s)?$"
)
WITH_YEAR = re.compile(r"\d{4}$|[-/.]\s?\d{2}$|'\d{2}$")
EARLIER_THAN_DUE = re.compile(
    r"\buitgerekend\b[^.!?\n]{0,80}?\b(?:gekomen|kwam|geworden|geboren|er al|er toch)\b[^.!?\n]{0,20}$", re.I
)
"""`uitgerekend voor 1 juli, maar hij kwam op 19 mei`."""
BETWEEN_COMMAS = re.compile(rf"\b{PERSON}(?:\s(?-i:[A-Z])[\w'-]{{1,20}})?,\s?$", re.IGNORECASE)
"""`onze dochter, 3 mei 2020,`: the comma after the date counts too."""
BIRTH_AFTER = re.compile(
    r"^\s?(?:\d{4}\s)?[^.!?\n]{0,25}?(?:\bgeboren\b|\bter wereld\b"
    r"|\blevenslicht\b|\bkaarsjes?\b|\bpiepen\b|\bhet licht zag|\bop de wereld\b|\bkeizersnede\b"
    r"|\bzag(?:en)?\s(?:\w{1,20}\s){1,3}(?:het|de)\slicht\b|\bals geboorted\w+"
    r"|\bkwam\s(?:zijn|haar|hun|ons|onze|het|een)\s(?:\w{1,12}\s)?(?:zusje|broertje|tweede|derde)\b"
    r"|\b(?:zijn|ben|werden|werd)\s(?:we|wij|ik)\s(?:\w{1,12}\s){0,2}?(?:mama|papa|ouders?|moeder|vader|oma|opa|bomma|bompa|grootouders?)\b"
    r"|\bbeviel\w*|^\s(?:blies|blaast)\b|^[^.!?\n]{0,45}\b(?:voor|van) (?:zijn|haar|hun) (?:\w+ )?verjaardag"
    r"|\b(?:haar|zijn) \w+ verjaardag|\bjarig\b|\bverjaar\w*|\bbevallen\b"
    r"|\bhaar verjaardag|\bzijn verjaardag"
    r"|\b(?:wordt|werd|worden|is)\s(?:\w+\s){0,2}?(?:\d{1,2}|een|twee|drie|vier|vijf|zes)(?:\sjaar|\soud|\sen\b|[.,!]|$)"
    r"|^(?:\s\d{4})?\s(?:al\s|pas\s)?(?:\d{1,2}|een|twee|drie|vier|vijf|zes)\sjaar\b"
    r"|\b(?:is|werd|wordt|zag)\s\w*\s?(?:\w+\s)?(?:het levenslicht|ter wereld|geboren))",
    re.IGNORECASE,
)


def tell(before: str, after: str = "", *, year: bool = False) -> Tell:
    """A pair of patterns that end, and begin, at the date."""
    return (
        re.compile(rf"(?:{before})$", re.I) if before else None,
        re.compile(rf"(?:{after})", re.I) if after else None,
        year,
    )


TELLS: tuple[Tell, ...] = (
    # `onze jongen van 30.09.23`, `die van ons is van 3/5/21`, `ze is nu vier, van 3 mei 2021`
    tell(rf"(?<!van )\b(?:onze|onzen|ons|mijn|de|het)\s{CHILD}(?:\sis)?\svan\s(?:den?\s)?", year=True),
    tell(r"\bdie\svan\s(?:ons|mij)\sis\svan\s", year=True),
    tell(rf"\b(?:hij|ze|zij)\sis\s(?:nu\s|al\s)?{OLD}(?:\sjaar)?,\svan\s", year=True),
    # `van 12 mei 2021 is hij`
    tell(r"\bvan\s(?:den?\s)?", r"\sis\s(?:hij|ze|zij|onze|ons|mijn)\b", year=True),
    # `ze wordt volgende maand, de 14e mei, drie`
    tell(
        r"\b(?:wordt|werd)\s[^.!?\n,]{0,25},\s?(?:op\s)?(?:de\s)?",
        rf",\s(?:al\s|pas\s)?{OLD}(?=\s?(?:jaar\b|[.,!?]|$))",
    ),
    # `5 mei 2021, dat is de dag dat onze Lou er was`
    tell("", r",?\s(?:dat\sis\s)?de\sdag\s(?:dat|waarop)\s[^.!?\n]{0,30}\b(?:er\swas|kwam|geboren)\b"),
    # `een zomerkindje, 21 juli`, `onze derde, 3 mei 2021,`
    tell(r"\been\s\w{3,20}kindje[,:]\s(?:van\s)?"),
    tell(r"\b(?:onze|ons)\s(?:eerste|tweede|derde|vierde|kleinste|grootste),\s", r",", year=True),
    # `zeven maanden oud (3 mei 2022)`, `kind 1: 3/5/2022`
    tell(r"\b(?:\d{1,2}|\w{3,8})\s(?:maand\w*|weken|mnd)(?:\soud)?\s?\(", r"\)"),
    tell(r"\bkind\s?\d\s?[:=]\s?", year=True),
    # `op 3 mei 2022 kregen we een zoon`, `wij kregen op 3 mei 2022 een dochter`
    tell("", rf"\skre(?:gen|eg)\s(?:we|wij|ik)\s(?:een|onze|ons)\s(?:\w+\s)?{CHILD}\b(?!\svan)"),
    tell(r"\b(?:wij|we|ik)\skre(?:gen|eg)\sop\s", rf"\s(?:een|onze|ons)\s(?:\w+\s)?{CHILD}\b"),
    # `op 3 mei 2022 verwelkomden we onze Lou`, `onze Lou arriveerde op 3 mei 2022`
    tell("", rf"\sverwelkom\w+\s(?:we|wij)\s(?:onze|ons)\s(?:{CHILD}|(?-i:[A-Z])\w+)"),
    tell(rf"\b{SOMEBODY}\s(?:arriveerde|kroop\ser\w*|floepte\ser\w*)\sop\s"),
    # `onze Lou kwam op 3 mei, drie weken te vroeg`
    tell(
        rf"\b{SOMEBODY}(?:\s[A-Z]\w+)?\skwam\sop\s", r",?\s\w+\s(?:weken|maanden|dagen)\ste\s(?:vroeg|laat)\b"
    ),
    # `de kindjes zijn van 3 mei 2021 en 6 juni 2018`, `mijn kinderen (3/5/2021 en 6/6/2018)`
    tell(rf"\b{CHILDREN}\s(?:zijn|dateren)\svan\s", year=True),
    tell(rf"\b{CHILDREN}(?:\s\(|,\s)", r"\sen\s\d|\)|,", year=True),
)
JOINS_BIRTHS = re.compile(r"\s?(?:en|,|&|\+|ipv|in plaats van)\s?(?:op\s|de\s)?", re.I)
"""Between two dates of which the first is a birth: the second is one too."""
CLAUSE = re.compile(r"[;]|,\s(?:en|maar|dus|want)\s|\bmaar\b|\bsinds\b|\bdus\b|\bgestart\b", re.IGNORECASE)
NOT_A_BIRTH = re.compile(
    r"\b(?:opening|bestaat|bestaan|(?:opvang|creche|kribbe|kdv|kinderdagverblijf)\sverjaart"
    r"|verjaardag(?:sfeest)? van (?:de|het|onze) (?:opvang|creche|kribbe|kdv|kinderdagverblijf))\b",
    re.IGNORECASE,
)


def is_birth(reading: Reading, start: int, end: int) -> bool:
    """Whether the words around a date speak of a birth or a birthday."""
    before = CLAUSE.split(reading.plain[max(0, start - 70) : start])[-1]
    after = CLAUSE.split(reading.plain[end : end + 50])[0]
    if NOT_A_BIRTH.search(before) or NOT_A_BIRTH.search(after):
        return False
    if BETWEEN_COMMAS.search(before) and after.startswith(","):
        return True
    if BECAME.search(before) and AGE_AFTER.search(after):
        return True
    if any(told(one, before, after, reading.plain[start:end]) for one in TELLS):
        return True
    if EARLIER_THAN_DUE.search(reading.plain[max(0, start - 130) : start]):
        return True
    if (
        TURNS_FIRST.search(before)
        or TURNED.search(before)
        or TURNING.match(after)
        or dates_somebody(before, reading.plain[start:end])
    ):
        return True
    return BIRTH_BEFORE.search(before) is not None or BIRTH_AFTER.search(after) is not None


def told(one: Tell, before: str, after: str, written: str) -> bool:
    """Whether a pair of patterns stands around a date."""
    first, last, year = one
    return (
        (not year or WITH_YEAR.search(written) is not None)
        and (first is None or first.search(before) is not None)
        and (last is None or last.match(after) is not None)
    )


def dates_somebody(before: str, written: str) -> bool:
    """`Mauro is van 9 november 2021`, `ik ben van 6 juni 1988`: who is of a day with its year."""
    named = OF_A_DAY.search(before)
    if named is None or not WITH_YEAR.search(written):
        return False
    if named["name"] is None:
        return True
    return plain(named["name"]) in first_names() or plain(named["name"]) in rare_names()
