"""Style sheets, scripts and pictures: sent packed, and kept by browsers until they change."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection

from app.config import ROOT
from app.page_cache import kept_by

FOLDER = ROOT / "app" / "static"


def file_version(_connection: Connection | None, filename: str) -> str | None:
    """Of a file that we hold; None of any other."""
    path = FOLDER / filename
    try:
        changed = path.stat().st_mtime_ns
    except (OSError, ValueError):
        return None
    return content_version(path, changed) if path.resolve().is_relative_to(FOLDER) else None


@lru_cache(maxsize=256)
def content_version(path: Path, _changed: int) -> str | None:
    """The same for the same content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else None


def add_version(endpoint: str, values: dict[str, Any]) -> None:
    """An address that changes with the file, so that a browser need never ask again."""
    if endpoint == "static":
        version = file_version(None, values["filename"])
        if version:
            values["v"] = version


def register_static_files(site: Flask) -> None:
    """Versions in addresses, and files from memory."""
    site.url_defaults(add_version)
    kept_by(file_version)(site.view_functions["static"])
