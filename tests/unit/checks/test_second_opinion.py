"""What a classifier hears beside the rules: it may add and doubt, never silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.screening import screen
from moderation.checks.topic import elsewhere
from moderation.findings import Finding, LanguageFacts, PassageOpinion, Severity, Span, Submission
from nlp_models.opinions import KINDS, opinions
from tests.unit.checks.screened import findings_of, rules_of

CALM = "Hij gaat graag en praat er veel over."
TOLD = "Hij werd een uur alleen in de gang gezet."
FILM = "Een film met een goede acteur en een zwak plot. De moordenaar werd opgesloten in de kelder."


def heard(text: str, **likelihood: float) -> LanguageFacts:
    """The opinion of a whole text."""
    likely = dict.fromkeys(KINDS, 0.0) | likelihood
    return LanguageFacts(opinions=(PassageOpinion(Span("text", 0, len(text)), likely, {"danger": ("hok",)}),))


@pytest.mark.parametrize(
    ("likelihood", "severity"), [(0.17, None), (0.4, Severity.WARNING), (0.93, Severity.URGENT)]
)
def test_danger_in_unknown_words_is_told_by_the_opinion(likelihood: float, severity: Severity | None) -> None:
    assert rules_of(CALM, language=heard(CALM, danger=likelihood)).get("child_in_danger") is severity


def test_a_faint_sign_is_information_in_milder_words() -> None:
    faint, loud = (
        findings_of("child_in_danger", CALM, language=heard(CALM, danger=likely))[0] for likely in (0.17, 0.4)
    )
    assert faint.severity is Severity.INFO
    assert ("niet zeker" in faint.explanation, "niet zeker" in loud.explanation) == (True, False)


def test_the_editor_sees_the_words_it_leans_on() -> None:
    finding = findings_of("child_in_danger", CALM, language=heard(CALM, danger=0.7))[0]
    assert "“hok”" in finding.explanation
    assert finding.evidence == {"likelihood": 0.7, "words": ["hok"]}


@pytest.mark.parametrize(
    ("likelihood", "severity"), [(0.6, Severity.URGENT), (0.3, Severity.WARNING), (0.05, Severity.INFO)]
)
def test_a_rule_where_nothing_sounds_like_danger_is_doubted_and_stays_visible(
    likelihood: float, severity: Severity
) -> None:
    found = findings_of("child_in_danger", TOLD, language=heard(TOLD, danger=likelihood))
    assert [finding.severity for finding in found] == [severity]


@pytest.mark.parametrize(("likelihood", "severity"), [(0.8, Severity.URGENT), (0.5, Severity.WARNING)])
def test_a_vague_sign_that_sounds_like_danger_is_urgent(likelihood: float, severity: Severity) -> None:
    vague = "Mijn dochter is bang van de juf."
    assert rules_of(vague, language=heard(vague, danger=likelihood))["child_in_danger"] is severity


PLAIN_PRAISE = (
    "De begeleiders zijn zacht met onze dochter. Ze krijgt tijd om te wennen.",
    "De verzorgsters nemen de tijd voor mijn vader. Hij mag zelf kiezen wanneer hij eet.",
    "Onze zoon wordt met geduld begeleid. De groepen zijn klein.",
    "Ze luisteren naar ons kind. Het krijgt er de ruimte om te spelen.",
)


@pytest.mark.parametrize("text", PLAIN_PRAISE)
def test_plain_praise_of_a_family_is_not_that_of_the_staff(text: str) -> None:
    assert "provider_affiliation" not in {
        finding.rule for finding in screen(Submission(texts={"text": text}))
    }


def test_without_an_opinion_the_rules_stand() -> None:
    assert rules_of(TOLD)["child_in_danger"] is Severity.URGENT


def test_a_passage_is_told_once() -> None:
    assert len(findings_of("child_in_danger", TOLD, language=heard(TOLD, danger=0.99))) == 1


def test_danger_in_a_film_is_information() -> None:
    assert elsewhere(FILM)
    assert {finding.severity for finding in findings_of("child_in_danger", FILM)} == {Severity.INFO}


@pytest.mark.parametrize(
    "text",
    [
        "Mijn zoon las een boek, de juf zat op haar gsm en de camera stond aan. Hij had een blauw oog.",
        "Hij mocht een film kijken in de opvang omdat de telefoon ging.",
        TOLD,
    ],
)
def test_a_review_of_care_is_never_about_something_else(text: str) -> None:
    assert not elsewhere(text)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_passages_lie_inside_the_text(text: str) -> None:
    assert all(0 <= told.start < told.end <= len(text) for told in opinions({"text": text}))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_a_likelihood_is_a_share(text: str) -> None:
    assert all(0 <= share <= 1 for told in opinions({"text": text}) for share in told.likelihood.values())


NAMES = ("Emma", "Youssef", "Ayşe", "Katarzyna", "Mbuyi")
STORIES = (
    "{} werd door de begeleidster in een donker hok gestoken.",
    "Ze lieten {} alleen op de verzorgingstafel liggen.",
    "Juf {} is een arrogante trut.",
    "{} gaat graag naar de opvang en eet er goed.",
    "Ik weet waar {} woont en jullie gaan er spijt van krijgen.",
)


def respect_and_safety(text: str, rating: float | None = None) -> set[tuple[str, Severity]]:
    found: list[Finding] = screen(Submission(texts={"text": text}, rating=rating))
    return {(f.rule, f.severity) for f in found if f.family in ("conduct", "safety")}


@pytest.mark.parametrize("story", STORIES)
def test_the_same_text_with_another_name_gets_the_same_findings(story: str) -> None:
    told = [respect_and_safety(story.format(name)) for name in NAMES]
    assert all(one == told[0] for one in told)


@pytest.mark.parametrize("story", STORIES)
def test_the_same_text_with_the_opposite_score_gets_the_same_findings(story: str) -> None:
    text = story.format("Emma")
    assert respect_and_safety(text, 1.0) == respect_and_safety(text, 5.0)


@pytest.mark.parametrize(
    ("good", "weak"),
    [
        ("Mijn zoon werd geslagen door de begeleidster.", "mijn zoon begeleidster slaan hem, hij geslagen"),
        ("De baby lag alleen op de tafel.", "baby alleen op tafel ligt, niemand daar"),
        ("Hij werd opgesloten in de berging.", "zij opgesloten mijn kind in berging"),
        ("Mijn dochter gaat er graag naartoe.", "mijn dochter gaan graag daar"),
    ],
)
def test_weak_dutch_is_heard_like_good_dutch(good: str, weak: str) -> None:
    def is_danger(text: str) -> bool:
        told = respect_and_safety(text)
        return any(rule == "child_in_danger" and severity.rank >= 2 for rule, severity in told)

    assert is_danger(good) == is_danger(weak)


def test_danger_at_the_end_of_a_text_without_full_stops_is_heard() -> None:
    text = (
        "wij brengen ons kind en halen het weer op en dat gaat goed " * 30
        + "maar ze steken hem in een donker hok"
    )
    assert max(told.likelihood["danger"] for told in opinions({"text": text})) > 0.6


def test_the_editor_is_shown_the_sentence_that_says_so_most() -> None:
    text = "We zijn er drie jaar geweest. Ze staken hem in een donker hok. De tuin is groen."
    heard_together = opinions({"text": text})
    start, end = heard_together[0].loudest["danger"]
    assert text[start:end] == "Ze staken hem in een donker hok."


def test_three_sentences_are_heard_together() -> None:
    one, two, three, four = (f"Zin nummer {number} staat hier." for number in ("een", "twee", "drie", "vier"))
    text = f"{one} {two} {three} {four}"
    heard_together = [text[told.start : told.end] for told in opinions({"text": text})]
    assert heard_together == [f"{one} {two} {three}", f"{two} {three} {four}"]
