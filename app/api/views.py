"""The addresses of the API. No session, no cookie: the same answer for all."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.addresses import full
from app.api.answers import (
    Answer,
    facility_answer,
    page_of,
    questionnaire_answer,
    review_answers,
    rulebook_answer,
)
from app.api.problems import CORS, PREFIX, BadQuestion, is_for_the_api, problem
from app.api.queries import facilities_after, place_in_list, reviews_after, totals_of
from app.api.questions import asked, facility_key, known_facility, limit_of, sector_of, yes_or_no
from app.audience import Everyone, audience
from app.facilities.queries import theme_totals
from app.facilities.versions import facility_version, site_version
from app.limits import may, visitor
from app.page_cache import kept_by, unchanging
from app.questionnaires import Sector, UnknownQuestionnaire, current_questionnaire, questionnaire
from moderation.rulebook import UnknownRulebook, rulebook, versions

bp = Blueprint("api", __name__)

MOST_ASKED = "600 per minute"

PROMISE = Path(__file__).with_name("openapi.json")


@bp.before_request
def not_too_many() -> Response | None:
    """So many that nobody who reads gets there; answers that are kept (`kept_by`) do not count."""
    if not is_for_the_api() or may(MOST_ASKED, "api", visitor()):
        return None
    return problem(
        429,
        "Too many requests from your address. Wait a minute, then go on. Send If-None-Match with the ETag: "
        "what did not change is not counted.",
        {"Retry-After": "60"},
    )


@bp.after_request
def open_to_all(response: Response) -> Response:
    """Scripts of other sites may read."""
    if is_for_the_api():
        for name, value in CORS.items():
            response.headers.setdefault(name, value)
    return response


@bp.errorhandler(BadQuestion)
def explain(error: BadQuestion) -> Response:
    """What to ask instead."""
    return problem(400, str(error))


def told(answer: Answer) -> Response:
    """As JSON."""
    response = Response(json.dumps(answer, ensure_ascii=False), content_type="application/json")
    if answer.get("next"):
        response.headers["Link"] = f'<{answer["next"]}>; rel="next"'
    return response


def next_page(question: dict[str, str], place: str) -> str:
    """The address of what follows after this place."""
    return full(f"{request.path}?{urlencode({**question, 'after': place})}")


@bp.get("/api")
@audience(Everyone)
@kept_by(unchanging)
def guide() -> ResponseReturnValue:
    """What the API is, for people."""
    return render_template("api/guide.html", base=full(PREFIX))


@bp.get("/api/v1/openapi.json")
@audience(Everyone)
@kept_by(unchanging)
def promise() -> ResponseReturnValue:
    """What the API is, for programs (OpenAPI 3.1)."""
    asked()
    return told({**document(), "servers": [{"url": full("/api/v1")}]})


@cache
def document() -> dict[str, Any]:
    """Written by hand, and tested to be true."""
    found: dict[str, Any] = json.loads(PROMISE.read_text(encoding="utf-8"))
    return found


@bp.get("/api/v1/facilities")
@audience(Everyone)
@kept_by(site_version)
def facilities() -> ResponseReturnValue:
    """All, or those of a sector, a place or an organisation."""
    question = asked("sector", "municipality", "postcode", "organisation", "participates", "limit", "after")
    limit = limit_of(question)
    filters: dict[str, Any] = {
        name: question[name] for name in ("municipality", "postcode", "organisation") if name in question
    }
    if "sector" in question:
        filters["sector"] = sector_of(question["sector"])
    if "participates" in question:
        filters["participates"] = yes_or_no("participates", question["participates"])
    place = facility_key(question["after"]) if "after" in question else None
    found = facilities_after(place, filters, limit + 1)
    shown, totals = found[:limit], totals_of(found[:limit])
    more = len(found) > limit
    return told(
        page_of(
            (facility_answer(facility, totals[facility.id]) for facility in shown),
            next_page(question, f"{shown[-1].sector.value}:{shown[-1].dossiernummer}") if more else None,
        )
    )


@bp.get("/api/v1/facilities/<sector>/<dossiernummer>")
@audience(Everyone)
@kept_by(facility_version)
def facility(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """One, with its averages."""
    asked()
    found = known_facility(sector, dossiernummer)
    return told(facility_answer(found, theme_totals(found)))


@bp.get("/api/v1/facilities/<sector>/<dossiernummer>/reviews")
@audience(Everyone)
@kept_by(facility_version)
def reviews(sector: str, dossiernummer: str) -> ResponseReturnValue:
    """What parents wrote about it and what it answered, newest first."""
    question = asked("limit", "after")
    limit = limit_of(question)
    about = known_facility(sector, dossiernummer)
    place = place_in_list(about, question["after"]) if "after" in question else None
    if "after" in question and place is None:
        raise NotFound
    found = reviews_after(about, place, limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return told(
        page_of(
            review_answers(about, shown),
            next_page(question, shown[-1].public_id or "") if more else None,
        )
    )


@bp.get("/api/v1/questionnaires")
@audience(Everyone)
@kept_by(unchanging)
def questionnaires() -> ResponseReturnValue:
    """What is asked today, for each sector."""
    asked()
    return told(page_of((questionnaire_answer(current_questionnaire(sector)) for sector in Sector), None))


@bp.get("/api/v1/questionnaires/<sector>/<int:version>")
@audience(Everyone)
@kept_by(unchanging)
def one_questionnaire(sector: str, version: int) -> ResponseReturnValue:
    """What was asked in this version."""
    asked()
    try:
        return told(questionnaire_answer(questionnaire(sector, version)))
    except UnknownQuestionnaire:
        raise NotFound from None


@bp.get("/api/v1/rulebooks")
@audience(Everyone)
@kept_by(unchanging)
def rulebooks() -> ResponseReturnValue:
    """All versions of the gedragscode, newest first."""
    asked()
    return told(page_of((rulebook_answer(rulebook(version)) for version in reversed(versions())), None))


@bp.get("/api/v1/rulebooks/<int:version>")
@audience(Everyone)
@kept_by(unchanging)
def one_rulebook(version: int) -> ResponseReturnValue:
    """The gedragscode in this version."""
    asked()
    try:
        return told(rulebook_answer(rulebook(version)))
    except UnknownRulebook:
        raise NotFound from None
