"""What goes by a name and is nobody: figures, brands, methods, sayings; and the people who are called so."""

import pytest

from moderation.checks.name_gazetteer import longer_things, single_things, telling_words
from tests.unit.checks.test_names_in_context import told


@pytest.mark.parametrize(
    "text",
    [
        "Het team volgde een opleiding Marte Meo en dat merk je.",
        "Volgens Freud ligt alles aan de moeder.",
        "Een map vol Picasso's op het einde van het jaar.",
        "De prikken: Hexyon en Prevenar, meer vragen ze niet.",
        "Te veel choco en na de middag nog een Leo.",
        "We plantten patatten van de soort Charlotte.",
        "Hij eet daar griet en kabeljauw.",
        "Op het zomerfeest was ik Bob en reed ik iedereen naar huis.",
        "Een levensgrote Magere Hein hing boven het kussen.",
        "Mijn zoontje noemt elke trein Thomas.",
        "Lotte is een mooie naam voor een pop.",
        "Linde, beuk en berk: elk bedje heeft een boompje.",
        "Mars en Venus, zo heten de twee slaapzalen.",
        "Orion is de kamer waar ze slapen.",
        "Er liepen vijf Pippi's en drie Spidermans rond.",
        "De uitstap ging naar de boerderij in Veerle.",
        "Na de verhuis van Temse naar Lot wisselden we van locatie.",
        "Er is een stalling, maar onze Babboe geraakt er niet in.",
        "Yalla, zeggen ze als het tijd is om te gaan.",
        "kzal eerlijk zijn, tmag gerust wat properder.",
    ],
)
def test_what_goes_by_a_name_is_nobody(text: str) -> None:
    assert told("person_name", text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Juf Charlotte plantte patatten met de peuters.", ["Charlotte"]),
        ("Juffrouw Hürrem is altijd goedgezind.", ["Hürrem"]),
        ("Charlotte was ziek en dat zagen ze meteen.", ["Charlotte"]),
        ("Ons Griet eet daar kabeljauw.", ["Griet"]),
        ("Er is daar een Thomas die altijd bijt.", ["Thomas"]),
        ("Gisteren had ons Pippi koorts.", ["Pippi"]),
        ("Elke dag knuffelt ze Sofie.", ["Sofie"]),
        ("Emma, vrolijk en lief als altijd, ging graag.", ["Emma"]),
        ("Roos, mama en papa zijn blij.", ["Roos"]),
        ("Bob rook naar alcohol toen ik binnenkwam.", ["Bob"]),
        ("Mohamed Salah haalde onze zoon van school.", ["Mohamed Salah"]),
        ("Ik belde en vroeg naar Veerle van de administratie.", ["Veerle"]),
        ("We hebben alle vertrouwen in Veerle.", ["Veerle"]),
        ("Amber, zo heet de begeleidster, was er niet.", ["Amber"]),
        ("mevrouw el haddaoui heeft alles uitgelegd", ["el haddaoui"]),
        ("Vandenbroucke van de directie liet niets horen.", ["Vandenbroucke"]),
        ("Marie-Claire en haar man houden de opvang open.", ["Marie-Claire"]),
    ],
)
def test_who_is_called_like_a_thing_is_somebody(text: str, names: list[str]) -> None:
    assert told("person_name", text) == names


def test_the_lists_of_things_are_read_whole() -> None:
    lines = sum(map(len, longer_things().values())) + len(single_things())
    assert (lines > 10_000, len(telling_words()) > 900) == (True, True)


def test_no_name_is_told_by_itself() -> None:
    assert [name for name, words in telling_words().items() if name in words] == []
