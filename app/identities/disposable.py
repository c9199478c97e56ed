"""Throw-away mail addresses, from a dated list."""

from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("disposable_domains.txt")


@cache
def disposable_domains() -> frozenset[str]:
    """The domains of the list; lines that begin with # say where and when it comes from."""
    lines = LIST.read_text().split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_disposable(email: str) -> bool:
    """The address stands at a domain, or below one, that gives addresses for ten minutes."""
    labels = email.lower().rpartition("@")[2].split(".")
    return any(".".join(labels[start:]) in disposable_domains() for start in range(len(labels)))
