"""The questionnaires: their shape, their stable keys, and how a version is found."""

import re
from collections.abc import Callable

import pytest

from app.questionnaires import (
    SECTORS,
    Questionnaire,
    Sector,
    Theme,
    UnknownQuestionnaire,
    current_questionnaire,
    questionnaire,
)

CHILDCARE = {
    "welbevinden": "Hoe goed voelt je kind zich in deze opvang?",
    "spelen": "Hoe boeiend zijn het spel en de activiteiten, binnen en buiten?",
    "begeleiding": "Hoe warm en aandachtig gaan de begeleiders met je kind om?",
    "leren": "Hoe goed helpt de opvang je kind om te praten, te leren en te groeien?",
    "ruimte": "Hoe veilig, proper en aangenaam vind je de ruimte?",
    "verzorging": "Hoe goed volgt de opvang het ritme en de noden van je kind?",
    "contact": "Hoe welkom voel je je, en hoe goed hoor je hoe de dag van je kind was?",
    "afspraken": "Hoe duidelijk en betrouwbaar zijn de afspraken over dagen, prijs, sluiting en klachten?",
}

# Published reviews refer to these: a key may be left out of a new version, never renamed.
KEYS = {
    Sector.KINDEROPVANG: tuple(CHILDCARE),
    Sector.OUDERENZORG: (
        "thuisgevoel",
        "zorg",
        "bejegening",
        "zelf_kiezen",
        "maaltijden",
        "dagbesteding",
        "woonruimte",
        "contact_afspraken",
    ),
    Sector.JEUGDHULP: (
        "veilig_voelen",
        "vertrouwen",
        "inspraak",
        "vooruitgang",
        "thuis_contact",
        "leren_vrijetijd",
        "plek_privacy",
        "afspraken",
    ),
    Sector.HANDICAP: (
        "welbevinden",
        "ondersteuning",
        "begeleiding",
        "zelf_kiezen",
        "leren_werken",
        "erbij_horen",
        "wonen",
        "afspraken",
    ),
}

every_sector = pytest.mark.parametrize("sector", Sector)
every_theme = pytest.mark.parametrize(
    "theme",
    [
        pytest.param(theme, id=f"{sector}-{theme.key}")
        for sector in Sector
        for theme in current_questionnaire(sector).themes
    ],
)


def test_childcare_asks_the_eight_questions() -> None:
    assert {theme.key: theme.question for theme in questionnaire("kinderopvang", 1).themes} == CHILDCARE


@every_sector
def test_the_first_version_keeps_its_keys_in_their_order(sector: Sector) -> None:
    assert tuple(theme.key for theme in questionnaire(sector, 1).themes) == KEYS[sector]


@every_sector
def test_a_questionnaire_has_eight_different_themes(sector: Sector) -> None:
    assert len({theme.key for theme in current_questionnaire(sector).themes}) == 8


@every_sector
def test_a_questionnaire_says_which_sector_it_is_for(sector: Sector) -> None:
    assert current_questionnaire(sector).sector is sector


@every_sector
def test_somebody_with_another_relation_can_say_so(sector: Sector) -> None:
    assert current_questionnaire(sector).relations[-1].key == "andere"


@every_sector
def test_relations_differ(sector: Sector) -> None:
    relations = current_questionnaire(sector).relations
    assert (
        len({relation.key for relation in relations}) == len(relations) == len({r.label for r in relations})
    )


@every_theme
def test_a_theme_asks_one_question(theme: Theme) -> None:
    assert theme.question.count("?") == 1
    assert theme.question.endswith("?")


@every_theme
def test_a_key_fits_in_the_name_of_a_field(theme: Theme) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", theme.key)


@every_theme
def test_the_ends_of_the_scale_fit_beside_the_score(theme: Theme) -> None:
    assert 0 < len(theme.low) <= 30
    assert 0 < len(theme.high) <= 30


@every_theme
def test_the_ends_of_the_scale_differ(theme: Theme) -> None:
    assert theme.low != theme.high


@pytest.mark.parametrize(
    "find",
    [
        lambda: current_questionnaire("school"),
        lambda: current_questionnaire("*"),
        lambda: questionnaire("kinderopvang", 0),
        lambda: questionnaire("kinderopvang", 99),
        lambda: questionnaire("../kinderopvang", 1),
    ],
)
def test_what_does_not_exist_is_named(find: Callable[[], Questionnaire]) -> None:
    with pytest.raises(UnknownQuestionnaire):
        find()


def test_every_sector_has_words_of_its_own() -> None:
    assert set(SECTORS) == set(Sector)
    assert len({str(words.title) for words in SECTORS.values()}) == len(Sector)


@every_sector
def test_the_article_fits_the_demonstrative(sector: Sector) -> None:
    words = SECTORS[sector]
    articles = {"de": "deze", "het": "dit"}
    article = words.the_facility.partition(" ")[0]
    assert words.the_facility == f"{article} {words.facility}"
    assert words.this_facility == f"{articles[article]} {words.facility}"
