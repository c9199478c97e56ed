"""In which language we speak. The messages are Dutch; each other language has a catalogue.

A language is part of the address: `/en/…` and `/fr/…`, Dutch without (app/language_addresses.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal as babel_decimal
from babel.numbers import format_percent as babel_percent
from babel.support import LazyProxy

from app.config import ROOT

LANGUAGES = {"nl": "Nederlands", "en": "English", "fr": "Français"}
"""Code → its own name. The first needs no catalogue."""
LOCALES = {"nl": "nl_BE", "en": "en_GB", "fr": "fr_BE"}
"""How dates and numbers are written."""
CATALOGUES = ROOT / "app" / "translations"

_language: ContextVar[str] = ContextVar("language", default="nl")
DUTCH = NullTranslations()
_spoken: ContextVar[NullTranslations] = ContextVar("spoken", default=DUTCH)
"""Looked up once a request: a page asks for hundreds of messages."""


@cache
def catalogue(code: str) -> NullTranslations:
    """The messages in this language. Compiled here, so that no compiled file can be out of date."""
    if code == "nl":
        return DUTCH
    compiled = BytesIO()
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def speak(code: str) -> None:
    """From here on, this request or job speaks this language."""
    _language.set(code)
    _spoken.set(catalogue(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """This language, for as long as it takes: a mail to somebody who reads it."""
    before = language()
    speak(code)
    try:
        yield
    finally:
        speak(before)


def language() -> str:
    """Of the page or mail, such as nl."""
    return _language.get()


def locale() -> str:
    """How it writes dates and numbers."""
    return LOCALES[language()]


def gettext(message: str, **values: object) -> str:
    """This message, in the language of the page."""
    said = _spoken.get().gettext(message)
    return said % values if values else said


def language_name(code: str) -> str:
    """Such as Frans, français or French for fr; the code itself where nobody knows it."""
    return str(Locale.parse(locale()).languages.get(code, code))


def message(text: str) -> str:
    """This message without its values, for templates: they put the values in themselves, escaped."""
    return _spoken.get().gettext(text)


def messages(singular: str, plural: str, number: int) -> str:
    """The same for one or for more."""
    return _spoken.get().ngettext(singular, plural, number)


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """This message for one or for more, in the language of the page; `%(num)s` is the number."""
    return _spoken.get().ngettext(singular, plural, num) % {"num": num, **values}


def lazy_gettext(message: str, **values: object) -> Any:
    """This message, in the language of the page that will show it."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


def format_decimal(number: float, pattern: str | None = None) -> str:
    """A number as the page writes it."""
    return babel_decimal(number, pattern, locale=locale())


def format_percent(share: float, pattern: str | None = None) -> str:
    """A share as the page writes it."""
    return babel_percent(share, pattern, locale=locale())
