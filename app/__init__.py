"""The website. Importing this imports nothing: `waardering --help` must answer at once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings

__all__ = ["create_app"]


def create_app(settings: "Settings") -> "Flask":
    """The site with these settings; binds this process to its database."""
    from app.site import make_site

    return make_site(settings)
