"""The drawing of Flanders."""

import re

import pytest

from app.config import ROOT
from app.facilities.places import places
from app.facilities.projection import HEIGHT, WIDTH, project

DRAWING = (ROOT / "templates/facilities/outline.svg").read_text(encoding="utf-8")

PROVINCES = {"antwerpen", "brussel", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen"}


def test_the_five_provinces_and_brussels_are_drawn() -> None:
    assert set(re.findall(r'data-province="([a-z-]+)"', DRAWING)) == PROVINCES


def test_every_place_lies_within_the_drawing() -> None:
    outside = [place.name for place in places() if not lies_within(*project(place.latitude, place.longitude))]
    assert outside == []


def lies_within(x: float, y: float) -> bool:
    """Between its edges."""
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


@pytest.mark.parametrize("province", sorted(PROVINCES))
def test_a_province_is_a_closed_line(province: str) -> None:
    (path,) = re.findall(rf'data-province="{province}" d="([^"]+)"', DRAWING)
    assert re.fullmatch(r"(M\d+ \d+l(-?\d+ -?\d+ ?)+z)+", path)
