"""Figures on texts by people who did not know the rules must not fall below what was measured."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import Result, evaluate_spans

BLIND = Path(__file__).parents[2] / "data" / "nlp" / "blind"
FLOORS: Mapping[str, tuple[float, float]] = {
    "PERSON": (0.93, 0.95),
    "PHONE": (0.97, 0.97),
    "EMAIL": (0.97, 0.97),
    "ADDRESS": (0.9, 0.9),
    "DOB": (0.9, 0.9),
    "NRN": (0.97, 0.97),
    "IBAN": (0.97, 0.97),
    "PLATE": (0.8, 0.8),
    "URL": (0.85, 0.85),
    "HANDLE": (0.8, 0.8),
}
"""Label → precision and recall; five plates make steps of a fifth."""


@pytest.fixture(scope="module", params=["pii_dev", "pii_held"])
def figures(request: pytest.FixtureRequest) -> Result:
    lines = (BLIND / f"{request.param}.jsonl").read_text("utf-8").splitlines()
    records: list[Mapping[str, Any]] = [json.loads(line) for line in lines]
    return evaluate_spans(records)


def test_no_label_falls_below_its_floor(figures: Result) -> None:
    below = {
        label: (figures.precision(label), figures.recall(label))
        for label, (precision, recall) in FLOORS.items()
        if (figures.precision(label) or 0) < precision or (figures.recall(label) or 0) < recall
    }
    assert below == {}


def test_nearly_all_personal_data_is_found(figures: Result) -> None:
    found, missed = sum(figures.found.values()), sum(figures.missed.values())
    assert found / (found + missed) >= 0.97


def test_few_clean_texts_are_flagged(figures: Result) -> None:
    assert figures.clean_flagged <= figures.clean * 3 / 64
