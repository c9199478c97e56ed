"""An authenticator app in somebody's pocket, and the pages that ask for its codes."""

import re
import time

import pyotp
from playwright.sync_api import expect

from tests.pages.person import Person
from tests.pages.scenes import Scene

STEP_SECONDS = 30


def pass_second_step(person: Person) -> None:
    """Set up an app where that is asked, or give its code; nothing where neither is."""
    path = person.page.url.removeprefix(person.url)
    if path.startswith("/aanmelden/instellen"):
        SetUpPage(person).set_up().go_on()
    elif path.startswith("/aanmelden/code"):
        CodePage(person).give_code()


def next_code(person: Person) -> str:
    """A code that was not used yet: of this half minute or, when that was, of the one that begins."""
    step = max(int(time.time()) // STEP_SECONDS, person.last_step + 1)
    if step > time.time() / STEP_SECONDS + 1:  # a telephone's clock may be half a minute off, not more
        person.page.wait_for_timeout(1000 * (step * STEP_SECONDS - STEP_SECONDS - time.time()))
    person.last_step = step
    return pyotp.TOTP(person.secret).at(step * STEP_SECONDS)


class SetUpPage(Scene):
    """Whoever must have an app and has none begins here."""

    heading = "Stel een tweede stap in"

    def set_up(self) -> "RecoveryCodesPage":
        """Copy the key into the app and type its first code."""
        self.person.secret = self.page.locator("#sleutel").inner_text().replace(" ", "")
        self.person.last_step = 0
        self.page.get_by_label("Code", exact=True).fill(next_code(self.person))
        self.press("Zet de tweede stap aan")
        return RecoveryCodesPage(self.person)


class RecoveryCodesPage(Scene):
    """Shown once."""

    heading = "Bewaar je herstelcodes"

    @property
    def codes(self) -> list[str]:
        """All ten."""
        return self.page.get_by_role("list", name="Herstelcodes").get_by_role("listitem").all_inner_texts()

    def go_on(self) -> None:
        """To where one wanted to go."""
        self.click("Ik heb ze bewaard")
        expect(self.page).not_to_have_url(re.compile("/aanmelden"))


class CodePage(Scene):
    """The second step."""

    heading = "Tweede stap"

    def give_code(self, code: str = "") -> None:
        """Of the app, or this one."""
        self.page.get_by_label("Code", exact=True).fill(code or next_code(self.person))
        self.press("Aanmelden")
        expect(self.page).not_to_have_url(re.compile("/aanmelden"))
