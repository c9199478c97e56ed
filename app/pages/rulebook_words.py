"""The gedragscode in the language of the page. Decisions cite ids and versions, never these words."""

from dataclasses import replace
from functools import cache
from typing import Any

from app.languages import gettext as _
from app.languages import language
from moderation.rulebook import Rule, Rulebook

SAID_OF_RULES = ("title", "text", "bad", "good", "law")
"""What a page shows of a rule; each is a message of the catalogues (app/translations/messages.py)."""


def spoken(book: Rulebook) -> Rulebook:
    """What the public reads of it, translated; what only editors work with stays Dutch."""
    return book if language() == "nl" else in_words(book, language())


@cache
def in_words(book: Rulebook, _language: str) -> Rulebook:
    """Kept for each language."""
    return replace(
        book,
        summary=tuple(map(_, book.summary)),
        chapters=tuple(
            replace(chapter, title=_(chapter.title), intro=_(chapter.intro)) for chapter in book.chapters
        ),
        rules=tuple(map(spoken_rule, book.rules)),
    )


def spoken_rule(rule: Rule) -> Rule:
    """Its title, its text, and its two examples."""
    words: dict[str, Any] = {name: said(getattr(rule, name)) for name in SAID_OF_RULES}
    return replace(rule, **words)


def said(text: str) -> str:
    """Nothing where there is nothing: to gettext that is the head of a catalogue."""
    return _(text) if text else ""
