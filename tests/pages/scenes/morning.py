"""What an editor does with one item, by keyboard; each begins on the page of the item, or on a list."""

from tests.pages.scenes import Scene
from tests.pages.scenes.keyboard import Keyboard

DECIDED = "Je beslissing is bewaard."


class NoticePage(Scene):
    """One report, looked at closely."""

    heading = "Melding over "


class ComplaintPage(Scene):
    """One objection, looked at closely."""

    heading = "Bezwaar over "


def publish(hands: Keyboard) -> None:
    """Three keys; the next item opens."""
    hands.press("b")
    hands.reads("Geef vrij")
    hands.press("p", "Enter")
    hands.reads(DECIDED)


def give_reason(hands: Keyboard, heading: str, rule: str, words: str) -> None:
    """The page that asks for a rule and a message."""
    hands.arrives(f"^{heading}")
    hands.skip()
    hands.reach("add_rule")
    hands.page.keyboard.type(rule)
    hands.enter("Gebruik deze regel")
    hands.reads("Bericht aan wie schreef")
    hands.skip()
    hands.reach("message")
    hands.type(words)
    hands.enter(heading)
    hands.reads(DECIDED)


def send_back(hands: Keyboard) -> None:
    """With a rule and a request."""
    hands.press("b")
    hands.reads("Geef vrij")
    hands.press("t")
    give_reason(hands, "Terugsturen", "Wat bedoel", "Kan je in gewone woorden zeggen wat er gebeurde?")


def refuse(hands: Keyboard) -> None:
    """With a rule and a reason."""
    hands.press("b")
    hands.reads("Geef vrij")
    hands.press("w")
    give_reason(hands, "Weigeren", "Geen reclame", "Dit is reclame voor een andere opvang.")


def pass_on(hands: Keyboard) -> None:
    """To the lead editors."""
    hands.press("b")
    hands.reads("Geef vrij")
    hands.press("h")
    give_reason(hands, "Naar de hoofdredactie", "Geen lopende", "Dit gaat over een rechtszaak.")


def redact_then_publish(hands: Keyboard) -> None:
    """What the first finding suggests, seen as a difference, replaced, and published."""
    hands.press("b")
    hands.reads("Geef vrij")
    hands.press("l")
    hands.arrives("Passage weglaten")
    hands.skip()
    hands.reach("place")
    hands.press("Space")
    hands.enter("Bekijk het verschil")
    hands.reads("Het verschil")
    hands.skip()
    hands.enter("Vervang deze passage")
    hands.reads("De passages zijn vervangen.")
    hands.press("p", "Enter")
    hands.reads(DECIDED)


def ask_its_author(hands: Keyboard) -> None:
    """A question; the clock stands still and the item waits."""
    hands.skip()
    hands.enter("Vraag iets aan wie schreef")
    hands.arrives("Vraag aan wie schreef")
    hands.skip()
    hands.reach("text")
    hands.type("Hoelang ging je kind naar deze opvang?")
    hands.enter("Verstuur je vraag")
    hands.reads("Antwoord gevraagd tegen")


def answer_notice(hands: Keyboard) -> None:
    """The text stays, and why."""
    NoticePage(hands.person)
    hands.skip()
    hands.reach("outcome")
    hands.press("Space")
    hands.reach("answer")
    hands.type("Dit is de mening van een ouder. Ze blijft staan.")
    hands.enter("Bewaar en verstuur")
    hands.reads("Je antwoord is bewaard")


def uphold(hands: Keyboard) -> None:
    """The objection is right; the text goes back to the queue."""
    ComplaintPage(hands.person)
    answer_complaint(hands)


def answer_complaint(hands: Keyboard) -> None:
    """The first of two outcomes, and why."""
    hands.skip()
    hands.reach("outcome")
    hands.press("Space")
    hands.reach("answer")
    hands.type("Je hebt gelijk. We lezen je tekst opnieuw.")
    hands.enter("Bewaar en verstuur")
    hands.reads("Je antwoord is bewaard")


def agree(hands: Keyboard) -> None:
    """With what a colleague proposed."""
    hands.arrives("^Voorstel: ")
    hands.skip()
    hands.enter("Ik bevestig")
    hands.reads("Jullie beslissing is bewaard.")


def note_danger(hands: Keyboard) -> None:
    """What was read, who was told, and what was agreed."""
    hands.skip()
    hands.enter("Handel het teken van gevaar af")
    hands.arrives("Teken van gevaar")
    hands.skip()
    hands.reach("what_was_read")
    hands.type("Een kind werd hard vastgegrepen.")
    hands.reach("target")
    hands.press("Space")
    hands.reach("who_was_told")
    hands.type("De permanentie, dossier 118")
    hands.reach("agreed")
    hands.type("Zij nemen vandaag contact op.")
    hands.enter("Bewaar")
    hands.reads("Het teken van gevaar is afgehandeld")
