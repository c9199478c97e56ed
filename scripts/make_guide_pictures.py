"""Make the pictures of the editor's guide from the running examples.

    python -m scripts.make_guide_pictures [URL]

Without an address it starts the site with its examples in a folder of its own, and ends it afterwards.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.demo import PASSWORD
from tests.browser.live_site import running_site

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
LARGEST = 80_000
"""Bytes of a picture: the guide opens at once, and the repository stays small."""
COLOURS = (128, 64, 32, 16)
SIZE = {"width": 1040, "height": 720}
EDITOR, LEAD = "redacteur@demo.example", "hoofdredacteur@demo.example"

NAMED, DANGER, ASKED = "q=Petra", "staat=escalated", "q=Super"
"""What leads to one item of the examples."""


def main(address: str = "") -> None:
    """All of them, in the order of the guide."""
    with site(address) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=program())
        editor, lead = signed_in(browser, url, EDITOR), signed_in(browser, url, LEAD)
        for name, show in PICTURES.items():
            page = lead if name in FOR_LEADS else editor
            keep(name, show(page))
        browser.close()


def program() -> str | None:
    """The Chromium of this machine, where there is one."""
    found = Path("/usr/bin/chromium")
    return str(found) if found.exists() else None


@contextmanager
def site(address: str) -> Iterator[str]:
    """The address of a running site with its examples."""
    if address:
        yield address.rstrip("/")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder) / "data", {}, "--demo") as running,
    ):
        yield running.url


def signed_in(browser: Browser, url: str, email: str) -> Page:
    """Somebody of the examples, with a browser of their own."""
    page = browser.new_context(
        base_url=url, locale="nl-BE", viewport=SIZE, reduced_motion="reduce"
    ).new_page()
    page.goto("/aanmelden")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page).not_to_have_url(re.compile("/aanmelden"))
    return page


def item(page: Page, query: str) -> Page:
    """The first item of a view, taken where it is free."""
    page.goto(f"/redactie/?{query}")
    page.locator("[data-line]").first.click()
    take = page.get_by_role("button", name="Ik behandel deze bijdrage")
    if take.count():
        take.click()
        expect(page.get_by_role("button", name="Geef vrij")).to_be_visible()
    return page


def shown(page: Page) -> bytes:
    """The main part of the page, as much as fits on a screen."""
    page.mouse.move(0, 0)
    top = page.get_by_role("main").bounding_box() or {"y": 0}
    return page.screenshot(full_page=True, clip={"x": 0, "y": top["y"], **SIZE})


def part(page: Page, selector: str) -> bytes:
    """One part of the page."""
    return page.locator(selector).first.screenshot()


def queue(page: Page) -> bytes:
    page.goto("/redactie/")
    return shown(page)


def one_item(page: Page) -> bytes:
    return shown(item(page, NAMED))


def findings(page: Page) -> bytes:
    picture = part(item(page, NAMED), "section:has(> #bevindingen)")
    for number in range(2):  # for the page that tells how often a check is right
        page.locator("[data-verdict]").nth(number).get_by_role("button").first.click()
        expect(page.locator("[data-verdict]").nth(number).locator("[aria-pressed=true]")).to_be_visible()
    return picture


def redacting(page: Page) -> bytes:
    item(page, NAMED).get_by_role("link", name="Laat een passage weg").click()
    page.locator("input[name=place]").first.check()
    page.get_by_role("button", name="Bekijk het verschil").click()
    expect(page.get_by_text("Het verschil:")).to_be_visible()
    return shown(page)


def asking(page: Page) -> bytes:
    item(page, ASKED).get_by_role("link", name="Vraag iets aan wie schreef").click()
    return shown(page)


def second_editor(page: Page) -> bytes:
    page.goto("/redactie/voorstellen")
    page.locator("tbody th a").first.click()
    return shown(page)


def danger(page: Page) -> bytes:
    item(page, DANGER).get_by_role("link", name="Handel het teken van gevaar af").click()
    return shown(page)


def objection(page: Page) -> bytes:
    page.goto("/redactie/bezwaren")
    page.locator("tbody th a").first.click()
    return shown(page)


def learning(page: Page) -> bytes:
    page.goto("/redactie/leren")
    return shown(page)


def calibration(page: Page) -> bytes:
    page.goto("/redactie/toetsing")
    page.get_by_role("link", name="Start een toetsing").click()
    expect(page).not_to_have_url(re.compile("toetsing$"))
    return shown(page)


def keyboard(page: Page) -> bytes:
    item(page, NAMED).keyboard.press("?")
    return part(page, "#toetsen")


PICTURES: Mapping[str, Callable[[Page], bytes]] = {
    "guide-queue": queue,
    "guide-item": one_item,
    "guide-findings": findings,
    "guide-redact": redacting,
    "guide-ask": asking,
    "guide-second-editor": second_editor,
    "guide-danger": danger,
    "guide-objection": objection,
    "guide-learning": learning,
    "guide-calibration": calibration,
    "guide-keyboard": keyboard,
}
"""Name of the file → how it comes about."""

FOR_LEADS = frozenset({"guide-danger", "guide-learning", "guide-calibration"})


def keep(name: str, picture: bytes) -> None:
    """As small as it can be and still be read."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        file = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST:
            break
    else:
        raise ValueError(f"{name} blijft te groot")
    (FOLDER / f"{name}.png").write_bytes(file.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:2])
