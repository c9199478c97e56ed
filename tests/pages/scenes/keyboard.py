"""Hands on the keyboard alone: what the Tab key does not reach, or what shows no focus, is a fault."""

import re

from playwright.sync_api import expect

from tests.pages.person import Person, Stop

MOST_STOPS = 90
"""Longer than any page of the desk; who has to press Tab more often gives up."""


class Keyboard:
    """Of one person, on whatever page is open. There is no mouse."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page

    @property
    def heading(self) -> str:
        """Of the page that is open."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def text(self) -> str:
        """All words of the main part."""
        return self.page.get_by_role("main").inner_text()

    def press(self, *keys: str) -> None:
        """One after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Where the focus is, in place of what stood there."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def skip(self) -> None:
        """To the main part, by the first link of the page."""
        self.page.evaluate("document.activeElement.blur()")
        self.reach("Naar de inhoud")
        self.press("Enter")

    def reach(self, wanted: str) -> Stop:
        """Tab until the link or button that begins with these words, or the field with this name."""
        for _ in range(MOST_STOPS):
            stop = self.person.next_stop()
            if stop.name == wanted or (stop.words and stop.words.startswith(wanted)):
                return stop
        raise AssertionError(f"Tab komt niet bij “{wanted}” op {self.page.url}")

    def enter(self, words: str) -> None:
        """Reach it and press Enter."""
        self.reach(words)
        self.press("Enter")

    def arrives(self, heading: str) -> None:
        """The page that opens has this main heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))

    def reads(self, words: str) -> None:
        """The page says so."""
        expect(self.page.get_by_role("main")).to_contain_text(words)
