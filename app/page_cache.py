"""Whole public pages, kept compressed in this process for as long as their version holds.

Before each answer one indexed read tells the version of what the page shows. The version changes in the
transaction of a decision, so that nothing removed is shown again, not even a second later. A page that was
made while its version went up is kept under the older one, and made again at the next request.
"""

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.config import ROOT, Settings
from app.database import connection_to_read

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

View = TypeVar("View", bound=Callable[..., Any])
Version = Callable[..., str | None]
"""From a connection and the arguments of the view: the version of what it shows, or None: do not keep it."""

LARGEST = 64 * 1024 * 1024
"""Bytes of compressed pages that a process keeps; the page that was not asked for longest goes first."""

LONGEST_QUERY = 200
"""Characters; whoever asks for more gets a page that is not kept."""

OF_PAGES = (".py", ".html", ".xml", ".svg", ".txt", ".json", ".md", ".css", ".js", ".po", ".toml")
"""Files that pages are made of."""

UNPACKS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
"""What a browser says that can unpack; `gzip;q=0` says that it cannot."""

PACKABLE = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")


def kept_by(version: Version) -> Callable[[View], View]:
    """Declare that this page is the same for everyone as long as this version holds."""

    def declare(view: View) -> View:
        view.kept_by = version  # type: ignore[attr-defined]
        return view

    return declare


@dataclass(frozen=True)
class KeptPage:
    """An answer as it goes out."""

    version: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_packed: bool


class KeptPages:
    """The pages of one process, by address; those asked for last stay."""

    def __init__(self, largest: int = LARGEST) -> None:
        self.largest = largest
        self.size = 0
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, address: str, version: str) -> KeptPage | None:
        """The page as it is now, or None."""
        with self.lock:
            page = self.pages.get(address)
            if page is None or page.version != version:
                return None
            self.pages.move_to_end(address)
            return page

    def keep(self, address: str, page: KeptPage) -> None:
        """Instead of an older one."""
        with self.lock:
            before = self.pages.pop(address, None)
            self.size += len(page.body) - (len(before.body) if before else 0)
            self.pages[address] = page
            while self.size > self.largest:
                _, oldest = self.pages.popitem(last=False)
                self.size -= len(oldest.body)


class PageCache:
    """Stands before the site, and answers for it where a kept page still holds."""

    def __init__(self, site: Flask, settings: Settings) -> None:
        self.site = site
        self.wsgi_app = site.wsgi_app
        self.urls = site.url_map.bind("")
        self.build = build_of(settings)
        self.pages: KeptPages | None = None

    @property
    def kept(self) -> KeptPages:
        """Those of the site, where nothing else is said."""
        if self.pages is not None:
            return self.pages
        pages: KeptPages = self.site.extensions.setdefault("kept_pages", KeptPages())
        return pages

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        version = self.version(environ)
        if version is None:
            return self.wsgi_app(environ, start_response)
        tag = f'W/"{self.build}-{version}"'
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            # Scripts of other sites may ask the API again; there is nothing else to read in an empty answer.
            headers = [("ETag", tag), ("Vary", "Accept-Encoding"), ("Access-Control-Allow-Origin", "*")]
            start_response("304 Not Modified", headers)
            return ()
        address = f"{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        page = self.kept.get(address, version)
        if page is None:
            # Always the whole page: what is kept for HEAD, or without compression, must serve all.
            asked = {**environ, "REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": ""}
            response = Response.from_app(self.wsgi_app, asked, buffered=True)
            if response.status_code != 200 or "Set-Cookie" in response.headers:
                return response(environ, start_response)
            page = packed(response, version, tag)
            self.kept.keep(address, page)
        return answer(page, environ, start_response)

    def version(self, environ: "WSGIEnvironment") -> str | None:
        """Of the page that is asked for, from the database; None where it is not kept."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if len(environ.setdefault("QUERY_STRING", "")) > LONGEST_QUERY:
            return None
        try:
            endpoint, arguments = self.urls.match(
                environ["PATH_INFO"].encode("latin-1").decode(), method="GET"
            )
        except (HTTPException, UnicodeError):
            return None
        version: Version | None = getattr(self.site.view_functions[endpoint], "kept_by", None)
        if version is None:
            return None
        try:
            with connection_to_read() as connection:
                return version(connection, **arguments)
        except SQLAlchemyError:
            return None  # the site says what is wrong


def packed(response: Response, version: str, tag: str) -> KeptPage:
    """The answer to keep: compressed, without what is only of this request."""
    response.headers.pop("Content-Length", None)
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept-Encoding"
    body = response.get_data()
    is_packed = (response.mimetype or "").startswith(PACKABLE)
    return KeptPage(
        version=version,
        headers=tuple(response.headers.items()),
        body=gzip.compress(body, compresslevel=6, mtime=0) if is_packed else body,
        is_packed=is_packed,
    )


def answer(page: KeptPage, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """As this browser can read it."""
    body, headers = page.body, list(page.headers)
    if page.is_packed:
        if UNPACKS.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            headers.append(("Content-Encoding", "gzip"))
        else:
            body = gzip.decompress(body)
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def build_of(settings: Settings) -> str:
    """Other code, templates or settings make other pages."""
    digest = hashlib.sha256()
    for folder in ("app", "templates", "moderation/rulebook"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in OF_PAGES:
                digest.update(path.read_bytes())
    digest.update(
        repr((settings.base_url, settings.average_from, settings.answer_days, settings.demo)).encode()
    )
    return digest.hexdigest()[:12]


def unchanging(_connection: Connection, **_arguments: object) -> str:
    """The version of a page that only changes with the code."""
    return "0"
