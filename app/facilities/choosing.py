"""Which reviews of a facility a reader wants to see, from the address of the page and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.config import settings
from app.contributions.published import ReviewFilter
from app.facilities.models import Facility, YearTotal
from app.languages import gettext as _
from app.languages import language_name
from app.questionnaires import Questionnaire

FEW = 5
"""With so few reviews there is nothing to choose."""

BANDS: Mapping[str, tuple[int, ...]] = {"laag": (1, 2), "midden": (3,), "hoog": (4, 5)}
WRITTEN = re.compile(r"[a-z]{2}")
"""A language that somebody may have written in."""
ANSWERED: Mapping[str, bool] = {"ja": True, "nee": False}

Years = Mapping[str, Sequence[YearTotal]]
"""Theme key → its years, oldest first."""

Options = list[tuple[str, str]]
"""Pairs of value and words; the first chooses nothing."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen at this facility, by the name of the field."""

    fields: Mapping[str, tuple[str, Options]]
    """Name → label and options."""


@dataclass(frozen=True)
class Trend:
    """The averages of a theme over the years that have enough scores."""

    title: str
    points: tuple[tuple[str, float, int], ...]
    """Year, average, number of scores."""


def wanted_reviews(arguments: Mapping[str, str], asked: Questionnaire) -> ReviewFilter:
    """What we do not know chooses nothing: an old link must still show something."""
    year, theme = arguments.get("jaar", ""), arguments.get("thema", "")
    relation = arguments.get("relatie", "")
    return ReviewFilter(
        relation=relation if relation in asked.relation_labels else "",
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == len("2026") else None,
        theme=theme if theme in {known.key for known in asked.themes} else "",
        scores=BANDS.get(arguments.get("score", ""), ()),
        answered=ANSWERED.get(arguments.get("reactie", "")),
        language=arguments.get("taal", "") if WRITTEN.fullmatch(arguments.get("taal", "")) else "",
    )


def as_arguments(wanted: ReviewFilter) -> dict[str, str]:
    """As they stand in the address; what chooses nothing is left out."""
    band = next((name for name, scores in BANDS.items() if scores == wanted.scores), "")
    answered = next((name for name, value in ANSWERED.items() if value is wanted.answered), "")
    named = {
        "jaar": str(wanted.year or ""),
        "relatie": wanted.relation,
        "thema": wanted.theme,
        "score": band,
        "reactie": answered,
        "taal": wanted.language,
    }
    return {name: value for name, value in named.items() if value}


def has_choices(facility: Facility) -> bool:
    """Enough reviews to choose from, or reviews in several languages."""
    return facility.review_count > FEW or len(facility.review_languages) > 1


def choices(facility: Facility, asked: Questionnaire, years: Years) -> Choices:
    """Scores cannot be chosen at a small facility, where they are not shown either."""
    told = sorted({total.year for totals in years.values() for total in totals}, reverse=True)
    fields: dict[str, tuple[str, Options]] = {
        "jaar": (
            _("Jaar van de ervaring"),
            [("", _("Alle jaren")), *((str(year), str(year)) for year in told)],
        ),
        "relatie": (_("Wie schrijft"), [("", _("Iedereen")), *asked.relation_labels.items()]),
        "reactie": (
            _("Reactie"),
            [("", _("Met of zonder")), ("ja", _("Met reactie")), ("nee", _("Zonder reactie"))],
        ),
    }
    if len(facility.review_languages) > 1:
        written = sorted(facility.review_languages.items(), key=lambda found: (-found[1], found[0]))
        fields["taal"] = (
            _("Taal van de tekst"),
            [("", _("Alle talen")), *((code, f"{language_name(code)} ({count})") for code, count in written)],
        )
    if facility.is_small:
        del fields["jaar"]
    else:
        fields["thema"] = (
            _("Thema"),
            [("", _("Alle thema's samen")), *((theme.key, theme.title) for theme in asked.themes)],
        )
        fields["score"] = (
            _("Score"),
            [("", _("Alle scores")), ("laag", _("1 of 2")), ("midden", _("3")), ("hoog", _("4 of 5"))],
        )
    return Choices(fields)


def trends(years: Years, asked: Questionnaire) -> list[Trend]:
    """Themes with at least two years to compare; a year counts from `average_from` scores on (DOMAIN E3)."""
    found = [
        Trend(theme.title, tuple(map(point, filter(enough, years.get(theme.key, ())))))
        for theme in asked.themes
    ]
    return [trend for trend in found if len(trend.points) > 1]


def enough(total: YearTotal) -> bool:
    """For an average."""
    return total.n >= settings().average_from


def point(total: YearTotal) -> tuple[str, float, int]:
    """Year, average, number of scores."""
    return (str(total.year), total.average, total.n)
