"""What a page costs who opens it for the first time: bytes over the wire, and words that jump."""

from typing import Any

from tests.pages.person import Person

SHIFTED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""

BLOCKING = "[...document.scripts].filter((one) => one.src && !one.defer).map((one) => one.src)"


class Weight:
    """Counts what the open page of somebody loads."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        self.bytes = 0
        browser = person.context.new_cdp_session(self.page)
        browser.send("Network.enable")
        browser.on("Network.loadingFinished", self.add)

    def add(self, finished: dict[str, Any]) -> None:
        """As it came over the wire: packed, with its headers."""
        self.bytes += int(finished["encodedDataLength"])

    @property
    def shift(self) -> float:
        """How far things moved while it loaded (cumulative layout shift)."""
        return float(self.page.evaluate(SHIFTED))

    @property
    def blocking(self) -> list[str]:
        """Scripts that must come before there is anything to read."""
        return list(self.page.evaluate(BLOCKING))
