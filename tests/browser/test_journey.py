"""A review and its reply travel from who writes to who reads; a person approves each."""

from collections.abc import Callable

from tests.browser.live_site import LiveSite
from tests.mailbox import link_in
from tests.pages.person import Person
from tests.pages.scenes.desk import ChoosePasswordPage, OwnFacilitiesPage, QueuePage, SignInPage
from tests.pages.scenes.reading import FacilityPage, HomePage
from tests.pages.scenes.writing import OwnPage, Story

LARGE = "70001"
EDITOR, PROVIDER, PARENT = "lies@redactie.example", "leiding@dekleinebeer.example", "noor@ouders.example"

STORY = Story(
    good="Onze zoon gaat er graag naartoe. De begeleiders nemen elke ochtend tijd voor een praatje.",
    better="De speelplaats heeft weinig schaduw in de zomer.",
    email=PARENT,
)
ANSWER = "Bedankt voor je waardering. Dit voorjaar planten we twee bomen op de speelplaats."

NewPerson = Callable[..., Person]


def test_from_writing_to_reading(live_site: LiveSite, person: NewPerson) -> None:
    parent, editor, provider, reader = (person(live_site) for _ in range(4))

    HomePage.open(parent).search("kleine beer").choose("De Kleine Beer").write().tell(STORY)
    OwnPage.open(parent, link_in(live_site.mailbox.wait_for(PARENT))).confirm()
    assert STORY.good not in FacilityPage.open(reader, LARGE).text

    begin(editor, live_site, EDITOR, "--role", "editor", "--name", "Lies")
    QueuePage.open(editor, "?q=schaduw").choose("De Kleine Beer").claim().publish()
    page = FacilityPage.open(reader, LARGE)
    assert STORY.good in page.text
    assert STORY.last_name not in page.text

    begin(provider, live_site, PROVIDER, "--role", "provider", "--facility", f"kinderopvang/{LARGE}")
    OwnFacilitiesPage.open(provider).choose("De Kleine Beer").reply(ANSWER)
    assert ANSWER not in FacilityPage.open(reader, LARGE).text

    QueuePage.open(editor, "?q=planten").choose("De Kleine Beer").claim().publish()
    page = FacilityPage.open(reader, LARGE)
    assert STORY.good in page.text
    assert ANSWER in page.text

    assert ANSWER in OwnPage.open(parent, link_in(live_site.mailbox.wait_for(PARENT, 3))).text


def begin(somebody: Person, site: LiveSite, email: str, *options: str) -> None:
    """A new account: choose a password by the printed link, sign out, and sign in."""
    ChoosePasswordPage.open(somebody, site.new_account(email, *options)).choose().sign_out()
    SignInPage.open(somebody).sign_in(email)
