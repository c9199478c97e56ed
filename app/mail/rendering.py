"""From a row of the outbox to the words of a mail. Works without a web request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import Account
from app.config import ROOT
from app.contributions.models import Review
from app.database import session
from app.following.facts import address_of_follower
from app.following.models import Alert
from app.identities.actions import email_of
from app.identities.encryption import decrypt
from app.identities.models import Identity
from app.languages import language, speaking
from app.mail.facts import facts_of
from app.mail.models import OutboxMail
from app.notices.models import Notice

FOLDER = ROOT / "templates" / "emails"
SUBJECT = "Onderwerp:"


class UnknownRecipient(ValueError):
    """A kind of recipient that nobody has taught us."""


@dataclass(frozen=True)
class RenderedMail:
    """A mail as it leaves."""

    to: str
    subject: str
    body: str
    stop_link: str = ""
    """For who wants no more of these: one click (RFC 8058)."""


def render_mail(row: OutboxMail) -> RenderedMail | None:
    """The words of this mail, or None where nobody needs it any more: the recipient or the occasion is gone.

    Makes a fresh link; the caller commits before the mail leaves.
    """
    address = address_of(row.recipient)
    if not address:
        return None
    with speaking(language_of(row.recipient)):
        facts = facts_of(row)
        if facts is None:
            return None
        subject, body = words(row.template, facts)
    return RenderedMail(address, subject, body, facts.get("stop_link", ""))


def address_of(recipient: str) -> str:
    """Where this recipient is written to, or "" when they are gone."""
    kind, _, number = recipient.partition(":")
    if kind == "author":
        review = session.get(Review, int(number))
        return email_of(review) if review else ""
    if kind == "account":
        account = session.get(Account, int(number))
        return account.email if account and account.is_active else ""
    if kind == "notice":
        notice = session.get(Notice, int(number))
        return decrypt(notice.email) if notice else ""
    if kind == "alert":
        return address_of_follower(int(number))
    raise UnknownRecipient(kind)


def language_of(recipient: str) -> str:
    """In which this recipient reads our mails: that of the page where they wrote to us or signed in."""
    kind, _, number = recipient.partition(":")
    asked, its_id = LANGUAGE_OF[kind]
    return session.scalar(asked.where(its_id == int(number))) or "nl"


LANGUAGE_OF: Mapping[str, tuple[Select[str], InstrumentedAttribute[int]]] = {
    "author": (select(Identity.language).join(Review, Review.identity_id == Identity.id), Review.id),
    "account": (select(Account.language), Account.id),
    "notice": (select(Notice.language), Notice.id),
    "alert": (select(Alert.language), Alert.id),
}
"""Kind of recipient → where it is kept, and by which number."""


def words(template: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body; the first line of a template is its subject."""
    text = templates(language()).get_template(f"{template}.txt").render(facts)
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"{template}.txt does not begin with its subject")
    return first.removeprefix(SUBJECT).strip(), re.sub(r"\n{3,}", "\n\n", rest).strip() + "\n"


@cache
def templates(code: str) -> Environment:
    """Plain text: nothing to escape, and a name that is missing is a fault.

    Another language than Dutch has a folder of its own; what only editors get is Dutch.
    """
    folders = [FOLDER] if code == "nl" else [FOLDER / code, FOLDER]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=False,  # noqa: S701 (plain text, never HTML)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = one_line
    return environment


def one_line(text: str) -> str:
    """So that no name can end a subject and begin something else."""
    return " ".join(text.split())
