"""`/transparantie`: what the redaction did, for everyone."""

from datetime import timedelta

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings
from app.database import now
from app.transparency.judgements import HIGH, LOW, Band
from app.transparency.queries import JUDGED, REFUSALS, Figures, figures
from app.transparency.small_numbers import FEWEST, SMALLEST

bp = Blueprint("transparency", __name__)

KEPT = timedelta(minutes=10)
"""Counting takes a while, and who reads figures can wait for the newest."""


@bp.get("/transparantie")
@audience(Everyone)
def show_figures() -> ResponseReturnValue:
    """In words and tables."""
    return render_template(
        "transparency/figures.html",
        figures=kept_figures(),
        judged=JUDGED,
        refusals=REFUSALS,
        bands=list(Band),
        low=LOW,
        high=HIGH,
        smallest=SMALLEST,
        fewest=FEWEST,
        answer_days=settings().answer_days,
    )


def kept_figures() -> Figures:
    """At most KEPT old."""
    kept: Figures | None = current_app.extensions.get("transparency_figures")
    if kept is None or kept.made_at < now() - KEPT:
        kept = current_app.extensions["transparency_figures"] = figures()
    return kept
