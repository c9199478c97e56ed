"""The words of our mails: whole, plain, and never more than they should tell."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from jinja2 import UndefinedError

from app.mail.facts import FACTS
from app.mail.rendering import FOLDER, words
from moderation.rulebook import rules_for
from moderation.states import Action
from tests.unit.test_plain_language import LONGEST_SENTENCE, flesch_douma, sentences

PARTS = {"layout", "to_author", "reason", "redactions", "again"}
"""Not mails, but what mails are made of."""

MAILS = sorted({path.stem for path in FOLDER.glob("*.txt")} - PARTS)

LINK = "https://waarderingen.example/waardering/link/geheim"
MESSAGE = "Je noemde een begeleider bij naam. Kan je die naam weglaten?"

RULE = {
    "title": "Geen namen van mensen",
    "link": "https://waarderingen.example/gedragscode#regel-person_name",
}
EXAMPLE: dict[str, Any] = {
    "base_url": "https://waarderingen.example",
    "facility": "De Zonnebloem",
    "link": LINK,
    "public_link": "https://waarderingen.example/voorzieningen/kinderopvang/1#waardering-a",
    "reviews": [
        {"facility": "De Zonnebloem", "place": "Gent", "written": "3 mei 2026", "link": LINK},
        {"facility": "De Wolk", "place": "", "written": "22 november 2026", "link": f"{LINK}2"},
    ],
    "until": "6 december 2026",
    "visible_from": "",
    "due": "2 december 2026",
    "was_online": False,
    "stays_online": False,
    "is_redacted": False,
    "redactions": [],
    "again_now": False,
    "again_from": "",
    "danger": False,
    "message": MESSAGE,
    "rules": [RULE],
    "kind": "waardering",
    "reference": "M-7KQ2-XD4M-9TRB",
    "received": "22 november 2026",
    "acted": False,
    "answer": "We lazen de tekst opnieuw. Dit is een mening en geen feit.",
    "upheld": False,
    "restored": False,
    "hours": 24,
    "followed": "De Zonnebloem",
    "is_followed": False,
    "stop_link": "https://waarderingen.example/volgen/geheim/stoppen",
    "news": [
        {"facility": "De Zonnebloem", "place": "Gent", "number": 1, "link": "https://waarderingen.example/1"},
        {"facility": "De Wolk", "place": "", "number": 2, "link": "https://waarderingen.example/2"},
    ],
    "is_author": True,
    "contest_link": f"{LINK}/bezwaar",
    "late": 3,
    "soon": 1,
    "days": 2,
    "late_link": "https://waarderingen.example/redactie/?termijn=laat",
    "soon_link": "https://waarderingen.example/redactie/?termijn=bijna",
}

TURNS: dict[str, Any] = {
    "visible_from": "29 november 2026",
    "public_link": "",
    "was_online": True,
    "stays_online": True,
    "is_redacted": True,
    "redactions": [
        {
            "message": MESSAGE,
            "rules": [{"title": "Geen namen van mensen", "link": "https://waarderingen.example/r"}],
        }
    ],
    "again_now": True,
    "again_from": "3 mei 2027",
    "danger": True,
    "message": "",
    "rules": [],
    "acted": True,
    "upheld": True,
    "restored": True,
    "kind": "reactie",
    "is_followed": True,
    "is_author": False,
    "contest_link": "",
    "late": 1,
}
"""What can be otherwise in a mail."""


def variants() -> Iterator[Any]:
    """Each mail in each of its wordings, once."""
    for mail in MAILS:
        seen = set()
        for turn in ({}, *({name: value} for name, value in TURNS.items())):
            wording = words(mail, {**EXAMPLE, **turn})
            if wording not in seen:
                seen.add(wording)
                yield pytest.param(*wording, id=" ".join([mail, *turn]))


VARIANTS = list(variants())

TOLD = ("publish", "return", "reject", "redact", "remove", "restore", "escalate")


def spoken(body: str) -> str:
    """Without links, which nobody reads aloud."""
    return re.sub(r"https?://\S+", "", body)


@pytest.mark.parametrize("mail", MAILS)
def test_every_mail_has_a_subject_of_one_short_line(mail: str) -> None:
    subject, _ = words(mail, EXAMPLE)
    assert 0 < len(subject) <= 60


@pytest.mark.parametrize(("subject", "body"), VARIANTS)
def test_every_mail_greets_and_signs(subject: str, body: str) -> None:
    assert body.startswith("Dag,\n\n")
    assert body.endswith("\n\nDe redactie\nWaarderingsplatform\nhttps://waarderingen.example\n")


@pytest.mark.parametrize(("subject", "body"), VARIANTS)
def test_no_mail_has_gaps(subject: str, body: str) -> None:
    assert re.search(r"\n{3}|[ \t]\n|\n[ \t]|\{|\}|None", body) is None


@pytest.mark.parametrize("mail", MAILS)
def test_no_subject_holds_a_secret(mail: str) -> None:
    subject, _ = words(mail, EXAMPLE)
    secrets = (LINK, "geheim", EXAMPLE["reference"], MESSAGE, EXAMPLE["answer"])
    assert [secret for secret in secrets if secret in subject] == []


@pytest.mark.parametrize(("subject", "body"), VARIANTS)
def test_our_mails_read_easily(subject: str, body: str) -> None:
    assert flesch_douma(spoken(body)) >= 60


@pytest.mark.parametrize(("subject", "body"), VARIANTS)
def test_no_sentence_of_a_mail_is_long(subject: str, body: str) -> None:
    assert max(sentences(spoken(body)), key=len)[LONGEST_SENTENCE:] == []


@pytest.mark.parametrize(("subject", "body"), VARIANTS)
def test_our_mails_say_je(subject: str, body: str) -> None:
    assert re.search(r"\b(u|uw)\b", f"{subject} {body}", re.IGNORECASE) is None


@pytest.mark.parametrize("mail", sorted(set(MAILS) - set(FACTS)))
def test_danger_shows_where_to_turn(mail: str) -> None:
    _, body = words(mail, {**EXAMPLE, "danger": True})
    assert [place for place in ("112", "1712", "Opgroeipunt") if place not in body] == []


@pytest.mark.parametrize("mail", sorted(set(MAILS) - {"danger_reported"}))
def test_without_danger_nobody_is_alarmed(mail: str) -> None:
    _, body = words(mail, EXAMPLE)
    assert "gevaar" not in body


@pytest.mark.parametrize(("kind", "action"), list(product(("review", "reply"), TOLD)))
def test_every_decision_has_a_mail(kind: str, action: str) -> None:
    assert f"{kind}_{Action(action)}" in MAILS


@pytest.mark.parametrize("mail", sorted(FACTS))
def test_every_event_has_a_mail(mail: str) -> None:
    assert mail in MAILS


REASONED = [
    (kind, action) for kind, action in product(("review", "reply"), Action) if rules_for(kind, action)
]


@pytest.mark.parametrize(("kind", "action"), REASONED)
def test_a_reasoned_decision_gives_message_rule_and_link(kind: str, action: Action) -> None:
    _, body = words(f"{kind}_{action}", EXAMPLE)
    wanted = (MESSAGE, RULE["title"], RULE["link"], LINK)
    assert [part for part in wanted if part not in body] == []


@pytest.mark.parametrize(
    ("kind", "action"), list(product(("review", "reply"), ("return", "reject", "redact", "remove")))
)
def test_what_one_can_object_to_says_so(kind: str, action: str) -> None:
    _, body = words(f"{kind}_{action}", EXAMPLE)
    assert "bezwaar" in body


@pytest.mark.parametrize("mail", ["notice_decided", "complaint_decided"])
def test_an_answer_says_that_a_person_decided_and_where_to_go_next(mail: str) -> None:
    _, body = words(mail, EXAMPLE)
    assert "Een mens nam deze beslissing" in body
    assert "rechter" in body


def test_a_message_is_sent_as_it_was_written() -> None:
    message = 'Een <b>naam</b> & {{ link }}\n\nTweede alinea: 100% "zeker".'
    _, body = words("review_return", {**EXAMPLE, "message": message})
    assert message in body


def test_a_small_facility_review_tells_from_when_it_shows() -> None:
    _, body = words("review_publish", {**EXAMPLE, "visible_from": "29 november 2026"})
    assert "vanaf 29 november 2026" in body


def test_a_name_cannot_add_a_line_to_a_subject() -> None:
    subject, body = words("new_review", {**EXAMPLE, "facility": "De Zon\nBcc: iedereen@voorbeeld.example"})
    assert subject == "Een nieuwe waardering over De Zon Bcc: iedereen@voorbeeld.example"
    assert body.startswith("Dag,")


def test_a_fact_that_is_missing_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        words("confirm_review", {"base_url": "https://waarderingen.example", "danger": False})
