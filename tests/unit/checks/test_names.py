"""Names: who is a person, whose name it is, and that every family counts the same."""

import pytest

from moderation.findings import FacilityFacts, LanguageFacts, NameMention, Span
from tests.unit.checks.screened import findings_of, places_of, unmarked

FOUND = [
    "«K. Janssens» gaf ons een rondleiding.",
    "«Jan Van der Auwera» en zijn vrouw zijn lief.",
    "gelukkig was «storm» niet alleen, «elke» zat er naast",
    "wij vroegen aan «lies» of «jakub» langer mocht slapen",
    "onze «flor» heeft daar leren eten",
    "do jutra zegt ze tegen ons «Pola».",
    "Mijn zoon «Yazan» komt ook. Ze noemen mij daar Umm «Yazan».",
    "De schoonmaakster «Blanche» zingt altijd.",
    "«Peeters» gaf ons nooit antwoord.",
]
NOT_FOUND = [
    "Op het prikbord hangt een spreuk van Janusz Korczak.",
    "Meneer Konijn, zijn knuffel, was twee dagen zoek.",
    "hij heeft daar een robbe gezien",
    "Onze dochter kan alleen tegen Mustela.",
    "maria-aalter heeft nu ook een bso",
    "de gasten erin gezet en weg",
    "De Jan Yperman-kliniek verwees ons door.",
    "Ze lezen er voor uit Rikki, Anna en Kikker.",
    "De goudvis heette Oscar.",
    "Met Klaas Vaak hebben ze daar een goed contract.",
    "Sinds Allerheiligen zijn er vier mensen weg.",
    "minister Gennez moet hier iets aan doen",
    "ze koken met producten van Colruyt",
    "IBAN gevraagd en nooit betaald",
]
NAMES = {
    "Flemish": "Marleen Stijn Greet Kobe Katrien Seppe Nele Goedele Femke Pieter",
    "Moroccan": "Youssef Khadija Bilal Soumaya Rachid Hajar Imane Nassima Oumaima Mouad",
    "Turkish": "Mehmet Ayşe Elif Zeynep Gülsüm Kübra Hüseyin Tuğba Oğuz Nuray",
    "Polish": "Agnieszka Piotr Małgorzata Paweł Zofia Kacper Wojciech Ewa Dorota Krzysztof",
    "Congolese": "Dieudonné Chancel Merveille Fiston Tshala Mwamba Kabongo Bénédicte Plamedi Héritier",
}
SENTENCES = (
    "{} is heel lief voor de kinderen.",
    "Wij zijn blij met juf {}.",
    "Onze {} gaat er graag naartoe.",
    "De mama van {} zei dat ook.",
    "Toen belde {} ons op.",
    "Ik heb {} daar nooit zien lachen.",
    "Dank je wel {} voor alles!",
    "Volgens {} was er niets gebeurd.",
)


@pytest.mark.parametrize("marked", FOUND)
def test_a_name_is_found_where_it_stands(marked: str) -> None:
    text, places = unmarked(marked)
    assert places_of("person_name", text) == places


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_person_is_left_alone(text: str) -> None:
    assert places_of("person_name", text) == []


@pytest.mark.parametrize("small", [False, True], ids=["capitals", "small letters"])
def test_every_family_is_protected_alike(small: bool) -> None:
    def share(names: str) -> float:
        texts = [sentence.format(name) for name in names.split() for sentence in SENTENCES]
        texts = [text.lower() for text in texts] if small else texts
        return sum(bool(places_of("person_name", text)) for text in texts) / len(texts)

    shares = {group: share(names) for group, names in NAMES.items()}
    assert max(shares.values()) - min(shares.values()) <= 0.03, shares
    assert min(shares.values()) >= 0.95, shares


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Juf Sarah is lief", "staff"),
        ("Sarah van de babygroep is lief", "staff"),
        ("Dank je wel Sarah voor de goede zorgen en tot later", "staff"),
        ("Onze Wout gaat graag", "child"),
        ("De mama van Wout zei het ook", "child"),
        ("Wout (3 jaar) zit er graag", "child"),
        ("Mijn man Tom brengt haar", "family"),
        ("Evelien, de mama van een vriendje", "family"),
        ("Ik ben Sofie en ik kom er graag", "writer"),
        ("Alles was goed. Groetjes, Sofie", "writer"),
        ("Toen zag ik Ilse staan", "somebody"),
    ],
)
def test_staff_children_and_parents_are_told_apart(text: str, whose: str) -> None:
    assert [finding.evidence["whose"] for finding in findings_of("person_name", text)][:1] == [whose]


def test_the_same_name_is_the_same_person() -> None:
    found = findings_of("person_name", "Juf Sarah is lief. Maar Sarah stopt ermee.")
    assert [finding.evidence["whose"] for finding in found] == ["staff", "staff"]


def test_the_editor_reads_whose_name_it_is() -> None:
    assert "van een kind" in findings_of("person_name", "Onze Wout gaat graag")[0].explanation


CARINE = FacilityFacts(name="Bij Carine", municipality="Aalst", places=7)


def test_a_family_name_the_register_does_not_give_is_personal() -> None:
    assert places_of("person_name", "Bij Carine Verhulst thuis is het fijn", facility=CARINE) == [(4, 19)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De onthaalmoeder is lief maar haar man rookt binnen.", True),
        ("Bij onze onthaalmoeder slapen ze in haar slaapkamer.", True),
        ("De onthaalmoeder is lief en gaat veel naar buiten.", False),
        ("Onze dochter mist haar vader overdag.", False),
    ],
)
def test_the_private_life_of_a_childminder_is_hers(text: str, expected: bool) -> None:
    found = findings_of("identifiable_in_small_facility", text, facility=CARINE)
    assert any("privéleven" in finding.explanation for finding in found) is expected


def test_the_family_of_staff_does_not_stand_out_in_a_large_house() -> None:
    text = "De onthaalmoeder is lief maar haar man rookt binnen."
    assert findings_of("identifiable_in_small_facility", text, facility=FacilityFacts(places=40)) == []


def test_a_finding_of_the_model_says_how_sure_it_is() -> None:
    span = Span("text", 10, 18)
    facts = LanguageFacts(
        names=(NameMention(span, "PER", 0.83),), strange_words=(span,), languages={"text": "nl"}
    )
    (finding,) = findings_of("person_name", "Toen kwam Xhulqana binnen.", language=facts)
    assert (finding.confidence, finding.evidence["source"]) == (0.83, "model")


def test_words_of_another_language_are_no_names() -> None:
    text = "une vraie merveille, et la vie en rose"
    assert places_of("person_name", text, language=LanguageFacts(languages={"text": "fr"})) == []
