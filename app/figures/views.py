"""The redaction's work in figures, for the redaction."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.audience import Editor, audience
from app.config import settings
from app.figures.queries import acceptance, judged, months_of_work, used_rules
from app.labels import label
from app.times import month_in_words

bp = Blueprint("figures", __name__, url_prefix="/redactie")


@bp.route("/cijfers")
@audience(Editor)
def show() -> ResponseReturnValue:
    """Waiting, returning, reopening, rules, and whether low scores are treated alike."""
    decisions = judged()
    months, accepted = months_of_work(decisions), acceptance()
    return render_template(
        "figures/work.html",
        months=months,
        returned=[(month_in_words(found.month), found.returned) for found in months],
        reopened=[(month_in_words(found.month), found.reopened) for found in months],
        rules=used_rules(decisions),
        acceptance=accepted,
        kinds=[(f"{label(sector)}, {kind}", share) for (sector, kind), share in accepted.kinds.items()],
        promise=settings().answer_days,
    )
