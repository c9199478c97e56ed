"""Pages for whoever reads."""

from tests.pages.person import Person
from tests.pages.scenes import Scene
from tests.pages.scenes.writing import WriteReviewPage


class HomePage(Scene):
    """Where everybody begins."""

    @classmethod
    def open(cls, person: Person) -> "HomePage":
        """Go there."""
        person.page.goto("/")
        return cls(person)

    def search(self, words: str) -> "SearchPage":
        """Look for a facility."""
        main = self.page.get_by_role("main")
        main.get_by_role("searchbox").fill(words)
        main.get_by_role("button", name="Zoek").first.click()
        return SearchPage(self.person)


class SearchPage(Scene):
    """What was found."""

    def choose(self, name: str) -> "FacilityPage":
        """Open a facility of the list."""
        self.click(name)
        return FacilityPage(self.person)


class FacilityPage(Scene):
    """What parents say of one facility."""

    @classmethod
    def open(cls, person: Person, dossiernummer: str) -> "FacilityPage":
        """Go there."""
        person.page.goto(f"/voorzieningen/kinderopvang/{dossiernummer}")
        return cls(person)

    def write(self) -> WriteReviewPage:
        """Begin a review."""
        self.click("Schrijf een waardering")
        return WriteReviewPage(self.person)
