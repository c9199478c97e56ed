"""One message from the standard texts of several rules."""

import re
from collections.abc import Iterable

SENTENCE_END = re.compile(r"[.!?](?:\s+|$)")


def joined(texts: Iterable[str]) -> str:
    """What they share is said once: the thanks at the beginning, how to object at the end."""
    first = ""
    paragraphs: list[str] = []
    for text in filter(None, texts):
        opening, *others = text.split("\n\n")
        paragraphs += [after_shared(opening, first), *others]
        first = first or opening
    last = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    return "\n\n".join(
        paragraph for number, paragraph in enumerate(paragraphs) if paragraph and last[paragraph] == number
    )


def after_shared(opening: str, first: str) -> str:
    """Without the sentences with which the first message begins as well."""
    done = 0
    for sentence in SENTENCE_END.finditer(opening):
        if not first.startswith(opening[: sentence.end()].rstrip()):
            break
        done = sentence.end()
    return opening[done:]
