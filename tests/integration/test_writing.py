"""A parent writes a review; whatever goes wrong, nothing typed is lost."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Review, Version
from app.identities.models import AuthorLink, Identity
from app.questionnaires import Sector
from moderation.states import State
from tests.factories import make_facility
from tests.mailbox import Outbox, link_in
from tests.pages.visit import Page
from tests.pages.writing import SEND, answers, open_form, write

Sessions = scoped_session[Session]


def reviews(session: Sessions) -> int:
    return session.scalar(select(func.count()).select_from(Review)) or 0


def test_a_review_waits_for_its_confirmation(client: FlaskClient, session: Sessions) -> None:
    page = write(client, make_facility())
    assert page.heading == "Kijk in je mailbox"
    assert session.scalars(select(Review.state)).all() == [State.UNCONFIRMED]


def test_what_was_typed_is_stored_as_typed(client: FlaskClient, session: Sessions) -> None:
    write(client, make_facility(), text_good="  Eerste regel.\r\nTweede é 👍🏽  ")
    assert session.scalars(select(Version)).one().texts["text_good"] == "  Eerste regel.\nTweede é 👍🏽  "


def test_a_field_with_only_spaces_holds_nothing(client: FlaskClient, session: Sessions) -> None:
    write(client, make_facility(), text_better=" \r\n\t ")
    assert session.scalars(select(Version)).one().texts["text_better"] == ""


def test_a_review_keeps_the_version_of_its_questionnaire(client: FlaskClient, session: Sessions) -> None:
    write(client, make_facility())
    assert session.scalars(select(Review)).one().questionnaire_version == 1


@pytest.mark.parametrize("sector", list(Sector))
def test_every_sector_has_its_own_questions(client: FlaskClient, session: Sessions, sector: Sector) -> None:
    write(client, make_facility(sector=sector))
    assert len(session.scalars(select(Version)).one().scores) == 8


def test_name_and_address_are_not_readable_in_the_database(client: FlaskClient, session: Sessions) -> None:
    write(client, make_facility(), first_name="Noor", email="noor@ouders.example")
    identity = session.scalars(select(Identity)).one()
    assert b"noor@" not in (identity.email or b"").lower()  # with a sign that no encrypted text holds
    assert (identity.first_name or b"").lower() != b"noor"


WRONG = {
    "geen voornaam": ({"first_name": ""}, "Vul je voornaam in"),
    "geen achternaam": ({"last_name": " "}, "Vul je achternaam in"),
    "geen adres": ({"email": ""}, "Vul je e-mailadres in"),
    "geen goed adres": ({"email": "noor@"}, "Schrijf een geldig e-mailadres, zoals naam@voorbeeld.be"),
    "geen relatie": ({"relation": None}, "Kies wie je bent"),
    "vreemde relatie": ({"relation": "directeur"}, "Kies wie je bent"),
    "geen tekst": (
        {"text_good": " ", "text_better": "\n"},
        "Vertel wat goed is of wat beter kan",
    ),
    "te veel tekst": ({"text_good": "a" * 3001}, "Hou het onder 3.000 tekens"),
    "geen begin": ({"experience_from": ""}, "Vul in vanaf wanneer je de opvang kent"),
    "geen maand": ({"experience_from": "vorig jaar"}, "Schrijf maand en jaar, zoals 03/2026 of maart 2026"),
    "dertiende maand": ({"experience_from": "2026-13"}, "Schrijf maand en jaar, zoals 03/2026 of maart 2026"),
    "toekomst": ({"experience_from": "2999-01"}, "Kies een maand die voorbij of bezig is"),
    "lang geleden": ({"experience_from": "1950-01"}, "Kies een maand die voorbij of bezig is"),
    "verkeerde volgorde": (
        {"experience_from": "2026-05", "experience_until": "2026-02"},
        "Deze maand ligt voor de eerste. Kijk de twee maanden na.",
    ),
    "geen eigen ervaring": ({"own_experience": None}, "Bevestig dat dit je eigen ervaring is"),
    "geen akkoord": ({"accept_terms": None}, "Ga akkoord met de gebruiksvoorwaarden"),
    "vreemde score": ({"score_welbevinden": "6"}, "Kies een score van 1 tot 5"),
    "een teken dat niemand typt": (
        {"text_good": "Goed\x00"},
        "Er stonden tekens in die we niet kunnen bewaren. We haalden ze weg: kijk de tekst na.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_said_and_nothing_is_stored(
    client: FlaskClient, session: Sessions, change: dict[str, str | None], sentence: str
) -> None:
    page = write(client, make_facility(), **change)
    assert page.errors == [sentence]
    assert reviews(session) == 0


def test_three_scores_are_not_enough(client: FlaskClient) -> None:
    few = {f"score_{key}": "nvt" for key in ("welbevinden", "spelen", "begeleiding", "leren", "ruimte")}
    assert write(client, make_facility(), **few).errors == ["Geef minstens vier scores"]


def test_four_scores_are_enough(client: FlaskClient, session: Sessions) -> None:
    few = {f"score_{key}": "nvt" for key in ("welbevinden", "spelen", "begeleiding", "leren")}
    write(client, make_facility(), **few)
    assert list(session.scalars(select(Version)).one().scores.values()).count(None) == 4


def test_a_text_of_three_thousand_characters_fits(client: FlaskClient, session: Sessions) -> None:
    write(client, make_facility(), text_good="é" * 2999 + "👍")
    assert reviews(session) == 1


def test_an_error_loses_nothing_that_was_typed(client: FlaskClient) -> None:
    facility = make_facility()
    hostile = "Goed </textarea><script>alert(1)</script> & meer"
    page = write(client, facility, email="", text_good=hostile, score_welbevinden="2")
    typed = {**answers(facility), "email": "", "text_good": hostile, "score_welbevinden": "2"}
    assert {name: page.value(name) for name in typed} == typed


def test_an_expired_session_loses_nothing_that_was_typed(client: FlaskClient, session: Sessions) -> None:
    facility = make_facility()
    page = open_form(client, facility)
    client.delete_cookie("waardering")
    page = page.submit(SEND, **answers(facility))
    assert page.errors == [
        "Deze pagina stond te lang open. Alles wat je typte staat er nog: verstuur het opnieuw."
    ]
    assert page.submit(SEND).heading == "Kijk in je mailbox"
    assert reviews(session) == 1


def test_sending_the_same_form_twice_stores_it_once(client: FlaskClient, session: Sessions) -> None:
    facility = make_facility()
    page = open_form(client, facility)
    page.submit(SEND, **answers(facility))
    assert page.submit(SEND, **answers(facility)).heading == "Kijk in je mailbox"
    assert reviews(session) == 1


def test_who_went_back_and_changed_something_before_confirming_loses_nothing(
    client: FlaskClient, session: Sessions
) -> None:
    facility = make_facility()
    page = open_form(client, facility)
    page.submit(SEND, **answers(facility))
    page.submit(SEND, **answers(facility, text_good="Het is er nog beter dan ik schreef."))
    (review,) = session.scalars(select(Review)).all()
    assert review.latest_version is not None
    assert review.latest_version.texts["text_good"] == "Het is er nog beter dan ik schreef."


def test_what_is_sent_again_counts_for_no_limit(client: FlaskClient) -> None:
    facility = make_facility()
    page = open_form(client, facility)
    for _ in range(12):
        assert page.submit(SEND, **answers(facility)).heading == "Kijk in je mailbox"


def test_too_many_reviews_from_one_place_are_told_to_wait(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(10):
        write(client, facility)
    page = write(client, facility)
    assert page.status == 429
    assert page.errors == [
        "Er kwamen veel waarderingen na elkaar van dezelfde internetverbinding. "
        "Wacht een uur en verstuur opnieuw."
    ]


def test_a_facility_that_does_not_take_part_takes_no_review(client: FlaskClient) -> None:
    page = open_form(client, make_facility(participates=False))
    assert SEND not in page.buttons()


def test_an_unknown_facility_is_not_there(client: FlaskClient) -> None:
    assert client.get("/voorzieningen/kinderopvang/nergens/waarderen").status_code == 404


def confirmation(outbox: Outbox, to: str = "noor@ouders.example") -> str:
    """The link in the last mail to the author."""
    return link_in(outbox.mails(to)[-1])


def test_opening_the_link_confirms_nothing(client: FlaskClient, session: Sessions, outbox: Outbox) -> None:
    write(client, make_facility())
    page = Page.open(client, confirmation(outbox))
    assert page.address == "/waardering"
    assert session.scalars(select(Review.state)).all() == [State.UNCONFIRMED]


def test_the_button_confirms(client: FlaskClient, session: Sessions, outbox: Outbox) -> None:
    write(client, make_facility())
    page = Page.open(client, confirmation(outbox)).submit("Bevestig je waardering")
    assert "We lezen je tekst na" in page.text
    assert session.scalars(select(Review.state)).all() == [State.SUBMITTED]


def test_confirming_twice_has_a_calm_answer(client: FlaskClient, session: Sessions, outbox: Outbox) -> None:
    write(client, make_facility())
    page = Page.open(client, confirmation(outbox))
    page.submit("Bevestig je waardering")
    assert "Je had je waardering al bevestigd." in page.submit("Bevestig je waardering").text


@pytest.mark.parametrize("address", ["/waardering/link/onbekend", "/waardering"])
def test_a_link_that_never_was_has_a_calm_answer(client: FlaskClient, address: str) -> None:
    assert Page.open(client, address).heading == "Deze link werkt niet meer"


def test_a_link_does_not_stay_in_the_address(client: FlaskClient, outbox: Outbox) -> None:
    write(client, make_facility())
    link = confirmation(outbox)
    answer = client.get(link.split("127.0.0.1:8000")[-1])
    assert (answer.status_code, answer.location) == (302, "/waardering")


def test_only_the_hash_of_a_link_is_stored(client: FlaskClient, session: Sessions, outbox: Outbox) -> None:
    write(client, make_facility())
    token = confirmation(outbox).rsplit("/", 1)[-1]
    assert token not in repr(session.execute(select(AuthorLink.__table__)).all())


def test_a_mistyped_address_can_be_corrected(client: FlaskClient, outbox: Outbox) -> None:
    page = write(client, make_facility(), email="nor@ouders.example")
    wrong = confirmation(outbox, "nor@ouders.example")
    page.submit("Verbeter het adres", email="noor@ouders.example")
    assert Page.open(client, confirmation(outbox)).submit("Bevestig je waardering").status == 200
    assert Page.open(client, wrong).heading == "Deze link werkt niet meer"


def test_the_confirmation_can_be_sent_again(client: FlaskClient, outbox: Outbox, session: Sessions) -> None:
    page = write(client, make_facility())
    page = page.submit("Stuur de e-mail opnieuw")
    assert "We stuurden de e-mail opnieuw." in page.text


OFTEN = ["Je vroeg vaak een e-mail na elkaar. Wacht een uur en probeer opnieuw."]


@pytest.mark.parametrize("button", ["Stuur de e-mail opnieuw", "Verbeter het adres"])
def test_who_asks_for_many_mails_is_told_to_wait(client: FlaskClient, button: str) -> None:
    page = write(client, make_facility())
    typed = {"email": "noor@ouders.example"} if button == "Verbeter het adres" else {}
    for _ in range(6):
        page = page.submit(button, **typed)
    assert (page.status, page.errors) == (429, OFTEN)


@pytest.mark.parametrize("email", ["noor@ouders.example", "onbekend@ouders.example"])
def test_a_lost_link_never_tells_whether_an_address_is_known(client: FlaskClient, email: str) -> None:
    write(client, make_facility())
    page = Page.open(client, "/link-kwijt").submit("Stuur me een link", email=email)
    assert "Kennen we dit adres? Dan krijg je binnen enkele minuten een e-mail" in page.text


def test_a_lost_link_is_mailed_to_who_wrote(client: FlaskClient, outbox: Outbox) -> None:
    write(client, make_facility())
    Page.open(client, "/link-kwijt").submit("Stuur me een link", email="NOOR@ouders.example")
    assert Page.open(client, confirmation(outbox)).heading.startswith("Je waardering over")


def test_a_missing_facility_reaches_the_editors(client: FlaskClient) -> None:
    page = Page.open(client, "/opvang-ontbreekt").submit(
        "Verstuur", name="De Zandkorrel", municipality="Aalst"
    )
    assert page.heading == "Bedankt"
