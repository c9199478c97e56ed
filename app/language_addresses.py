"""The language in an address: `/en/voorzieningen` and `/fr/voorzieningen`; Dutch stands without.

Pages, feeds and pictures are kept, shared and found by their address, so nobody's language is guessed. Files,
the API and what editors work with have one address, in Dutch.
"""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask, request

from app.languages import (
    LANGUAGES,
    format_decimal,
    format_percent,
    language,
    language_name,
    locale,
    message,
    messages,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DUTCH_ALONE = re.compile(
    r"/(?:static|redactie|beheer|postvak|gezondheid|api/v1)(?:/|$)"
    r"|/open-data/.|/sitemap|.*\.(?:json|txt|xml|ico)(?:\?|$)"
)
"""Paths that have one address."""
PREFIX = re.compile(rf"/({'|'.join(code for code in LANGUAGES if code != 'nl')})(?=/|$)")
SPOKEN = "waardering.language"


class LanguageAddresses:
    """Takes the language from the front of the path; the site then works as if it were mounted there."""

    def __init__(self, wsgi_app: "WSGIApplication") -> None:
        self.wsgi_app = wsgi_app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        path = environ["PATH_INFO"]
        if prefix := PREFIX.match(path):
            rest = path[prefix.end() :]
            if rest and not DUTCH_ALONE.match(rest):
                environ[SPOKEN] = prefix[1]
                environ["PATH_INFO"] = rest
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix[0]
            elif not rest:
                query = environ.get("QUERY_STRING", "")
                start_response("308 Permanent Redirect", [("Location", f"{path}/{query and '?' + query}")])
                return ()
        return self.wsgi_app(environ, start_response)


def asked_language() -> str:
    """Of the address that was asked for."""
    found: str = request.environ.get(SPOKEN, "nl")
    return found


def at(path: str, code: str | None = None) -> str:
    """This path of ours, in the language of the page or in this one: /privacy becomes /fr/privacy.

    One that has a language already gets this one instead.
    """
    path = PREFIX.sub("", path)
    spoken = code or language()
    if spoken == "nl" or DUTCH_ALONE.match(path):
        return path
    return f"/{spoken}{path}"


def in_other_languages() -> list[tuple[str, str, str]]:
    """Of the page that is asked for: each language's code, its own name, and the path there; Dutch first."""
    if DUTCH_ALONE.match(request.path):
        return []
    query = request.query_string.decode("latin-1")
    here = quote(request.path, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")
    return [(code, name, at(here, code)) for code, name in LANGUAGES.items()]


class SpeakingSite(Flask):
    """A site whose addresses keep the language, except where there is one address for all."""

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """In the language of the page, also outside a request."""
        address = super().url_for(endpoint, **values)
        if (prefix := PREFIX.match(address)) and DUTCH_ALONE.match(address[prefix.end() :]):
            return address[prefix.end() :]
        return address


def register_languages(site: Flask, base_url: str = "") -> None:
    """What templates need to speak: messages, numbers and addresses."""
    site.jinja_env.add_extension("jinja2.ext.i18n")
    site.jinja_env.install_gettext_callables(message, messages, newstyle=True)  # type: ignore[attr-defined]
    site.jinja_env.globals.update(
        at=at,
        base_url=base_url,
        in_other_languages=in_other_languages,
        language=language,
        locale=locale,
        language_name=language_name,
    )
    site.jinja_env.filters.update(
        numberformat=format_decimal, decimalformat=format_decimal, percentformat=format_percent
    )
