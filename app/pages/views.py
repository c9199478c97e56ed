"""The pages that explain: rules, checks, privacy, conditions, accessibility, who we are."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from app.audience import Everyone, audience
from app.page_cache import kept_by, unchanging
from app.pages.prose import prose
from app.pages.rulebook_words import spoken
from app.times import long_date
from moderation.rulebook import current_rulebook

bp = Blueprint("pages", __name__)


def rulebook_in_force(_connection: Connection, **_arguments: object) -> str:
    """A new version begins on a day, not with new code."""
    return str(current_rulebook().version)


@bp.get("/gedragscode")
@audience(Everyone)
@kept_by(rulebook_in_force)
def rules() -> ResponseReturnValue:
    rulebook = spoken(current_rulebook())
    return render_template(
        "pages/rules.html",
        rulebook=rulebook,
        valid_from=long_date(rulebook.valid_from),
        current=rulebook.version,
    )


@bp.get("/hoe-we-controleren")
@audience(Everyone)
@kept_by(unchanging)
def how_we_check() -> ResponseReturnValue:
    return render_template("pages/prose.html", page=prose("hoe-we-controleren"))


@bp.get("/privacy")
@audience(Everyone)
@kept_by(unchanging)
def privacy() -> ResponseReturnValue:
    return render_template("pages/prose.html", page=prose("privacy"))


@bp.get("/gebruiksvoorwaarden")
@audience(Everyone)
@kept_by(unchanging)
def conditions() -> ResponseReturnValue:
    return render_template("pages/prose.html", page=prose("gebruiksvoorwaarden"))


@bp.get("/toegankelijkheid")
@audience(Everyone)
@kept_by(unchanging)
def accessibility() -> ResponseReturnValue:
    return render_template("pages/prose.html", page=prose("toegankelijkheid"))


@bp.get("/over-ons")
@audience(Everyone)
@kept_by(unchanging)
def about() -> ResponseReturnValue:
    return render_template("pages/prose.html", page=prose("over-ons"))
