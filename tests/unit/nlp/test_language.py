"""One call for all language facts, with places that are right and failures that are told."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp_models
from nlp_models import language, pipeline
from nlp_models.language import Place, analyse


def test_unknown_words_stand_where_they_stand() -> None:
    text = "👶🏽 De begleidster is lief"
    (place,) = analyse({"text": text}).unknown_words
    assert text[place.start : place.end] == "begleidster"


def test_allowed_words_are_known() -> None:
    assert analyse({"text": "Ukkepukske is fijn"}, allow=["Ukkepukske"]).unknown_words == ()


def test_sentences_cover_each_field() -> None:
    texts = {"good": "Fijn daar. Heel fijn.", "better": "Niets."}
    assert analyse(texts).sentences == (Place("good", 0, 10), Place("good", 11, 21), Place("better", 0, 6))


def test_the_model_sees_a_full_name() -> None:
    text = "We hadden een gesprek met Peter De Smedt over de facturen."
    people = [mention.place for mention in analyse({"text": text}).mentions if mention.label == "PER"]
    assert [text[place.start : place.end] for place in people] == ["Peter De Smedt"]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=150))
def test_no_text_makes_a_part_fail(text: str) -> None:
    assert analyse({"text": text}).failures == ()


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=150))
def test_every_place_lies_inside_the_text(text: str) -> None:
    found = analyse({"text": text})
    places = [*found.sentences, *found.unknown_words, *(mention.place for mention in found.mentions)]
    assert all(0 <= place.start < place.end <= len(text) for place in places)


def test_a_missing_dictionary_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(word: str) -> bool:
        raise FileNotFoundError(word)

    monkeypatch.setattr(language, "is_known", missing)
    found = analyse({"text": "Super fijne opvang, heel blij"})
    assert (found.failures, found.polarity is not None) == ((("spelling", "FileNotFoundError"),), True)


def test_another_pipeline_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.SETTING, "no_such_pipeline")
    pipeline.load.cache_clear()
    try:
        found = analyse({"text": "Fijn daar."})
    finally:
        pipeline.load.cache_clear()
    assert found.failures == (("names", "OSError"),)


def test_without_a_trained_model_sentences_are_still_cut(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(pipeline, "OWN_NAMES", pipeline.OWN_NAMES / "missing")
    pipeline.load.cache_clear()
    try:
        found = analyse({"text": "Fijn daar. Heel fijn."})
    finally:
        pipeline.load.cache_clear()
    assert (len(found.sentences), found.mentions) == (2, ())


def test_everything_is_loaded_before_a_worker_forks() -> None:
    nlp_models.preload()
    assert "spacy" in sys.modules


def test_importing_the_screening_loads_no_model() -> None:
    code = (
        "import sys, app.screening, app.screen_commands; "
        "print(*{'spacy', 'hunspell', 'wordfreq', 'py3langid', 'datasketch', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
