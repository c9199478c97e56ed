"""The command `screen`: a line in, a line out, and a clear word about what is wrong."""

import json

import pytest
from click.testing import CliRunner, Result

from app import screening
from app.screen_commands import screen
from moderation.findings import Severity, Submission
from nlp_models.language import Analysis


def run(*lines: object) -> Result:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return CliRunner().invoke(screen, ["--jsonl"], input="\n".join(written) + "\n")


def found(**record: object) -> dict[str, dict[str, object]]:
    """Rule → finding, of one record."""
    result = run({"id": "a", **record})
    return {finding["rule"]: finding for finding in json.loads(result.stdout)["findings"]}


def test_a_finding_has_its_family_place_and_reason() -> None:
    finding = found(text="bel 0475 12 34 56")["phone_number"]
    assert {key: finding[key] for key in ("family", "severity", "start", "end")} == {
        "family": "privacy",
        "severity": "warning",
        "start": 4,
        "end": 17,
    }


def test_places_count_code_points_after_line_ends_are_made_equal() -> None:
    finding = found(text="Fijn 👶🏽\r\nbel 0475 12 34 56")["phone_number"]
    assert (finding["start"], finding["end"]) == (12, 25)


def test_a_finding_about_the_whole_has_no_place() -> None:
    finding = found(text="Super opvang, niets dan lof!", rating=1)["score_text_mismatch"]
    assert (finding["start"], finding["end"]) == (None, None)


def test_what_is_known_of_the_facility_counts() -> None:
    text = "Huize Sofie in Aalst is fijn"
    assert "person_name" not in found(text=text, facility={"name": "Huize Sofie", "places": 7})


def test_a_reply_may_speak_for_the_facility() -> None:
    text = "Ons team verwelkomt alle ouders"
    assert ("provider_affiliation" in found(text=text), found(text=text, kind="reply")) == (True, {})


def test_scores_are_read() -> None:
    scores = {f"thema{number}": 1 for number in range(8)}
    assert "uniform_scores" in found(text="Fijn", scores=scores)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('["a"]', "not an object"),
        ('{"id": 1}', "no 'text'"),
        ('{"text": "a"}', "no 'id'"),
        ('{"id": 1, "text": 5}', "'text' is not a string"),
        ('{"id": 1, "text": "a", "rating": "5"}', "'rating' is not a number"),
        ('{"id": 1, "text": "a", "rating": 9}', "'rating' is not between 1 and 5"),
        ('{"id": 1, "text": "a", "kind": "blog"}', "'kind' is not"),
        ('{"id": 1, "text": "a", "scores": {"x": 9}}', "score of 'x'"),
        ('{"id": 1, "text": "a", "facility": "x"}', "'facility' is not an object"),
        ('{"id": 1, "text": "a", "facility": {"places": "7"}}', "'facility.places'"),
        ('{"id": 1, "text": "a", "facility": {"aliases": "x"}}', "'facility.aliases'"),
    ],
)
def test_a_malformed_line_is_told_and_the_rest_goes_on(line: str, reason: str) -> None:
    result = run({"id": 1, "text": "Fijn"}, line, {"id": 3, "text": "Fijn"})
    told = result.stderr.strip()
    ids = [json.loads(written)["id"] for written in result.stdout.splitlines()]
    assert (result.exit_code, ids, told.startswith("line 2: "), reason in told) == (1, [1, 3], True, True)


def test_empty_lines_are_skipped() -> None:
    assert run("", {"id": 1, "text": "Fijn"}, "").exit_code == 0


def test_a_part_that_fails_becomes_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Analysis(failures=(("names", "OSError"),))
    monkeypatch.setattr(screening, "analyse", lambda texts, **options: broken)
    findings = screening.screen(Submission(texts={"text": "Een heel gewone dag in de opvang"}))
    assert [(f.rule, f.severity, f.evidence["part"]) for f in findings] == [
        ("check_failed", Severity.WARNING, "names")
    ]
