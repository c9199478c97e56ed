"""Every message of the pages that have other languages, from code, templates and data; `make messages`.

What editors and admins work with is Dutch alone: they judge Dutch texts (docs/decisions/0043).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from app.config import ROOT
from app.languages import CATALOGUES, LANGUAGES
from app.pages.rulebook_words import SAID_OF_RULES
from app.questionnaires import FOLDER as QUESTIONNAIRES
from app.questionnaires import SAID_OF_THEMES
from moderation.checks.privacy_recognisable import CLUES
from moderation.hints import messages as messages_of_hints
from moderation.rulebook import rulebook, versions

DUTCH_CODE = (
    *("admin", "audit", "backoffice", "benchmark", "calibration", "conflicts", "demo", "figures"),
    *("learning", "notes", "proposals", "referrals", "standard_texts", "threads/views.py"),
)
"""Parts of `app/` that only editors and admins see."""
DUTCH_TEMPLATES = (
    *("admin", "backoffice", "calibration", "conflicts", "demo", "emails", "figures", "learning", "notes"),
    *("oversight", "proposals", "referrals", "standard_texts", "threads/talk.html"),
)
"""Mails are whole files in each language, in folders of their own."""
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
HEADER = """msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without dates: the same messages make the same file."""
MORE_CLUES = ("een precieze dag", "gezin of woning van de kinderbegeleider")

Message = tuple[str, str | tuple[str, ...]]
"""Where it stands, and its singular, or singular and plural."""


def all_messages() -> Iterator[Message]:
    """In the order of the files."""
    for path in files("app", ".py", DUTCH_CODE):
        yield from in_file("python", path, {})
    for suffix in (".html", ".svg", ".xml"):
        for path in files("templates", suffix, DUTCH_TEMPLATES):
            yield from in_file("jinja2", path, JINJA)
    yield from in_questionnaires()
    yield from in_rulebooks()
    for message in (*messages_of_hints(), *(name for name, *_ in CLUES), *MORE_CLUES):
        yield "moderation/hints.py", message


def files(folder: str, suffix: str, left_out: tuple[str, ...]) -> list[Path]:
    """Those of this kind, without what is Dutch alone."""
    base = ROOT / folder
    unspoken = tuple(base / part for part in left_out)
    found = sorted(base.rglob(f"*{suffix}"))
    return [path for path in found if not any(path == part or part in path.parents for part in unspoken)]


def in_file(method: str, path: Path, options: dict[str, str]) -> Iterator[Message]:
    """What the marks of gettext name."""
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy": None}
    for _line, message, _comments, _context in extract_from_file(method, path, keywords, options=options):
        if isinstance(message, tuple):
            message = tuple(part for part in message if part)
        if message:
            yield path.relative_to(ROOT).as_posix(), message


def in_questionnaires() -> Iterator[Message]:
    """The questions of each sector."""
    for path in sorted(QUESTIONNAIRES.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for theme in data["themes"]:
            yield from ((f"app/questionnaires/{path.name}", theme[name]) for name in SAID_OF_THEMES)
        for relation in data["relations"]:
            yield f"app/questionnaires/{path.name}", relation["label"]


def in_rulebooks() -> Iterator[Message]:
    """What the public reads of the gedragscode, and the title of every rule that a decision can name."""
    for version in versions():
        book, place = rulebook(version), f"moderation/rulebook/rulebook-{version}.json"
        yield from ((place, line) for line in book.summary)
        for chapter in book.chapters:
            yield from ((place, words) for words in (chapter.title, chapter.intro))
        for rule in book.rules:
            said = SAID_OF_RULES if rule.public else ("title",)
            yield from ((place, getattr(rule, name)) for name in said if getattr(rule, name))


def extracted() -> Catalog:
    """All of them, as a catalogue without a language."""
    catalogue = Catalog(charset="utf-8")
    for place, message in all_messages():
        catalogue.add(message, locations=[(place, 0)])
    return catalogue


def catalogue_file(code: str) -> Path:
    """Where the messages of a language stand."""
    return CATALOGUES / f"{code}.po"


def update(code: str) -> Catalog:
    """New messages come in empty, old ones go; a translation is never guessed."""
    path = catalogue_file(code)
    with path.open("rb") as file:
        known = read_po(file, locale=code)
    fresh = Catalog(locale=code, charset="utf-8", fuzzy=False)
    for message in extracted():
        if message.id:
            found = known.get(message.id)
            fresh.add(message.id, found.string if found else None, message.locations)
    with path.open("wb") as file:
        file.write(HEADER.format(code=code, plurals=fresh.plural_forms).encode())
        write_po(file, fresh, width=0, omit_header=True, include_lineno=False)
    return fresh


def main() -> None:
    """Write the catalogues again and tell what they miss."""
    for code in LANGUAGES:
        if code == "nl":
            continue
        catalogue = update(code)
        missing = sum(not is_said(message.string) for message in catalogue if message.id)
        click.echo(f"{code}: {len(catalogue)} boodschappen, {missing} zonder vertaling")


def is_said(string: Any) -> bool:
    """Translated, in singular and plural."""
    return bool(string and all(string))


if __name__ == "__main__":
    main()
