"""Which kinds of pages the test run has looked at, by whichever of its runners."""

import hashlib
from pathlib import Path

import pytest


class LookedAt:
    """A mark for each kind of page, in a folder that the runners of one test run share."""

    def __init__(self) -> None:
        self.folder = Path()

    def share(self, factory: pytest.TempPathFactory, runner: str) -> None:
        """From now on, with the other runners; `runner` is "master" when there is one only."""
        own = factory.getbasetemp()
        self.folder = (own if runner == "master" else own.parent) / "looked-at"
        self.folder.mkdir(exist_ok=True)

    def first(self, *kind: str) -> bool:
        """Whether nobody looked at this kind of page before; from now on somebody did."""
        mark = self.folder / hashlib.sha256("\0".join(kind).encode()).hexdigest()
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


looked_at = LookedAt()
