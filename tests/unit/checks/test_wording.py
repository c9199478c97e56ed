"""Safety, conduct and authenticity: what a sentence says, and what it does not."""

import pytest

from moderation.findings import FacilityFacts, LanguageFacts, Severity
from tests.unit.checks.screened import findings_of, rules_of

URGENT = [
    "Mijn zoon werd geslagen door de begeleidster.",
    "Hij werd een uur alleen in de gang gezet.",
    "Ze werd opgesloten in de berging.",
    "De kindjes moesten uren op het potje blijven zitten als straf.",
    "Ik zag dat ze een baby door elkaar schudde.",
    "Mijn kind had brandwonden en er was niets gemeld.",
    "Elke dag blauwe plekken op haar armen. Niemand wist hoe dat kwam.",
    "Ze gaven hem siroop om te slapen.",
    "Ze is op straat gevonden door een voorbijganger.",
    "De begeleider heeft aan haar billen gezeten.",
    "Ze kreeg pindakaas terwijl ze weten dat ze allergisch is.",
    "De onthaalmoeder ruikt naar drank.",
    "Hij moest eten, de lepel werd in zijn mond geduwd.",
    "Ze roept tegen de baby's dat ze moeten zwijgen.",
]
VAGUE = [
    "Er is iets niet pluis daar.",
    "Ik vind het onveilig.",
    "Mijn dochter is bang van de juf.",
    "Ze laten de kinderen huilen.",
    "De peuters zaten in de rook want er wordt binnen gerookt.",
]
CALM = [
    "Ze slaan geen dag over.",
    "Blauwe plekken van het klimmen horen erbij.",
    "Hij viel, had een buil en ze belden meteen.",
    "Nooit wordt er geroepen of gestraft.",
    "De kinderen slaan op trommels.",
    "In de gang hangen de jassen.",
    "Ze eten zelf en slapen alleen in hun bedje.",
    "Er is altijd toezicht in de tuin.",
    "Onze dochter heeft in het begin veel geweend, maar ze werd altijd getroost.",
]


@pytest.mark.parametrize("text", URGENT)
def test_clear_danger_is_urgent(text: str) -> None:
    assert rules_of(text).get("child_in_danger") is Severity.URGENT


@pytest.mark.parametrize("text", VAGUE)
def test_vague_danger_is_a_warning(text: str) -> None:
    assert rules_of(text).get("child_in_danger") is Severity.WARNING


@pytest.mark.parametrize("text", CALM)
def test_daily_life_is_no_danger(text: str) -> None:
    assert "child_in_danger" not in rules_of(text)


def test_denied_danger_stays_visible_as_info() -> None:
    found = findings_of("child_in_danger", "De kinderen worden niet geslagen.")
    assert [finding.severity for finding in found] == [Severity.INFO]


def test_only_safety_is_urgent() -> None:
    text = "Die teef van een juf heeft ons opgelicht, ik weet jullie te vinden. Juf Els, 0475 12 34 56."
    assert Severity.URGENT not in rules_of(text).values()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("self_harm", "Ik wil niet meer leven."),
        ("self_harm", "Soms denk ik aan zelfmoord."),
        ("violence", "De vader sloeg de begeleidster."),
        ("violence", "Hij stond met een mes aan de poort."),
        ("insult", "Wat een bende idioten."),
        ("insult", "Die directrice is een arrogante trut."),
        ("discrimination", "Eigen volk eerst, en niet de vreemdelingen."),
        ("discrimination", "Die marokkanen moeten terug naar hun land."),
        ("advertising", "Schrijf je nu in en ontvang een gratis luiertas!"),
        ("promotional", "De beste opvang van heel Vlaanderen!"),
        ("provider_affiliation", "Wij nodigen alle ouders uit om kennis te maken."),
        ("provider_affiliation", "Als verantwoordelijke van deze opvang ben ik trots."),
        ("accusation", "Ze hebben ouders opgelicht met valse facturen."),
        ("accusation", "Het personeel werkt er in het zwart."),
        ("threat_or_revenge", "Jullie gaan hier nog spijt van krijgen."),
        ("threat_or_revenge", "Pas maar op, ik weet jullie te vinden."),
        ("hearsay", "Ik hoorde van een vriendin dat het er vuil is."),
        ("improbable_claim", "Onze zoon van vier maanden spreekt al drie talen."),
        ("improbable_claim", "Er zijn tachtig baby's voor één begeleidster."),
    ],
)
def test_the_rule_is_told(rule: str, text: str) -> None:
    assert rule in rules_of(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("insult", "Met Halloween waren ze verkleed als heks."),
        ("insult", "Mijn dochter is zot van haar juf."),
        ("insult", "Onprofessioneel en schandalig slecht geregeld."),
        ("discrimination", "De juf met de hoofddoek is de liefste van allemaal."),
        ("discrimination", "Kinderen van alle nationaliteiten zijn welkom."),
        ("advertising", "Gratis parking voor de deur."),
        ("provider_affiliation", "Onze dochter en ons gezin voelen ons er thuis."),
        ("accusation", "Ze hebben ons hart gestolen."),
        ("threat_or_revenge", "Wij hebben nooit spijt gehad van onze keuze."),
        ("improbable_claim", "Na drie maanden kende ze al wat liedjes."),
        ("improbable_claim", "Er zijn 18 kinderen en drie begeleiders."),
    ],
)
def test_the_rule_is_not_told(rule: str, text: str) -> None:
    assert rule not in rules_of(text)


def test_a_provider_may_speak_as_a_provider_in_a_reply() -> None:
    text = "Wij nodigen alle ouders uit om kennis te maken met ons team."
    assert "provider_affiliation" not in rules_of(text, kind="reply")


@pytest.mark.parametrize(
    ("rating", "polarity", "found"),
    [(1, 0.8, True), (5, -0.6, True), (5, 0.8, False), (1, -0.6, False), (3, 0.8, False), (1, None, False)],
)
def test_scores_and_text_must_tell_the_same(rating: float, polarity: float | None, found: bool) -> None:
    rules = rules_of("tekst", rating=rating, language=LanguageFacts(polarity=polarity))
    assert ("score_text_mismatch" in rules) is found


def test_the_same_score_everywhere_with_few_words_is_noticed() -> None:
    scores = {f"thema{number}": 5 for number in range(8)}
    assert "uniform_scores" in rules_of("Top", scores=scores, facility=FacilityFacts())
