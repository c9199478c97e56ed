"""What parents in the examples wrote (`reviews.toml`), and where. Nothing here touches the database."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from werkzeug.datastructures import MultiDict

from app.questionnaires import Questionnaire, Sector
from app.times import local

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Place:
    """Which facility of the example file plays a part: the first that fits."""

    sector: Sector
    municipality: str
    """Empty for any."""
    fewest: int
    most: int
    """Places, both included."""
    name: str = ""
    """Empty for any."""


PLACES: Mapping[str, Place] = {
    "gent": Place(Sector.KINDEROPVANG, "Gent", 15, 60, "De Zonnebloem"),
    "antwerpen": Place(Sector.KINDEROPVANG, "Antwerpen", 30, 90),
    "mechelen": Place(Sector.KINDEROPVANG, "Mechelen", 20, 60),
    "leuven": Place(Sector.KINDEROPVANG, "Leuven", 12, 40),
    "brugge": Place(Sector.KINDEROPVANG, "Brugge", 6, 8),
    "hasselt": Place(Sector.KINDEROPVANG, "Hasselt", 6, 8),
    "kortrijk": Place(Sector.KINDEROPVANG, "Kortrijk", 14, 40),
    "aalst": Place(Sector.KINDEROPVANG, "Aalst", 14, 40),
    "genk": Place(Sector.KINDEROPVANG, "Genk", 12, 40),
    "sint-niklaas": Place(Sector.KINDEROPVANG, "Sint-Niklaas", 12, 40),
    "roeselare": Place(Sector.KINDEROPVANG, "Roeselare", 20, 90),
    "oostende": Place(Sector.KINDEROPVANG, "Oostende", 6, 8),
    "woonzorg": Place(Sector.OUDERENZORG, "", 40, 200),
}

PROVIDED = ("mechelen", "brugge", "gent")
"""What the example provider runs: a group, a small one, and one with many reviews."""


@dataclass(frozen=True)
class Story:
    """One review of the examples; the file explains the fields."""

    facility: str
    days: int
    by: str
    scores: str
    since: int
    good: str
    better: str
    until: int | None = None
    relation: str = ""
    then: str = "publish"
    rule: str = ""
    passage: str = ""
    label: str = ""
    reply: str = ""
    replied: int = 0
    reply_then: str = "publish"
    reply_rule: str = ""

    def as_sent(self, questionnaire: Questionnaire, written: datetime) -> MultiDict[str, str]:
        """The fields of the form as a browser sends them."""
        themes = zip(questionnaire.themes, self.scores, strict=True)
        month = local(written).date()
        return MultiDict(
            {
                **{f"score_{theme.key}": "nvt" if score == "-" else score for theme, score in themes},
                "text_good": self.good,
                "text_better": self.better,
                "relation": self.relation or questionnaire.relations[0].key,
                "experience_from": months_ago(month, self.since),
                "experience_until": "" if self.until is None else months_ago(month, self.until),
                "first_name": self.by.capitalize(),
                "last_name": "Voorbeeld",
                "email": f"{self.by}@ouder.example",
                "own_experience": "y",
                "accept_terms": "y",
            }
        )


def months_ago(day: date, months: int) -> str:
    """Such as 2026-03."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return f"{year}-{month + 1:02}"


def stories() -> Sequence[Story]:
    """Oldest first: what was written later may look back on it."""
    with (FOLDER / "reviews.toml").open("rb") as file:
        found = [Story(**fields) for fields in tomllib.load(file)["review"]]
    return sorted(found, key=lambda story: -story.days)
