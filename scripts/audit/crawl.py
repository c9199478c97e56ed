"""All kinds of pages that a visitor reaches by following links, and the same forms sent empty."""

import urllib.request
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

OF_A_RULE = 6
"""Pages of one rule that are opened, of which no more than half with the same parameters."""


@dataclass
class Form:
    """Where it goes, and what is in it before anybody types."""

    action: str
    hidden: list[tuple[str, str]] = field(default_factory=list)


class Links(HTMLParser):
    """What a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, and forms that are sent."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("a", "link", "img"):
            self.links.append(given.get("href") or given.get("src") or "")
        elif tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "form":
            self.links.append(given.get("action", ""))
        elif tag == "input" and given.get("type") == "hidden" and self.forms:
            self.forms[-1].hidden.append((given.get("name", ""), given.get("value", "")))


@dataclass(frozen=True)
class Page:
    """What came back."""

    name: str
    """The address, and that a form was sent, if so."""
    kind: str
    """Its content type."""
    status: int
    body: bytes


class Visitor:
    """Somebody with cookies of their own, who may be signed in."""

    def __init__(self, site: str, routes: MapAdapter) -> None:
        self.site = site
        self.routes = routes
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.seen: Counter[str | tuple[str, frozenset[str]]] = Counter()
        """Pages by rule, and by rule and parameters."""

    def sign_in(self, email: str, password: str) -> None:
        """As the form asks."""
        form = links_of(self.open("/aanmelden").body).forms[0]
        words = [*form.hidden, ("email", email), ("password", password)]
        if b"Afmelden" not in self.open(form.action or "/aanmelden", words).body:
            raise SystemExit(f"{email} komt niet binnen.")

    def open(self, address: str, sent: list[tuple[str, str]] | None = None) -> Page:
        """A page, also one that says that something is wrong."""
        url = urljoin(self.site, address)
        data = None if sent is None else urlencode(sent).encode()
        try:
            answer = self.opener.open(urllib.request.Request(url, data), timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get_content_type()
            name = address if sent is None else f"{address} (leeg verstuurd)"
            return Page(name, kind, answer.status, answer.read())

    def walk(self, *starts: str) -> Iterator[Page]:
        """Breadth first, a few of each kind."""
        waiting = deque(starts)
        known: set[str] = set()
        while waiting:
            address = urldefrag(waiting.popleft()).url
            if address in known or not self.is_new(address):
                continue
            known.add(address)
            page = self.open(address)
            yield page
            if page.kind == "text/html":
                found = links_of(page.body)
                here = urljoin(self.site, address)
                waiting.extend(urljoin(here, link) for link in found.links if link)
                for form in found.forms:
                    yield from self.send_empty(urljoin(address, form.action), form.hidden)

    def send_empty(self, address: str, hidden: list[tuple[str, str]]) -> Iterator[Page]:
        """What the page says to who forgot everything. A button that needs nothing else is not pressed."""
        path = urlsplit(address).path
        if path in EMPTY_IS_WRONG or path.endswith(("/waarderen", "/volgen")):
            yield self.open(address, hidden)

    def is_new(self, address: str) -> bool:
        """Ours, and not yet often seen."""
        parts = urlsplit(urljoin(self.site, address))
        if f"{parts.scheme}://{parts.netloc}" != self.site or parts.path.startswith("/static/"):
            return False
        try:
            rule, _arguments = self.routes.match(parts.path, method="GET", return_rule=True)
        except HTTPException:
            rule = None
        parameters = frozenset(name for name, _value in parse_qsl(parts.query))
        kind = (rule.rule if rule else "", parameters)
        if self.seen[kind] >= OF_A_RULE // 2 or self.seen[kind[0]] >= OF_A_RULE:
            return False
        self.seen.update([kind, kind[0]])
        return True

    @property
    def rules(self) -> set[str]:
        """Of the pages that were opened."""
        return {kind for kind in self.seen if isinstance(kind, str)}


EMPTY_IS_WRONG = ("/aanmelden", "/link-kwijt", "/opvang-ontbreekt", "/wachtwoord-vergeten")


def links_of(body: bytes) -> Links:
    """Of a page."""
    found = Links()
    found.feed(body.decode("utf-8", "replace"))
    return found
