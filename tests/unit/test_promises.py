"""Small promises that hold for the whole of the code."""

import re
from pathlib import Path

import pytest

from app.config import ROOT

OURS = ("app", "moderation", "nlp_models", "migrations", "templates", "tests", "scripts", "docs", ".ci")
TOP = ("Makefile", "README.md", "CHANGELOG.md", "setup.cfg", "pyproject.toml")
TEXTS = {".py", ".html", ".css", ".js", ".svg", ".json", ".md", ".sh", ".cfg", ".toml", ".txt", ""}

OTHERS = {"__pycache__", "node_modules"}
"""Folders of what others made."""

MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|(?<![\w.])/tmp/\w")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|index-url", re.IGNORECASE)

TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html"))
INLINE = re.compile(
    r"""<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:|=["']data:""", re.IGNORECASE
)


def our_files() -> list[Path]:
    """Every text file that we wrote."""
    found = [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [ROOT / name for name in TOP if (ROOT / name).exists()]
    return sorted(path for path in found if path.suffix in TEXTS and not OTHERS & set(path.parts))


@pytest.mark.parametrize(
    ("what", "pattern"), [("a machine's folder", MACHINE_PATHS), ("a registry", REGISTRIES)]
)
def test_no_file_names(what: str, pattern: re.Pattern[str]) -> None:
    this_file = Path(__file__)
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in our_files()
        if path != this_file
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert guilty == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_holds_styles_or_scripts(name: str) -> None:
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    without_comments = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    assert INLINE.findall(without_comments) == []


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "app/static").rglob("*.svg")))
def test_no_picture_holds_styles_or_scripts(name: str) -> None:
    (path,) = (ROOT / "app/static").rglob(name)
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_a_file_stays_small_enough_to_read_at_once() -> None:
    tables = {"versions", "tests"}  # migrations and tests are read a piece at a time
    python = [path for path in our_files() if path.suffix == ".py" and not tables & set(path.parts)]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
