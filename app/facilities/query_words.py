"""What the words of a query mean: a place, a kind of care, or a piece of a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.facilities.places import Place, centre_of, places
from app.facilities.search_key import plain, query_words

SMALL_WORDS = frozenset(
    {
        "aan",
        "bij",
        "d",
        "de",
        "den",
        "der",
        "een",
        "en",
        "het",
        "in",
        "la",
        "le",
        "les",
        "n",
        "ons",
        "onze",
        "op",
    }
    | {"s", "t", "te", "ten", "ter", "van", "voor"}
)
"""They stand in many names; a query that has other words does not ask for them."""

OTHER_NAMES: Mapping[str, str] = {
    "alost": "aalst",
    "antwerp": "antwerpen",
    "anvers": "antwerpen",
    "bruges": "brugge",
    "brussels": "brussel",
    "bruxelles": "brussel",
    "courtrai": "kortrijk",
    "gand": "gent",
    "ghent": "gent",
    "louvain": "leuven",
    "malines": "mechelen",
    "ostende": "oostende",
    "ypres": "ieper",
    "st": "sint",
}
"""Names of towns in French and English, and a short form, with the word that our data have."""

CHILDCARE = ("groepsopvang", "gezinsopvang")
AT_HOME = ("gezinsopvang", "groepsopvang samenwerkende onthaalouders")

KINDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("creche", "creches", "kdv", "kinderdagverblijf", "kribbe", "minicreche"), CHILDCARE[:1]),
    **dict.fromkeys(("dagopvang", "kinderopvang", "opvang", "onthaal", "daycare", "nursery"), CHILDCARE),
    **dict.fromkeys(("baby", "babys", "kind", "kinderen", "peuter", "peuters"), CHILDCARE),
    **dict.fromkeys(("onthaalmoeder", "onthaalmoeders", "onthaalouder", "onthaalouders"), AT_HOME),
    **dict.fromkeys(("rusthuis", "rusthuizen", "wzc"), ("woonzorgcentrum",)),
}
"""What people call a kind of care, with how the kinds in our data begin."""


@dataclass(frozen=True)
class Understood:
    """A query as we read it."""

    words: tuple[str, ...]
    """That must all match."""
    place: Place | None
    """The place that it names; its centre is where distances begin."""
    place_words: frozenset[str]
    """The words that name a place or a postcode; they match whole words only."""


@cache
def place_names() -> dict[tuple[str, ...], Place]:
    """The words of a name → the place; of places with one name the one that is a municipality."""
    found: dict[tuple[str, ...], Place] = {}
    own_first = sorted(places(), key=lambda place: plain(place.name) != plain(place.municipality))
    for place in own_first:
        found.setdefault(tuple(plain(place.name).split()), place)
    for place in places():
        found.setdefault(tuple(plain(place.municipality).split()), place)
    return found


LONGEST_NAME = 6
"""Words in the name of a place."""


def understand(query: str) -> Understood:
    """Which words count, and which of them name a place."""
    typed = [OTHER_NAMES.get(word, word) for word in query_words(query)]
    counting = [word for word in typed if word not in SMALL_WORDS] or typed
    named = list(named_places(typed))
    place_words = frozenset(word for words, _place in named for word in words)
    words = tuple(dict.fromkeys([*counting, *(word for word in typed if word in place_words)]))
    return Understood(words, named[0][1] if named else None, place_words)


def named_places(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Pieces of the query that are a postcode or the whole name of a place, the longest first."""
    used: set[int] = set()
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            piece = tuple(words[start : start + length])
            place = place_names().get(piece) or (centre_of(piece[0]) if length == 1 else None)
            numbers = set(range(start, start + length))
            if place and not numbers & used and not set(piece) <= SMALL_WORDS:
                used |= numbers
                yield piece, place
