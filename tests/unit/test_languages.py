"""English and French say all that Dutch says: every message, every mail, every page of prose."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from werkzeug.test import create_environ

from app.language_addresses import SPOKEN, LanguageAddresses, at
from app.languages import LANGUAGES, format_decimal, gettext, language, lazy_gettext, ngettext, speaking
from app.mail.rendering import FOLDER as MAILS
from app.pages.prose import FOLDER as PROSE
from app.pages.prose import prose
from app.questionnaires import Sector, current_questionnaire
from app.times import date_and_time, long_date, month_and_year, one_decimal
from app.translations.messages import catalogue_file, extracted

A_MOMENT = datetime(2026, 7, 7, 12, 5, tzinfo=UTC)
OTHERS = [code for code in LANGUAGES if code != "nl"]
VALUES = re.compile(r"%\(\w+\)s|\{n\}|%%")
FOR_EDITORS = {"danger_found", "danger_reported", "overdue"}
"""Mails that only editors get."""


@cache
def known(code: str) -> Catalog:
    with catalogue_file(code).open("rb") as file:
        return read_po(file, locale=code)


@cache
def asked() -> dict[Any, Any]:
    return {message.id: message for message in extracted() if message.id}


def strings(message: Any) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, tuple | list) else (message,)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_holds_the_messages_of_the_pages_and_no_others(code: str) -> None:
    assert {message.id for message in known(code) if message.id} == set(asked())


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_translated_and_no_translation_is_a_guess(code: str) -> None:
    found = [message for message in known(code) if message.id]
    assert [m.id for m in found if not all(strings(m.string)) or not m.string or m.fuzzy] == []
    assert [m.id for m in found if len(strings(m.id)) != len(strings(m.string))] == []
    assert not known(code).obsolete


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_names_the_same_values(code: str) -> None:
    wrong = [
        said
        for message in known(code)
        if message.id
        for asked_for, said in zip(strings(message.id), strings(message.string), strict=True)
        if Counter(VALUES.findall(asked_for)) != Counter(VALUES.findall(said))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_ends_as_the_message_does(code: str) -> None:
    def shape(text: str) -> str:
        return text[-1:] if text[-1:] in ".?:" else ""

    wrong = [
        (asked_for, said)
        for message in known(code)
        if message.id
        for asked_for, said in zip(strings(message.id), strings(message.string), strict=True)
        if shape(asked_for) != shape(said)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_mail_has_the_same_parts_in_each_language(code: str) -> None:
    dutch = {path.stem: path for path in MAILS.glob("*.txt") if path.stem not in FOR_EDITORS}
    other = {path.stem: path for path in (MAILS / code).glob("*.txt")}
    assert set(other) == set(dutch)
    assert [name for name in dutch if parts(dutch[name].read_text()) != parts(other[name].read_text())] == []


def parts(text: str) -> tuple[Any, ...]:
    """What a template extends, includes, asks and names; the links that it gives."""
    tree = Environment(autoescape=True).parse(text)
    return (
        [node.template.value for node in tree.find_all((nodes.Extends, nodes.Include))],  # type: ignore[union-attr]
        sorted({node.name for node in tree.find_all(nodes.Name)} - {"kind", "is_author"}),
        sorted({node.name for node in tree.find_all(nodes.Block)}),
        Counter(re.findall(r"\{\{ (?:\w+_)?link \}\}", text)),
    )


@pytest.mark.parametrize("code", OTHERS)
def test_every_page_of_prose_has_the_same_sections(code: str) -> None:
    dutch = {path.stem: outline(path) for path in (PROSE / "nl").glob("*.md")}
    assert {path.stem: outline(path) for path in (PROSE / code).glob("*.md")} == dutch


def outline(path: Path) -> list[Any]:
    """Of each line whether it is a title, a point of a list, a row of a table; and where its links lead.

    What has legal weight also links to the Dutch page, which prevails.
    """
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip()]
    marks = [re.match(r"#+ |- |\d+\. |\||", line) for line in lines]
    kinds = [mark.group() for mark in marks if mark and mark.group()]
    links = re.findall(r"\]\((/[^)#]*|https?://[^)]*)", text)
    return [kinds, [link for link in links if link != f"/{path.stem}"]]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", ["gebruiksvoorwaarden", "privacy"])
def test_a_page_with_legal_weight_says_that_the_dutch_text_prevails(code: str, name: str) -> None:
    with speaking(code):
        assert f'href="/{name}"' in prose(name).body


@pytest.mark.parametrize("code", OTHERS)
def test_no_page_of_prose_was_left_in_dutch(code: str) -> None:
    same = [
        path.name
        for path in (PROSE / code).glob("*.md")
        if path.read_text() == (PROSE / "nl" / path.name).read_text()
    ]
    assert same == []


def test_a_language_is_spoken_for_as_long_as_it_takes() -> None:
    later = lazy_gettext("Zoek een opvang")
    with speaking("fr"):
        inside = [
            language(),
            gettext("Zoek een opvang"),
            str(later),
            ngettext("%(num)s plaats", "%(num)s plaatsen", 0),
        ]
    assert inside == ["fr", "Chercher un lieu d’accueil", "Chercher un lieu d’accueil", "0 place"]
    assert [language(), str(later)] == ["nl", "Zoek een opvang"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("nl", ["7 juli 2026", "juli 2026", "7 juli 2026 om 14:05", "4,2", "1.234"]),
        ("en", ["7 July 2026", "July 2026", "7 July 2026 at 14:05", "4.2", "1,234"]),
        ("fr", ["7 juillet 2026", "juillet 2026", "7 juillet 2026 à 14:05", "4,2", "1\u202f234"]),
    ],
)
def test_dates_and_numbers_follow_the_language(code: str, told: list[str]) -> None:
    with speaking(code):
        moments = [write(A_MOMENT) for write in (long_date, month_and_year, date_and_time)]
        assert [*moments, one_decimal(4.2), format_decimal(1234)] == told


@pytest.mark.parametrize("sector", Sector)
def test_a_questionnaire_keeps_its_keys_in_each_language(sector: Sector) -> None:
    keys, titles = set(), set()
    for code in LANGUAGES:
        with speaking(code):
            asked_now = current_questionnaire(sector)
        keys.add(tuple(theme.key for theme in asked_now.themes))
        titles.add(tuple(theme.question for theme in asked_now.themes))
    assert len(keys) == 1
    assert len(titles) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("path", "spoken", "rest", "mounted"),
    [
        ("/", "nl", "/", ""),
        ("/voorzieningen", "nl", "/voorzieningen", ""),
        ("/fr/", "fr", "/", "/fr"),
        ("/en/voorzieningen/kinderopvang/1", "en", "/voorzieningen/kinderopvang/1", "/en"),
        ("/en/en/", "en", "/en/", "/en"),
        ("/english", "nl", "/english", ""),
        ("/de/voorzieningen", "nl", "/de/voorzieningen", ""),
        ("/fr/static/css/site.css", "nl", "/fr/static/css/site.css", ""),
        ("/fr/redactie/", "nl", "/fr/redactie/", ""),
        ("/fr/beheer/", "nl", "/fr/beheer/", ""),
        ("/en/api/v1/facilities", "nl", "/en/api/v1/facilities", ""),
        ("/en/api", "en", "/api", "/en"),
        ("/en/open-data/voorzieningen.csv", "nl", "/en/open-data/voorzieningen.csv", ""),
        ("/en/gemeenten/Gent/waarderingen.atom", "en", "/gemeenten/Gent/waarderingen.atom", "/en"),
        ("/en/sitemap.xml", "nl", "/en/sitemap.xml", ""),
    ],
)  # fmt: skip
def test_the_language_is_taken_from_the_front_of_an_address(
    path: str, spoken: str, rest: str, mounted: str
) -> None:
    seen: list[dict[str, Any]] = []

    def site(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.append(environ)
        return []

    LanguageAddresses(site)(create_environ(path), lambda *_: None)  # type: ignore[arg-type]
    (environ,) = seen
    assert (environ.get(SPOKEN, "nl"), environ["PATH_INFO"], environ["SCRIPT_NAME"]) == (
        spoken,
        rest,
        mounted,
    )


def test_a_language_alone_leads_to_its_home_page_with_its_question() -> None:
    told: list[Any] = []
    LanguageAddresses(lambda *_: [])(create_environ("/fr?q=gent"), lambda *answer: told.append(answer))  # type: ignore[arg-type,func-returns-value]
    assert told == [("308 Permanent Redirect", [("Location", "/fr/?q=gent")])]


@pytest.mark.parametrize(
    ("code", "path", "told"),
    [
        ("nl", "/privacy", "/privacy"),
        ("fr", "/privacy", "/fr/privacy"),
        ("fr", "/", "/fr/"),
        ("fr", "/en/privacy", "/fr/privacy"),
        ("nl", "/en/privacy", "/privacy"),
        ("en", "/voorzieningen?q=gent", "/en/voorzieningen?q=gent"),
        ("en", "/redactie/", "/redactie/"),
        ("en", "/static/css/site.css?v=1", "/static/css/site.css?v=1"),
        ("en", "/gemeenten/Gent/beeld.png?v=1", "/en/gemeenten/Gent/beeld.png?v=1"),
        ("en", "/robots.txt", "/robots.txt"),
    ],
)
def test_a_path_of_ours_gets_the_language_of_the_page(code: str, path: str, told: str) -> None:
    assert at(path, code) == told
    with speaking(code):
        assert at(path) == told
