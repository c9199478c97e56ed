"""Our own name model, or another spaCy pipeline that the operator chose."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from app.screening import screen
from moderation.findings import Submission
from nlp_models import pipeline
from nlp_models.language import analyse
from nlp_models.names import LONGEST_PIECE, names_and_sentences


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small pipeline of somebody else, on disk, that calls people PERSON."""
    other = spacy.blank("nl")
    rules = other.add_pipe("entity_ruler")
    rules.add_patterns([{"label": "PERSON", "pattern": "Xhulqana"}, {"label": "GPE", "pattern": "Zolaris"}])
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv(pipeline.SETTING, str(tmp_path / "other"))
    pipeline.load.cache_clear()
    yield
    pipeline.load.cache_clear()


def test_another_pipeline_finds_names_in_our_words(chosen: None) -> None:
    found = analyse({"text": "Toen kwam Xhulqana uit Zolaris."})
    assert [mention.label for mention in found.mentions] == ["PER", "LOC"]


def test_another_pipeline_is_heard_in_the_findings(chosen: None) -> None:
    text = "Toen kwam Xhulqana binnen."
    findings = screen(Submission(texts={"text": text}))
    assert [(f.span.start, f.span.end) for f in findings if f.rule == "person_name" and f.span] == [(10, 18)]


def test_our_model_cuts_words_as_the_tokenizer_that_it_was_trained_with() -> None:
    pipeline.load.cache_clear()
    kept = spacy.load(pipeline.OWN_NAMES).tokenizer
    assert pipeline.load().tokenizer.to_bytes() == kept.to_bytes()


def test_our_model_says_how_sure_it_is() -> None:
    mentions = analyse({"text": "Gisteren was Xhulqana Dervishi er niet."}).mentions
    assert all(0 <= (mention.confidence or 0) <= 1 for mention in mentions)
    assert [mention for mention in mentions if mention.label == "PER" and mention.confidence]


def test_a_sentence_with_listed_names_alone_is_not_given_to_the_model() -> None:
    mentions, _ = names_and_sentences({"text": "Toen kwam Sofie binnen."}, lambda word: True)
    assert mentions == ()


def test_a_very_long_text_is_cut_and_its_places_stay_right() -> None:
    text = "Alles goed. " * (LONGEST_PIECE // 12 + 5) + "Gisteren was Xhulqana Dervishi er niet."
    found = analyse({"text": text})
    names = [text[m.place.start : m.place.end] for m in found.mentions if m.label == "PER"]
    assert (found.failures, names) == ((), ["Xhulqana Dervishi"])
