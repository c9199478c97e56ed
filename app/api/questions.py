"""What may be asked: parameters that are not known, doubled or unreadable are refused, never guessed."""

import re

from flask import request
from werkzeug.exceptions import NotFound

from app.api.problems import BadQuestion
from app.facilities.models import Facility
from app.facilities.queries import find_facility
from app.questionnaires import Sector

MOST = 100
USUAL = 50
LONGEST = 200
"""Characters of a parameter."""
PRINTABLE = re.compile(r"[^\x00-\x1f\x7f]*")


def asked(*names: str) -> dict[str, str]:
    """The parameters of this request, each at most once."""
    unknown = sorted(set(request.args) - set(names))
    if unknown:
        raise BadQuestion(f"Unknown parameter. This address takes: {', '.join(names) or 'none'}.")
    found = {}
    for name in request.args:
        values = request.args.getlist(name)
        if len(values) > 1:
            raise BadQuestion(f"Give {name} once.")
        if not values[0] or len(values[0]) > LONGEST or not PRINTABLE.fullmatch(values[0]):
            raise BadQuestion(f"Give {name} 1 to {LONGEST} printable characters.")
        found[name] = values[0]
    return found


def limit_of(question: dict[str, str]) -> int:
    """How many items a page holds."""
    text = question.get("limit", str(USUAL))
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII) or int(text) > MOST:
        raise BadQuestion(f"Give limit a whole number from 1 to {MOST}.")
    return int(text)


def sector_of(text: str) -> Sector:
    """One of four."""
    try:
        return Sector(text)
    except ValueError:
        raise BadQuestion(f"Give sector one of: {', '.join(Sector)}.") from None


def yes_or_no(name: str, text: str) -> bool:
    """A truth, as JSON writes it."""
    if text not in ("true", "false"):
        raise BadQuestion(f"Give {name} true or false.")
    return text == "true"


def facility_key(text: str) -> tuple[Sector, str]:
    """`<sector>:<dossiernummer>`, the place in a list of facilities."""
    sector, colon, dossiernummer = text.partition(":")
    if not colon or not dossiernummer:
        raise BadQuestion("Take after from the link to the next page.")
    return sector_of(sector), dossiernummer


def known_facility(sector: str, dossiernummer: str) -> Facility:
    """Or 404."""
    facility = find_facility(sector, dossiernummer)
    if facility is None:
        raise NotFound
    return facility
