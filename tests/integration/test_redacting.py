"""Replacing passages: chosen, seen as a difference, and only then done."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Contribution, Decision, Review, Version
from app.mail.models import OutboxMail
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import Action, State
from tests.factories import make_account, make_author_link, make_reply, make_review
from tests.mailbox import Outbox, body_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

GONE = "Een passage staat niet meer op die plaats, of werd al vervangen. Kies ze opnieuw."
LOOK = "Bekijk het verschil"
HIDES_AUTHOR = "reply_reveals_author/[persoonlijk detail]"
TEXT = "👍🏽 Juf Els is lief. Els en Lowie spelen graag. Juf Noe\u0308lle ook."


def name_at(start: int, end: int) -> Finding:
    return Finding(
        Family.PRIVACY, "person_name", Severity.NOTICE, "Hier staat een naam", Span("text_good", start, end)
    )


ELS = name_at(7, 10)
LOWIE = name_at(TEXT.index("Lowie"), TEXT.index("Lowie") + 5)


@pytest.fixture
def desk(client: FlaskClient) -> FlaskClient:
    """An editor, signed in."""
    sign_in(client, make_account())
    return client


def the_review() -> Review:
    return make_review(state=State.QUEUED, texts={"text_good": TEXT}, findings=[ELS, LOWIE])


def choosing(desk: FlaskClient, contribution: Contribution, link: str = "Laat een passage weg") -> Page:
    page = Page.open(desk, f"/redactie/bijdragen/{contribution.id}")
    return page.submit("Ik behandel deze bijdrage").follow(link)


def replace(page: Page, number: int = 1) -> Page:
    words = "Vervang deze passage" if number == 1 else f"Vervang deze {number} passages"
    return page.submit(words)


def latest(session: Sessions) -> Version:
    session.expire_all()
    found = session.scalars(select(Version).order_by(Version.number.desc(), Version.id.desc())).first()
    assert found is not None
    return found


def versions(session: Sessions) -> int:
    return session.scalar(select(func.count()).select_from(Version)) or 0


def test_the_suggestion_of_a_finding_is_ticked(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = choosing(desk, review, "Laat dit weg (bevinding 1)").submit(LOOK)
    replace(page)
    version = latest(session)
    assert version.texts["text_good"] == TEXT.replace("Els", "[naam]", 1)
    assert version.redactions == [
        {"field": "text_good", "start": 7, "end": 13, "label": "[naam]", "rule": "person_name"}
    ]


def test_nothing_is_replaced_before_the_difference_was_seen(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = choosing(desk, review, "Laat dit weg (bevinding 1)")
    assert not any(button.startswith("Vervang deze") for button in page.buttons())
    page = page.submit(LOOK)
    gone = [found.text for found in page.document.iter("del")]
    assert ([words for words in gone if words], versions(session)) == ([], 1)
    assert "Juf weg: Els in de plaats: [naam] is lief." in page.text


def test_several_passages_go_at_once(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = choosing(desk, review)
    lowie = TEXT.index("Lowie")
    places = ["text_good:7:10", f"text_good:{lowie}:{lowie + 5}"]
    labels = {f"label-{places[1]}": "person_name/[naam van een kind]"}
    replace(page.submit(LOOK, place=places, typed="Noëlle", **labels), 3)
    assert latest(session).texts["text_good"] == (
        "👍🏽 Juf [naam] is lief. Els en [naam van een kind] spelen graag. Juf [naam] ook."
    )


def mails_to_author(session: Sessions, review: Review) -> list[str]:
    """What they are told, by template."""
    recipient = f"author:{review.id}"
    return list(session.scalars(select(OutboxMail.template).where(OutboxMail.recipient == recipient)))


def test_what_is_replaced_before_publication_is_told_with_it(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = replace(choosing(desk, review).submit(LOOK, typed="Els"), 2)
    before = mails_to_author(session, review)
    page.submit("Publiceren")
    assert (before, mails_to_author(session, review)) == ([], ["review_publish"])


def test_a_typed_name_is_replaced_everywhere(desk: FlaskClient, session: Sessions) -> None:
    page = choosing(desk, the_review()).submit(
        LOOK, typed="Els", typed_label="person_name/[naam van een begeleider]"
    )
    replace(page, 2)
    assert "Els" not in latest(session).texts["text_good"]


def test_a_place_that_was_unticked_stays(desk: FlaskClient, session: Sessions) -> None:
    page = choosing(desk, the_review()).submit(LOOK, typed="Els")
    page = page.submit(LOOK, place=["text_good:7:10"])
    replace(page)
    assert latest(session).texts["text_good"].count("Els") == 1


def test_what_was_not_seen_is_not_done(desk: FlaskClient, session: Sessions) -> None:
    page = choosing(desk, the_review(), "Laat dit weg (bevinding 1)").submit(LOOK)
    other = page.submit("Vervang deze passage", place=["text_good:0:5"])
    assert other.errors == ["Je koos iets anders dan wat je zag. Kijk het verschil nog eens na."]
    assert versions(session) == 1


WRONG: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "nothing": ({}, "Kies of typ wat er weg moet"),
    "not in the text": ({"typed": "Jan"}, "Dit staat niet zo, in hele woorden, in de tekst: ‘Jan’"),
    "part of a word": ({"typed": "Low"}, "Dit staat niet zo, in hele woorden, in de tekst: ‘Low’"),
    "too long": ({"typed": "a" * 2001}, "Hou het onder 2.000 tekens"),
    "control characters": (
        {"typed": "El\x07s"},
        "Er stonden tekens in die we niet kunnen bewaren. We haalden ze weg: kijk de tekst na.",
    ),
    "outside the text": (
        {"place": ["text_good:7:1000"]},
        GONE,
    ),
    "no place at all": (
        {"place": ["<b>:x:-1"]},
        GONE,
    ),
    "an empty place": (
        {"place": ["text_good:7:7"]},
        GONE,
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_and_keeps_what_was_typed(desk: FlaskClient, session: Sessions, case: str) -> None:
    sent, told = WRONG[case]
    page = choosing(desk, the_review()).submit(LOOK, **sent)
    assert page.errors == [told]
    assert versions(session) == 1
    if case == "not in the text":
        assert page.value("typed") == "Jan"


def test_a_label_that_we_do_not_know_is_never_written(desk: FlaskClient, session: Sessions) -> None:
    page = choosing(desk, the_review(), "Laat dit weg (bevinding 1)")
    fields = page.fields
    fields["label-text_good:7:10"] = ["een vriendelijke mevrouw"]
    fields["stap"] = ["bekijk"]
    replace(page.send(page.form(LOOK), fields))
    assert "Juf [naam] is lief" in latest(session).texts["text_good"]


def test_a_text_that_changed_meanwhile_is_not_touched(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = choosing(desk, review, "Laat dit weg (bevinding 1)").submit(LOOK)
    replace(choosing_again(desk, review).submit(LOOK, typed="Lowie"))
    again = page.submit("Vervang deze passage")
    assert any("veranderde terwijl je las" in error for error in again.errors)
    assert versions(session) == 2


def choosing_again(desk: FlaskClient, review: Review) -> Page:
    return Page.open(desk, f"/redactie/bijdragen/{review.id}/weglaten")


def test_an_earlier_label_is_not_cut_in_two(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    replace(choosing(desk, review, "Laat dit weg (bevinding 1)").submit(LOOK))
    page = choosing_again(desk, review).submit(LOOK, place=["text_good:9:16"])
    assert page.errors == [GONE]


def test_who_does_not_hold_the_item_replaces_nothing(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    page = choosing_again(desk, review).submit(LOOK, typed="Lowie")
    page = replace(page)
    assert page.errors == ["Je hebt deze bijdrage niet meer. Neem ze opnieuw voor je beslist."]
    assert versions(session) == 1


def test_the_message_follows_the_rule_until_it_was_changed(desk: FlaskClient) -> None:
    page = choosing(desk, the_review()).submit(LOOK, typed="Lowie")
    label = next(name for name in page.fields if name.startswith("label-") and str(LOWIE.span.start) in name)
    assert "Je zette de naam van iemand in je tekst." in page.value("message")
    page = page.submit(LOOK, **{label: "insult/[scheldwoord]"})
    assert "naam van iemand" not in page.value("message")
    page = page.submit(LOOK, message="Zo is het beter.")
    assert page.value("message") == "Zo is het beter."


def test_a_message_may_not_be_empty(desk: FlaskClient, session: Sessions) -> None:
    page = choosing(desk, the_review()).submit(LOOK, typed="Lowie")
    page = page.submit("Vervang deze passage", message="Je schreef ___.")
    assert page.errors == ["Vul in wat er nog ontbreekt, op de plaats van ___"]
    assert versions(session) == 1


def test_a_redacted_text_is_what_gets_published(desk: FlaskClient) -> None:
    review = the_review()
    replace(choosing(desk, review).submit(LOOK, typed="Els"), 2).submit("Publiceren")
    page = Page.open(desk, f"/voorzieningen/kinderopvang/{review.facility.dossiernummer}")
    assert "Juf [naam] is lief" in page.text
    assert page.text.count("De redactie verving een stuk van deze tekst") == 1
    assert "De redactie liet iets weg" not in page.text
    assert "Els" not in page.text


def test_readers_see_that_a_reply_was_redacted(desk: FlaskClient, session: Sessions) -> None:
    review = make_review()
    reply = make_reply(review, make_account(), State.QUEUED, text="Dank je, Noor Peeters!")
    replace(choosing(desk, reply).submit(LOOK, typed="Noor Peeters", typed_label=HIDES_AUTHOR)).submit(
        "Publiceren"
    )
    page = Page.open(desk, f"/voorzieningen/kinderopvang/{review.facility.dossiernummer}")
    assert "De redactie verving een stuk van deze reactie." in page.text


def test_the_author_sees_what_was_replaced_and_why(
    app: object, desk: FlaskClient, client: FlaskClient
) -> None:
    review = the_review()
    replace(choosing(desk, review).submit(LOOK, typed="Els"), 2)
    page = Page.open(client, make_author_link(review))
    marked = [span.text for span in page.document.iter("span") if span.get("class") == "redaction"]
    assert marked == ["[naam]", "[naam]"]
    assert "Je zette de naam van iemand in je tekst." in page.text


def test_a_redaction_sent_again_replaces_nothing_more(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": "Els en Els."}, findings=[name_at(0, 3)])
    page = choosing(desk, review, "Laat dit weg (bevinding 1)").submit(LOOK)
    replace(page)
    after = replace(page)
    assert "Deze passages waren al vervangen." in after.text
    assert latest(session).texts["text_good"] == "[naam] en Els."


def test_places_in_an_older_text_are_not_used_in_a_newer_one(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    first = choosing(desk, review, "Laat dit weg (bevinding 1)").submit(LOOK)
    second = Page.open(desk, f"/redactie/bijdragen/{review.id}").follow("Laat dit weg (bevinding 2)")
    replace(second.submit(LOOK))
    after = replace(first)
    assert "veranderde terwijl je las" in after.errors[0]
    assert (after.value("typed").strip(), versions(session)) == ("Els", 2)


def test_what_was_chosen_in_an_older_text_is_found_again_in_a_newer_one(
    desk: FlaskClient, session: Sessions
) -> None:
    review = the_review()
    first = choosing(desk, review, "Laat dit weg (bevinding 2)").submit(LOOK)
    second = Page.open(desk, f"/redactie/bijdragen/{review.id}").follow("Laat dit weg (bevinding 1)")
    replace(second.submit(LOOK))
    replace(replace(first).submit(LOOK))
    assert latest(session).texts["text_good"].startswith("👍🏽 Juf [naam] is lief. Els en [naam] spelen")


def test_a_redaction_is_a_decision_on_the_text_that_was_read(desk: FlaskClient, session: Sessions) -> None:
    review = the_review()
    read = review.latest_version_id
    replace(choosing(desk, review).submit(LOOK, typed="Lowie"))
    decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert decision is not None
    assert (decision.action, decision.version_id, decision.rule) == (Action.REDACT, read, "person_name")


CALL_ELS = "Bel Els op 0470 12 34 56, dat lukt altijd. Els helpt."
NUMBER = CALL_ELS.index("0470")


def name_and_number() -> Review:
    number = Finding(
        Family.PRIVACY, "phone_number", Severity.WARNING, "Een telefoonnummer",
        Span("text_good", NUMBER, NUMBER + 13),
    )  # fmt: skip
    return make_review(
        state=State.QUEUED, texts={"text_good": CALL_ELS}, findings=[number, name_at(4, 7)], email=EMAIL
    )


EMAIL = "an@ouders.example"
TWO_RULES = ("person_name", "phone_number")
TWO_TITLES = ("Geen namen van mensen", "Geen telefoonnummers")


@pytest.fixture
def twice(desk: FlaskClient) -> Review:
    """A review of which a name and a telephone number were replaced in one decision."""
    review = name_and_number()
    page = choosing(desk, review)
    replace(page.submit(LOOK, place=[f"text_good:{NUMBER}:{NUMBER + 13}"], typed="Els"), 3)
    return review


@pytest.mark.usefixtures("twice")
def test_each_passage_keeps_the_rule_of_its_label(session: Sessions) -> None:
    told = [(done["label"], done["rule"]) for done in latest(session).redactions]
    assert told == [
        ("[naam]", "person_name"),
        ("[telefoonnummer]", "phone_number"),
        ("[naam]", "person_name"),
    ]


@pytest.mark.usefixtures("twice")
def test_a_decision_names_every_rule_that_it_rests_on(session: Sessions) -> None:
    decision = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert decision is not None
    assert decision.rules == TWO_RULES
    assert decision.message.count("We pasten een klein stuk van je waardering aan.") == 1
    assert decision.message.count("Ben je het niet eens?") == 1
    for reason in ("Je zette de naam van iemand in je tekst.", "Je zette een telefoonnummer in je tekst."):
        assert reason in decision.message


def test_the_mail_names_every_rule(desk: FlaskClient, twice: Review, outbox: Outbox) -> None:
    Page.open(desk, f"/redactie/bijdragen/{twice.id}").submit("Publiceren")
    body = body_of(outbox.mails(EMAIL)[-1])
    assert [title in body for title in TWO_TITLES] == [True, True]
    assert [f"/gedragscode#regel-{rule}" in body for rule in TWO_RULES] == [True, True]


def test_the_author_reads_every_rule_and_what_it_replaced(client: FlaskClient, twice: Review) -> None:
    page = Page.open(client, make_author_link(twice))
    assert f"Regels: {TWO_TITLES[0]}, {TWO_TITLES[1]}" in page.text
    assert f"[naam]: {TWO_TITLES[0]}" in page.text
    assert f"[telefoonnummer]: {TWO_TITLES[1]}" in page.text


def test_the_history_of_an_item_names_every_rule(desk: FlaskClient, twice: Review) -> None:
    text = Page.open(desk, f"/redactie/bijdragen/{twice.id}").text
    history = text[text.index("Verloop") :]
    assert [title in history for title in TWO_TITLES] == [True, True]


def test_a_rule_of_which_nothing_may_be_replaced_is_no_choice(desk: FlaskClient) -> None:
    page = choosing(desk, the_review())
    offered = {option.get("value", "").partition("/")[0] for option in page.document.iter("option")}
    assert ("person_name" in offered, "spelling" in offered, "reply_impolite" in offered) == (
        True,
        False,
        False,
    )


def test_a_word_inside_a_ticked_passage_keeps_the_label_of_the_passage(
    desk: FlaskClient, session: Sessions
) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": "Annelies Peeters en Annelies."})
    page = choosing(desk, review).submit(LOOK, typed="Annelies Peeters")
    page = page.submit(LOOK, typed="Annelies", typed_label="person_name/[naam van een kind]")
    replace(page, 2)
    assert latest(session).texts["text_good"] == "[naam] en [naam van een kind]."


def test_each_hit_of_a_typed_word_has_a_box(desk: FlaskClient, session: Sessions) -> None:
    review = make_review(state=State.QUEUED, texts={"text_good": "An en Anders. An's jas, d'An en Jan."})
    page = choosing(desk, review).submit(LOOK, typed="An")
    assert page.fields["place"] == ["text_good:0:2", "text_good:14:16"]
    replace(page.submit(LOOK, place=["text_good:14:16"]))
    assert latest(session).texts["text_good"] == "An en Anders. [naam]'s jas, d'An en Jan."
