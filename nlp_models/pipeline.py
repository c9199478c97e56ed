"""The spaCy pipeline: our own small name finder, or another one that the operator installed."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

OWN_NAMES = Path(__file__).parent / "ner"
OWN_NAME, BLANK_NAME = "waardering_names", "pipeline"
SETTING = "WAARDERING_SPACY_PIPELINE"


@cache
def load() -> "Language":
    """One pipeline for the whole process: names and sentences. spaCy is imported only here."""
    import spacy

    chosen = os.environ.get(SETTING, "").strip()
    if chosen:
        pipeline = spacy.load(chosen, exclude=["lemmatizer", "attribute_ruler"])
    elif OWN_NAMES.is_dir():
        pipeline = spacy.load(OWN_NAMES)
    else:
        pipeline = spacy.blank("nl")
    if not {"senter", "parser", "sentencizer"} & set(pipeline.pipe_names):
        pipeline.add_pipe("sentencizer", first=True)
    return pipeline


def is_ours(pipeline: "Language") -> bool:
    """Whether this is our own small model, or nothing but our cut into sentences."""
    return "sentencizer" in pipeline.pipe_names and pipeline.meta["name"] in (OWN_NAME, BLANK_NAME)
