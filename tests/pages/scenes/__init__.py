"""Pages of the running site as people at a browser meet them, by what they see: labels and words."""

import re
from typing import ClassVar

from playwright.sync_api import expect

from tests.pages.person import Person


class Scene:
    """The page that somebody has in front of them, looked at closely when it is new."""

    heading: ClassVar[str] = "."
    """What its main heading says, as a regular expression."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(self.heading))
        person.look()

    @property
    def text(self) -> str:
        """All words of the main part."""
        return self.page.get_by_role("main").inner_text()

    def press(self, button: str) -> None:
        """The button with these words."""
        self.page.get_by_role("button", name=button).click()

    def click(self, link: str) -> None:
        """The first link in the main part with these words."""
        self.page.get_by_role("main").get_by_role("link", name=link).first.click()
