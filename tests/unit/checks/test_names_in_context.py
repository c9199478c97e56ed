"""Names that a list alone does not settle: everyday words, rare names, things that are called like people."""

import pytest

from app.screening import screen
from moderation.findings import Submission


def told(rule: str, text: str) -> list[str]:
    """What this rule marks in a text, language work included."""
    findings = [f for f in screen(Submission(texts={"text": text})) if f.rule == rule and f.span]
    return [text[f.span.start : f.span.end] for f in findings if f.span]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("samen met els hebben ze geknutseld", ["els"]),
        ("ik ken roos al jaren", ["roos"]),
        ("merel en haar broer gaan er graag", ["merel"]),
        ("groetjes joke", ["joke"]),
        ("bij tine en an is het altijd feest", ["tine", "an"]),
        ("juf lente leest elke dag voor", ["lente"]),
        ("Wolf bijt soms.", ["Wolf"]),
        ("Roos en haar broer gaan er graag.", ["Roos"]),
        ("Amber V. werd ziek naar huis gestuurd.", ["Amber V"]),
        ("Rozemarijn (kleuterjuf in opleiding) hielp hem.", ["Rozemarijn"]),
        ("Onze Fons (2,5) slaapt er beter dan thuis.", ["Fons"]),
        ("Spijtig dat Vos, zo heet de verantwoordelijke, nooit goeiendag zegt.", ["Vos"]),
        ('Hij werd daar "Sjarelke" genoemd en dat bleef zo.', ["Sjarelke"]),
        ("Mei is ons tweede kindje bij haar.", ["Mei"]),
        ("kids: yari (4) en lio (6 mnd)", ["yari", "lio"]),
        ("Alles draait om 't Mia die het samenhoudt.", ["Mia"]),
        ("Ik werd ongerust, maar Door legde het rustig uit.", ["Door"]),
        ("De uren zijn beslist door Van Hoof en Ceulemans.", ["Van Hoof", "Ceulemans"]),
        ("Het gaat over het gedrag van D. Wouters, de zaakvoerder.", ["D. Wouters"]),
    ],
)
def test_an_everyday_word_is_a_name_where_only_a_person_stands(text: str, names: list[str]) -> None:
    assert told("person_name", text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Er stond een dikke els in de tuin.",
        "een roos voor de hele ploeg",
        "een wilde roos groeit aan het hek",
        "alles is roos en blauw geverfd",
        "bij storm blijven ze binnen",
        "max 10 kinderen in een groep",
        "met lieve woorden en veel geduld",
        "Door de storm konden ze niet buiten.",
        "Dat is ons tweede kindje bij haar.",
        "Overal hangen posters van Bumba en Kaatje.",
        "Ze zijn verkleed als Caspar, Melchior en Balthasar.",
        "Joost mag weten waarom de prijs weer omhoog gaat.",
        "Onze kater Felix bracht vlooien mee.",
        "de beste verzorgster van heel Gent",
        "Lovely place, friendly staff, and the little ones get fresh fruit every day.",
        "Deze mensen zijn echt goed hamdoulilah.",
        "we hebben de dag erna gebeld",
        "da kan ze nie alleen mè twee kinders",
    ],
)
def test_an_everyday_word_stays_a_word(text: str) -> None:
    assert told("person_name", text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Toen zei Mouhannad dat het niet ging.", ["Mouhannad"]),
        ("ons kathlyn mist haar", ["kathlyn"]),
        ("Tyrone en Shania zijn wild.", ["Tyrone", "Shania"]),
        ("Pim, Pam en Pom gaan er alle drie.", ["Pim", "Pam", "Pom"]),
        ("Storten op naam van C. Maes.", ["C. Maes"]),
        ("Het team (Lara, Femke, Ayse) vangt alles op.", ["Lara", "Femke", "Ayse"]),
        ("Veel liefs en een dikke knuffel, Sofie.", ["Sofie"]),
        ("We voederen de geiten, Els helpt altijd.", ["Els"]),
        ("De begeleidsters van de konijnen, An en Lies, zijn top.", ["An", "Lies"]),
        ("De honden van Els blaffen.", ["Els"]),
        ("Dorien V. leerde haar eten met een lepel.", ["Dorien V"]),
    ],
)
def test_rare_chained_and_shortened_names_are_found(text: str, names: list[str]) -> None:
    assert told("person_name", text) == names


@pytest.mark.parametrize(
    "text",
    [
        "De Bond Moyson deed een uitstap.",
        "Ik werk bij Janssen in Beerse.",
        "Hij wil zijn Dirk Bracke-boek mee.",
        "De opvang zit in het oude Klooster Maria Hulp.",
        "Er loopt een hond rond, Max, maar die doet niks.",
        "De twee kippen, Madonna en Josephine, leggen eitjes.",
        "De therapiehond Yuna komt op dinsdag.",
        "De hond van de onthaalmoeder heet Bobby.",
        "De eenden heten Kwibus, Pauline en Gerard.",
        "Er liep van alles mis, wet van Murphy zeker.",
        "Het gebouw is van de tijd van Leopold II.",
        "De kleine draagt haar Frozen jurk, Elsa dus.",
        "De opvang (Villa Roos) is te klein.",
        "'t Sterreke is een warme plek.",
        "van jan tot maart zijn ze toe",
        "Albert Heijn fruit, elke dag.",
        "Nurofen mag niet van hen, wel Dafalgan.",
        "ons boeleke slaapt er goed",
    ],
)
def test_what_is_called_like_a_person_is_none(text: str) -> None:
    assert told("person_name", text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Toen hij op 1 april één werd, hebben ze gezongen.", "1 april"),
        ("op 11 september is hij 2 geworden", "11 september"),
        ("Mauro is van 9 november 2021.", "9 november 2021"),
        ("Ik ben zelf van 6 juni 1988.", "6 juni 1988"),
        ("haar verjaardag is de zevende", "de zevende"),
        ("Ze wordt in juni drie. Op de negentiende.", "de negentiende"),
        ("Morgen wordt hij drie, 14 juli dus.", "14 juli"),
        ("Op 15/5 wordt ze vier en gaat ze naar school.", "15/5"),
    ],
)
def test_a_birthday_is_told_in_many_ways(text: str, day: str) -> None:
    assert told("date_of_birth", text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Op 15 mei werden we drie keer gebeld.",
        "De brief is van 3 mei 2022.",
        "op 2 juli is er één begeleidster ziek geworden",
        "Op 12 juni is er een verjaardagsfeest van de opvang.",
        "de zevende keer was het raak",
    ],
)
def test_other_days_are_no_birthdays(text: str) -> None:
    assert told("date_of_birth", text) == []


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("web_address", "zie bit.ly/3xYzAb", ["bit.ly/3xYzAb"]),
        ("web_address", "Bol.com leverde de verkeerde luiers.", []),
        ("web_address", "Hij is lief.De/het team ook.", []),
        ("licence_plate", "een oldtimer met OAA-123", ["OAA-123"]),
        ("national_number", "op de fiche: 90-02-28 411 71", ["90-02-28 411 71"]),
        (
            "phone_number",
            "nul vierhonderdzevenentachtig 11 22 33",
            ["nul vierhonderdzevenentachtig 11 22 33"],
        ),
        ("postal_address", "Hof ter Weyden nr. 8 is recht tegenover", ["Hof ter Weyden nr. 8"]),
        ("postal_address", "We wonen om de hoek van de Dorpsstraat.", []),
    ],
)
def test_numbers_and_addresses_in_odd_forms(rule: str, text: str, found: list[str]) -> None:
    assert told(rule, text) == found
