"""The gedragscode: today's version, all versions, and what changed between them."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.pages.rulebook_words import spoken
from app.times import long_date
from moderation.rulebook import Rulebook, UnknownRulebook, current_rulebook, rulebook, versions
from moderation.rulebook.differences import difference

bp = Blueprint("rulebook", __name__, url_prefix="/gedragscode/versies")


@bp.get("")
@audience(Everyone)
def all_versions() -> ResponseReturnValue:
    """Newest first. Not kept: a version begins on a day, not with new code."""
    return render_template(
        "pages/rulebook_versions.html",
        rulebooks=[rulebook(version) for version in reversed(versions())],
        current=current_rulebook().version,
    )


@bp.get("/<int:version>")
@audience(Everyone)
def one_version(version: int) -> ResponseReturnValue:
    """As it stood, or as it will stand."""
    book = known(version)
    return render_template(
        "pages/rules.html",
        rulebook=book,
        valid_from=long_date(book.valid_from),
        current=current_rulebook().version,
    )


@bp.get("/<int:version>/verschil")
@audience(Everyone)
def changes(version: int) -> ResponseReturnValue:
    """What it changed in the version before it."""
    book = known(version)
    earlier = [number for number in versions() if number < version]
    if not earlier:
        abort(404)
    before = spoken(rulebook(earlier[-1]))
    return render_template(
        "pages/rulebook_changes.html",
        rulebook=book,
        before=before,
        valid_from=long_date(book.valid_from),
        difference=difference(before, book),
    )


def known(version: int) -> Rulebook:
    """Or 404."""
    try:
        return spoken(rulebook(version))
    except UnknownRulebook:
        abort(404)
