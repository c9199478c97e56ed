"""Privacy: what is found, and exactly where."""

import pytest

from moderation.findings import FacilityFacts, LanguageFacts, NameMention, Severity, Span
from tests.unit.checks.screened import findings_of, places_of, unmarked

FOUND = [
    ("person_name", "Juf «Lieve» en juf «Roos» zijn top"),
    ("person_name", "juf «els» is streng"),
    ("person_name", "ons «gustje» gaat graag"),
    ("person_name", "mevr «vandenbroucke» belde terug"),
    ("person_name", "«youssef» speelt graag buiten"),
    ("person_name", "MEESTER «KAREL» IS TOP"),
    ("person_name", "mama van «Emma» en «Noah»"),
    ("person_name", "De coördinator, «Bram Verlinden», belde"),
    ("person_name", "mevrouw «Ben Ali» is rustig"),
    ("person_name", "Dat is «Emma»'s jas"),
    ("person_name", "👶🏽 Onze «Zoë» lacht ❤️ naar «Amélie»"),
    ("person_name", "juf «Amélie» leest voor"),
    ("person_name", "«Roos» is een schat"),
    ("email_address", "mail naar «els.vdb@telenet.be» aub"),
    ("email_address", "«els punt peeters at gmail» is mijn adres"),
    ("email_address", "«jan_devos(at)hotmail.com»"),
    ("phone_number", "bel «0475/12.34.56»"),
    ("phone_number", "gsm «+32 472 11 90 45» graag"),
    ("phone_number", "vast «053 77 88 99» na zes"),
    ("postal_address", "Ze woont in de «Kerkstraat 12» bij ons"),
    ("postal_address", "We wonen in de «Veldstraat 88, 9500 Geraardsbergen»."),
    ("national_number", "nummer «85.07.30-033.28» op de brief"),
    ("national_number", "mijn rijksregisternummer is «85073003399»"),
    ("bank_account", "stort op «BE68 5390 0754 7034»."),
    ("date_of_birth", "geboren op «14 februari 2022»"),
    ("date_of_birth", "onze zoon (°«03/05/2023»)"),
    ("date_of_birth", "hij viert op «3 maart» zijn tweede verjaardag"),
    ("date_of_birth", "onze zoon («12/3/2021») start er"),
    ("date_of_birth", "zag het levenslicht op «4 april 2020»"),
    ("date_of_birth", "op «5 mei» mag hij drie kaarsjes uitblazen"),
    ("date_of_birth", "gebdat «12/11/2019»"),
    ("date_of_birth", "née le «3 mai 2020»"),
    ("date_of_birth", "de tweeling van «9 aug 2022» is er graag"),
    ("postal_address", "naar «Zandberg 5, 8310 Assebroek» graag"),
    ("postal_address", "«kerkstr. 24 bus 3 9200 dendermonde» daar is het"),
    ("licence_plate", "een nederlandse auto «SV-482-N» stopt"),
    ("phone_number", "«nul vier zeven vijf twaalf vierendertig zesenvijftig» is het"),
    ("social_handle", "ze zit op facebook onder «kapoentjes.gent» zie ik"),
    ("exact_date", "gestart op «1 september 2022»"),
    ("licence_plate", "de wagen met plaat «1-ABC-123»"),
    ("web_address", "lees «www.mijnblog.be/opvang» eens"),
    ("social_handle", "volg «@mamavanotis» nu"),
    ("health_detail", "onze zoon heeft «epilepsie»"),
]

NOT_FOUND = [
    ("person_name", "Er bloeit een roos in de tuin"),
    ("person_name", "Elke dag vers fruit, door het team bereid"),
    ("person_name", "We spreken thuis Frans en Turks"),
    ("person_name", "De opvang van Gent is groot"),
    ("person_name", "Ze keken naar Samson en Gert"),
    ("person_name", "Maria Montessori zou trots zijn"),
    ("person_name", "Groep de Vlinders gaat buiten"),
    ("person_name", "Huize Vincent heeft een tuin"),
    ("person_name", "De Sint-Jozefsschool is vlakbij"),
    ("person_name", "De kat heet Minoes"),
    ("person_name", "een andere job zoeken"),
    ("phone_number", "ondernemingsnummer 0202.239.951"),
    ("phone_number", "Onze vzw is ingeschreven onder nummer 0478.551.902."),
    ("phone_number", "op BE68 5390 0754 7034 storten"),
    ("email_address", "volg @mamavanotis"),
    ("postal_address", "de crèche in de Dorpsstraat had geen plaats"),
    ("postal_address", "een wachtlijst van 12 maanden, op plaats 4"),
    ("date_of_birth", "We gaan al sinds 3/9/2023 naar hier"),
    ("date_of_birth", "Onze dochter startte op 4 september 2023."),
    ("date_of_birth", "De brief van 12/03/2023 kwam nooit aan."),
    ("national_number", "factuur 85073003399"),
    ("bank_account", "code BE68 5390 0754 7035 op de doos"),
    ("web_address", "Spijtig.De opvang sluit te vroeg"),
    ("web_address", "alles staat op www.opgroeien.be"),
    ("licence_plate", "er zijn 18 plaatsen en 3 begeleiders"),
    ("health_detail", "ze houden rekening met een allergie bij elk kind"),
]


@pytest.mark.parametrize(("rule", "marked"), FOUND)
def test_it_is_found_where_it_stands(rule: str, marked: str) -> None:
    text, places = unmarked(marked)
    assert places_of(rule, text) == places


@pytest.mark.parametrize(("rule", "text"), NOT_FOUND)
def test_it_is_no_personal_data(rule: str, text: str) -> None:
    assert places_of(rule, text) == []


FACILITY = FacilityFacts(
    name="Bij Carine",
    aliases=("De Kapoentjes",),
    municipality="Aalst",
    website="https://www.bijcarine.be",
    phone="053 77 88 99",
    street="Kerkstraat 12",
    email="info@bijcarine.be",
)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("person_name", "Bij Carine is het fijn"),
        ("person_name", "Carine kookt elke dag vers"),
        ("phone_number", "bel 053 77 88 99"),
        ("web_address", "zie www.bijcarine.be"),
        ("email_address", "mail info@bijcarine.be"),
        ("postal_address", "De opvang is in de Kerkstraat 12"),
    ],
)
def test_what_the_facility_is_called_is_public(rule: str, text: str) -> None:
    assert places_of(rule, text, facility=FACILITY) == []


def test_a_child_with_the_name_of_the_facility_is_a_person() -> None:
    assert places_of("person_name", "ons dochtertje Carine gaat graag", facility=FACILITY) != []


def test_a_name_the_model_sees_is_merged_with_the_same_name_of_the_rules() -> None:
    text = "Wij spraken Els Peeters aan."
    mention = NameMention(Span("text", 16, 23), "PER")
    found = places_of("person_name", text, language=LanguageFacts(names=(mention,)))
    assert found == [(12, 23)]


def test_a_name_only_the_model_sees_is_found_too() -> None:
    text = "Toen kwam Xhuliana binnen."
    span = Span("text", 10, 18)
    facts = LanguageFacts(names=(NameMention(span, "PER"),), unknown_words=(span,))
    assert places_of("person_name", text, language=facts) == [(10, 18)]


def test_a_place_the_model_sees_is_no_person() -> None:
    mention = NameMention(Span("text", 13, 20), "LOC")
    text = "De speelplek Zolaris ligt ver."
    assert places_of("person_name", text, language=LanguageFacts(names=(mention,))) == []


def test_a_letter_of_two_characters_keeps_its_accent_in_the_place() -> None:
    text = "juf Zoe\u0308 zingt"
    assert places_of("person_name", text) == [(4, 8)]


@pytest.mark.parametrize(("places", "severity"), [(7, Severity.WARNING), (14, Severity.NOTICE)])
def test_details_weigh_more_where_few_children_are(places: int, severity: Severity) -> None:
    text = "Onze tweeling van twee jaar spreekt thuis Pools."
    found = findings_of("identifiable_in_small_facility", text, facility=FacilityFacts(places=places))
    assert [finding.severity for finding in found] == [severity]


@pytest.mark.parametrize(("text", "places"), [("Fijne plek", 7), ("Onze tweeling is twee jaar", 60)])
def test_nobody_stands_out_without_details_or_among_many(text: str, places: int) -> None:
    assert findings_of("identifiable_in_small_facility", text, facility=FacilityFacts(places=places)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wij komen hier al twee jaar met veel plezier.",
        "Na drie maanden kregen we antwoord.",
        "We stonden twee jaar op de wachtlijst.",
        "Al 5 jaar tevreden.",
        "Drie jaar geleden was het nog anders.",
        "Ze werkt er al bijna drie jaar.",
        "Elke twee weken krijgen we een brief.",
        "De eerste drie weken waren zwaar.",
    ],
)
def test_how_long_something_lasted_is_no_age(text: str) -> None:
    assert findings_of("identifiable_in_small_facility", text, facility=FacilityFacts(places=7)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mijn zoontje van 2 jaar gaat er graag.",
        "Ze is al twee jaar en stapt nog niet.",
        "Hij gaat er al sinds hij 5 maanden was.",
        "Onze dochter (14 maanden) slaapt er goed.",
        "Hij wordt binnenkort drie jaar.",
        "De kleine is anderhalf.",
        "Haar driejarige broer kwam mee.",
    ],
)
def test_how_old_somebody_is_counts(text: str) -> None:
    found = findings_of("identifiable_in_small_facility", text, facility=FacilityFacts(places=7))
    assert [finding.evidence["clues"][0] for finding in found] == ["leeftijd"]


def test_an_exact_day_matters_more_in_a_small_facility() -> None:
    found = findings_of("exact_date", "gestart op 1 september 2022", facility=FacilityFacts(places=8))
    assert found[0].severity is Severity.NOTICE
