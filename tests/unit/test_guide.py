"""The editor's guide: its pictures are there, are small, are all used, and say in words what they show."""

import re
from pathlib import Path

import pytest

from app.config import ROOT
from scripts.make_guide_pictures import FOLDER, LARGEST, PICTURES

GUIDE = (ROOT / "docs" / "editors-guide.md").read_text(encoding="utf-8")
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")
SHOWN: dict[str, str] = {Path(file).stem: words for words, file in PICTURE.findall(GUIDE)}


def test_the_guide_shows_what_the_script_makes_and_nothing_else() -> None:
    assert list(SHOWN) == sorted(PICTURES, key=list(SHOWN).index)


def test_no_picture_is_left_over() -> None:
    assert {file.stem for file in FOLDER.glob("guide-*.png")} == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small(name: str) -> None:
    assert 0 < (FOLDER / f"{name}.png").stat().st_size <= LARGEST


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_told_in_words(name: str) -> None:
    assert len(SHOWN[name].split()) >= 3


def test_the_guide_is_read_in_ten_minutes() -> None:
    assert len(PICTURE.sub("", GUIDE).split()) <= 2000
