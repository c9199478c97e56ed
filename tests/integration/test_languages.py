"""Each page in each language: nothing stays Dutch that a parent, a reader or a facility meets."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app import languages, questionnaires
from app.accounts.models import Account, AccountRole
from app.contributions.actions import Actor
from app.contributions.models import Review
from app.contributions.published import ReviewFilter, facility_reviews
from app.contributions.redaction import find_passage, redact
from app.facilities.drawing import drawn
from app.facilities.models import Facility
from app.identities.encryption import decrypt
from app.identities.models import Identity
from app.language_addresses import DUTCH_ALONE, at
from app.mail.actions import to_account, to_author
from app.mail.models import OutboxMail
from app.mail.rendering import RenderedMail, render_mail
from app.pages import rulebook_words
from app.pages.prose import FOLDER as PROSE
from moderation.findings import Family, Finding, Severity
from moderation.states import Role, State
from tests.factories import PASSWORD, make_account, make_facility, make_reply, make_review
from tests.integration.test_guards import World, everything, is_meant_for, world  # noqa: F401
from tests.pages.document import opened, words_of
from tests.pages.speaking import Marking, unmarked
from tests.pages.visit import Page

Sessions = scoped_session[Session]
KEPT = (questionnaires.in_words, rulebook_words.in_words, drawn)
"""What is kept for each language."""
FRENCH = Finding(
    Family.READABILITY,
    "not_dutch",
    Severity.NOTICE,
    "Deze tekst is in het Frans",
    evidence={"language": "fr"},
)


def who_wrote(session: Sessions) -> list[str]:
    """What an author reads of themselves: encrypted in the database; and the name of a language."""
    kept = [(i.first_name, i.last_name, i.email) for i in session.scalars(select(Identity))]
    return ["Dutch", *(decrypt(part) for parts in kept for part in parts)]


@contextmanager
def each_message_marked() -> Iterator[None]:
    """A language in which each message is marked. What was kept of another is forgotten, and so is this.

    Dutch is spoken again at the end: a request context of the test's own leaves the marked words in force,
    and a factory of the next test may ask for words.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "catalogue", lambda _code: Marking())
        forget_words()
        yield
    languages.speak("nl")
    forget_words()


def forget_words() -> None:
    """What is kept for each language."""
    for kept in KEPT:
        kept.cache_clear()


@pytest.fixture
def marking() -> Iterator[None]:
    """Each message is marked during this test."""
    with each_message_marked():
        yield


def test_a_language_that_was_marked_leaves_no_word_behind(app: Flask) -> None:
    with each_message_marked(), app.test_request_context():
        url_for("reviews.lost_link")
    assert "⟦" not in questionnaires.current_questionnaire("kinderopvang").themes[0].title


@pytest.mark.parametrize("role", ["nobody", "author", "provider"])
def test_every_word_of_every_page_can_be_translated(
    world: World,  # noqa: F811
    role: str,
    marking: None,
    session: Sessions,
) -> None:
    visitor = world.visitor(role)
    known = " ".join([*(row for rows in everything(session).values() for row in rows), *who_wrote(session)])
    found = {}
    for address in pages_for(world, role):
        answer = visitor.get(at(address, "en"), follow_redirects=True)
        if answer.mimetype == "text/html":
            left = [words for words in unmarked(answer.get_data(as_text=True)) if words not in known]
            if left:
                found[address] = left
    assert found == {}


def pages_for(world: World, role: str) -> Iterator[str]:  # noqa: F811
    """Those in other languages; prose is not made of messages, and a guide of an API names its words."""
    prose = {f"/{path.stem}" for path in (PROSE / "nl").iterdir()} | {"/api"}
    for rule in world.rules("GET"):
        address = world.address(rule)
        if is_meant_for(world.app, rule, role) and not DUTCH_ALONE.match(address) and address not in prose:
            yield address


@pytest.mark.parametrize(("role", "code"), [("nobody", "fr"), ("author", "en"), ("provider", "fr")])
def test_every_page_is_whole_and_its_links_keep_the_language(
    world: World,  # noqa: F811
    role: str,
    code: str,
) -> None:
    visitor = world.visitor(role)
    lost = set()
    for address in [*pages_for(world, role), "/privacy"]:
        answer = visitor.get(at(address, code), follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        page = opened(answer)
        assert page.get("lang") == code, address
        for link in page.iter("a"):
            target = str(link.get("href", ""))
            if target.startswith("/") and link.get("hreflang") is None and target != at(target, code):
                lost.add((address, target))
    assert lost == {("/privacy", "/privacy")}  # the Dutch text, which prevails


@pytest.mark.parametrize(
    "path",
    ["/redactie/", "/beheer/", "/gezondheid", "/api/v1/facilities", "/static/css/site.css", "/robots.txt"],
)
def test_what_is_dutch_alone_has_one_address(client: FlaskClient, path: str) -> None:
    assert client.get(f"/fr{path}").status_code == 404


def test_each_page_links_to_itself_in_the_other_languages(client: FlaskClient) -> None:
    page = opened(client.get("/fr/voorzieningen?q=gent&sorteer=naam"))
    switch = {words_of(link): link.get("href") for link in page.iter("a") if link.get("hreflang")}
    assert switch == {
        "Nederlands": "/voorzieningen?q=gent&sorteer=naam",
        "English": "/en/voorzieningen?q=gent&sorteer=naam",
        "Français": "/fr/voorzieningen?q=gent&sorteer=naam",
    }


def test_search_engines_learn_of_each_language(client: FlaskClient) -> None:
    head = opened(client.get("/en/over-ons")).find("head")
    assert head is not None
    told = {link.get("hreflang"): link.get("href") for link in head.iter("link") if link.get("hreflang")}
    base = client.application.config["SETTINGS"].base_url
    assert told == {
        "nl": f"{base}/over-ons",
        "x-default": f"{base}/over-ons",
        "en": f"{base}/en/over-ons",
        "fr": f"{base}/fr/over-ons",
    }


def test_a_page_that_is_kept_is_kept_for_each_language(client: FlaskClient) -> None:
    for _ in range(2):
        told = [
            words_of(opened(client.get(at("/voorzieningen", code))).find(".//h1"))
            for code in ("nl", "en", "fr")
        ]
        assert told == ["Zoek een opvang", "Find childcare", "Chercher un lieu d’accueil"]


def test_an_address_made_outside_a_page_is_dutch(client: FlaskClient) -> None:
    client.get("/fr/voorzieningen")
    with client.application.test_request_context():
        assert url_for("facilities.search") == "/voorzieningen"


def written_in_french(facility: Facility) -> Review:
    """A published review, and what the check saw."""
    return make_review(facility, findings=[FRENCH], texts={"text_good": "Les gens sont gentils, gentilles."})


def test_a_review_tells_its_language_and_can_be_chosen_by_it(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(5):
        make_review(facility)
    review = written_in_french(facility)
    path = f"/voorzieningen/kinderopvang/{facility.dossiernummer}"
    page = opened(client.get(path))
    card = page.find(f".//*[@id='waardering-{review.public_id}']")
    assert card is not None
    assert "geschreven in het Frans" in words_of(card)
    assert [text.get("lang") for text in card.iter("div") if text.get("lang")] == ["fr"]
    options = [words_of(option) for option in page.findall(".//select[@name='taal']/option")]
    assert options == ["Alle talen", "Nederlands (5)", "Frans (1)"]
    chosen = opened(client.get(f"{path}?taal=fr"))
    assert [card.get("id") for card in chosen.iter("article")] == [f"waardering-{review.public_id}"]


def test_there_is_no_choice_of_language_where_all_is_dutch(client: FlaskClient) -> None:
    facility = make_facility()
    for _ in range(6):
        make_review(facility)
    page = opened(client.get(f"/voorzieningen/kinderopvang/{facility.dossiernummer}"))
    assert page.find(".//select[@name='taal']") is None


def test_a_page_in_french_says_which_texts_are_dutch(client: FlaskClient) -> None:
    facility, provider = make_facility(), make_account()
    make_reply(make_review(facility), provider)
    written_in_french(facility)
    page = opened(client.get(f"/fr/voorzieningen/kinderopvang/{facility.dossiernummer}"))
    cards = [words_of(card) for card in page.iter("article")]
    assert sorted("écrit en néerlandais" in card for card in cards) == [False, True]
    assert {text.get("lang") for text in page.iter("div") if text.get("lang")} == {"nl"}


@pytest.mark.parametrize(("language", "expected"), [("nl", 2), ("fr", 1), ("de", 0), ("", 3)])
def test_reviews_are_counted_by_language(language: str, expected: int) -> None:
    facility = make_facility()
    make_review(facility)
    make_review(facility)
    written_in_french(facility)
    assert facility.review_languages == {"nl": 2, "fr": 1}
    assert len(facility_reviews(facility, ReviewFilter(language=language))) == expected


def rendered(recipient: str, template: str, **context: object) -> RenderedMail:
    found = render_mail(OutboxMail(event="x", recipient=recipient, template=template, context=context))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "subject", "prefix"),
    [
        ("nl", "Bevestig je waardering", ""),
        ("en", "Confirm your review", "/en"),
        ("fr", "Confirmez votre avis", "/fr"),
    ],
)
def test_an_author_gets_mails_in_the_language_of_their_page(
    session: Sessions, language: str, subject: str, prefix: str
) -> None:
    review = make_review(state=State.UNCONFIRMED)
    session.get_one(Identity, review.identity_id).language = language
    session.commit()
    mail = rendered(to_author(review.id), "confirm_review", contribution=review.id)
    assert mail.subject == subject
    assert f"{prefix}/waardering/link/" in mail.body


def test_who_writes_on_a_french_page_is_written_to_in_french(session: Sessions) -> None:
    with languages.speaking("fr"):
        review = make_review()
    assert session.get_one(Identity, review.identity_id).language == "fr"


def test_a_facility_is_written_to_in_the_language_in_which_it_signed_in(
    client: FlaskClient, session: Sessions
) -> None:
    facility = make_facility()
    account = make_account(AccountRole.PROVIDER, [facility])
    review = make_review(facility)
    session.commit()
    page = Page.open(client, "/fr/aanmelden").submit(email=account.email, password=PASSWORD)
    assert page.address == "/fr/organisatie/"
    assert page.document.get("lang") == "fr"
    session.refresh(account)
    mail = rendered(to_account(account.id), "new_review", contribution=review.id)
    assert mail.subject == f"Un nouvel avis sur {facility.name}"
    assert "/fr/organisatie/voorzieningen/" in mail.body


def test_an_editor_reads_dutch_wherever_they_signed_in(client: FlaskClient, session: Sessions) -> None:
    account = make_account()
    session.commit()
    Page.open(client, "/fr/aanmelden").submit(email=account.email, password=PASSWORD)
    assert session.scalar(select(Account.language).where(Account.id == account.id)) == "nl"


def test_what_an_editor_replaces_changes_no_language(session: Sessions) -> None:
    review = written_in_french(make_facility())
    version = review.published_version
    assert version is not None
    editor = Actor(Role.EDITOR, make_account().id)
    cut = find_passage(version, "gentilles", "[…]")
    redact(review, [cut], editor, seen_lock=review.lock_version, rule="insult", message="Dit woord kwetst.")
    session.commit()
    assert review.latest_version is not None
    assert (review.latest_version.number, review.latest_version.language) == (2, "fr")
