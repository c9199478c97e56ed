"""What somebody asks of the list of facilities: read from an address, and written as one to share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from app.facilities.directory import PROPERTIES, Directory, slug
from app.facilities.places import Place
from app.facilities.query_words import understand
from app.facilities.search_key import LONGEST_QUERY, query_words
from app.language_addresses import at
from app.languages import gettext as _

LAST_PAGE = 10_000
"""Whoever asks for a later page gets this one, and with it the last that exists."""
MOST_COMPARED = 3


class Order(StrEnum):
    """How a list is sorted."""

    BEST = "beste"
    NAME = "naam"
    NEWEST = "nieuwste"
    DISTANCE = "afstand"


@dataclass(frozen=True)
class Search:
    """All that decides which facilities a list shows, and in which order."""

    query: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Property → the values of it that are asked for."""
    with_reviews: bool = False
    origin: str = ""
    """The place that distances begin at, as it was typed."""
    order: Order = Order.BEST
    compared: tuple[str, ...] = ()
    """Facilities that were chosen before, to compare."""
    page: int = 1

    @property
    def usual_order(self) -> Order:
        """The nearest first for who said from where; otherwise what fits best."""
        return Order.DISTANCE if self.origin else Order.BEST

    def values(self, name: str) -> tuple[str, ...]:
        """What was chosen of a property."""
        return next((values for key, values in self.chosen if key == name), ())

    def choosing(self, name: str, *values: str) -> "Search":
        """The same with these values of a property, from the first page."""
        others = {key: kept for key, kept in self.chosen if key != name} | {name: values}
        ordered = tuple((key, others[key]) for key in PROPERTIES if others.get(key))
        return replace(self, chosen=ordered, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        """In one order, without what goes without saying."""
        found = [("q", self.query)]
        found += [(name, value) for name, values in self.chosen for value in values]
        found += [("waarderingen", "ja" if self.with_reviews else ""), ("van", self.origin)]
        found += [("sorteer", "" if self.order is self.usual_order else self.order.value)]
        found += [("met", key) for key in self.compared]
        found += [("pagina", str(self.page) if self.page > 1 else "")]
        return [(name, value) for name, value in found if value]

    def address(self, path: str = "/voorzieningen") -> str:
        """Where this list is."""
        parameters = self.parameters()
        return at(f"{path}?{urlencode(parameters, safe=':')}" if parameters else path)


@dataclass(frozen=True)
class Read:
    """A search, and what in its address we could not use, in sentences."""

    search: Search
    origin: Place | None
    problems: tuple[str, ...] = field(default=())


def read_search(parameters: MultiDict[str, str], everyone: Directory) -> Read:
    """What we do not know is left out with a word; parameters that are not ours say nothing to us."""
    problems: list[str] = []
    query = " ".join(parameters.get("q", "").split())
    if len(query) > LONGEST_QUERY:
        problems.append(
            _("Je zoekopdracht is lang. We keken naar de eerste %(most)s tekens.", most=LONGEST_QUERY)
        )
        query = query[:LONGEST_QUERY]
    if query and not query_words(query):
        problems.append(_("In “%(typed)s” staan geen letters of cijfers om op te zoeken.", typed=query))
        query = ""
    origin_text = " ".join(parameters.get("van", "").split())[:LONGEST_QUERY]
    origin = understand(origin_text).place if origin_text else None
    if origin_text and origin is None:
        problems.append(
            _(
                "“%(typed)s” kennen we niet als postcode of gemeente in Vlaanderen of Brussel.",
                typed=origin_text,
            )
        )
    order = parameters.get("sorteer", "")
    compared = dict.fromkeys(key for key in parameters.getlist("met") if key in everyone.by_key)
    if order and order not in list(Order):
        problems.append(_("Zo kunnen we niet sorteren. Je ziet nu de gewone volgorde."))
    search = Search(
        query=query,
        chosen=read_choices(parameters, everyone, problems),
        with_reviews=parameters.get("waarderingen", "") not in ("", "nee"),
        origin=origin_text,
        order=Order(order) if order in list(Order) else Order.DISTANCE if origin_text else Order.BEST,
        compared=tuple(compared)[: MOST_COMPARED - 1],
        page=asked_page(parameters),
    )  # fmt: skip
    origin = origin or (
        understand(query).place if search.order is Order.DISTANCE and not origin_text else None
    )
    if search.order is Order.DISTANCE and origin is None and not origin_text:
        problems.append(_("Vul in vanaf waar we moeten meten. Dan staat de dichtste opvang bovenaan."))
    return Read(search, origin, tuple(problems))


def read_choices(
    parameters: MultiDict[str, str], everyone: Directory, problems: list[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Property → its values that exist, each once."""
    chosen = []
    for name in PROPERTIES:
        asked = dict.fromkeys(
            slug(value[:LONGEST_QUERY]) for value in parameters.getlist(name) if value.strip()
        )
        known = tuple(sorted(value for value in asked if value in everyone.columns[name].keys))
        if len(known) < len(asked):
            problems.append(_("Een van de filters kennen we niet. We lieten die weg."))
        if known:
            chosen.append((name, known))
    return tuple(chosen)


def asked_page(parameters: Mapping[str, str]) -> int:
    """From 1; what is no number counts as the first."""
    typed = parameters.get("pagina", "")
    return (
        min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 1
    )
