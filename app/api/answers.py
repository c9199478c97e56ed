"""What the API tells, as plain data. All dates and scores follow the rules of small facilities."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.addresses import facility_address, facility_path, full, review_address
from app.contributions.published import Published, replies_to
from app.facilities.cards import asked_of, dates
from app.facilities.figures import ThemeFigure, outward_date, theme_figures
from app.facilities.models import Facility, ThemeTotal
from app.questionnaires import Questionnaire, current_questionnaire
from moderation.rulebook import Rulebook

Answer = dict[str, Any]


def facility_answer(facility: Facility, totals: Mapping[str, ThemeTotal]) -> Answer:
    """What its page shows, without telephone and e-mail."""
    page, own = facility_address(facility), api_address(facility)
    return {
        "sector": facility.sector.value,
        "dossiernummer": facility.dossiernummer,
        "name": facility.name,
        "kind": facility.kind,
        "target_group": facility.target_group,
        "tariff": facility.tariff,
        "places": facility.places,
        "is_small": facility.is_small,
        "address": {
            "street": facility.street,
            "house_number": facility.house_number,
            "box": facility.box,
            "postcode": facility.postcode,
            "municipality": facility.municipality,
            "nis": facility.nis,
            "province": facility.province,
        },
        "latitude": facility.latitude,
        "longitude": facility.longitude,
        "organisation": (
            {"name": facility.organisation.name, "kbo": facility.organisation.kbo}
            if facility.organisation
            else None
        ),
        "website": facility.website,
        "licence_status": facility.licence_status,
        "participates": facility.participates,
        "closed_on": facility.closed_on.isoformat() if facility.closed_on else None,
        "reviews": {
            "count": facility.review_count,
            "answered": facility.answered_count,
            "first": outward_date(facility, facility.first_review_at),
            "last": outward_date(facility, facility.last_review_at),
        },
        "themes": [theme_answer(figure) for figure in theme_figures(facility, totals)],
        "links": {
            "page": page,
            "self": own,
            "reviews": f"{own}/reviews",
            "feed": f"{page}/waarderingen.atom",
        },
    }


def api_address(facility: Facility) -> str:
    """Of this facility in the API."""
    return full(f"/api/v1/facilities{facility_path(facility).removeprefix('/voorzieningen')}")


def theme_answer(figure: ThemeFigure) -> Answer:
    """Average, spread and distribution, or none of them."""
    total = figure.total
    return {
        "key": figure.theme.key,
        "title": figure.theme.title,
        "scores": total.n if total else None,
        "average": round(total.average, 2) if total and total.average is not None else None,
        "spread": round(total.spread, 2) if total and total.spread is not None else None,
        "distribution": list(total.counts) if total else None,
    }


def review_answers(facility: Facility, reviews: Sequence[Published]) -> list[Answer]:
    """With their replies. One statement, for those."""
    replies = replies_to(reviews)
    return [review_answer(review, replies.get(review.id, ()), facility) for review in reviews]


def review_answer(review: Published, replies: Sequence[Published], facility: Facility) -> Answer:
    """The wording that was approved."""
    asked = asked_of(review, facility)
    label = asked.relation_labels.get(review.relation)
    return {
        "id": review.public_id,
        "page": review_address(review.public_id or ""),
        "published": dates(review, facility)[0],
        "relation": {"key": review.relation, "label": label} if label else None,
        "experience": {
            "from": month(review.experience_from),
            "until": month(review.experience_until),
        },
        "questionnaire": asked.version,
        "scores": None if facility.is_small else given_scores(review, asked),
        "text_good": text_of(review, "text_good"),
        "text_better": text_of(review, "text_better"),
        "is_redacted": bool(review.redactions),
        "replies": [reply_answer(reply, facility) for reply in replies],
    }


def reply_answer(reply: Published, facility: Facility) -> Answer:
    """The wording that was approved."""
    return {
        "id": reply.public_id,
        "published": dates(reply, facility)[0],
        "text": text_of(reply, "text"),
        "is_redacted": bool(reply.redactions),
    }


def given_scores(review: Published, asked: Questionnaire) -> dict[str, int | None]:
    """Theme key → 1 to 5, or none for "niet van toepassing"."""
    return {theme.key: review.scores[theme.key] for theme in asked.themes if theme.key in review.scores}


def text_of(written: Published, field: str) -> str:
    """As it was approved; what an editor replaced stands between square brackets."""
    return str(written.texts.get(field) or "")


def month(day: date | None) -> str | None:
    """Such as 2026-10."""
    return day.strftime("%Y-%m") if day else None


def questionnaire_answer(questionnaire: Questionnaire) -> Answer:
    """The questions of a sector."""
    return {
        "sector": questionnaire.sector.value,
        "version": questionnaire.version,
        "is_current": questionnaire.version == current_questionnaire(questionnaire.sector).version,
        "themes": [
            {
                "key": theme.key,
                "title": theme.title,
                "question": theme.question,
                "help": theme.help,
                "low": theme.low,
                "high": theme.high,
            }
            for theme in questionnaire.themes
        ],
        "relations": [{"key": r.key, "label": r.label} for r in questionnaire.relations],
    }


def rulebook_answer(rulebook: Rulebook) -> Answer:
    """The gedragscode as the public reads it."""
    return {
        "version": rulebook.version,
        "valid_from": rulebook.valid_from.isoformat(),
        "summary": list(rulebook.summary),
        "chapters": [
            {"family": chapter.family.value, "title": chapter.title, "intro": chapter.intro}
            for chapter in rulebook.chapters
        ],
        "rules": [
            {
                "id": rule.id,
                "family": rule.family.value,
                "title": rule.title,
                "text": rule.text,
                "bad": rule.bad,
                "good": rule.good,
                "kinds": list(rule.kinds),
                "decides": [action.value for action in rule.decides],
                "ground": rule.ground.value,
                "law": rule.law,
            }
            for rule in rulebook.rules
            if rule.public
        ],
    }


def page_of(items: Iterable[Answer], next_address: str | None) -> Answer:
    """A page of a list."""
    return {"items": list(items), "next": next_address}
