"""Numbers of rows in addresses and hidden fields."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""What an INTEGER of PostgreSQL holds."""


class RowNumber(IntegerConverter):
    """`<int:number>`: a larger one than any row can have is no address, on either database."""

    def __init__(self, url_map: Map, *arguments: Any, **options: Any) -> None:
        super().__init__(url_map, *arguments, **{"max": LARGEST, **options})


def number_in(text: str | None) -> int:
    """A whole number from a hidden field, or -1: also for a larger one than any row can have."""
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else -1
    return number if number <= LARGEST else -1
