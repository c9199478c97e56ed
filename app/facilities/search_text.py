"""What a facility is found by."""

from app.facilities.places import places_of
from app.facilities.search_key import plain


def facility_search_key(name: str, municipality: str, postcode: str, organisation: str) -> str:
    """The name first; with the places of its postcode, for people in Gentbrugge look for Gentbrugge."""
    parts = (name, municipality, postcode, *places_of(postcode), organisation)
    return " ".join(dict.fromkeys(filter(None, map(plain, parts))))
