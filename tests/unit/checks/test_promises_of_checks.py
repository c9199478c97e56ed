"""What holds for every check and every text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.checks import CHECKS
from moderation.checks.vocabulary import CUES, MalformedPhrase, element, sections, vocabulary
from moderation.findings import FacilityFacts, Family, Finding, Severity, Submission
from moderation.screening import run_checks

PIECES = [
    "juf Els", "0475 12 34 56", "BE68 5390 0754 7034", "els at gmail punt com", "\u200d",
    "e\u0301", "👶🏽", "\n", "…", "Kerkstraat 12", "geboren op 3/4/2021", "geslagen", "niet",
    "wij bieden", "ﬁ", "İ", "@a_b", "www.x.be", "--", "'s",
]  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
    st.lists(st.one_of(st.text(max_size=8), st.sampled_from(PIECES)), max_size=15).map("".join),
)
RULES = """
    person_name email_address phone_number postal_address national_number bank_account date_of_birth
    exact_date licence_plate web_address social_handle health_detail identifiable_in_small_facility
    duplicate_text similar_text burst author_burst shared_device disposable_email
    provider_affiliation score_text_mismatch uniform_scores promotional accusation threat_or_revenge
    hearsay improbable_claim too_short all_caps spelling hard_to_read not_dutch gibberish
    reviewed_recently reviewed_organisation_recently experience_too_old too_many_by_author insult
    discrimination advertising reply_reveals_author reply_pressures_author child_in_danger self_harm violence
"""


def findings(text: str, **facts: object) -> list[Finding]:
    return run_checks(Submission(texts={"text": text}, facility=FacilityFacts(places=7), **facts), CHECKS)


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_no_text_makes_a_check_fail(text: str) -> None:
    assert "check_failed" not in {finding.rule for finding in findings(text)}


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_every_place_lies_inside_the_text(text: str) -> None:
    spans = [finding.span for finding in findings(text) if finding.span]
    assert all(span.field == "text" and 0 <= span.start < span.end <= len(text) for span in spans)


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT)
def test_a_happy_and_an_angry_parent_get_the_same_privacy(text: str) -> None:
    happy, angry = (
        [finding for finding in findings(text, rating=rating) if finding.family is Family.PRIVACY]
        for rating in (5.0, 1.0)
    )
    assert happy == angry


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert findings(text) == findings(text)


@settings(deadline=None, max_examples=100)
@given(ANY_TEXT)
def test_only_danger_is_urgent(text: str) -> None:
    urgent = {finding.family for finding in findings(text) if finding.severity is Severity.URGENT}
    assert urgent <= {Family.SAFETY}


@pytest.mark.parametrize(
    "text",
    ["a" * 20_000, "a." * 8000, "a-" * 8000, "0 " * 8000, "a@" * 8000, "A" * 20_000, "ze niet " * 800],
)
def test_a_hostile_text_does_not_hold_up_the_queue(text: str) -> None:
    start = time.process_time()
    findings(text)
    assert time.process_time() - start < 20


def test_every_rule_of_the_design_is_found_in_the_checks() -> None:
    sources = "".join(file.read_text("utf-8") for file in CUES.parent.parent.glob("*.py"))
    assert [rule for rule in RULES.split() if f'"{rule}"' not in sources] == []


@pytest.mark.parametrize("family", sorted(file.stem for file in CUES.glob("*.txt")))
def test_every_phrase_of_the_lists_means_something(family: str) -> None:
    plain_lists = {"names"}
    for section in sections(family):
        if family not in plain_lists and not section.startswith("@"):
            vocabulary(family, section)


@pytest.mark.parametrize("token", ["één", "*", "?!"])
def test_a_phrase_that_never_matches_is_refused(token: str) -> None:
    with pytest.raises(MalformedPhrase):
        element(token, "safety")
