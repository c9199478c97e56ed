"""The form of a mail, and when it is tried again."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings
from app.mail.models import OutboxMail
from app.mail.rendering import RenderedMail
from app.mail.sending import compose, message_id, pause_after

SETTINGS = Settings(data=Path(), database_url="", redis_url="", base_url="https://opvang.example")


def row(**values: object) -> OutboxMail:
    """A mail in the outbox."""
    return OutboxMail(
        **{
            "id": 12,
            "event": "decision-7",
            "recipient": "author:3",
            "created_at": datetime(2026, 11, 22, 10, 0, 0, 123456, tzinfo=UTC),
            **values,
        }
    )


def as_read(message: EmailMessage) -> EmailMessage:
    """What the recipient's program makes of it."""
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@given(subject=st.text(max_size=200), body=st.text(alphabet=st.characters(codec="utf-8"), max_size=500))
def test_whatever_stands_in_a_subject_or_text_adds_no_header(subject: str, body: str) -> None:
    plain = as_read(compose(row(), RenderedMail("noor@voorbeeld.example", "Dag", "Dag"), SETTINGS))
    try:
        odd = compose(row(), RenderedMail("noor@voorbeeld.example", subject, body), SETTINGS)
        assert as_read(odd).keys() == plain.keys()
    except UnicodeEncodeError:
        assert any("\ud800" <= character <= "\udfff" for character in subject)


@pytest.mark.parametrize(
    "address",
    ["noor@voorbeeld.example\r\nBcc: x@kwaad.example", "noor@voorbeeld.example, x@kwaad.example", "noor"],
)
def test_an_address_that_is_more_than_an_address_is_refused(address: str) -> None:
    with pytest.raises((ValueError, MessageError)):
        compose(row(), RenderedMail(address, "Dag", "Dag"), SETTINGS)


def test_a_domain_with_accents_is_written_for_every_server() -> None:
    mail = compose(row(), RenderedMail("noor@crèche.example", "Dag", "Dag"), SETTINGS)
    assert mail["To"] == "noor@xn--crche-5ra.example"


def test_a_mail_says_that_a_machine_wrote_it() -> None:
    mail = compose(row(), RenderedMail("noor@voorbeeld.example", "Dag", "Dag"), SETTINGS)
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_text_arrives_as_it_was_written() -> None:
    text = "Dag Noor,\n\nJe waardering is ontvangen: „dank je” €.\n.\nFrom hier\n"
    mail = as_read(compose(row(), RenderedMail("noor@voorbeeld.example", "Dag", text), SETTINGS))
    assert mail.get_content().replace("\r\n", "\n") == text


def test_the_same_row_gives_the_same_message_id() -> None:
    assert message_id(row(), SETTINGS) == message_id(row(), SETTINGS)


@pytest.mark.parametrize(
    "other",
    [{"id": 13}, {"event": "decision-8"}, {"recipient": "author:4"}, {"created_at": datetime.now(UTC)}],
)
def test_another_row_gives_another_message_id(other: dict[str, object]) -> None:
    assert message_id(row(**other), SETTINGS) != message_id(row(), SETTINGS)


def test_a_message_id_names_the_site() -> None:
    assert message_id(row(), SETTINGS).endswith("@opvang.example>")


@pytest.mark.parametrize(
    ("attempt", "pause"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=2)),
        (3, timedelta(minutes=4)),
        (9, timedelta(minutes=256)),
        (10, timedelta(hours=6)),
        (5000, timedelta(hours=6)),
    ],
)
def test_each_attempt_waits_twice_as_long_up_to_six_hours(attempt: int, pause: timedelta) -> None:
    assert pause_after(attempt) == pause
