"""The spaCy pipeline: our own small name finder, or another one that the operator installed."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

OWN_NAMES = Path(__file__).parent / "ner"
SETTING = "WAARDERING_SPACY_PIPELINE"


@cache
def load() -> "Language":
    """One pipeline for the whole process: names and sentences. spaCy is imported only here."""
    import spacy

    chosen = chosen_pipeline()
    if chosen:
        pipeline = spacy.load(chosen, exclude=["lemmatizer", "attribute_ruler"])
    elif OWN_NAMES.is_dir():
        pipeline = spacy.load(OWN_NAMES, exclude=["tokenizer"])  # its own is the one that Dutch has anyway
    else:
        pipeline = spacy.blank("nl")
    if not {"senter", "parser", "sentencizer"} & set(pipeline.pipe_names):
        pipeline.add_pipe("sentencizer", first=True)
    return pipeline


def chosen_pipeline() -> str:
    """Name or folder of the pipeline the operator chose, or nothing."""
    return os.environ.get(SETTING, "").strip()
