"""Figures on texts by people who did not know the rules must not fall below what was measured."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import Result, evaluate_spans

BLIND = Path(__file__).parents[2] / "data" / "nlp" / "blind"
Floors = Mapping[str, tuple[float, float]]
DEV: Floors = {
    "PERSON": (0.97, 0.97),
    **dict.fromkeys(
        ("PHONE", "EMAIL", "ADDRESS", "DOB", "NRN", "IBAN", "PLATE", "URL", "HANDLE"), (0.97, 0.97)
    ),
}
"""Label → precision and recall."""
HELD: Floors = {
    "PERSON": (0.86, 0.91),
}
FLOORS = {"pii_dev": DEV, "pii_held": HELD}
ALL_FOUND = {"pii_dev": 0.97, "pii_held": 0.9}
CLEAN_FLAGGED = {"pii_dev": 0.03, "pii_held": 0.1}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def measured(request: pytest.FixtureRequest) -> tuple[str, Result]:
    lines = (BLIND / f"{request.param}.jsonl").read_text("utf-8").splitlines()
    records: list[Mapping[str, Any]] = [json.loads(line) for line in lines]
    result = evaluate_spans(records)
    result.errors.clear()  # nobody reads the misses of the held texts, not in a test's message either
    return request.param, result


def test_no_label_falls_below_its_floor(measured: tuple[str, Result]) -> None:
    name, result = measured
    figures = {label: (result.precision(label) or 0, result.recall(label) or 0) for label in FLOORS[name]}
    floors = FLOORS[name]
    below = {
        label: pair
        for label, pair in figures.items()
        if pair[0] < floors[label][0] or pair[1] < floors[label][1]
    }
    assert below == {}


def test_nearly_all_personal_data_is_found(measured: tuple[str, Result]) -> None:
    name, result = measured
    found = sum(result.found.values())
    share = found / (found + sum(result.missed.values()))
    assert share >= ALL_FOUND[name]


def test_few_clean_texts_are_flagged(measured: tuple[str, Result]) -> None:
    name, result = measured
    share = result.clean_flagged / result.clean
    assert share <= CLEAN_FLAGGED[name]
