"""What a page says that no catalogue translates: found with a language in which each message is marked."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from xml.etree.ElementTree import Element

from tests.pages.document import parsed

BEGIN, END = "⟦", "⟧"
MARKED = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label", "data-one", "data-many")
"""Attributes that a reader sees or hears."""
NAMES = {"Atom", "openapi.json", "CC BY 4.0", "Opgroeipunt", "9000 Gent", "Kerkstraat 12"}
"""The same in each language; the last two are of the facility that tests make."""
TOLD_TO_OTHERS = ("description", "og:title", "og:description", "og:image:alt")
"""Names of what a head tells to search engines and social networks."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATES = re.compile(rf"\d{{1,2}} (?:{MONTHS})|(?:{MONTHS})(?= \d{{4}})")


class Marking(NullTranslations):
    """Says every message between marks."""

    def gettext(self, message: str) -> str:
        """Also a message without words: none may be asked for."""
        assert message, "an empty message is the head of a catalogue"
        return f"{BEGIN}{message}{END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One or more."""
        return f"{BEGIN}{msgid1 if n == 1 else msgid2}{END}"


def unmarked(html: str) -> Iterator[str]:
    """Every piece of a page with letters in it that came from no message."""
    for piece in pieces(parsed(html)):
        left = piece
        while MARKED.search(left):
            left = MARKED.sub(" ", left)
        left = DATES.sub(" ", left)
        for part in re.split(r"\s{2,}|[·,:()“”–\n]", left):
            if re.search(r"[^\W\d_]{2,}", part) and part.strip() not in NAMES:
                yield part.strip()


def pieces(element: Element) -> Iterator[str]:
    """Texts and spoken attributes; not what people wrote, nor another language's own words."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "textarea"):
        return
    yield from (element.get(name, "") for name in SPOKEN)
    if element.tag == "meta" and (element.get("name") or element.get("property")) in TOLD_TO_OTHERS:
        yield element.get("content", "")
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    yield element.text or ""
    for child in element:
        if child.get("lang") is None:
            yield from pieces(child)
        yield child.tail or ""
