"""The filters beside a list: what there is to choose, how many each would give, and what was chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.facilities.directory import SIZES, Directory, slug
from app.facilities.known_words import said
from app.facilities.search_request import Search
from app.facilities.searching import Listed
from app.languages import format_decimal, language
from app.languages import gettext as _
from app.questionnaires import SECTORS, Sector

MOST_OPTIONS = 12
"""Rarer kinds of care are found by choosing a sector first."""


@dataclass(frozen=True)
class Option:
    """A box to tick."""

    key: str
    label: str
    number: str
    is_chosen: bool
    without: str
    """The address of the same list without it."""


@dataclass(frozen=True)
class Facet:
    """Boxes about one property."""

    name: str
    title: str
    options: tuple[Option, ...]


def facets(search: Search, listed: Listed, everyone: Directory) -> tuple[Facet, ...]:
    """Worked out once for this version of the data."""
    question = ("facets", language(), replace(search, page=1))
    return everyone.kept(question, lambda: tuple(all_facets(search, listed, everyone)))


def all_facets(search: Search, listed: Listed, everyone: Directory) -> list[Facet]:
    """Those with something to choose."""
    titles = {
        "sector": _("Sector"),
        "soort": _("Soort"),
        "tarief": _("Tarief"),
        "plaatsen": _("Plaatsen"),
        "gemeente": _("Gemeente"),
    }
    found = [facet(name, title, search, listed, everyone) for name, title in titles.items()]
    reviewed = Option(
        key="ja",
        label=_("Met waarderingen"),
        number=format_decimal(listed.with_reviews),
        is_chosen=search.with_reviews,
        without=replace(search, with_reviews=False, page=1).address(),
    )
    return [
        *(each for each in found if len(each.options) > 1 or any(o.is_chosen for o in each.options)),
        Facet("waarderingen", _("Waarderingen"), (reviewed,)),
    ]


def facet(name: str, title: str, search: Search, listed: Listed, everyone: Directory) -> Facet:
    """What was chosen shows, also where it gives nothing. Of municipalities only that: the map has all."""
    column = everyone.columns[name]
    chosen = search.values(name)
    counts = listed.counts[name]
    keys = {*chosen} if name == "gemeente" else {*counts, *chosen}
    label = LABELS.get(name, str)
    options = [
        Option(
            key=key,
            label=label(column.labels[column.keys[key]]),
            number=format_decimal(counts.get(key, 0)),
            is_chosen=key in chosen,
            without=search.choosing(name, *(value for value in chosen if value != key)).address(),
        )
        for key in sorted(keys, key=lambda key: order_of(name, key, counts.get(key, 0)))
    ]
    return Facet(name, title, tuple(options[:MOST_OPTIONS]))


def order_of(name: str, key: str, number: int) -> tuple[int, str]:
    """Sizes from small to large and sectors as we list them; the rest by how many there are."""
    fixed = FIXED.get(name)
    return (fixed.index(key) if fixed and key in fixed else -number, key)


def capitalised(words: str) -> str:
    """With a capital, and the rest as it is."""
    return words[:1].upper() + words[1:]


FIXED = {"sector": [sector.value for sector in Sector], "plaatsen": [slug(label) for _most, label in SIZES]}
LABELS: dict[str, Callable[[str], str]] = {
    "sector": lambda value: str(SECTORS[Sector(value)].title),
    "soort": lambda value: capitalised(said(value)),
    "tarief": lambda value: capitalised(said(value)),
    "plaatsen": said,
}
