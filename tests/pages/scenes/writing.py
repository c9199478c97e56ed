"""Pages for whoever writes a review."""

from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.pages.person import Person, Stop
from tests.pages.scenes import Scene


@dataclass(frozen=True)
class Story:
    """What a parent tells."""

    good: str
    better: str = ""
    score: int = 4
    first_name: str = "Noor"
    last_name: str = "Peeters"
    email: str = "noor@ouders.example"
    since: str = "2026-01"


class WriteReviewPage(Scene):
    """The form of a review."""

    def tell(self, story: Story) -> "InboxPage":
        """Fill in all of it with the mouse, and send it."""
        self.fill(story)
        self.tell_rest(story)
        self.send_in_spite_of_tips()
        return InboxPage(self.person)

    def send_in_spite_of_tips(self) -> None:
        """Tips come once before sending, for who was too quick to see them while writing."""
        anyway = self.page.get_by_role("button", name="Verstuur toch zo")
        sent = self.page.get_by_role("heading", level=1, name=InboxPage.heading)
        expect(anyway.or_(sent)).to_be_visible()
        if anyway.is_visible():
            anyway.click()

    def tell_rest(self, story: Story) -> None:
        """Scores, buttons and boxes, and send it."""
        for question in self.page.locator("fieldset.score").all():
            question.get_by_role("radio").nth(story.score - 1).check()
        self.page.get_by_role("radio", name="Ouder van een kind").check()
        for box in self.page.get_by_role("main").get_by_role("checkbox").all():
            box.check()
        self.send()

    def tell_by_keyboard(self, story: Story) -> "InboxPage":
        """The same with Tab, arrows, space and letters, in the order of the page."""
        visits: Counter[str] = Counter()
        while (stop := self.person.next_stop()).words != "Verstuur je waardering":
            self.answer(stop, story, visits[stop.name])
            visits[stop.name] += 1
        self.page.keyboard.press("Enter")
        return InboxPage(self.person)

    def answer(self, stop: Stop, story: Story, visit: int) -> None:
        """What somebody types at this stop; in a field for a month, Tab goes from month to year."""
        year, _, month = story.since.partition("-")
        words = {
            ("text_good", 0): story.good,
            ("text_better", 0): story.better,
            ("experience_from", 0): month.lstrip("0"),
            ("experience_from", 1): year,
            ("first_name", 0): story.first_name,
            ("last_name", 0): story.last_name,
            ("email", 0): story.email,
        }
        if stop.name.startswith("score_"):
            for _ in range(story.score - 1):
                self.page.keyboard.press("ArrowRight")
        elif stop.kind in ("radio", "checkbox"):
            self.page.keyboard.press("Space")
        elif (stop.name, visit) in words:
            self.page.keyboard.type(words[stop.name, visit])

    def fill(self, story: Story) -> None:
        """The fields where one types."""
        for label, words in typed(story).items():
            self.page.get_by_label(label).fill(words)

    def send(self) -> None:
        """Press the button below."""
        self.press("Verstuur je waardering")

    def send_too_early(self, story: Story) -> list[str]:
        """Only the texts, no scores: what is still asked."""
        self.fill(story)
        self.send()
        self.page.get_by_role("alert").wait_for()
        self.person.look()
        return self.page.get_by_role("alert").get_by_role("link").all_inner_texts()


class InboxPage(Scene):
    """Sent; now the mail must be opened."""

    heading = "Kijk in je mailbox"


class OwnPage(Scene):
    """An author's own page."""

    @classmethod
    def open(cls, person: Person, link: str) -> "OwnPage":
        """By the link in a mail."""
        person.page.goto(link)
        return cls(person)

    def confirm(self) -> "OwnPage":
        """Press the button that confirms."""
        self.press("Bevestig je waardering")
        return OwnPage(self.person)


def typed(story: Story) -> dict[str, str]:
    """Label → what is typed there."""
    return {
        "Wat is goed?": story.good,
        "Wat kan beter?": story.better,
        "Vanaf wanneer?": story.since,
        "Voornaam": story.first_name,
        "Achternaam": story.last_name,
        "E-mailadres": story.email,
    }
