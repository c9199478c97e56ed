"""Pictures on disk: drawing takes a while, and equal texts make equal pictures."""

import os
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from app.config import settings
from app.sharing.picture import PictureText, drawn

DRAWING = 1
"""Goes up when the same text must look otherwise."""
KEPT_SECONDS = 30 * 24 * 3600


def name_of(text: PictureText) -> str:
    """The same for the same picture."""
    return sha256(f"{DRAWING} {text!r}".encode()).hexdigest()[:24]


def folder() -> Path:
    """Where pictures are kept; whatever is lost there is drawn again."""
    return settings().data / "pictures"


def picture(text: PictureText, draw: Callable[[PictureText], bytes] = drawn) -> bytes:
    """From its file, or drawn. A disk that is full costs time, not the picture."""
    path = folder() / f"{name_of(text)}.png"
    try:
        return path.read_bytes()
    except OSError:
        pass
    image = draw(text)
    try:
        keep(path, image)
    except OSError:
        return image
    return image


def keep(path: Path, image: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        unfinished.write_bytes(image)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def forget_old_pictures() -> int:
    """What was drawn a month ago; the number of them. Run each day."""
    limit = time.time() - KEPT_SECONDS
    old = [path for path in folder().glob("*.png") if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
