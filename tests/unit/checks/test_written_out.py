"""Birthdays, mail and home addresses the way parents really write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.checks.number_words import NUMBERS, ORDINALS
from moderation.checks.privacy_dates import WHOLE_MONTHS
from tests.unit.checks.screened import places_of, unmarked

BIRTHDAYS = [
    "Hij is geboren op «5-mei-2020».",
    "Ze is geboren in «maart 2021».",
    "Onze zoon is een boreling van «mei 5, 2020».",
    "Née le «1er mai 2020».",
    "Zijn verjaardag is de «5de van mei».",
    "«20 03 2021» is haar geboortedatum, geboren in Gent.",
    "Onze Lou is geboren op «drie maart 2021».",
    "Ze is geboren de «derde maart 2021» in het UZ.",
    "Hij wordt 3 op «12/4».",
    "Ze werd geboren op «eenentwintig mei tweeduizend twintig».",
    "geb. «03.04.19»",
    "Onze zoon (°«12/5/21») gaat graag.",
    "Mijn dochter, °«2021-03-04», start in september.",
    "GD «12/03/2020»",
    "Geboortedatum: «12 03 2020».",
    "geboortedatum «12032020»",
    "Hij is van «4 mei '20».",
    "Ze verjaart de «twaalfde april».",
    "Op «14 februari» is hij jarig.",
    "Haar eerste verjaardag was op «1 juni».",
    "Op «4 mei» blies hij zijn eerste kaarsje uit.",
    "Op «4 mei» werd hij één.",
    "Hij werd op «4 mei» twee.",
    "Geboren in de nacht van 3 op «4 maart 2020».",
    "Sinds «3 maart 2021» zijn wij mama en papa van een flinke meid.",
    "Op «3 maart 2021» werden we ouders van onze Noor.",
    "Na mijn keizersnede op «4 maart» bleef ik thuis.",
    "Op «kerstdag 2020» geboren, en nu al zo groot.",
    "Zijn verjaardag, «2 augustus», vierden ze met cake.",
    "Ze vierden haar verjaardag op «2 augustus» met taart.",
    "Mijn moeder werd negentig op «11 november».",
    "Vader is van «12 juni 1938» en dat merk je.",
    "Mijn kleinzoon, die op «3/9/2019» het licht zag, is er thuis.",
    "Ons kind werd op «6 juli» 2 jaar en kreeg een kroon.",
    "Hij is op «15/08/2019» op de wereld gekomen.",
    "De kleine is er eentje van «3 januari».",
    "Bevallen «2 mei 2021», opvang vanaf september.",
    "Onze jongste (geboren «12-10-2021»)",
    "Born on «3 March 2020».",
    "Hij is jarig de «20e mei».",
    "Mijn dochter heeft haar verjaardag op «30 april».",
    "Zijn geboorte op «5 mei» was vroeger dan gedacht.",
    "Hij verjaart op «oudejaarsdag».",
    "ze is van «'t jaar 2020, 3 mei»",
]
MAIL = [
    "Mail me op «els.peeters [at] gmail [dot] com».",
    "Schrijf naar «elsp(apenstaart)telenet punt be» a.u.b.",
    "«els.peeters AT gmail DOT com»",
    "stuur maar naar els «peeters at gmail punt com»",
    "mail «elsp @ gmail . com»",
    "«elspeeters at gmail»",
    "«els_peeters(a)hotmail.com»",
    "«els punt peeters apestaart telenet punt be»",
    "«elspeeters apestaartje gmail com»",
    "«elsp{at}telenet{punt}be»",
    "«els.peeters-at-gmail.com»",
    "«els.peeters_at_gmail.com»",
    "«els.peeters at g mail punt com»",
    "«els.peeters met apenstaartje gmail.com»",
    "«els.peeters@ gmail com»",
    "«els.peeters@gmail,com»",
    "«els.peeters@gmail»",
    "«els.peeters @telenet»",
    "«els.peeters@telenet punt be»",
    "«els.peeters@telenet . be»",
    "«els.peeters(at)telenet(dot)be»",
    "«els.peeters <at> telenet <punt> be»",
    "«els.peeters et gmail punt com»",
    "«els peeters aapje hotmail punt be»",
    "«elspeeters at live punt be»",
    '«els.peeters „at" telenet.be»',
    "mijn mail is «els.peeters en dan gmail punt com»",
    "mijn gmail is «elspeeters87»",
    "op hotmail als «els_peeters»",
    "«E L S @ gmail.com»",
    "«els.peeters＠gmail.com»",
    "«els.peeters [apenstaart] kuleuven [punt] be»",
    "«els.peeters at student punt kuleuven punt be»",
    "«e.peeters+creche@gmail.com»",
    "«info.els@de-zonnebloem.be»",
]
HOMES = [
    "Wij wonen in de «Kerkstraat op nummer 12».",
    "Ze wonen «Kerkstraat nr 12 bus 3».",
    "hij woont in de «kerkstraat 12»",
    "«Dorpsstr. 5» in Zele",
    "Kom maar naar «Kerkstr 12», achteraan.",
    "«Stwg op Aalst 45», dat gele huis.",
    "«Gentsestwg 12»",
    "«Leopold II-laan 34»",
    "«Leopold II laan 34b»",
    "Ze woont «Sint-Jansvest 7», derde verdiep.",
    "«nummer 12 in de Kerkstraat»",
    "«Kerkstraat, nummer 12»",
    "«Kerkstraat twaalf», daar woont ze.",
    "Ze woont bij ons in de straat, op «nummer 14».",
    "«9000 Gent, Kerkstraat 12»",
    "«Kerkstraat 12, 9000 Gent»",
    "bij ons thuis, «Vogelzang 8», mag je aanbellen",
    "«Oude Baan 12»",
    "«avenue Louise 54»",
    "«rue de la Loi 16»",
    "«Koning Albertlaan 12»",
    "«Hof ter Bekelaan 12»",
    "op «'t Zand 5» boven de winkel woont ze",
    "Ze woont op den «Heirweg 101A».",
    "ze woont in de «molenberglei 3»",
    "«Antwerpsesteenweg 233 bus 4, 2800 Mechelen»",
    "Het is op de hoek van de «Kerkstraat 1».",
    "op het adres «Bosstraat 7»",
    "de juf woont in «Bosstraat 7 te Lokeren»",
    "mijn ex woont nog altijd op de «Grote Steenweg 12»",
    "«Burgemeester De Cockplein 3»",
    "«Ter Elst 14, 2650 Edegem»",
    "in blok B van de «Residentie Zonnehof, bus 12»",
    "Wij van de «Rozenlaan 3» zijn tevreden.",
]
NOTHING = [
    "In maart 2021 zijn we gestart.",
    "Sinds mei 2020 is er een nieuwe kok.",
    "Sinds 3 maart 2021 gaat hij naar de opvang.",
    "Hij startte op 12/4 en at meteen mee.",
    "Op 4 mei was er een feest voor de verjaardag van de crèche.",
    "Vanaf 4 mei is hij twee dagen per week daar.",
    "We kregen op 3 maart een brief over de prijs.",
    "De opvang is dicht op kerstdag.",
    "Hij bleef tot drie maart thuis.",
    "In twee mei-weken was het dicht.",
    "Op 1 september naar school.",
    "De vergadering van de derde maart ging niet door.",
    "We vragen het al sinds 12 03 2020.",
    "De kok is van de oude stempel.",
    "Ze vroeg om drie uur te komen.",
    "Ik belde at random rond.",
    "Hij zat op gmail te zien of er iets kwam.",
    "We kregen een mail van de directie.",
    "Ze mailden ons niet één keer.",
    "Je kan ze op messenger bereiken.",
    "De groep telt 12 kindjes in de straat.",
    "In straat 3 van het gebouw is het lawaaierig.",
    "Er zijn 14 plaatsen.",
    "Ze deden een wandeling in de Kerkstraat.",
    "In leefgroep 2 is het rustig.",
    "We rijden 12 km over de steenweg.",
    "Op bus 12 zit ze graag.",
    "De bus 3 stopt voor de deur.",
    "Op nummer 1 staat voor ons de warmte.",
    "Ze woont op twaalf minuten van de opvang.",
    "Ze zetten de baan 2 uur af.",
    "De tuin 3 keer per week.",
    "Wij wonen in een rustige straat.",
    "We wachtten 5 maanden op plaats 3 van de lijst.",
    "Nummer 12 op de wachtlijst.",
    "Hij is van de oudste groep.",
    "Ze is er sinds 9 september 2022 en vindt het fijn.",
    "Ze werd op 4 mei ziek.",
    "Op 6 juli hebben we 2 uur gewacht.",
]

CASES = [
    *(("date_of_birth", text) for text in BIRTHDAYS),
    *(("email_address", text) for text in MAIL),
    *(("postal_address", text) for text in HOMES),
]
RULES = ("date_of_birth", "email_address", "postal_address", "phone_number", "web_address", "social_handle")
MONTHS = WHOLE_MONTHS.split("|")
DAYS = sorted({**NUMBERS, **ORDINALS} | {str(day): day for day in range(1, 32)})


@pytest.mark.parametrize(("rule", "marked"), CASES)
def test_it_is_found_where_it_stands(rule: str, marked: str) -> None:
    text, marks = unmarked(marked)
    found = places_of(rule, text)
    assert all(any(start < last and first < end for first, last in found) for start, end in marks)


@pytest.mark.parametrize("text", NOTHING)
def test_daily_life_is_no_personal_data(text: str) -> None:
    assert [rule for rule in RULES if places_of(rule, text)] == []


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([day for day in DAYS if day != "een" and {**NUMBERS, **ORDINALS}.get(day, 1) <= 31]),
    st.sampled_from(MONTHS),
    st.sampled_from(["", " 2021", " '21", " tweeduizend twintig"]),
    st.sampled_from(["Ze is geboren op {}.", "Hij verjaart de {}.", "Onze zoon, geboren {}, is blij."]),
)
def test_a_birthday_is_found_however_it_is_written(day: str, month: str, year: str, sentence: str) -> None:
    assert places_of("date_of_birth", sentence.format(f"{day} {month}{year}"))
