"""How well the checks do on labelled texts: which labels are found, and what is flagged wrongly."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.screen_input import facility_of
from app.screening import screen
from moderation.findings import Finding, Severity, Submission

PII_LABELS: Mapping[str, frozenset[str]] = {
    "PERSON": frozenset({"person_name"}),
    "PHONE": frozenset({"phone_number"}),
    "EMAIL": frozenset({"email_address"}),
    "ADDRESS": frozenset({"postal_address"}),
    "DOB": frozenset({"date_of_birth"}),
    "NRN": frozenset({"national_number"}),
    "IBAN": frozenset({"bank_account"}),
    "PLATE": frozenset({"licence_plate"}),
    "URL": frozenset({"web_address"}),
    "HANDLE": frozenset({"social_handle"}),
}
MODERATION_LABELS: Mapping[str, frozenset[str]] = {
    "PROMO": frozenset({"promotional", "advertising"}),
    "SELF": frozenset({"provider_affiliation"}),
    "THREAT": frozenset({"threat_or_revenge"}),
    "ACCUSATION": frozenset({"accusation"}),
    "TOXIC": frozenset({"insult", "discrimination"}),
    "SAFEGUARD": frozenset({"child_in_danger", "self_harm", "violence"}),
    "IMPROBABLE": frozenset({"improbable_claim"}),
    "MISMATCH": frozenset({"score_text_mismatch"}),
}
REPLY_LABELS: Mapping[str, frozenset[str]] = {
    "REVEALS": frozenset({"reply_reveals_author"}),
    "PRESSURE": frozenset({"reply_pressures_author"}),
}
"""Of replies alone, in files of their own."""
LABELLED = frozenset().union(*PII_LABELS.values(), *MODERATION_LABELS.values(), *REPLY_LABELS.values())
"""Rules of which labelled texts can tell whether a finding is right."""


@dataclass
class Result:
    """Counts per label, and the errors in words."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    flagged_by: Counter[str] = field(default_factory=Counter)
    """Rule → findings in sentences, or texts with a finding."""
    right_by: Counter[str] = field(default_factory=Counter)
    """Of those, the ones that have the label of the rule."""
    finds: dict[str, str] = field(default_factory=dict)
    """Rule → a digest of all it told, to see whether it tells the same later."""
    texts: int = 0
    clean: int = 0
    clean_flagged: int = 0
    errors: list[str] = field(default_factory=list)

    def heard(self, text: str, findings: Iterable[Finding]) -> None:
        """Count a text, and keep what each rule told of it; `text` stands for the texts themselves."""
        self.texts += 1
        told = [("texts", text), *((f.rule, f"{self.texts} {f.severity} {f.span}") for f in findings)]
        for rule, what in told:
            self.finds[rule] = sha256(f"{self.finds.get(rule)} {what}".encode()).hexdigest()[:16]

    @property
    def labels(self) -> list[str]:
        return [label for label in (*PII_LABELS, *MODERATION_LABELS, *REPLY_LABELS) if self.counted(label)]

    def counted(self, label: str) -> int:
        return self.found[label] + self.missed[label] + self.wrong[label]

    def recall(self, label: str) -> float | None:
        """Of what is there, the share found."""
        there = self.found[label] + self.missed[label]
        return self.found[label] / there if there else None

    def precision(self, label: str) -> float | None:
        """Of what was flagged, the share that is right."""
        flagged = self.found[label] + self.wrong[label]
        return self.found[label] / flagged if flagged else None

    def f1(self, label: str) -> float | None:
        recall, precision = self.recall(label), self.precision(label)
        if not recall or not precision:
            return None if recall is None else 0.0
        return 2 * precision * recall / (precision + recall)

    def as_data(self) -> dict[str, Any]:
        """The figures, to compare later."""
        return {
            "labels": {
                label: {
                    "support": self.found[label] + self.missed[label],
                    "false_alarms": self.wrong[label],
                    "precision": self.precision(label),
                    "recall": self.recall(label),
                    "f1": self.f1(label),
                }
                for label in self.labels
            },
            "rules": {
                rule: {"flagged": number, "right": self.right_by[rule] if rule in LABELLED else None}
                for rule, number in sorted(self.flagged_by.items())
            },
            "finds": dict(sorted(self.finds.items())),
            "texts": self.texts,
            "clean_texts": self.clean,
            "clean_texts_flagged": self.clean_flagged,
        }


def evaluate_folder(folder: Path) -> dict[str, Result]:
    """A result a file, in the order of their names."""
    results: dict[str, Result] = {}
    for file in sorted(file for kind in MEASURES for file in folder.glob(f"{kind}*.jsonl")):
        records = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        results[file.stem] = MEASURES[file.stem.partition("_")[0]](records)
    return results


def evaluate_spans(records: Iterable[Mapping[str, Any]]) -> Result:
    """A labelled span is found when a finding of its rule overlaps it; any other finding is a false alarm."""
    result = Result()
    for record in records:
        findings = screen(submission_of(record))
        result.heard(record["text"], findings)
        result.flagged_by.update(finding.rule for finding in findings)
        flagged = False
        for label, rules in PII_LABELS.items():
            spans = [(span["start"], span["end"]) for span in record["spans"] if span["label"] == label]
            told = [(f.rule, (f.span.start, f.span.end)) for f in findings if f.rule in rules and f.span]
            places = [place for _, place in told]
            result.right_by.update(rule for rule, at in told if any(overlap(at, place) for place in spans))
            for place in spans:
                hit = any(overlap(place, other) for other in places)
                (result.found if hit else result.missed)[label] += 1
                if not hit:
                    result.errors.append(
                        f"missed {label}: {record['text'][slice(*place)]!r} in {record['text']!r}"
                    )
            for place in places:
                if not any(overlap(place, other) for other in spans):
                    flagged = True
                    result.wrong[label] += 1
                    result.errors.append(
                        f"wrong {label}: {record['text'][slice(*place)]!r} in {record['text']!r}"
                    )
        if not record["spans"]:
            result.clean += 1
            result.clean_flagged += flagged
    return result


def evaluate_texts(
    records: Iterable[Mapping[str, Any]], labelled: Mapping[str, frozenset[str]] = MODERATION_LABELS
) -> Result:
    """A label is found when the text has a finding of one of its rules; `info` does not count."""
    result = Result()
    for record in records:
        findings = screen(submission_of(record))
        result.heard(record["text"], findings)
        findings = [f for f in findings if f.severity is not Severity.INFO]
        labels = set(record["labels"])
        rules_told = {finding.rule for finding in findings}
        result.flagged_by.update(rules_told)
        result.right_by.update(
            rule for label, rules in labelled.items() if label in labels for rule in rules & rules_told
        )
        told = {label: [f for f in findings if f.rule in rules] for label, rules in labelled.items()}
        for label, hits in told.items():
            if label in labels:
                (result.found if hits else result.missed)[label] += 1
            elif hits:
                result.wrong[label] += 1
            if bool(hits) != (label in labels):
                result.errors.append(f"{'wrong' if hits else 'missed'} {label}: {shown(hits, record)}")
        if not labels:
            result.clean += 1
            result.clean_flagged += any(told.values())
    return result


MEASURES: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], Result]] = {
    "pii": evaluate_spans,
    "moderation": evaluate_texts,
    "replies": partial(evaluate_texts, labelled=REPLY_LABELS),
}
"""How the file begins → how it is measured."""


def submission_of(record: Mapping[str, Any]) -> Submission:
    """A labelled record as a submission; `facility` may name what the text calls by name."""
    return Submission(
        kind=record.get("kind", "review"),
        texts={"text": record["text"]},
        rating=record.get("rating"),
        facility=facility_of(record.get("facility")),
    )


def shown(hits: list[Finding], record: Mapping[str, Any]) -> str:
    """What was flagged, and where."""
    pieces = [record["text"][hit.span.start : hit.span.end] for hit in hits if hit.span]
    return f"{pieces} in {record['text']!r}"


def overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def table(name: str, result: Result) -> str:
    """The figures for people."""
    lines = [name, f"{'label':<12}{'there':>7}{'wrong':>7}{'precision':>11}{'recall':>8}{'F1':>6}"]
    for label in result.labels:
        figures = (result.precision(label), result.recall(label), result.f1(label))
        cells = ["-" if figure is None else f"{figure:.2f}" for figure in figures]
        support = result.found[label] + result.missed[label]
        lines.append(
            f"{label:<12}{support:>7}{result.wrong[label]:>7}{cells[0]:>11}{cells[1]:>8}{cells[2]:>6}"
        )
    lines.append(f"clean texts flagged: {result.clean_flagged} of {result.clean}\n")
    return "\n".join(lines)
