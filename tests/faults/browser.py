"""A browser without a screen, for a site in another process: it keeps cookies and fills in hidden fields."""

import re
from collections.abc import Mapping
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')

PATIENCE_SECONDS = 60


class Browser:
    """Somebody's browser."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self.address = site
        self.html = ""

    def open(self, address: str, fields: Mapping[str, str] | None = None) -> int:
        """Go there, or send a form there; the status of the page it ends on."""
        body = urlencode(fields).encode() if fields is not None else None
        target = urljoin(self.site, address)
        try:
            with self.opener.open(target, body, timeout=PATIENCE_SECONDS) as answer:
                self.address, self.html = answer.url, answer.read().decode()
                return int(answer.status)
        except HTTPError as answer:
            with answer:
                self.html = answer.read().decode(errors="replace")
            return answer.code

    def send(self, fields: Mapping[str, str], address: str = "") -> int:
        """Fill in the form of this page and send it."""
        return self.open(address or self.address, {**self.hidden_fields(), **fields})

    def hidden_fields(self) -> dict[str, str]:
        """Such as the token of the form."""
        found = (dict(ATTRIBUTE.findall(field)) for field in HIDDEN.findall(self.html))
        return {field["name"]: unescape(field.get("value", "")) for field in found if "name" in field}
