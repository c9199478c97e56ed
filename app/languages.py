"""Which language a page speaks. The messages are Dutch; each other language has a catalogue."""

from contextvars import ContextVar
from gettext import NullTranslations

from flask import Flask
from flask_babel import get_locale, get_translations

DUTCH = NullTranslations()
_spoken: ContextVar[NullTranslations] = ContextVar("spoken", default=DUTCH)
"""Looked up once a request: a page asks for hundreds of messages."""


_language: ContextVar[str] = ContextVar("language", default="nl")


def speak() -> None:
    """From here on, this request speaks the visitor's language."""
    _spoken.set(get_translations())
    _language.set(str(get_locale() or "nl"))


def language() -> str:
    """Of the page, such as nl."""
    return _language.get()


def gettext(message: str, **values: object) -> str:
    """This message, in the language of the page."""
    said = _spoken.get().gettext(message)
    return said % values if values else said


def ngettext(singular: str, plural: str, number: int) -> str:
    """This message for one or for more, in the language of the page."""
    return _spoken.get().ngettext(singular, plural, number)


def register_languages(site: Flask) -> None:
    """`_` and `ngettext`, for every template."""
    site.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
