"""What every page must be, whoever opens it and wherever: checked each time a test opens one."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import lxml.html
from werkzeug.test import TestResponse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""What each answer carries, exactly."""

VALUE = re.compile(r'"[^"]*"')
TAG = re.compile(r"<[^>]*>")
ENTITY = re.compile(r"&[^;\s]{0,10};?")
seen: set[tuple[str, str, str]] = set()
"""Three tags in a row, with the names of their attributes, that stood in a valid page."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def opened(response: TestResponse) -> Element:
    """The document of an answer, after a look at all that any page must have."""
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert response.mimetype == "text/html", response.mimetype
    return checked(response.get_data(as_text=True), response.request.path)


def checked(html: str, address: str) -> Element:
    """Valid HTML with a language, a title, one main heading and unique ids, without inline code or style."""
    document = parsed(html)
    found = [*invalid_html(html), *faults(document)]
    assert found == [], (address, found)
    return document


def parsed(html: str) -> Element:
    """The document; libxml2 needs a twentieth of the time of html5lib, which says what is not valid."""
    return lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(remove_comments=True))


def invalid_html(html: str) -> list[str]:
    """What a strict parser says of a page that holds three tags in a row that it did not see before."""
    tags = ["", *TAG.findall(VALUE.sub('""', html)), *sorted(set(ENTITY.findall(html)))]
    shape = set(zip(tags, tags[1:], tags[2:], strict=False)) - seen
    if not shape:
        return []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(html)
    lines = html.splitlines()
    seen.update(shape)
    return [f"{code} (regel {line}: {lines[line - 1].strip()[:80]})" for (line, _), code, _ in parser.errors]


def faults(document: Element) -> list[str]:
    """All that is wrong with a page, in words."""
    return [
        *missing_parts(document),
        *(f"id “{name}” staat er {count} keer" for name, count in repeated_ids(document)),
        *(f"verwijst naar “{name}”, dat er niet is" for name in dangling_references(document)),
        *inline_code(document),
    ]


def missing_parts(document: Element) -> Iterator[str]:
    """Language, title and headings."""
    if not document.get("lang"):
        yield "geen taal"
    if not words_of(document.find("head/title")):
        yield "geen titel"
    mains = [words_of(heading) for heading in document.iter("h1")]
    if len(mains) != 1 or not mains[0]:
        yield f"niet precies één h1: {mains}"
    levels = [HEADINGS.index(str(element.tag)) + 1 for element in document.iter() if element.tag in HEADINGS]
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"h{level} volgt op h{before}"


def repeated_ids(document: Element) -> list[tuple[str, int]]:
    """Ids that are there more than once."""
    found = Counter(element.get("id") for element in document.iter() if element.get("id") is not None)
    return [(str(name), count) for name, count in found.items() if count > 1]


def dangling_references(document: Element) -> Iterator[str]:
    """Ids that something on the page speaks of, and that are not there."""
    known = {element.get("id") for element in document.iter()}
    for element in document.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            yield from (part for part in (element.get(name) or "").split() if part not in known)
        target = element.get("href") or ""
        if target.startswith("#") and target[1:] not in known:
            yield target


def inline_code(document: Element) -> Iterator[str]:
    """Styles and scripts in the page itself: the content security policy refuses them."""
    for element in document.iter():
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and not is_data):
            yield f"<{element.tag}> in de pagina"
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{name}= op <{element.tag}>"


def words_of(element: Element | None) -> str:
    """The text of an element and all in it, with single spaces."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
