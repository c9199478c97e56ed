"""Where something stands in a text, and a name that stands there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A piece of a text, in code points."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """A name the model saw."""

    place: Place
    label: str
    """PER, LOC or ORG."""
    confidence: float | None = None
