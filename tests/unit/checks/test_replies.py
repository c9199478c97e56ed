"""A reply shows nobody who wrote, and frightens nobody."""

import pytest

from moderation.findings import Severity
from moderation.hints import hints_from
from tests.unit.checks.screened import findings_of, rules_of

REVEALS = [
    "We weten dat u de mama van het tweelingzusje bent.",
    "We herinneren ons jullie gesprek van 3 maart over de echtscheiding.",
    "Wij weten heel goed wie dit geschreven heeft.",
    "Toen u in mei stopte, was u nog tevreden.",
    "U had een achterstand van drie maanden.",
    "Als alleenstaande moeder hebt u het niet makkelijk.",
    "Uw zoon heeft autisme en dat is zwaar voor ons.",
    "Wij herkennen uw schrijfstijl.",
    "Wij herkennen u als de ouder van ons kindje met het gips.",
    "Dit bericht komt van de mama van onze kleinste baby.",
    "Jullie dochtertje met de spalk werd elke dag gedragen.",
    "In het register zien we dat er die dag maar drie kindjes waren.",
    "U belde toen zelf af, nochtans waren we open.",
]
PRESSES = [
    "Haal deze waardering weg of we zeggen het contract op.",
    "Onze advocaat neemt contact met u op.",
    "Gelieve uw score aan te passen.",
    "Uw kind is hier niet meer welkom.",
    "Als u dit verwijdert, schenken wij u de laatste factuur.",
    "U zal de gevolgen dragen.",
    "Dit is laster en eerroof.",
    "Als dit niet verdwijnt, zetten we het contract stop.",
    "Stop met zulke berichten of wij stoppen met uw dochtertje.",
    "U krijgt twee dagen om dit recht te zetten.",
    "Ons juridisch team leest mee.",
    "Wij zullen onthouden wat hier staat.",
]
FAIR = [
    "Dank u voor uw waardering. We nemen dit mee in ons team.",
    "Bedankt voor je waardering. We bespreken dit met ons team.",
    "Wij danken u voor uw bericht en bekijken dit met de ploeg.",
    "Dank u om de tijd te nemen om ons dit te schrijven.",
    "Bedankt voor je waardering, we geven het door aan het team.",
    "We zien dit anders. De kinderen gaan elke dag naar buiten.",
    "Onze deur staat open voor elke ouder die hierover wil praten.",
    "We weten dat de parking klein is.",
    "We weten niet wie dit schreef, en dat hoeft ook niet.",
    "De opzegtermijn staat in het contract dat alle ouders krijgen.",
    "Fijn dat je zoon graag komt.",
    "We vragen niemand om een waardering te veranderen.",
    "De advocaat van onze federatie las het reglement na.",
    "We stoppen in september met de papieren schriftjes.",
    "Het contract loopt tot het kind naar school gaat, ook als er kritiek is.",
    "Wij herkennen het probleem met de parking.",
    "We verwijderen foto's zodra een ouder daarom vraagt.",
]


@pytest.mark.parametrize("text", REVEALS)
def test_a_reply_that_points_at_the_writer_is_told(text: str) -> None:
    assert rules_of(text, kind="reply").get("reply_reveals_author") is Severity.WARNING


@pytest.mark.parametrize("text", PRESSES)
def test_a_reply_that_presses_the_writer_is_told(text: str) -> None:
    assert rules_of(text, kind="reply").get("reply_pressures_author") is Severity.WARNING


@pytest.mark.parametrize("text", FAIR)
def test_a_fair_reply_is_left_alone(text: str) -> None:
    assert {"reply_reveals_author", "reply_pressures_author"}.isdisjoint(rules_of(text, kind="reply"))


@pytest.mark.parametrize("text", REVEALS + PRESSES)
def test_a_parent_may_tell_the_same_of_the_facility(text: str) -> None:
    assert {"reply_reveals_author", "reply_pressures_author"}.isdisjoint(rules_of(text))


@pytest.mark.parametrize(
    ("rule", "text"), [("reply_reveals_author", REVEALS[0]), ("reply_pressures_author", PRESSES[0])]
)
def test_the_provider_sees_a_hint_while_writing(rule: str, text: str) -> None:
    hints = hints_from("reply", findings_of(rule, text, kind="reply"))
    assert [(hint.rule, hint.is_worth_a_pause) for hint in hints] == [(rule, True)]
