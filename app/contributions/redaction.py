"""Replace passages by neutral labels. An editor changes nothing else in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.contributions.actions import Actor, add_version, apply_action, tell_author
from app.contributions.models import Contribution, Decision, RecordedFinding, Version
from app.contributions.passages import Cut, difference, merged, places_of
from app.contributions.whole_words import stands_apart
from app.database import session
from moderation.states import Action, Role


class NotInText(Exception):
    """A passage does not stand there, or an earlier redaction overlaps it."""


def find_passage(version: Version, passage: str, label: str) -> Cut:
    """The only place where this passage stands; NotInText where it is nowhere or in several places."""
    places = find_passages(version, passage, label)
    if len(places) != 1:
        raise NotInText
    return places[0]


def find_passages(version: Version, passage: str, label: str, rule: str = "") -> list[Cut]:
    """Everywhere where this passage stands as words of their own, in the order of the text."""
    return [
        Cut(field, start, end, label, rule)
        for field, text in version.texts.items()
        for start, end in places_of(text, passage)
        if stands_apart(text, start, end)
    ]


def redact(
    contribution: Contribution,
    cuts: Sequence[Cut],
    actor: Actor,
    *,
    seen_lock: int,
    message: str,
    rule: str = "",
    standard_text_id: int | None = None,
) -> Decision:
    """A new version with the labels in place. The caller commits. Raises NotInText.

    The decision names the rule of every cut; `rule` is that of those that name none. Its author hears of it
    at once, or with the judgement that is still to come.
    """
    old = contribution.latest_version
    if old is None:
        raise NotInText
    cuts = [replace(cut, rule=cut.rule or rule) for cut in checked(old, cuts)]
    first, *more = dict.fromkeys(cut.rule for cut in cuts)
    new = add_version(
        contribution,
        texts={field: redacted(text, field, cuts) for field, text in old.texts.items()},
        scores=old.scores,
        relation=old.relation,
        experience_from=old.experience_from,
        experience_until=old.experience_until,
        made_by=Role.EDITOR,
        redactions=[*moved_redactions(old, cuts), *new_redactions(cuts)],
    )
    new.language = old.language
    session.add_all(moved_findings(old, new, cuts))
    decision = apply_action(
        contribution,
        Action.REDACT,
        actor,
        judged=old,
        seen_lock=seen_lock,
        rule=first,
        more_rules=more,
        message=message,
        new_version=new,
        standard_text_id=standard_text_id,
    )
    if not contribution.is_open:
        tell_author(contribution, decision)
    return decision


def told_with(decision: Decision) -> list[Decision]:
    """The redactions of what this decision judged, oldest first: one mail tells of all.

    What was replaced when nothing was left to judge, such as in a text that is online, was told at once.
    """
    found: list[Decision] = []
    for earlier in reversed(decision.contribution.decisions):
        if earlier.id >= decision.id or earlier.action is Action.QUEUE:
            continue
        if earlier.action is Action.REDACT:
            found.append(earlier)
        elif earlier.action in (Action.PUBLISH, Action.RETURN):
            return []
        else:
            break
    return found[::-1]


def checked(version: Version, cuts: Sequence[Cut]) -> list[Cut]:
    """Inside the text, around whole characters, none over another or over an earlier redaction."""
    if not cuts or not all(0 <= cut.start < cut.end <= len(version.texts.get(cut.field, "")) for cut in cuts):
        raise NotInText
    apart = merged(version.texts, cuts)
    earlier = [Cut(done["field"], done["start"], done["end"], "") for done in version.redactions]
    if any(cut.overlaps(done) for cut in apart for done in earlier):
        raise NotInText
    return apart


def redacted(text: str, field: str, cuts: Sequence[Cut]) -> str:
    """The text with the labels in place."""
    return "".join(piece.label or piece.text for piece in difference(text, field, cuts))


def shift(field: str, place: int, cuts: Sequence[Cut]) -> int:
    """How far a place behind some of the cuts has moved."""
    return sum(cut.growth for cut in cuts if cut.field == field and cut.end <= place)


def new_redactions(cuts: Sequence[Cut]) -> Iterator[dict[str, Any]]:
    """Where the labels stand in the new text."""
    for cut in cuts:
        start = cut.start + shift(cut.field, cut.start, cuts)
        yield {
            "field": cut.field,
            "start": start,
            "end": start + len(cut.label),
            "label": cut.label,
            "rule": cut.rule,
        }


def moved_redactions(version: Version, cuts: Sequence[Cut]) -> Iterator[dict[str, Any]]:
    """Earlier redactions, where they stand now."""
    for done in version.redactions:
        by = shift(done["field"], done["start"], cuts)
        yield {**done, "start": done["start"] + by, "end": done["end"] + by}


def moved_findings(old: Version, new: Version, cuts: Sequence[Cut]) -> Iterator[RecordedFinding]:
    """The findings of the old text that still hold, where they stand now."""
    for finding in old.findings:
        start, end = finding.start, finding.end
        if finding.field is not None and start is not None and end is not None:
            if any(cut.field == finding.field and cut.start <= start and end <= cut.end for cut in cuts):
                continue  # all that it was about is gone
            start, end = moved_span(finding.field, start, end, cuts)
        yield RecordedFinding(
            version_id=new.id,
            family=finding.family,
            rule=finding.rule,
            severity=finding.severity,
            field=finding.field,
            start=start,
            end=end,
            explanation=finding.explanation,
            evidence=finding.evidence,
            confidence=finding.confidence,
        )


def moved_span(field: str, start: int, end: int, cuts: Sequence[Cut]) -> tuple[int, int]:
    """Where a span stands in the new text; a label that took an end of it belongs to it."""
    for cut in cuts:
        if cut.field == field and cut.start < start < cut.end:
            start = cut.start
        if cut.field == field and cut.start < end < cut.end:
            end = cut.end
    return start + shift(field, start, cuts), end + shift(field, end, cuts)
