"""The pages of prose: Markdown files, read and parsed once."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from app.language_addresses import at
from app.languages import language
from app.pages.markdown import render_markdown

FOLDER = Path(__file__).parent / "content"
OWN_LINK = re.compile(r"\]\((/[^)]*)")


@dataclass(frozen=True)
class Prose:
    """A page of prose."""

    title: str
    lead: str
    """The first paragraph, as plain text."""
    body: Markup


def prose(name: str) -> Prose:
    """This page, in the language that we speak."""
    return in_words(name, language())


@cache
def in_words(name: str, code: str) -> Prose:
    """The page in this file: `# title`, a paragraph of lead, then the rest."""
    text = (FOLDER / code / f"{name}.md").read_text(encoding="utf-8")
    title, lead, body = text.split("\n\n", 2)

    def spoken(link: re.Match[str]) -> str:
        """In the same language; a translation that links to itself means the Dutch, which prevails."""
        return f"]({at(link[1], 'nl' if link[1] == f'/{name}' else code)}"

    return Prose(
        title.removeprefix("# ").strip(), " ".join(lead.split()), render_markdown(OWN_LINK.sub(spoken, body))
    )
