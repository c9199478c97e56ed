"""The form of a review, and the author's own page, without JavaScript."""

from datetime import date

from flask.testing import FlaskClient

from app.facilities.models import Facility
from app.questionnaires import current_questionnaire
from tests.pages.visit import Page

SEND = "Verstuur je waardering"


def answers(facility: Facility, *, score: str = "4", **more: str | None) -> dict[str, str | None]:
    """All fields of a good review; a theme's key gives another score."""
    questionnaire = current_questionnaire(facility.sector)
    return {
        **{f"score_{theme.key}": score for theme in questionnaire.themes},
        "text_good": "Onze dochter gaat er graag naartoe.",
        "text_better": "De tuin is klein.",
        "relation": questionnaire.relations[0].key,
        "experience_from": "2026-01",
        "experience_until": date.today().strftime("%Y-%m"),
        "first_name": "Noor",
        "last_name": "Peeters",
        "email": "noor@ouders.example",
        "own_experience": "y",
        "accept_terms": "y",
        **more,
    }


def open_form(client: FlaskClient, facility: Facility) -> Page:
    """The empty form."""
    return Page.open(client, f"/voorzieningen/{facility.sector.value}/{facility.dossiernummer}/waarderen")


def write(client: FlaskClient, facility: Facility, *, score: str = "4", **more: str | None) -> Page:
    """Fill in everything, with these changes, and send it."""
    return open_form(client, facility).submit(SEND, **answers(facility, score=score, **more))
