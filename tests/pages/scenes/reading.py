"""Pages for whoever reads."""

from playwright.sync_api import Locator

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
        self.box.fill(words)
        self.page.get_by_role("main").get_by_role("button", name="Zoek").first.click()
        return SearchPage(self.person)

    @property
    def box(self) -> Locator:
        """Where one types what one looks for; a script makes it suggest."""
        return self.page.get_by_role("main").locator("input[type=search]").first


class SearchPage(Scene):
    """What was found."""

    def choose(self, name: str) -> "FacilityPage":
        """Open a facility of the list."""
        self.click(name)
        return FacilityPage(self.person)

    def filter(self, label: str) -> None:
        """Tick a box of the filters and apply it."""
        self.page.get_by_role("checkbox", name=label).first.check()
        self.press("Pas toe")
        self.page.get_by_role("list", name="Gekozen filters").wait_for()

    def compare(self, *names: str) -> "ComparisonScene":
        """Tick facilities of the list and put them side by side."""
        for name in names:
            self.page.get_by_role("checkbox", name=f"Vergelijk {name}").check()
        self.press("Vergelijk wat je aankruiste")
        return ComparisonScene(self.person)


class ComparisonScene(Scene):
    """Facilities side by side."""

    heading = "Naast elkaar"

    @property
    def names(self) -> list[str]:
        """Of the facilities, in order."""
        return self.page.locator("h2.compare__name").all_inner_texts()


class ReportPage(Scene):
    """Somebody says what is wrong with a text."""

    heading = "Meld deze"

    def tell_of_danger(self, words: str, email: str) -> Scene:
        """What follows is the receipt, or that it was told before."""
        self.page.get_by_role("radio", name="in gevaar").check()
        self.page.get_by_label("Leg uit wat er mis is").fill(words)
        self.page.get_by_label("Je naam").fill("Jo Claes")
        self.page.get_by_label("Je e-mailadres").fill(email)
        self.page.get_by_role("checkbox").check()
        self.press("Verstuur je melding")
        self.page.get_by_role("heading", level=1, name="melding").wait_for()
        return Scene(self.person)


class FacilityPage(Scene):
    """What parents say of one facility."""

    @classmethod
    def open(cls, person: Person, dossiernummer: str) -> "FacilityPage":
        """Go there."""
        person.page.goto(f"/voorzieningen/kinderopvang/{dossiernummer}")
        return cls(person)

    def report(self) -> ReportPage:
        """The first review of the page."""
        self.click("Meld deze tekst")
        return ReportPage(self.person)

    def write(self) -> WriteReviewPage:
        """Begin a review."""
        self.click("Schrijf een waardering")
        return WriteReviewPage(self.person)
