"""The public pages: home, and a page for each facility. No session, no token: the same for all."""

from datetime import datetime
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings
from app.contributions.published import ReviewFilter, facility_reviews, number_of_reviews
from app.facilities.blueprint import bp
from app.facilities.cards import card_of, facility_url, review_cards
from app.facilities.choosing import as_arguments, choices, has_choices, trends, wanted_reviews
from app.facilities.high_and_low import high_and_low_reviews
from app.facilities.models import Facility
from app.facilities.queries import (
    PAGE_SIZE,
    find_facility,
    number_of_pages,
    public_figures,
    theme_totals,
    year_totals,
)
from app.facilities.search_views import asked_page
from app.facilities.versions import facility_version, site_version
from app.page_cache import kept_by
from app.questionnaires import SECTORS, Sector, current_questionnaire
from app.times import long_date, month_and_year

__all__ = ["bp"]


@bp.get("/")
@audience(Everyone)
@kept_by(site_version)
def home() -> ResponseReturnValue:
    """What this is, and the way to search."""
    reviews, facilities = public_figures()
    themes = current_questionnaire(Sector.KINDEROPVANG).themes
    asked = request.args.get("thema", "")
    theme = asked if asked in {known.key for known in themes} else ""
    return render_template(
        "home.html",
        reviews=reviews,
        facilities=facilities,
        answered=[card_of(review) for review in high_and_low_reviews(theme)],
        themes=themes,
        theme=theme,
        answer_days=settings().answer_days,
    )


@bp.get("/voorzieningen/<sector>/<dossiernummer>")
@audience(Everyone)
@kept_by(facility_version)
def show(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """What parents say about one facility."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        return render_template("facilities/unknown.html"), 404
    asked = current_questionnaire(facility.sector)
    wanted = wanted_reviews(request.args, asked)
    years = year_totals(facility)
    number = number_of_reviews(facility, wanted)
    pages = number_of_pages(number)
    page = min(asked_page(request.args), pages)
    reviews = facility_reviews(facility, wanted, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    return render_template(
        "facilities/show.html",
        facility=facility,
        words=SECTORS[facility.sector],
        questionnaire=asked,
        totals=theme_totals(facility),
        trends=trends(years, asked),
        average_from=settings().average_from,
        number=facility.review_count,
        chosen=number,
        wanted=wanted,
        arguments=as_arguments(wanted),
        choices=choices(facility, asked, years) if has_choices(facility) else None,
        first_date=shown_date(facility, facility.first_review_at),
        last_date=shown_date(facility, facility.last_review_at),
        newest_month=month_and_year(facility.last_review_at) if facility.last_review_at else "",
        closed_date=long_date(facility.closed_on) if facility.closed_on else "",
        reviews=review_cards(facility, reviews),
        page=page,
        pages=pages,
        previous_url=page_url(facility, wanted, page - 1) if page > 1 else None,
        next_url=page_url(facility, wanted, page + 1) if page < pages else None,
    )


def page_url(facility: Facility, wanted: ReviewFilter, page: int) -> str:
    """A page of its reviews; the first has no number."""
    named = as_arguments(wanted)
    if page > 1:
        named["pagina"] = str(page)
    return facility_url(facility) + (f"?{urlencode(named)}" if named else "") + "#waarderingen"


def shown_date(facility: Facility, moment: datetime | None) -> str:
    """When a review appeared; the month alone at a small facility (DOMAIN E9)."""
    if moment is None:
        return ""
    return month_and_year(moment) if facility.is_small else long_date(moment)
