"""A whole morning at the desk with the keyboard alone: twenty items, one of every kind."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import expect

from app.demo import PASSWORD
from tests.browser import morning
from tests.browser.live_site import LiveSite
from tests.pages.person import Person
from tests.pages.scenes.desk import SignInPage
from tests.pages.scenes.keyboard import Keyboard
from tests.pages.scenes.morning import (
    agree,
    answer_notice,
    ask_its_author,
    note_danger,
    pass_on,
    publish,
    redact_then_publish,
    refuse,
    send_back,
    uphold,
)

NewPerson = Callable[..., Person]
Deed = Callable[[Keyboard], None]
EDITOR, LEAD = "redacteur2@demo.example", "hoofdredacteur@demo.example"
MINE = f"/redactie/?q={morning.HERE.split()[-1]}"

DEEDS: Mapping[str, Deed] = {
    **dict.fromkeys(morning.TO_PUBLISH, publish),
    **dict.fromkeys(morning.REPLIES, publish),
    morning.SENT_AGAIN: publish,
    morning.CORRECTED: publish,
    "Juf Nancy": redact_then_publish,
    morning.TO_RETURN: send_back,
    morning.TO_REFUSE: refuse,
    morning.TO_PASS_ON: pass_on,
    morning.TO_ASK: ask_its_author,
}
"""What stands in the text → what the editor does with it."""


@pytest.fixture(scope="module")
def full_desk(demo_site: LiveSite) -> LiveSite:
    """The site with its examples, and twenty things more."""
    morning.wait_for_morning(demo_site, EDITOR)
    return demo_site


def signed_in(somebody: Person, email: str) -> Keyboard:
    SignInPage.open(somebody).sign_in(email, PASSWORD)
    return Keyboard(somebody)


def test_a_morning_of_twenty_items_needs_no_mouse(full_desk: LiveSite, person: NewPerson) -> None:
    hands = signed_in(person(full_desk), EDITOR)
    hands.page.goto(MINE)
    assert morning.HIDDEN not in hands.text
    open_first(hands)
    assert work_through_the_queue(hands) == sorted(DEEDS)

    for address, deed in (
        ("/redactie/voorstellen", agree),
        ("/redactie/meldingen", answer_notice),
        ("/redactie/bezwaren", uphold),
    ):
        hands.page.goto(address)
        hands.skip()
        hands.enter(morning.HERE)
        deed(hands)

    lead = signed_in(person(full_desk), LEAD)
    open_first(lead)
    note_danger(lead)


def open_first(hands: Keyboard) -> None:
    """Of what waits at this facility."""
    hands.page.goto(MINE)
    hands.press("o")
    hands.arrives(f"^{morning.HERE}$")


def work_through_the_queue(hands: Keyboard) -> list[str]:
    """Until every item of the view was met; what stood in their texts."""
    met: list[str] = []
    while len(met) < len(DEEDS):
        expect(hands.page.get_by_role("heading", level=1)).to_have_text(morning.HERE)
        found = [words for words in DEEDS if words in the_text(hands)]
        assert len(found) <= 1, f"{hands.page.url}: {found}"
        if not found or found[0] in met:  # danger, which is for a lead editor; and what waits for an answer
            hands.press("n")
            continue
        DEEDS[found[0]](hands)
        met.append(found[0])
        if DEEDS[found[0]] is ask_its_author:  # its page is no item, from which the next one opens
            open_first(hands)
    return sorted(met)


def the_text(hands: Keyboard) -> str:
    """What somebody wrote."""
    return hands.page.locator("section", has=hands.page.locator("#tekst")).inner_text()
