"""What an author typed where it cannot be stored any more: told, and given back to copy."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contributions.models import Review
from app.forms import as_stored
from app.languages import gettext as _
from app.notices.queries import last_complaint
from app.reviews.own_texts import TITLES
from app.reviews.standing import standing

CONFLICT = 409
TYPED = (*TITLES, "text", "answer")
"""The fields in which an author writes."""


def cannot_revise(review: Review) -> ResponseReturnValue:
    """It is being read, or it is gone. The second click of two finds its text stored."""
    typed = {field: as_stored(request.form.get(field)) for field in TITLES}
    version = review.latest_version
    stored = {field: version.texts.get(field, "") if version else "" for field in TITLES}
    if not any(typed.values()) or typed == stored:
        flash(_("Je kan deze tekst nu niet aanpassen."), "info")
        return redirect(url_for("author.own_page"))
    now_it_is = standing(review)
    texts = [(str(TITLES[field]), text) for field, text in typed.items() if text.strip()]
    return kept(_("Je kan deze tekst nu niet aanpassen."), f"{now_it_is.title}. {now_it_is.text}", texts)


def cannot_complain(review: Review) -> ResponseReturnValue:
    """Nothing to object to, or it was done already."""
    typed, earlier = as_stored(request.form.get("text")), last_complaint(review.id)
    why = _("Er is nu geen beslissing waartegen je bezwaar kan maken.")
    if earlier is not None and earlier.decided_at is None:
        why = _("Je maakte al bezwaar. Iemand anders van de redactie kijkt het na.")
    if not typed.strip() or (earlier is not None and earlier.text.split() == typed.split()):
        flash(why, "info")
        return redirect(url_for("author.own_page"))
    return kept(why, _("Op je pagina zie je hoe het staat en wat je kan doen."), [(_("Je bezwaar"), typed)])


def not_opened() -> ResponseReturnValue:
    """The page of this review was not opened in this browser, or its link no longer works."""
    texts = [(str(TITLES.get(field, _("Je tekst"))), as_stored(request.form.get(field))) for field in TYPED]
    return kept(
        _("De pagina waarop je schreef, is niet meer open."),
        _("Open de link in je e-mail opnieuw, en plak je tekst daar."),
        [(title, text) for title, text in texts if text.strip()],
    )


def kept(why: str, what_next: str, texts: list[tuple[str, str]]) -> ResponseReturnValue:
    """The page with what cannot be stored now."""
    return render_template("reviews/kept_text.html", why=why, next=what_next, texts=texts), CONFLICT
