"""What somebody may be typing: places, facilities and organisations that begin so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from urllib.parse import urlencode

from app.facilities.directory import Directory, Entry
from app.facilities.places import Place, centres, places
from app.facilities.query_words import OTHER_NAMES, understand
from app.facilities.ranking import match
from app.facilities.search_key import LONGEST_QUERY, plain
from app.language_addresses import at
from app.languages import gettext as _
from app.languages import language, ngettext

SHORTEST = 2
"""Letters below which everything begins so."""
PLACES, FACILITIES, ORGANISATIONS = 3, 5, 2
"""How many we suggest of each."""
LOOKED_AT = 200
"""Of the best matches."""


@dataclass(frozen=True)
class Suggestion:
    """A line below the box."""

    label: str
    detail: str
    address: str


def suggestions(typed: str, everyone: Directory) -> tuple[Suggestion, ...]:
    """Places first, then facilities, then organisations; worked out once for this version of the data."""
    query = plain(typed[:LONGEST_QUERY])
    if len(query) < SHORTEST:
        return ()
    return everyone.kept(("suggestions", language(), query), lambda: tuple(all_suggestions(query, everyone)))


def all_suggestions(query: str, everyone: Directory) -> Iterator[Suggestion]:
    """A few of each."""
    yield from islice(place_suggestions(query), PLACES)
    for entry in facility_suggestions(query, everyone):
        yield Suggestion(
            entry.name, " ".join(filter(None, (entry.postcode, entry.municipality))), entry.address
        )
    yield from islice(organisation_suggestions(query, everyone), ORGANISATIONS)


def facility_suggestions(query: str, everyone: Directory) -> list[Entry]:
    """Those that match, by name where there are such: whoever types a place wants the place."""
    entries = [everyone.entries[number] for number in match(query, everyone).numbers[:LOOKED_AT].tolist()]
    words = query.split()
    named = [entry for entry in entries if any(f" {word}" in f" {entry.plain_name}" for word in words)]
    return (named or entries)[:FACILITIES]


def place_suggestions(query: str) -> Iterator[Suggestion]:
    """Municipalities and their parts that begin so, municipalities and short names first; or postcodes."""
    if query.isdigit():
        for postcode in sorted(code for code in centres() if code.startswith(query)):
            place = centres()[postcode]
            yield Suggestion(f"{postcode} {place.name}", place_detail(place), search_address(postcode))
        return
    wanted = OTHER_NAMES.get(query, query)
    for compared, place in named():
        if compared.startswith(wanted):
            yield Suggestion(place.name, place_detail(place), search_address(place.name))


@cache
def named() -> tuple[tuple[str, Place], ...]:
    """Each name once a municipality, in the order in which we suggest them."""
    once = {(plain(place.name), place.municipality): place for place in reversed(places())}
    ordered = sorted(once.values(), key=lambda place: (not is_whole(place), len(place.name), place.name))
    return tuple((plain(place.name), place) for place in ordered)


def is_whole(place: Place) -> bool:
    """A municipality, not a part of one."""
    return place.name == place.municipality


def place_detail(place: Place) -> str:
    """What it is."""
    return str(_("gemeente") if is_whole(place) else _("deel van %(whole)s", whole=place.municipality))


def organisation_suggestions(query: str, everyone: Directory) -> Iterator[Suggestion]:
    """Organisations with words that begin so and more than one facility, the largest first."""
    words = query.split()
    for name, compared, number in everyone.kept("organisations", lambda: organisations(everyone)):
        if all(f" {word}" in compared for word in words):
            yield Suggestion(
                name, _("organisator, %(number)s voorzieningen", number=number), search_address(name)
            )


def organisations(everyone: Directory) -> list[tuple[str, str, int]]:
    """Name, how it is compared, and how many facilities it runs."""
    numbers = Counter(entry.organisation for entry in everyone.entries if entry.organisation)
    several = [(name, number) for name, number in numbers.items() if number > 1]
    ordered = sorted(several, key=lambda item: (-item[1], item[0]))
    return [(name, f" {plain(name)}", number) for name, number in ordered]


def search_address(query: str) -> str:
    """Of the list that this gives."""
    return at("/voorzieningen?" + urlencode({"q": query}))


def related(query: str, everyone: Directory) -> tuple[Suggestion, ...]:
    """Other lists that somebody may have meant, for a page without a script: places and organisations."""
    compared = plain(query[:LONGEST_QUERY])
    return everyone.kept(("related", language(), compared), lambda: tuple(related_lists(compared, everyone)))


def related_lists(query: str, everyone: Directory) -> Iterator[Suggestion]:
    """What begins so, without the query itself."""
    if len(query) < SHORTEST:
        return
    part = understand(query).place
    whole = [] if part is None or is_whole(part) else [whole_of(part)]
    found = [
        *whole,
        *islice(place_suggestions(query), PLACES),
        *islice(organisation_suggestions(query, everyone), ORGANISATIONS),
    ]
    yield from dict.fromkeys(line for line in found if plain(line.label) != query)


def one_word(query: str, everyone: Directory) -> tuple[Suggestion, ...]:
    """Where all words together give nothing: the lists of each of them."""
    words = understand(query).words
    numbers = {word: len(match(word, everyone).numbers) for word in words} if len(words) > 1 else {}
    return tuple(
        Suggestion(
            word,
            ngettext("%(num)s resultaat", "%(num)s resultaten", number),
            search_address(word),
        )
        for word, number in numbers.items()
        if number
    )


def whole_of(part: Place) -> Suggestion:
    """The municipality around a part of it."""
    return Suggestion(part.municipality, _("de hele gemeente"), search_address(part.municipality))
