"""A view of the queue: what an editor asks to see. It lives in the address, to be kept and sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from app.questionnaires import Sector
from moderation.findings import Family, Severity
from moderation.states import State

LONGEST_SEARCH = 100


class Deadline(StrEnum):
    """How near the promised date is."""

    LATE = "laat"
    SOON = "bijna"


class Kind(StrEnum):
    """What sort of contribution."""

    REVIEW = "review"
    REPLY = "reply"


class Waiting(StrEnum):
    """For whom it waits, and with what."""

    QUEUED = State.QUEUED.value
    ESCALATED = State.ESCALATED.value
    REVISION = State.PUBLISHED.value


@dataclass(frozen=True)
class QueueView:
    """Each filter narrows; an empty one asks nothing. The names are those in the address."""

    sector: Sector | None = None
    soort: Kind | None = None
    staat: Waiting | None = None
    familie: Family | None = None
    ernst: Severity | None = None
    """This severity or worse."""
    termijn: Deadline | None = None
    taal: str = ""
    """A code of ISO 639-1; "nl" is what the checks took for Dutch."""
    gevaar: bool = False
    mijn: bool = False
    klein: bool = False
    q: str = ""

    @classmethod
    def from_address(cls, given: Mapping[str, str]) -> "QueueView":
        """What makes no sense is left out: an old link still opens the queue."""
        return cls(
            sector=member(Sector, given.get("sector")),
            soort=member(Kind, given.get("soort")),
            staat=member(Waiting, given.get("staat")),
            familie=member(Family, given.get("familie")),
            ernst=member(Severity, given.get("ernst")),
            termijn=member(Deadline, given.get("termijn")),
            taal=language_code(given.get("taal", "")),
            gevaar=bool(given.get("gevaar")),
            mijn=bool(given.get("mijn")),
            klein=bool(given.get("klein")),
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        )

    @classmethod
    def from_query(cls, query: str) -> "QueueView":
        """A view that was kept."""
        return cls.from_address(dict(parse_qsl(query)))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """The filters that ask something, as they stand in an address."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value:
                yield field.name, "1" if value is True else str(value)

    @property
    def parameters(self) -> dict[str, Any]:
        """For `url_for`."""
        return dict(self)

    @property
    def query(self) -> str:
        """To keep; equal views give equal texts."""
        return urlencode(self.parameters)

    @property
    def is_everything(self) -> bool:
        """No filter at all."""
        return not self.parameters


def member(closed_set: type[StrEnum], value: str | None) -> Any:
    """The member with this value, or None."""
    return closed_set(value) if value in list(closed_set) else None


def language_code(value: str) -> str:
    """Two small letters, or nothing."""
    return value if len(value) == 2 and value.isascii() and value.islower() and value.isalpha() else ""
