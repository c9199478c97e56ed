"""Cards of published reviews, drawn once: after a decision, a page differs in one card of twenty."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app
from jinja2 import Environment
from markupsafe import Markup

from app.facilities.cards import ReviewCard
from app.languages import language

CARDS = 4_000
"""Kept in each process; a card takes about 5 kB."""


def draw_review(card: ReviewCard, heading: int = 3, *, show_facility: bool = False) -> Markup:
    """The card, in the language of the page. Equal cards look alike, so that the card itself is the key."""
    return drawn(current_app.jinja_env, language(), card, heading, show_facility)


@lru_cache(maxsize=CARDS)
def drawn(
    environment: Environment, _language: str, card: ReviewCard, heading: int, show_facility: bool
) -> Markup:
    macros: Any = environment.get_template("components/contributions.html").module
    return Markup(macros.review_card(card, heading, show_facility))  # noqa: S704 (the macro escapes)


def register_drawing(site: Flask) -> None:
    """For every template."""
    site.jinja_env.globals["draw_review"] = draw_review
