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

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """With the password that was chosen."""
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.press("Aanmelden")
        expect(self.page).not_to_have_url(re.compile("/aanmelden$"))
        pass_second_step(self.person)


class QueuePage(Scene):
    """What waits for an editor."""

    heading = "Wachtrij"

    @classmethod
    def open(cls, person: Person, query: str = "") -> "QueuePage":
        """Go there, to this view."""
        person.page.goto(f"/redactie/{query}")
        return cls(person)

    @property
    def facilities(self) -> list[str]:
        """The lines of this page."""
        return [words.strip() for words in self.page.locator("tbody th a").all_inner_texts()]

    @property
    def views(self) -> dict[str, int]:
        """The name of each view and how much it holds."""
        lines = self.page.get_by_role("navigation", name="Weergaven").get_by_role("link").all_inner_texts()
        return {line.rsplit(maxsplit=1)[0].strip(): int(line.split()[-1]) for line in lines}

    def filter(self, **chosen: str) -> "QueuePage":
        """By the words of fields and choices."""
        fold = self.page.locator("details.filters")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        for label, choice in chosen.items():
            self.page.get_by_label(label, exact=True).select_option(label=choice)
        self.press("Toon")
        return QueuePage(self.person)

    def keep(self, name: str) -> "QueuePage":
        """This view, under a name."""
        self.page.get_by_label("Naam van deze weergave").fill(name)
        self.press("Bewaar deze weergave")
        return QueuePage(self.person)

    def choose(self, facility: str) -> "ItemPage":
        """Open the first item of this facility; it gets there after the controls of a moment."""
        link = self.page.locator("tbody th a", has_text=facility).first  # not a notice above the queue
        for _ in range(60):
            if link.count():
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        link.click()
        return ItemPage(self.person)


class ItemPage(Scene):
    """One contribution, with all that an editor needs to judge it."""

    @property
    def title(self) -> str:
        """The facility that it is about."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def tree(self) -> str:
        """The accessibility tree of the main part, as a screen reader walks through it."""
        return self.page.get_by_role("main").aria_snapshot()

    @property
    def outline(self) -> list[str]:
        """The headings in the order in which a screen reader meets them."""
        return [found.strip() for found in re.findall(r'heading "(.+?)" \[level=2\]', self.tree)]

    @property
    def nameless(self) -> list[str]:
        """What can be pressed or filled in and has no name: nobody hears what it is."""
        return [line.strip() for line in self.tree.splitlines() if NAMELESS.match(line)]

    @property
    def controls(self) -> list[str]:
        """What can be pressed or filled in, by name."""
        return re.findall(rf'- (?:{CONTROLS}) "(.+?)"', self.tree)

    @property
    def focused(self) -> str:
        """The words of what has the focus, or its id where it is a whole part of the page."""
        found: str = self.page.evaluate(FOCUSED)
        return found

    def claim(self) -> "ItemPage":
        """Take it."""
        self.press("Ik behandel deze bijdrage")
        return ItemPage(self.person)

    def publish(self) -> None:
        """Approve exactly this text; the next one opens, or the queue."""
        self.press("Publiceren")
        expect(self.page.get_by_text("Je beslissing is bewaard.")).to_be_visible()

    def redact(self) -> "RedactPage":
        """Choose what must go."""
        self.click("Laat een passage weg")
        return RedactPage(self.person)


CONTROLS = (
    "link|button|textbox|searchbox|combobox|listbox|checkbox|radio|spinbutton|switch|slider|tab|menuitem"
)
NAMELESS = re.compile(rf'\s*- (?:{CONTROLS})(?! ")(?:\W|$)')
FOCUSED = """() => {
  const at = document.activeElement;
  return at.id && !["A", "BUTTON"].includes(at.tagName) ? `#${at.id}` : at.innerText.trim();
}"""


class RedactPage(Scene):
    """Passages are chosen, seen as a difference, and then replaced."""

    heading = "Passage weglaten"

    def select(self, word: str) -> None:
        """With the mouse, in the text."""
        words = self.page.locator("[data-field]", has_text=word).first
        words.evaluate(SELECT, word)
        self.press("Laat de selectie weg")

    def tick(self, passage: str) -> None:
        """What the checks propose, by its words."""
        line = self.page.locator(".choice", has=self.page.locator("mark", has_text=passage)).first
        line.get_by_role("checkbox").check()

    def type(self, passage: str) -> None:
        """What the checks did not see."""
        self.page.get_by_label("Nog iets anders weglaten?").fill(passage)

    def look(self) -> "RedactPage":
        """At the difference."""
        self.press("Bekijk het verschil")
        return RedactPage(self.person)

    @property
    def replaced(self) -> list[tuple[str, str]]:
        """What goes, and what comes instead."""
        gone, new = (
            [words.partition(":")[2].strip() for words in self.page.locator(tag).all_inner_texts()]
            for tag in ("del", "ins")
        )
        return list(zip(gone, new, strict=True))

    def replace(self) -> ItemPage:
        """Do what was shown."""
        self.page.get_by_role("button", name=re.compile("^Vervang deze")).click()
        return ItemPage(self.person)


SELECT = """(field, word) => {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(word);
    if (start >= 0) {
      document.getSelection().setBaseAndExtent(node, start, node, start + word.length);
      return;
    }
  }
}"""
"""Selects the word as a drag of the mouse does."""


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
