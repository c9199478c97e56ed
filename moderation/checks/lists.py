"""Lists of Flemish names and places, read once when first needed. Sources stand in `data/NOTICE.md`."""

from functools import cache, lru_cache
from pathlib import Path

from moderation.checks.reading import plain

DATA = Path(__file__).parent / "data"


def lines(*files: str) -> frozenset[str]:
    """Every line of the files, plain and lower-case."""
    return frozenset(
        plain(line) for file in files for line in (DATA / file).read_text("utf-8").splitlines() if line
    )


@cache
def first_names() -> frozenset[str]:
    """First names in use in Flanders, of families from everywhere."""
    return lines("first_names.txt", "first_names_world.txt", "more_first_names.txt")


@cache
def rare_names() -> frozenset[str]:
    """First names that few people in Belgium have; no Dutch words and no frequent words elsewhere."""
    return lines("first_names_rare.txt")


@cache
def ordinary_names() -> frozenset[str]:
    """First names that are everyday words too: roos, els, storm, elke."""
    return lines("ordinary_names.txt")


@cache
def family_names() -> frozenset[str]:
    """Family names in Flanders, those of several words included."""
    return lines("family_names.txt", "family_names_world.txt")


@cache
def ordinary_family_names() -> frozenset[str]:
    """Family names that are everyday words too: bos, kok, snel."""
    return lines("ordinary_family_names.txt")


@cache
def places() -> frozenset[str]:
    """Municipalities of Belgium in Dutch and French, villages, countries and well-known places."""
    return lines("municipalities.txt", "more_places.txt")


@cache
def postcodes() -> frozenset[str]:
    """Belgian postcodes in use."""
    return lines("postcodes.txt")


@lru_cache(maxsize=20_000)
def is_listed(word: str) -> bool:
    """Whether a list knows this name or place, so that nobody need ask the language model."""
    lower = plain(word).removesuffix("'s")
    return lower in first_names() or lower in family_names() or lower in places()
