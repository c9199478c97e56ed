"""Whether a text is about care at all: who tells of a film, a meal or a telephone tells of no child here."""

import re
from functools import lru_cache

from moderation.checks.reading import read
from moderation.findings import Submission

ELSEWHERE = re.compile(
    r"\b(?:film\w*|bioscoop\w*|boek|boeken|roman|romans|thriller\w*|auteur\w*|schrijver\w*|schrijfster\w*"
    r"|lezer\w*|lezen|leest|gelezen|acteur\w*|actrice\w*|cast|regisseur\w*|hoofdpersona\w*|personage\w*|scene\w*|plot"
    r"|album\w*|cd|zanger\w*|zangeres\w*|band|nummer|nummers|song\w*|muziek|concert\w*|soundtrack\w*"
    r"|bediening|bestelling\w*|bestelde\w*|keten|ketens|drankje\w*|winkel\w*|restaurant\w*|gerecht\w*|ober\w*|menukaart|tapas|pizza\w*|\w*burger\w*|broodje\w*|belegd\w*|pita\w*|koffie|frieten|hotel\w*"
    r"|smartphone\w*|gsm\w*|telefoon|toestel\w*|batterij|touchscreen|camera|iphone|android|apps|scherm)\b",
    re.IGNORECASE,
)
CARE = re.compile(
    r"\b(?:\w*opvang\w*|creche\w*|kribbe\w*|juf\w*|begeleid\w*|onthaal\w*|peuter\w*|baby\w*|kleuter\w*"
    r"|kindje\w*|opvoed\w*|leefgroep\w*|bewoner\w*|woonzorg\w*|verzorg\w*|pamper\w*|luier\w*|opgroeien"
    r"|mijn (?:kind|zoon|dochter|moeder|vader)\w*|onze? (?:kind|zoon|dochter|kleine)\w*|ons kind)\b",
    re.IGNORECASE,
)
MANY = 3
"""Different words of another world before we believe it."""
LONG = 40
"""Words: whoever writes so many about care names a child, a carer or the place at least once."""


def is_about_something_else(submission: Submission) -> bool:
    """Many words of films, books, food or telephones, and hardly one of care."""
    return elsewhere("\n".join(submission.texts.values()))


@lru_cache(maxsize=16)
def elsewhere(text: str) -> bool:
    """The same for one text; each check asks again."""
    plain = read(text).plain
    other = {match.group().lower() for match in ELSEWHERE.finditer(plain)}
    care = len(CARE.findall(plain))
    if care == 0 and other and len(plain.split()) >= LONG:
        return True
    return len(other) >= MANY and care <= len(other) // 4
