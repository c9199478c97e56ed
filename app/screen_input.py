"""Lines of `waardering screen`: JSON in, submissions out, and a clear word about what is wrong."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from moderation.findings import FacilityFacts, Submission


class MalformedLine(ValueError):
    """A line that cannot be screened, with a reason to show."""


def read_line(line: str) -> tuple[Mapping[str, Any], Submission]:
    """A record and the submission it describes."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise MalformedLine(f"not JSON ({error.msg} at column {error.colno})") from None
    if not isinstance(record, dict):
        raise MalformedLine("not an object")
    for key in ("id", "text"):
        if key not in record:
            raise MalformedLine(f"no {key!r}")
    if not isinstance(record["text"], str):
        raise MalformedLine("'text' is not a string")
    return record, submission_of(record)


def submission_of(record: Mapping[str, Any]) -> Submission:
    """What the checks want to know, from a record; line ends as the site stores them."""
    rating = record.get("rating")
    if rating is not None and (isinstance(rating, bool) or not isinstance(rating, int | float)):
        raise MalformedLine("'rating' is not a number")
    if rating is not None and not 1 <= rating <= 5:
        raise MalformedLine("'rating' is not between 1 and 5")
    kind = record.get("kind") or "review"
    if kind not in ("review", "reply"):
        raise MalformedLine("'kind' is not 'review' or 'reply'")
    return Submission(
        kind=kind,
        texts={"text": record["text"].replace("\r\n", "\n")},
        scores=scores_of(record.get("scores")),
        rating=rating,
        facility=facility_of(record.get("facility")),
    )


def scores_of(scores: object) -> dict[str, int | None]:
    """Theme → 1 to 5, or None; a list counts as themes without a name."""
    if scores is None:
        return {}
    pairs: Iterator[tuple[Any, Any]]
    if isinstance(scores, dict):
        pairs = iter(scores.items())
    elif isinstance(scores, list):
        pairs = iter(enumerate(scores))
    else:
        raise MalformedLine("'scores' is not an object")
    found: dict[str, int | None] = {}
    for theme, score in pairs:
        if score is not None and (
            isinstance(score, bool) or not isinstance(score, int) or not 1 <= score <= 5
        ):
            raise MalformedLine(f"score of {theme!r} is not 1 to 5")
        found[str(theme)] = score
    return found


def facility_of(facility: object) -> FacilityFacts:
    """What is known of the facility; fields we do not know are left out."""
    if facility is None:
        return FacilityFacts()
    if not isinstance(facility, dict):
        raise MalformedLine("'facility' is not an object")
    places, aliases = facility.get("places"), facility.get("aliases") or []
    if places is not None and (isinstance(places, bool) or not isinstance(places, int)):
        raise MalformedLine("'facility.places' is not a whole number")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise MalformedLine("'facility.aliases' is not a list of names")
    words: dict[str, str] = {}
    for key in (
        "name",
        "municipality",
        "website",
        "sector",
        "organisation",
        "street",
        "postcode",
        "phone",
        "email",
    ):
        value = facility.get(key)
        if value is not None and not isinstance(value, str):
            raise MalformedLine(f"'facility.{key}' is not text")
        if value:
            words[key] = value
    return FacilityFacts(places=places, aliases=tuple(aliases), **words)
