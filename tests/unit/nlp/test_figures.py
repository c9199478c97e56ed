"""Figures on our own labelled texts must not fall below what was measured."""

import json
from pathlib import Path

import pytest

from app.evaluation import Result, evaluate_folder, submission_of
from app.screening import screen
from moderation.screening import must_escalate

FOLDER = Path(__file__).parents[2] / "data" / "nlp"


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return evaluate_folder(FOLDER)


@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [
        ("PERSON", 0.95, 0.98),
        ("PHONE", 1.0, 1.0),
        ("EMAIL", 1.0, 1.0),
        ("ADDRESS", 0.85, 1.0),
        ("DOB", 1.0, 1.0),
        ("NRN", 1.0, 1.0),
        ("IBAN", 1.0, 1.0),
        ("PLATE", 1.0, 1.0),
    ],
)
def test_personal_data_is_found(
    results: dict[str, Result], label: str, precision: float, recall: float
) -> None:
    figures = results["pii_flemish"]
    assert (figures.precision(label) or 0) >= precision
    assert (figures.recall(label) or 0) >= recall


def test_clean_sentences_stay_clean(results: dict[str, Result]) -> None:
    assert results["pii_flemish"].clean_flagged <= 3


@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [
        ("SAFEGUARD", 0.75, 0.95),
        ("TOXIC", 0.9, 0.95),
        ("THREAT", 0.9, 0.95),
        ("ACCUSATION", 0.8, 0.95),
        ("PROMO", 0.75, 0.95),
        ("SELF", 0.7, 0.9),
        ("MISMATCH", 0.8, 0.8),
    ],
)
def test_moderation_labels_are_found(
    results: dict[str, Result], label: str, precision: float, recall: float
) -> None:
    figures = results["moderation_flemish"]
    assert (figures.precision(label) or 0) >= precision
    assert (figures.recall(label) or 0) >= recall


@pytest.mark.parametrize(
    ("label", "recall"),
    [
        ("SAFEGUARD", 0.92),
        ("TOXIC", 0.9),
        ("THREAT", 0.85),
        ("ACCUSATION", 0.85),
        ("PROMO", 0.9),
        ("SELF", 0.75),
    ],
)
def test_signs_are_found_in_texts_kept_apart(results: dict[str, Result], label: str, recall: float) -> None:
    assert (results["moderation_apart"].recall(label) or 0) >= recall


@pytest.mark.parametrize(("label", "recall"), [("REVEALS", 0.85), ("PRESSURE", 0.8)])
def test_harm_in_replies_kept_apart_is_found(results: dict[str, Result], label: str, recall: float) -> None:
    assert (results["replies_apart"].recall(label) or 0) >= recall


def test_hardly_a_harmless_review_is_escalated() -> None:
    """At most 2 in 100 (issue): texts kept apart, and blind ones that may be looked at."""
    files = (FOLDER / "moderation_apart.jsonl", FOLDER / "blind" / "moderation_dev.jsonl")
    records = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    harmless = [submission_of(record) for record in records if not record["labels"]]
    escalated = sum(must_escalate(screen(submission)) for submission in harmless)
    assert escalated <= 0.02 * len(harmless)


def test_ordinary_reviews_pass_unmarked(results: dict[str, Result]) -> None:
    """Recall comes first: more harmless texts get a warning, hardly one is urgent."""
    assert results["moderation_flemish"].clean_flagged <= 20
