"""What is asked, as versioned data: eight themes a sector, one question a theme (kinderopvang-1.json …).

Scores run from 1 to 5, or "niet van toepassing". A published version never changes: a new text is a new
file with the next number, and a review keeps the version it answered. Theme keys stay the same forever.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from app.languages import gettext as _
from app.languages import language
from app.questionnaires.sectors import SECTORS, Sector, SectorWords

__all__ = [
    "SECTORS",
    "Questionnaire",
    "Relation",
    "Sector",
    "SectorWords",
    "Theme",
    "UnknownQuestionnaire",
    "current_questionnaire",
    "questionnaire",
]

FOLDER = Path(__file__).parent
SAID_OF_THEMES = ("title", "question", "help", "low", "high")
"""What a page says; each is a message of the catalogues (app/translations/messages.py)."""


class UnknownQuestionnaire(LookupError):
    """There is no such sector, or no such version of its questionnaire."""


@dataclass(frozen=True)
class Theme:
    """One question, with the words at score 1 (`low`) and score 5 (`high`)."""

    key: str
    title: str
    question: str
    help: str
    low: str
    high: str


@dataclass(frozen=True)
class Relation:
    """How the author knows the facility."""

    key: str
    label: str


@dataclass(frozen=True)
class Questionnaire:
    """The questions of one sector in one version, in the order of the page."""

    sector: Sector
    version: int
    based_on: str
    """Where the themes come from."""
    themes: tuple[Theme, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def relation_labels(self) -> dict[str, str]:
        """Key → how it is said."""
        return {relation.key: relation.label for relation in self.relations}


def current_questionnaire(sector: str) -> Questionnaire:
    """The newest version for this sector."""
    known = versions(sector)
    if not known:
        raise UnknownQuestionnaire(sector)
    return questionnaire(sector, known[-1])


def questionnaire(sector: str, version: int) -> Questionnaire:
    """This version, as the reviews that answered it saw it; in the language of the page."""
    return in_words(sector, version, language())


@cache
def in_words(sector: str, version: int, _language: str) -> Questionnaire:
    """Kept for each language."""
    if version not in versions(sector):
        raise UnknownQuestionnaire(f"{sector}-{version}")
    return parse(json.loads((FOLDER / f"{sector}-{version}.json").read_text(encoding="utf-8")))


@cache
def versions(sector: str) -> tuple[int, ...]:
    """The versions of a sector, oldest first; none for a sector that does not exist."""
    if sector not in list(Sector):
        return ()
    return tuple(sorted(int(path.stem.rpartition("-")[2]) for path in FOLDER.glob(f"{sector}-*.json")))


def parse(data: dict[str, Any]) -> Questionnaire:
    """A file's content as a questionnaire."""
    return Questionnaire(
        sector=Sector(data["sector"]),
        version=data["version"],
        based_on=data["based_on"],
        themes=tuple(
            Theme(theme["key"], **{name: _(theme[name]) for name in SAID_OF_THEMES})
            for theme in data["themes"]
        ),
        relations=tuple(
            Relation(key=key, label=_(label))
            for key, label in (known.values() for known in data["relations"])
        ),
    )
