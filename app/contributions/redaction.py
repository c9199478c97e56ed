"""Replace a passage by a neutral label. An editor changes nothing else in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.contributions.actions import Actor, add_version, apply_action, tell_author
from app.contributions.models import Contribution, Decision, RecordedFinding, Version
from app.database import session
from moderation.states import Action, Role


class NotInText(Exception):
    """The passage does not stand there, or an earlier redaction overlaps it."""


@dataclass(frozen=True)
class Cut:
    """A place in a text and what comes there; positions in code points."""

    field: str
    start: int
    end: int
    label: str

    @property
    def growth(self) -> int:
        """How far everything behind it moves."""
        return len(self.label) - (self.end - self.start)


def find_passage(version: Version, passage: str, label: str) -> Cut:
    """The only place where this passage stands; NotInText where it is nowhere or in several places."""
    places = [
        Cut(field, text.index(passage), text.index(passage) + len(passage), label)
        for field, text in version.texts.items()
        if passage and text.count(passage) == 1
    ]
    total = sum(text.count(passage) for text in version.texts.values()) if passage else 0
    if total != 1 or len(places) != 1:
        raise NotInText
    return places[0]


def redact(
    contribution: Contribution, cut: Cut, actor: Actor, *, seen_lock: int, rule: str, message: str
) -> Decision:
    """A new version with the label in place; told to its author. The caller commits."""
    old = contribution.latest_version
    if old is None:
        raise NotInText
    new = add_version(
        contribution,
        texts={**old.texts, cut.field: cut_text(old, cut)},
        scores=old.scores,
        relation=old.relation,
        experience_from=old.experience_from,
        experience_until=old.experience_until,
        made_by=Role.EDITOR,
        redactions=[*moved_redactions(old, cut), as_redaction(cut)],
    )
    session.add_all(moved_findings(old, new, cut))
    decision = apply_action(
        contribution,
        Action.REDACT,
        actor,
        judged=old,
        seen_lock=seen_lock,
        rule=rule,
        message=message,
        new_version=new,
    )
    tell_author(contribution, decision)
    return decision


def cut_text(version: Version, cut: Cut) -> str:
    """The field's text with the label in place; NotInText where that cannot be."""
    text = version.texts.get(cut.field, "")
    overlaps = any(
        done["field"] == cut.field and done["start"] < cut.end and cut.start < done["end"]
        for done in version.redactions
    )
    if overlaps or not 0 <= cut.start < cut.end <= len(text):
        raise NotInText
    return str(text[: cut.start] + cut.label + text[cut.end :])


def as_redaction(cut: Cut) -> dict[str, Any]:
    """Where the label stands in the new text."""
    return {
        "field": cut.field,
        "start": cut.start,
        "end": cut.start + len(cut.label),
        "label": cut.label,
    }


def moved_redactions(version: Version, cut: Cut) -> Iterator[dict[str, Any]]:
    """Earlier redactions, where they stand now."""
    for done in version.redactions:
        shift = cut.growth if done["field"] == cut.field and done["start"] >= cut.end else 0
        yield {**done, "start": done["start"] + shift, "end": done["end"] + shift}


def moved_findings(old: Version, new: Version, cut: Cut) -> Iterator[RecordedFinding]:
    """The findings of the old text that still hold, where they stand now."""
    for finding in old.findings:
        start, end = finding.start, finding.end
        if finding.field == cut.field and start is not None and end is not None:
            if start < cut.end and cut.start < end:
                continue  # it was about what is gone
            if start >= cut.end:
                start, end = start + cut.growth, end + cut.growth
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
