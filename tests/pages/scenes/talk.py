"""Pages for two editors together, for danger, and for talk with who wrote."""

from tests.pages.person import Person
from tests.pages.scenes import Scene


class DeskItem(Scene):
    """One contribution, opened by its address."""

    @classmethod
    def open(cls, person: Person, address: str) -> "DeskItem":
        """Go there."""
        person.page.goto(address)
        return cls(person)

    def ask(self, question: str) -> "TalkPage":
        """Ask who wrote something."""
        self.click("Vraag iets aan wie schreef")
        page = TalkPage(self.person)
        page.page.get_by_label("Je vraag").fill(question)
        page.press("Verstuur je vraag")
        return TalkPage(self.person)

    def note(self, words: str) -> "DeskItem":
        """Tell a colleague."""
        self.click("Schrijf een notitie")
        NotesPage(self.person).write(words)
        return DeskItem(self.person)

    def propose_refusal(self, rule: str, message: str) -> None:
        """Refuse what one holds, which needs somebody else as well."""
        self.click("Weigeren…")
        page = ProposePage(self.person)
        page.page.get_by_label("Regel van de gedragscode").select_option(rule)
        page.press("Gebruik deze regel")
        page.page.get_by_label("Bericht aan wie schreef").fill(message)
        page.press("Stel voor: weigeren")


class ProposePage(Scene):
    """A decision that needs words."""

    heading = "Weigeren"


class NotesPage(Scene):
    """What editors tell each other."""

    heading = "Notities"

    def write(self, words: str) -> None:
        """Add one."""
        self.page.get_by_label("Nieuwe notitie").fill(words)
        self.press("Bewaar je notitie")


class ForMePage(Scene):
    """What is meant for this editor."""

    heading = "Voor jou"

    @classmethod
    def open(cls, person: Person) -> "ForMePage":
        """Go there."""
        person.page.goto("/redactie/voor-mij")
        return cls(person)


class ProposalsPage(Scene):
    """What waits for a second editor."""

    heading = "Wacht op een tweede redacteur"

    @classmethod
    def open(cls, person: Person) -> "ProposalsPage":
        """Go there."""
        person.page.goto("/redactie/voorstellen")
        return cls(person)

    def choose(self, facility: str) -> "ProposalPage":
        """Open the first of this facility."""
        self.click(facility)
        return ProposalPage(self.person)


class ProposalPage(Scene):
    """What a colleague proposes."""

    heading = "Voorstel: "

    def confirm(self) -> "ProposalsPage":
        """Agree."""
        self.press("Ik bevestig")
        return ProposalsPage(self.person)


class TalkPage(Scene):
    """A conversation, as an editor sees it."""

    heading = "Vraag aan wie schreef"


class StandardTextPage(Scene):
    """The words with which editors begin, for one rule."""

    @classmethod
    def open(cls, person: Person, rule: str, purpose: str) -> "StandardTextPage":
        """Go there, for reviews."""
        person.page.goto(f"/redactie/teksten/{rule}/review/{purpose}")
        return cls(person)

    def write(self, words: str, why: str) -> "StandardTextPage":
        """The next version."""
        self.page.get_by_label("De tekst").fill(words)
        self.page.get_by_label("Waarom verander je dit?").fill(why)
        self.press("Bewaar als nieuwe versie")
        return StandardTextPage(self.person)


class FacilityTalkPage(Scene):
    """An editor asks the facility something."""

    heading = "Vraag aan de voorziening"

    def ask(self, question: str) -> "FacilityTalkPage":
        """With the deadline that is proposed."""
        self.page.get_by_label("Je vraag").fill(question)
        self.press("Verstuur je vraag")
        return FacilityTalkPage(self.person)


class FacilityQuestionPage(Scene):
    """The same conversation, as the facility sees it."""

    heading = "Vraag van de redactie"

    def answer(self, words: str) -> "FacilityQuestionPage":
        """Tell the editors."""
        self.page.get_by_label("Je antwoord").fill(words)
        self.press("Verstuur je antwoord")
        return FacilityQuestionPage(self.person)


class QuestionsPage(Scene):
    """A conversation, as an author sees it."""

    heading = "Vragen van de redactie"

    def answer(self, words: str) -> "QuestionsPage":
        """Tell the editors."""
        self.page.get_by_label("Je antwoord").fill(words)
        self.press("Verstuur je antwoord")
        return QuestionsPage(self.person)


class DangerPage(Scene):
    """What was done with a sign of danger."""

    heading = "Teken van gevaar"

    def save_too_early(self) -> list[str]:
        """With nothing filled in: what is still asked."""
        self.press("Bewaar")
        self.page.get_by_role("alert").wait_for()
        self.person.look()
        return self.page.get_by_role("alert").get_by_role("link").all_inner_texts()

    def tell(self, read: str, contact: str, agreed: str) -> DeskItem:
        """Fill in all of it."""
        self.page.get_by_label("Wat las je?").fill(read)
        self.page.get_by_label("Zorginspectie").check()
        self.page.get_by_label("Met wie sprak je").fill(contact)
        self.page.get_by_label("Wat is er afgesproken?").fill(agreed)
        self.press("Bewaar")
        return DeskItem(self.person)


class InterestsPage(Scene):
    """What an editor has an interest in."""

    heading = "Je belangen"

    @classmethod
    def open(cls, person: Person) -> "InterestsPage":
        """Go there."""
        person.page.goto("/redactie/belangen")
        return cls(person)

    def declare(self, name: str) -> "InterestsPage":
        """Search it, and choose it."""
        self.page.get_by_label("Naam van een organisator").fill(name)
        self.press("Zoek")
        page = InterestsPage(self.person)
        page.page.get_by_role("button", name=f"Dit is een belang {name}").first.click()
        return InterestsPage(self.person)
