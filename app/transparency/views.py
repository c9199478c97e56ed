"""`/transparantie`: what the redaction did, for everyone."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.transparency.queries import JUDGED, figures

bp = Blueprint("transparency", __name__)


@bp.get("/transparantie")
@audience(Everyone)
def show_figures() -> ResponseReturnValue:
    """In words and tables."""
    return render_template("transparency/figures.html", figures=figures(), judged=JUDGED)
