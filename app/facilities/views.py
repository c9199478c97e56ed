"""The public pages: home, search, and a page for each facility. No session, no token: the same for all."""

from datetime import datetime, timedelta

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings
from app.contributions.queries import published_reviews
from app.database import now
from app.facilities.cards import facility_url, review_card
from app.facilities.models import Facility
from app.facilities.queries import (
    PAGE_SIZE,
    answered_reviews,
    find_facility,
    number_of_pages,
    public_figures,
    review_figures,
    search_facilities,
    theme_totals,
)
from app.questionnaires import SECTORS, Sector, current_questionnaire
from app.times import long_date, month_and_year

bp = Blueprint("facilities", __name__)

FIGURES_KEPT = timedelta(minutes=5)
"""Counting a hundred thousand reviews takes longer than the rest of home together."""

LAST_PAGE = 10_000
"""Whoever asks for a later page gets this one, and with it the last that exists."""


@bp.get("/")
@audience(Everyone)
def home() -> ResponseReturnValue:
    """What this is, and the way to search."""
    reviews, facilities = kept_figures()
    return render_template(
        "home.html",
        reviews=reviews,
        facilities=facilities,
        answered=[review_card(review, review.facility) for review in answered_reviews()],
        answer_days=settings().answer_days,
    )


def kept_figures() -> tuple[int, int]:
    """How many reviews and facilities there are, at most FIGURES_KEPT ago."""
    kept: tuple[datetime, tuple[int, int]] | None = current_app.extensions.get("public_figures")
    if kept is None or kept[0] < now() - FIGURES_KEPT:
        kept = (now(), public_figures())
        current_app.extensions["public_figures"] = kept
    return kept[1]


@bp.get("/voorzieningen")
@audience(Everyone)
def search() -> ResponseReturnValue:
    """By name, municipality or postcode."""
    query = request.args.get("q", "").strip()
    sector = request.args.get("sector", "")
    sector = sector if sector in list(Sector) else ""
    found = search_facilities(query, sector, asked_page())

    def page_url(page: int) -> str:
        return url_for(".search", q=query or None, sector=sector or None, pagina=page if page > 1 else None)

    return render_template(
        "facilities/search.html",
        query=query,
        sector=sector,
        sectors=SECTORS,
        found=found,
        previous_url=page_url(found.page - 1) if found.page > 1 else None,
        next_url=page_url(found.page + 1) if found.page < found.pages else None,
        facility_url=facility_url,
    )


@bp.get("/voorzieningen/<sector>/<dossiernummer>")
@audience(Everyone)
def show(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """What parents say about one facility."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        return render_template("facilities/unknown.html"), 404
    figures = review_figures(facility)
    pages = number_of_pages(figures.number)
    page = min(asked_page(), pages)
    reviews = published_reviews(facility, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    return render_template(
        "facilities/show.html",
        facility=facility,
        words=SECTORS[facility.sector],
        questionnaire=current_questionnaire(facility.sector),
        totals=theme_totals(facility),
        average_from=settings().average_from,
        number=figures.number,
        first_date=shown_date(facility, figures.first),
        last_date=shown_date(facility, figures.last),
        closed_date=long_date(facility.closed_on) if facility.closed_on else "",
        reviews=[review_card(review, facility) for review in reviews],
        page=page,
        pages=pages,
        previous_url=page_url(facility, page - 1) if page > 1 else None,
        next_url=page_url(facility, page + 1) if page < pages else None,
    )


def page_url(facility: Facility, page: int) -> str:
    """A page of its reviews; the first has no number."""
    return facility_url(facility) + (f"?pagina={page}" if page > 1 else "") + "#waarderingen"


def shown_date(facility: Facility, moment: datetime | None) -> str:
    """When a review appeared; the month alone at a small facility (DOMAIN E9)."""
    if moment is None:
        return ""
    return month_and_year(moment) if facility.is_small else long_date(moment)


def asked_page() -> int:
    """From 1; what is no number counts as the first."""
    return min(max(request.args.get("pagina", 1, type=int), 1), LAST_PAGE)
