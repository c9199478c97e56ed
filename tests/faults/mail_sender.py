"""Sends what waits in the outbox once, as the worker does, with words that need no templates."""

import app.mail.rendering
from app import create_app
from app.config import read_settings
from app.logs import log_to_stderr
from app.mail.models import OutboxMail
from app.mail.rendering import RenderedMail
from app.mail.sending import send_waiting


def plain_words(row: OutboxMail) -> RenderedMail:
    """The same for everybody."""
    return RenderedMail("noor@voorbeeld.example", f"Over {row.event}", "Dag Noor")


if __name__ == "__main__":
    log_to_stderr("sender")
    app.mail.rendering.render_mail = plain_words
    with create_app(read_settings()).app_context():
        send_waiting()
