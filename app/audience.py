"""Who may see a route. Every view declares it; one that does not is closed."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.language_addresses import at

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Audience(StrEnum):
    """A group of visitors."""

    EVERYONE = "everyone"
    AUTHOR = "author"
    """Whoever opened the link in their mail; the view itself looks at the session."""
    PROVIDER = "provider"
    EDITOR = "editor"
    LEAD_EDITOR = "lead-editor"
    ADMIN = "admin"
    STAFF = "staff"
    """Anyone with an account."""


Everyone = Audience.EVERYONE
Author = Audience.AUTHOR
Provider = Audience.PROVIDER
Editor = Audience.EDITOR
LeadEditor = Audience.LEAD_EDITOR
Admin = Audience.ADMIN
Staff = Audience.STAFF

OPEN = frozenset({Everyone, Author})

ADMITS = {
    Provider: frozenset({"provider"}),
    Editor: frozenset({"editor", "lead-editor"}),
    LeadEditor: frozenset({"lead-editor"}),
    Admin: frozenset({"admin"}),
    Staff: frozenset({"provider", "editor", "lead-editor", "admin"}),
}
"""Audience → the account roles it admits."""


def audience(group: Audience) -> Callable[[View], View]:
    """Declare who may use this view."""

    def declare(view: View) -> View:
        view.audience = group  # type: ignore[attr-defined]
        return view

    return declare


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    """The declared audience; Flask's own static files are for everyone."""
    if endpoint == "static":
        return Everyone
    return getattr(app.view_functions.get(endpoint), "audience", None)


def check_audience() -> ResponseReturnValue | None:
    """Before each request: let in whom the view is for. Deny by default."""
    if request.endpoint is None:
        return None  # no such address: a 404 follows
    group = audience_of(current_app, request.endpoint)
    if group is None:
        abort(403)
    if group in OPEN:
        return None
    if not current_user.is_authenticated:
        target = at(request.full_path.rstrip("?")) if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", verder=target))
    if current_user.role.value not in ADMITS[group]:
        abort(403)
    if group in (Editor, LeadEditor):
        from app.conflicts.hiding import hide_conflicts

        hide_conflicts(current_user)
    return None
