"""A form comes back at the Back button as it was: whoever looked something up meanwhile loses no word.

A browser shows an answer to a form that was sent only where it may keep it; else it shows an error.
"""

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from app.audience import Author, Everyone, Provider, audience_of

FOR_THE_BACK_BUTTON = "private, max-age=0"
"""Kept by this browser alone, and asked again at every visit. Not `no-cache`: some browsers take that for
`no-store` when somebody goes back."""

OUTSIDE = frozenset({Everyone, Author, Provider})
"""Who writes to us. What editors and admins see is kept nowhere."""


def comes_back() -> bool:
    """Whether this is a form that keeps what was typed; never what an account signs in with."""
    endpoint = request.endpoint or ""
    return (
        getattr(current_app.view_functions.get(endpoint), "keeps_what_was_typed", False)
        and audience_of(current_app, endpoint) in OUTSIDE
        and request.blueprint not in ("accounts", "second_step")
    )


class BackButtonSessions(SecureCookieSessionInterface):
    """Such a page does not vary by cookie, or it would be gone as soon as the session changes."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """As ever, less that one header."""
        super().save_session(app, session, response)
        if response.headers.get("Cache-Control") == FOR_THE_BACK_BUTTON:
            response.vary.discard("Cookie")
