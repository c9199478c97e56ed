"""Finding a facility: the list, the map, what somebody may be typing, and comparing. The same for all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.audience import Everyone, audience
from app.config import settings
from app.facilities.blueprint import bp
from app.facilities.cards import facility_url
from app.facilities.comparing import compare
from app.facilities.directory import Directory, Entry, directory
from app.facilities.facets import facets
from app.facilities.projection import HEIGHT, WIDTH, project
from app.facilities.province_map import dots
from app.facilities.search_request import MOST_COMPARED, Order, Read, Search, asked_page, read_search
from app.facilities.searching import Found, search_facilities
from app.facilities.suggestions import one_word, related, suggestions
from app.facilities.versions import site_version
from app.language_addresses import at
from app.languages import format_decimal, language
from app.languages import gettext as _
from app.page_cache import kept_by
from app.questionnaires import SECTORS
from app.times import month_and_year

__all__ = ["asked_page", "bp"]

COMPARE = "/voorzieningen/vergelijken"
MAP = "/voorzieningen/kaart"


@bp.get("/voorzieningen")
@audience(Everyone)
@kept_by(site_version)
def search() -> ResponseReturnValue:
    """By name, place, postcode or organisation, narrowed and sorted."""
    everyone = directory()
    read = read_search(request.args, everyone)
    found = search_facilities(read, everyone)
    return render_template(
        "facilities/search.html",
        **shared(read, found, everyone),
        cards=list(cards(found, read.search, everyone)),
        orders=[(label, order is read.search.order, replace(read.search, order=order, page=1).address())
                for order, label in order_labels().items()],
        related=related(read.search.query, everyone) if read.search.query else (),
        compared=[everyone.by_key[key] for key in read.search.compared],
        most_compared=MOST_COMPARED,
        previous_url=page_of(read.search, found.page - 1) if found.page > 1 else None,
        next_url=page_of(read.search, found.page + 1) if found.page < found.pages else None,
    )  # fmt: skip


@bp.get(MAP)
@audience(Everyone)
@kept_by(site_version)
def results_map() -> ResponseReturnValue:
    """The same results, by municipality."""
    everyone = directory()
    read = read_search(request.args, everyone)
    return render_template(
        "facilities/map.html",
        **shared(read, search_facilities(read, everyone), everyone),
        dots=dots(read, everyone),
        here=project(read.origin.latitude, read.origin.longitude) if read.origin else None,
        width=WIDTH,
        height=HEIGHT,
    )


@bp.get("/voorzieningen/suggesties")
@audience(Everyone)
@kept_by(site_version)
def suggest() -> ResponseReturnValue:
    """For the list below the search box, while somebody types."""
    found = suggestions(request.args.get("q", ""), directory())
    return jsonify([{"label": s.label, "detail": s.detail, "address": s.address} for s in found])


@bp.get(COMPARE)
@audience(Everyone)
@kept_by(site_version)
def compare_facilities() -> ResponseReturnValue:
    """Up to three side by side."""
    comparison = compare(request.args.getlist("v"), settings().average_from)
    newest = [facility.last_review_at for facility in comparison.facilities]
    return render_template(
        "facilities/compare.html",
        comparison=comparison,
        sectors=SECTORS,
        most=MOST_COMPARED,
        average_from=settings().average_from,
        facility_url=facility_url,
        newest=[month_and_year(last) if last else "" for last in newest],
        without={key: compare_address([k for k in comparison.keys if k != key]) for key in comparison.keys},
    )


def shared(read: Read, found: Found, everyone: Directory) -> dict[str, Any]:
    """What the list and the map both show."""
    search = replace(read.search, page=1)
    return {
        "search": search,
        "found": found,
        "others": len(everyone) - everyone.number_open if found.total == len(everyone) else 0,
        "matches": found.listed.matches,
        "problems": read.problems,
        "shorter": () if found.total else one_word(search.query, everyone),
        "origin": read.origin,
        "facets": facets(search, found.listed, everyone),
        "filters": everyone.kept(
            ("filters", language(), search),
            lambda: part("filters", facets=facets(search, found.listed, everyone), search=search),
        ),
        "list_url": search.address(),
        "map_url": search.address(MAP),
        "sectors": SECTORS,
        "base_url": settings().base_url,
    }


def cards(found: Found, search: Search, everyone: Directory) -> Iterator[Markup]:
    """The facilities of this page. Those without a distance look the same in every list, and are kept."""
    for entry, distance in zip(found.entries, map(distance_text, found.distances), strict=True):
        is_compared = entry.key in search.compared
        if distance or is_compared:
            yield card(entry, distance, is_compared=is_compared)
        else:
            place = (language(), entry.id)
            if place not in everyone.cards:
                everyone.cards[place] = card(entry)
            yield everyone.cards[place]


def card(entry: Entry, distance: str = "", *, is_compared: bool = False) -> Markup:
    """One line of a list."""
    return part("result_card", facility=entry, distance=distance, is_compared=is_compared, sectors=SECTORS)


def part(name: str, **values: Any) -> Markup:
    """A piece of a page that is kept."""
    return Markup(render_template(f"facilities/{name}.html", **values))  # noqa: S704 (the template escapes)


def distance_text(kilometres: float | None) -> str:
    """As the crow flies; a tenth of a kilometre is as close as the middle of a postcode tells."""
    if kilometres is None:
        return ""
    words = format_decimal(kilometres, "0.0" if kilometres < 10 else "0")
    return str(_("± %(distance)s km", distance=words))


def order_labels() -> dict[Order, str]:
    """What stands on the links."""
    return {
        Order.BEST: _("Best passend"),
        Order.NAME: _("Naam"),
        Order.NEWEST: _("Nieuwste waardering"),
        Order.DISTANCE: _("Afstand"),
    }


def page_of(search: Search, page: int) -> str:
    """Another page of the same list."""
    return replace(search, page=page).address()


def compare_address(keys: list[str]) -> str:
    """Of these facilities side by side."""
    return at(f"{COMPARE}?{urlencode([('v', key) for key in keys], safe=':')}" if keys else COMPARE)
