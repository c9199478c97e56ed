"""Somebody at a browser. Each page that is new to the test run is looked at closely, once."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Request, Response, expect

from tests.pages.looked_at import looked_at

SCREENSHOTS = os.environ.get("WAARDERING_TEST_SCREENSHOTS")
"""A folder for pictures of all pages, wide and narrow, light and dark."""

STANDARDS: dict[str, dict[str, Any]] = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""What axe looks at: in the second scheme what depends on colours."""
WIDE = {"width": 1280, "height": 900}
NARROW = (360, 320)
"""Widths in CSS pixels: a small telephone, and WCAG 1.4.10 (which is also 1280 at 400% zoom)."""

ZOOMED = (640, 320)
"""Widths at 200% and at 400% zoom."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHANGING = re.compile(r"(?<=/)(\d+|[\w-]{16,})(?=/|$)")
"""The parts of an address that differ from one item to another."""

PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0];
  if (at === document.body) {
    return {name: "", kind: "", words: "", visible: true};  // past the end, in the browser's own bars
  }
  const shown = [at, label].filter(Boolean).some((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
  return {name: at.name ?? "", kind: at.type ?? "", words: at.innerText.trim(), visible: shown};
}"""


@dataclass(frozen=True)
class Stop:
    """Where the Tab key stopped."""

    name: str
    """Of a form field."""
    kind: str
    """Of a form field: radio, text, month, …"""
    words: str
    """Of a link or button."""


class Person:
    """A browser profile with one open page, and what was wrong with all that it showed."""

    def __init__(self, browser: Browser, url: str, *, javascript: bool = True) -> None:
        self.url = url
        self.javascript = javascript
        self.complaints: list[str] = []
        self.secret = ""
        """Of the app that makes codes; "" for who has none."""
        self.last_step = 0
        """The half minute of the last code."""
        self.context = browser.new_context(
            base_url=url,
            java_script_enabled=javascript,
            locale="nl-BE",
            viewport=WIDE,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        self.page.on("request", self.check_request)
        self.page.on("response", self.check_response)

    def next_stop(self) -> Stop:
        """Press Tab: what has the focus now, which everybody must be able to see."""
        self.page.keyboard.press("Tab")
        found: dict[str, Any] = self.page.evaluate(FOCUSED)
        if not found.pop("visible") and found["kind"] not in ("month", "date"):  # drawn on their parts
            self.complain(f"focus is niet te zien op {found}")
        return Stop(**found)

    def leave(self) -> list[str]:
        """Close the browser; what was wrong and was not told before."""
        self.context.close()
        told, self.complaints = self.complaints, []
        return told

    def complain(self, what: str) -> None:
        """Something is wrong with the page that is open now."""
        self.complaints.append(f"{self.page.url}: {what}")

    def hear(self, message: ConsoleMessage) -> None:
        """An error or warning on the console. A page may answer 403 or 404, what it loads may not."""
        own_answer = "Failed to load resource" in message.text and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not own_answer:
            self.complain(f"console: {message.text}")

    def check_request(self, request: Request) -> None:
        """No third party ever hears of a visit."""
        if not request.url.startswith(self.url):
            self.complain(f"vraagt {request.url}")

    def check_response(self, response: Response) -> None:
        """The server did not fail."""
        if response.status >= 500:
            self.complain(f"antwoord {response.status} op {response.url}")

    def look(self, *, again: bool = False) -> None:
        """Accessibility in both colour schemes, and no sideways scrolling on a small screen."""
        path = CHANGING.sub("#", self.page.url.removeprefix(self.url).partition("?")[0])
        kind = (path, self.page.title(), str(self.page.get_by_role("alert").count()))
        if not self.javascript or not (looked_at.first(*kind) or again):
            return
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.check_accessibility(scheme)
            self.picture(f"{path}-{scheme}-wide")
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": 740})
            self.check_width(width)
            self.picture(f"{path}-{width}")
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    def zoom(self) -> None:
        """The same page at 200% and at 400%: nothing sideways, and nothing that axe finds."""
        for width in ZOOMED:
            self.page.set_viewport_size({"width": width, "height": 740})
            self.check_width(width)
            self.check_accessibility("light", f"light, {width}")

    def check_accessibility(self, scheme: str, where: str = "") -> None:
        """What axe finds against WCAG 2.2 AA."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        # Without preload: it fetches styles and sound for rules on sound and film, and no page has either.
        asked = {
            "runOnly": STANDARDS[scheme],
            "resultTypes": ["violations"],
            "iframes": False,
            "preload": False,
        }
        found = self.page.evaluate("async (asked) => (await axe.run(asked)).violations", asked)
        for violation in found:
            places = [node["target"][0] for node in violation["nodes"]]
            self.complain(f"axe, {where or scheme}: {violation['id']} ({violation['help']}): {places[:5]}")

    def check_width(self, width: int) -> None:
        """The page fits without scrolling sideways."""
        needed = self.page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            self.complain(f"is {needed} pixels breed op een scherm van {width}")

    def picture(self, name: str) -> None:
        """For people who want to see what the tests saw."""
        if SCREENSHOTS:
            file = Path(SCREENSHOTS) / f"{name.strip('/').replace('/', '_')}.png"
            self.page.screenshot(path=file, full_page=True)
