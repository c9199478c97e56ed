"""Findings that editors judged, as labelled texts for `waardering evaluate`. Nothing of who wrote.

A text is cut to the sentence around what was found; only for a label without a place the whole field goes.
A sentence in which a finding of the same kind was not judged stays out: it would count as a false alarm.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.contributions.models import RecordedFinding, Version
from app.database import session
from app.evaluation import MODERATION_LABELS, PII_LABELS
from app.learning.models import FindingVerdict

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
FILES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "pii_verdicts.jsonl": PII_LABELS,
    "moderation_verdicts.jsonl": MODERATION_LABELS,
}


@dataclass(frozen=True)
class Judged:
    """A finding with its verdict, or None where nobody said anything."""

    rule: str
    severity: str
    field: str | None
    start: int
    end: int
    is_right: bool | None


@dataclass
class Piece:
    """A sentence, or all texts of a version, with what was found in it."""

    text: str
    rating: float | None
    found: list[tuple[int, int, Judged]] = field(default_factory=list)


def labelled_findings() -> bytes:
    """A zip with a file of each kind, to unpack in a folder for `evaluate`."""
    rows = list(judged_versions())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, labels in FILES.items():
            lines = [json.dumps(line, ensure_ascii=False) for line in records(rows, name, labels)]
            archive.writestr(name, "".join(f"{line}\n" for line in lines))
    return packed.getvalue()


def judged_versions() -> Iterator[tuple[Version, list[Judged]]]:
    """Each version of which something was judged, with all its findings."""
    judged = (
        select(RecordedFinding.version_id)
        .join(FindingVerdict, FindingVerdict.finding_id == RecordedFinding.id)
        .distinct()
    )
    rows = session.execute(
        select(Version, RecordedFinding, FindingVerdict.is_right)
        .join(RecordedFinding, RecordedFinding.version_id == Version.id)
        .outerjoin(FindingVerdict, FindingVerdict.finding_id == RecordedFinding.id)
        .where(Version.id.in_(judged))
        .order_by(Version.id, RecordedFinding.id)
    )
    version: Version | None = None
    found: list[Judged] = []
    for row_version, finding, is_right in rows:
        if version is not None and row_version.id != version.id:
            yield version, found
            found = []
        version = row_version
        found.append(
            Judged(
                finding.rule, finding.severity, finding.field, finding.start or 0, finding.end or 0, is_right
            )
        )
    if version is not None:
        yield version, found


def records(
    rows: Iterable[tuple[Version, list[Judged]]], name: str, labels: Mapping[str, frozenset[str]]
) -> Iterator[dict[str, Any]]:
    """Numbered lines, in the form that `evaluate` reads."""
    number = 0
    for version, found in rows:
        for piece in pieces(version, [one for one in found if label_of(one.rule, labels)]):
            verdicts = [judged.is_right for _start, _end, judged in piece.found]
            if None in verdicts or not verdicts:
                continue
            number += 1
            right = [(start, end, one) for start, end, one in piece.found if one.is_right]
            line: dict[str, Any] = {"id": f"verdict{number:05}", "text": piece.text}
            if name.startswith("pii"):
                line["spans"] = [
                    {"start": start, "end": end, "label": label_of(one.rule, labels)}
                    for start, end, one in right
                ]
            else:
                line["rating"] = piece.rating
                line["labels"] = sorted({label_of(one.rule, labels) for _start, _end, one in right})
            yield line


def label_of(rule: str, labels: Mapping[str, frozenset[str]]) -> str:
    """What `evaluate` calls this rule, or "" where it does not measure it."""
    return next((label for label, rules in labels.items() if rule in rules), "")


def pieces(version: Version, found: list[Judged]) -> Iterator[Piece]:
    """The sentences with something in them; first the whole text for what has no place."""
    given = [score for score in version.scores.values() if score is not None]
    rating = round(sum(given) / len(given), 2) if given else None
    whole = [one for one in found if one.field is None]
    if whole:
        text = "\n".join(text for text in version.texts.values() if text)
        yield Piece(text, rating, [(0, 0, one) for one in found])
        return
    for name, text in version.texts.items():
        for start, end in sentences(text):
            here = [one for one in found if one.field == name and start <= one.start < end]
            if here:
                last = max([end, *(one.end for one in here)])
                places = [(one.start - start, one.end - start, one) for one in here]
                yield Piece(text[start:last], rating, places)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)
