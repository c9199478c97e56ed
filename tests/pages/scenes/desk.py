"""Pages for whoever has an account: editors and providers."""

import re

from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.pages.person import Person
from tests.pages.scenes import Scene
from tests.pages.scenes.second_step import pass_second_step


class ChoosePasswordPage(Scene):
    """Opened by the one-time link of a new account."""

    heading = "Kies een wachtwoord"

    @classmethod
    def open(cls, person: Person, link: str) -> "ChoosePasswordPage":
        """By the link that the command printed."""
        person.page.goto(link)
        return cls(person)

    def choose(self) -> "FirstPage":
        """The same password twice; one is signed in then."""
        self.page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
        self.page.get_by_label("Nog eens hetzelfde wachtwoord").fill(PASSWORD)
        self.press("Bewaar en meld me aan")
        expect(self.page).not_to_have_url(re.compile("/wachtwoord"))
        pass_second_step(self.person)
        return FirstPage(self.person)


class FirstPage(Scene):
    """Where somebody with this role begins."""

    def sign_out(self) -> None:
        """Leave this account."""
        self.press("Afmelden")
        expect(self.page).to_have_url(f"{self.person.url}/")


class SignInPage(Scene):
    """Where accounts sign in."""

    heading = "Aanmelden"

    @classmethod
    def open(cls, person: Person) -> "SignInPage":
        """Go there."""
        person.page.goto("/aanmelden")
        return cls(person)

    def sign_in(self, email: str) -> None:
        """With the password that was chosen."""
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.press("Aanmelden")
        expect(self.page).not_to_have_url(re.compile("/aanmelden$"))
        pass_second_step(self.person)


class QueuePage(Scene):
    """What waits for an editor."""

    heading = "Wachtrij"

    @classmethod
    def open(cls, person: Person) -> "QueuePage":
        """Go there."""
        person.page.goto("/redactie/")
        return cls(person)

    def choose(self, facility: str) -> "ItemPage":
        """Open the first item of this facility; it gets there after the controls of a moment."""
        link = self.page.get_by_role("main").get_by_role("link", name=facility).first
        for _ in range(60):
            if link.count():
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        link.click()
        return ItemPage(self.person)


class ItemPage(Scene):
    """One contribution, with all that an editor needs to judge it."""

    def claim(self) -> "ItemPage":
        """Take it."""
        self.press("Ik behandel deze bijdrage")
        return ItemPage(self.person)

    def publish(self) -> QueuePage:
        """Approve exactly this text."""
        self.press("Publiceren")
        return QueuePage(self.person)


class OwnFacilitiesPage(Scene):
    """Where a provider begins."""

    heading = "Je voorzieningen"

    @classmethod
    def open(cls, person: Person) -> "OwnFacilitiesPage":
        """Go there."""
        person.page.goto("/organisatie/")
        return cls(person)

    def choose(self, name: str) -> "OwnFacilityPage":
        """Open one of them."""
        self.click(name)
        return OwnFacilityPage(self.person)


class OwnFacilityPage(Scene):
    """The reviews of one's own facility."""

    def reply(self, words: str) -> "OwnReplyPage":
        """Answer the first review that has no answer."""
        self.click("Reageer")
        WriteReplyPage(self.person).send(words)
        return OwnReplyPage(self.person)


class WriteReplyPage(Scene):
    """The form of a reply."""

    heading = "Reageer op een waardering"

    def send(self, words: str) -> None:
        """Write and send it."""
        self.page.get_by_label("Je reactie").fill(words)
        self.press("Verstuur je reactie")


class OwnReplyPage(Scene):
    """Where a reply stands."""
