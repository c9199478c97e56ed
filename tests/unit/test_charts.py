"""Charts say the same in a picture and in words."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup

from app.config import ROOT
from app.labels import register_labels
from app.language_addresses import register_languages

Macro = Callable[..., Markup]


@pytest.fixture(scope="module")
def charts() -> Iterator[Any]:
    """The macros, as pages have them."""
    site = Flask(__name__, template_folder=str(ROOT / "templates"))
    site.jinja_env.undefined = StrictUndefined
    site.jinja_env.trim_blocks = site.jinja_env.lstrip_blocks = True
    register_languages(site)
    register_labels(site)
    with site.test_request_context():
        yield site.jinja_env.get_template("components/charts.html").module


def tree(markup: Markup) -> ElementTree.Element:
    """The markup as elements."""
    return ElementTree.fromstring(f"<main>{markup.replace('&nbsp;', ' ')}</main>")


def words(markup: Markup) -> str:
    """What a reader sees or hears."""
    return " ".join("".join(tree(markup).itertext()).split())


def widths(markup: Markup) -> list[str]:
    """How far each bar is filled."""
    return [rect.attrib["width"] for rect in tree(markup).iter("rect") if rect.get("class") == "bar__fill"]


@pytest.mark.parametrize(
    ("average", "width"), [(1.0, "20.0%"), (3.25, "65.0%"), (4.96, "99.2%"), (5.0, "100.0%")]
)
def test_a_bar_is_filled_one_fifth_for_each_point(charts: Any, average: float, width: str) -> None:
    assert widths(charts.theme_bar("Welbevinden", average, 9, 0.5)) == [width]


def test_an_average_is_told_with_its_number_and_spread(charts: Any) -> None:
    shown = words(charts.theme_bar("Welbevinden", 4.25, 12, 0.84))
    assert shown == "Welbevinden 4,2 op 5 12 scores · de meningen verschillen (spreiding 0,8)"


def test_one_score_is_singular(charts: Any) -> None:
    assert "1 score ·" in words(charts.theme_bar("Welbevinden", 4.0, 1, 0.0))


def test_too_few_scores_give_no_figure_and_no_bar(charts: Any) -> None:
    shown = charts.theme_bar("Welbevinden", None, 3, None)
    assert words(shown) == "Welbevinden Nog te weinig scores voor een gemiddelde"
    assert widths(shown) == []


@pytest.mark.parametrize(
    ("spread", "told"),
    [
        (0.0, "ouders zijn het eens"),
        (0.69, "ouders zijn het eens"),
        (0.7, "de meningen verschillen"),
        (1.2, "de meningen verschillen"),
        (1.21, "de meningen lopen sterk uiteen"),
    ],
)
def test_the_spread_is_told_in_words(charts: Any, spread: float, told: str) -> None:
    assert told in words(charts.theme_bar("Welbevinden", 3.0, 9, spread))


def test_the_line_of_the_spread_stays_within_the_scale(charts: Any) -> None:
    drawn = tree(charts.theme_bar("Welbevinden", 4.8, 9, 0.9)).find(".//line")
    assert drawn is not None
    assert (drawn.get("x1"), drawn.get("x2")) == ("78.0%", "100.0%")


def test_a_distribution_shows_the_highest_score_first(charts: Any) -> None:
    assert words(charts.distribution((1, 0, 2, 4, 3))).endswith("5 3× 4 4× 3 2× 2 0× 1 1×")


def test_the_longest_bar_of_a_distribution_is_the_most_given_score(charts: Any) -> None:
    assert widths(charts.distribution((1, 0, 2, 4, 3))) == ["75.0%", "100.0%", "50.0%", "0.0%", "25.0%"]


def test_a_distribution_without_scores_is_empty(charts: Any) -> None:
    assert set(widths(charts.distribution((0, 0, 0, 0, 0)))) == {"0.0%"}


def test_a_theme_that_did_not_apply_has_no_bar(charts: Any) -> None:
    shown = charts.score_bars([("Welbevinden", 4), ("Leren en taal", None)])
    assert [span.get("class") for span in tree(shown).iter("span") if "points" in span.get("class", "")] == [
        "points points--4"
    ]
    assert "niet van toepassing" in words(shown)


def test_a_trend_runs_from_the_left_to_the_right(charts: Any) -> None:
    line = tree(charts.trend("Per maand", [("jan", 0), ("feb", 4), ("mrt", 2)])).find(".//polyline")
    assert line is not None
    assert line.attrib["points"].split() == ["0.0,30.0", "50.0,0.0", "100.0,15.0"]
