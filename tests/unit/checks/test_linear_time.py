"""Twice the text is twice the work: counted in steps, so that a slow machine fails no test."""

import importlib
import pkgutil
import re
import re._constants as codes
import re._parser as parser
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import moderation.checks
import nlp_models
from app.screening import screen
from moderation.findings import FacilityFacts, Submission

HOSTILE = (
    "a", "a.", "a@", "a-", "-", "0 ", "Aa ", "A", "\n", "a\n", " ", "👶🏽", "a\u200d", "e\u0301",
    "\u202eabc ", "'", "juf Els ", "van de ", "1 januari ", "nul een ", "straat ", "www.", "punt ",
    "insta is ", "BE12 ", "ze niet ", "Xhuliana kwam. ", "haar man ", "tien ", "(", "1-a", "jan at ", "0475",
    "drie mei ", "geboren drie mei ", "12 03 ", "apestaart ", "nummer 12 in de ", "kadisha ",
    "wij weten wie u bent ", "°", "((", "al twee jaar ", "bit.ly/", "Pim, ", "wordt een ",
)  # fmt: skip
LENGTH = 600
WORDS_WITH_JOINTS = {"WORD", "PIECE", "LOCAL"}
"""Patterns whose repeated part starts with a mark the rest cannot match: nothing to try twice."""


def steps(text: str) -> int:
    """Calls of functions, Python's and C's, that a screening makes."""
    count = 0

    def counted(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    submission = Submission(texts={"text": text}, facility=FacilityFacts(places=7))
    sys.setprofile(counted)
    try:
        screen(submission)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    once, twice = (piece * (length // len(piece)) for length in (LENGTH, 2 * LENGTH))
    screen(Submission(texts={"text": twice}))  # lists are read and words looked up before we count
    assert steps(twice + ".") <= 2.6 * steps(once + ".") + 2000


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the checks and of the language part."""
    for package in (moderation.checks, nlp_models):
        for info in pkgutil.iter_modules(package.__path__):
            if info.name == "training":
                continue
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{info.name}.{name}", value


@pytest.mark.parametrize(("name", "pattern"), sorted(patterns(), key=lambda pair: pair[0]))
def test_no_pattern_repeats_without_end_what_repeats_without_end(name: str, pattern: re.Pattern[str]) -> None:
    nested = holds_nested_repeats(parser.parse(pattern.pattern, pattern.flags), inside=False)
    assert not nested or name.rpartition(".")[2] in WORDS_WITH_JOINTS


def holds_nested_repeats(tree: Any, *, inside: bool) -> bool:
    """Whether an endless repeat stands in another one."""
    for operator, argument in tree:
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            endless = argument[1] is codes.MAXREPEAT
            if (endless and inside) or holds_nested_repeats(argument[2], inside=inside or endless):
                return True
        for part in parts(argument):
            if operator not in (codes.MAX_REPEAT, codes.MIN_REPEAT) and holds_nested_repeats(
                part, inside=inside
            ):
                return True
    return False


def parts(argument: Any) -> Iterator[Any]:
    """The patterns inside a group, a choice or a look-around."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for each in argument:
            yield from parts(each)
