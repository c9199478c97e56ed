"""`/postvak`: the mails of the examples, for there is no mail server. Only with --demo."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.audience import Everyone, audience
from app.config import settings

bp = Blueprint("demo", __name__)

NAME = re.compile(r"[0-9]{8,19}")
"""How `app.mail.sending` names a mail; nothing else in the folder can be asked for."""
SHOWN = 200


@dataclass(frozen=True)
class Piece:
    """A part of a mail's text: plain, or an address of this site."""

    text: str
    is_link: bool = False


@dataclass(frozen=True)
class ShownMail:
    """A mail as its recipient reads it."""

    name: str
    to: str
    subject: str
    sent_at: datetime | None
    body: str

    @property
    def pieces(self) -> Sequence[Piece]:
        """The text, with the links to this site apart."""
        link = re.compile(rf"({re.escape(settings().base_url)}/[^\s<>\"]*[\w/=-])")
        return [Piece(part, number % 2 == 1) for number, part in enumerate(link.split(self.body)) if part]


@bp.route("/postvak")
@audience(Everyone)
def mailbox() -> ResponseReturnValue:
    """Newest first."""
    return render_template("demo/mailbox.html", mails=[read_mail(path) for path in mail_files()[:SHOWN]])


@bp.route("/postvak/<number>")
@audience(Everyone)
def show_mail(number: str) -> ResponseReturnValue:
    """One mail."""
    path = folder() / f"{number}.eml"
    if not NAME.fullmatch(number) or not path.is_file():
        abort(404)
    return render_template("demo/mail.html", mail=read_mail(path))


def folder() -> Path:
    """Where mail is written without a mail server."""
    return settings().data / "mail"


def mail_files() -> list[Path]:
    """Newest first, for numbers only go up."""
    return sorted((path for path in folder().glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True)


def read_mail(path: Path) -> ShownMail:
    """From its file."""
    mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    body = mail.get_body(("plain",))
    date = mail["Date"]
    return ShownMail(
        name=path.stem,
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        sent_at=date.datetime if date else None,
        body=str(body.get_content()) if body else "",
    )
