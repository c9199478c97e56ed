"""Each rule has a page, and its figures are those of the rules and the texts of today."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.documented import LABELS, PAGES, RECORD, TEXTS, digest, drops, inputs, page, recorded, unraised
from app.evaluation import Result
from moderation.check_versions import version_of
from moderation.findings import Family, Finding, Severity, Span
from moderation.rulebook import current_rulebook
from tests.unit.test_rulebook import CHECKED

RULES = [(family, rule) for family, rules in CHECKED.items() for rule in rules.split()]
PARTS = (
    "**What it looks for.**",
    "**Why.**",
    "**How.**",
    "**Severity.**",
    "**Source.**",
    "## Figures",
    "## Known misses",
)


def test_every_rule_of_the_checks_has_a_page_and_nothing_else_has() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {rule for _, rule in RULES} | {"README"}


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_a_page_tells_all_that_it_must(family: str, rule: str) -> None:
    text = (PAGES / f"{rule}.md").read_text("utf-8")
    assert f"Family: {family}. Rulebook: `{current_rulebook().rule(rule).id}`." in text
    assert [part for part in PARTS if part not in text] == []


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_the_index_leads_to_each_page(family: str, rule: str) -> None:
    assert f"[{rule}]({rule}.md)" in (PAGES / "README.md").read_text("utf-8")


def test_the_figures_are_those_of_today() -> None:
    """Otherwise: `make figures`, and read what changed."""
    assert recorded()["of"] == digest(TEXTS)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_a_page_shows_what_was_measured(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "| set |" in text
    assert text == page(path, recorded())


def test_every_labelled_set_was_measured() -> None:
    sets = [*TEXTS.glob("*.jsonl"), *(TEXTS / "blind").glob("*.jsonl")]
    names = {f"blind_{path.stem}" if path.parent.name == "blind" else path.stem for path in sets}
    assert set(recorded()["sets"]) == names


@pytest.mark.parametrize(
    "name", ["moderation/checks/conduct.py", "nlp_models/language.py", "app/evaluation.py"]
)
def test_a_changed_rule_makes_the_figures_stale(name: str) -> None:
    assert name in inputs(TEXTS)


def test_changed_texts_make_the_figures_stale(tmp_path: Path) -> None:
    (tmp_path / "pii_a.jsonl").write_text("{}")
    before = digest(tmp_path)
    (tmp_path / "pii_a.jsonl").write_text('{"id": 1}')
    assert digest(tmp_path) != before


def measured(found: int, missed: int, wrong: int, clean_flagged: int = 0) -> dict[str, Any]:
    """A record of one set with one label."""
    result = Result(texts=10, clean=5, clean_flagged=clean_flagged)
    result.found["PHONE"], result.missed["PHONE"], result.wrong["PHONE"] = found, missed, wrong
    return {"sets": {"pii_a": json.loads(json.dumps(result.as_data()))}}


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (measured(9, 1, 1), 0),
        (measured(10, 0, 0), 0),
        (measured(8, 2, 1), 2),
        (measured(9, 1, 2), 1),
        (measured(9, 1, 1, clean_flagged=1), 1),
    ],
    ids=["the same", "better", "less found", "more wrong", "clean text flagged"],
)
def test_what_dropped_is_told(now: dict[str, Any], number: int) -> None:
    assert len(list(drops(measured(9, 1, 1), now))) == number


def test_other_texts_are_not_compared() -> None:
    before = measured(9, 1, 1)
    before["sets"]["pii_a"]["texts"] = 11
    assert list(drops(before, measured(1, 9, 9))) == []


def test_every_label_belongs_to_rules_with_a_page() -> None:
    assert {rule for rules in LABELS.values() for rule in rules} <= {rule for _, rule in RULES}
    assert (PAGES / RECORD).exists()


def told(number: int, *places: int, text: str = "Bel 0475 12 34 56.") -> dict[str, Any]:
    """A record of one text in which a rule with this number saw something at these places."""
    result = Result()
    spans = [Span("text", place, place + 1) for place in places]
    result.heard(text, [Finding(Family.PRIVACY, "phone_number", Severity.WARNING, "", at) for at in spans])
    return {"versions": {"phone_number": number} if places else {}, "sets": {"pii_a": result.as_data()}}


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (told(2, 4), False),
        (told(2, 5), True),
        (told(2, 4, 9), True),
        (told(2), True),
        (told(3, 5), False),
        (told(2, 5, text="Bel 0475 12 34 57."), False),
    ],
    ids=["the same", "elsewhere", "more", "nothing", "raised", "another text"],
)
def test_a_rule_that_finds_something_else_needs_a_higher_number(now: dict[str, Any], refused: bool) -> None:
    assert [line.split()[0] for line in unraised(told(2, 4), now)] == ["phone_number"] * refused


def test_the_figures_tell_the_numbers_of_today() -> None:
    numbers = recorded()["versions"]
    assert numbers == {rule: version_of(rule) for rule in numbers}
    assert "person_name" in numbers
