"""Every version of the gedragscode can be read, and what it changed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask.testing import FlaskClient

import moderation.rulebook as rules
from tests.pages.document import words_of
from tests.pages.visit import Page

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def three_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The first, one of today that changes a rule, and one of later."""
    first = json.loads((rules.FOLDER / "rulebook-1.json").read_text("utf-8"))
    second = {**first, "version": 2, "valid_from": "2026-06-01", "rules": list(first["rules"])}
    second["rules"][0] = {**first["rules"][0], "text": "Noem nooit iemand bij naam."}
    third = {**second, "version": 3, "valid_from": "2999-01-01"}
    for book in (first, second, third):
        (tmp_path / f"rulebook-{book['version']}.json").write_text(json.dumps(book), "utf-8")
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    rules.versions.cache_clear()
    rules.rulebook.cache_clear()


@pytest.mark.usefixtures("three_versions")
@pytest.mark.parametrize(
    ("version", "words"),
    [(1, "Deze versie geldt niet meer"), (2, "Versie 2, geldig vanaf 1 juni 2026"), (3, "geldt nog niet")],
)
def test_every_version_can_be_read(client: FlaskClient, version: int, words: str) -> None:
    assert words in Page.open(client, f"/gedragscode/versies/{version}").text


@pytest.mark.usefixtures("three_versions")
def test_the_list_says_which_one_holds(client: FlaskClient) -> None:
    text = Page.open(client, "/gedragscode/versies").text
    states = [text.index(state) for state in ("Geldt later", "Geldt nu", "Geldt niet meer")]
    assert states == sorted(states)


@pytest.mark.usefixtures("three_versions")
def test_a_change_is_shown_word_by_word(client: FlaskClient) -> None:
    page = Page.open(client, "/gedragscode/versies").follow("Wat veranderde in versie 2")
    marked = {mark: words_of(page.document.find(f".//{mark}")) for mark in ("ins", "del")}
    assert marked["ins"].startswith("nieuw: nooit")
    assert marked["del"].startswith("geschrapt:")


@pytest.mark.usefixtures("three_versions")
def test_a_version_without_changes_says_so(client: FlaskClient) -> None:
    assert "De regels bleven dezelfde" in Page.open(client, "/gedragscode/versies/3/verschil").text


@pytest.mark.parametrize("path", ["0", "99", "1/verschil", "99999999999999999999", "x"])
def test_a_version_that_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/gedragscode/versies/{path}").status_code == 404


def test_a_new_version_holds_from_its_day(client: FlaskClient, three_versions: None) -> None:
    with time_machine.travel(datetime(2026, 5, 31, 21, 59, tzinfo=UTC), tick=False) as clock:
        before = Page.open(client, "/gedragscode").text
        clock.shift(60)
        after = Page.open(client, "/gedragscode").text
    assert ("Versie 1" in before, "Versie 2" in after) == (True, True)


def test_todays_version_leads_to_all(client: FlaskClient) -> None:
    page = Page.open(client, "/gedragscode").follow("Alle versies, met wat er veranderde")
    assert page.heading == "Versies van de gedragscode"
