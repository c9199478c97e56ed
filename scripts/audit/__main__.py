"""`make audit`: Lighthouse and the Nu checker on the running site with its examples.

Exits with 1 when a page is below what we promise: on a telephone, in the median of three, performance 95
and accessibility, best practices and findability 100; and every page valid HTML.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from app.audience import Audience, audience_of
from app.config import read_settings
from app.demo import EXAMPLE_ACCOUNTS, PASSWORD
from scripts.audit.crawl import Page, Visitor, links_of
from scripts.audit.markup import FOLDER, complaints
from tests.browser.conftest import BROWSER, QUIET
from tests.browser.live_site import running_site

PROMISED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 60_000
UNLINKED = (
    "/waardering",
    "/bestaat-niet",
    "/gedragscode/versies/1",
    "/link-kwijt/verstuurd",
    "/waarderen/verstuurd",
    "/opvang-ontbreekt/verstuurd",
    "/wachtwoord-vergeten/verstuurd",
    "/volgen/gevraagd",
    "/postvak",
)
"""Pages that one gets to by a form or a mail."""
STARTS = {"provider": "/organisatie/", "admin": "/beheer/"}


def main() -> int:
    """Start the site, look, say what was seen."""
    read = argparse.ArgumentParser(prog="make audit")
    read.add_argument("--site", help="een site met de voorbeelden die al draait, zoals http://127.0.0.1:8000")
    read.add_argument("--runs", type=int, default=3)
    read.add_argument("--only", choices=("lighthouse", "markup"))
    asked = read.parse_args()
    with tempfile.TemporaryDirectory() as folder, the_site(asked.site, Path(folder) / "site") as site:
        rules = create_app(replace(read_settings({"WAARDERING_DATA": folder}), demo=True))
        wrong = 0
        if asked.only != "markup":
            wrong += lighthouse(site, rules, asked.runs)
        if asked.only != "lighthouse":
            wrong += markup(site, rules)
    print("In orde." if not wrong else f"Niet in orde: {wrong}.")
    return int(wrong > 0)


@contextmanager
def the_site(address: str | None, data: Path) -> Iterator[str]:
    """The one that runs, or one of our own."""
    if address:
        yield address.rstrip("/")
        return
    with running_site(data, {}, "--demo") as site:
        yield site.url


def lighthouse(site: str, rules: Flask, runs: int) -> int:
    """How many pages are below what we promise."""
    browser = os.environ.get(BROWSER) or shutil.which("chromium")
    if browser is None or shutil.which("node") is None:
        raise SystemExit("Lighthouse heeft Chromium en Node nodig.")
    facility = heaviest(site, rules)
    pages = ("/", "/voorzieningen?q=gent", facility, f"{facility}/waarderen")
    environ = {**os.environ, "CHROME_PATH": browser, "CHROME_FLAGS": " ".join(QUIET), "RUNS": str(runs)}
    command = ["node", FOLDER / "lighthouse.mjs", *(site + page for page in pages)]
    told = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True).stdout
    return sum(is_below(json.loads(line), site) for line in told.splitlines())


def is_below(found: dict[str, Any], site: str) -> bool:
    """Whether this page misses something, with a line about it."""
    scores, size, shift = found["scores"], found["bytes"], found["shift"]
    is_bad = size > MOST_BYTES or shift > 0 or any(scores[name] < least for name, least in PROMISED.items())
    figures = ", ".join(f"{name} {score}" for name, score in scores.items())
    print(f"{found['url'].removeprefix(site)}: {figures}; {size / 1000:.1f} kB, verschuiving {shift}, "
          f"grootste deel na {found['paint_ms']} ms")  # fmt: skip
    for cause in [*found["lost"], *found["failed"]] if is_bad or found["failed"] else ():
        print(f"    {cause}")
    return is_bad or bool(found["failed"])


def heaviest(site: str, rules: Flask) -> str:
    """The facility of the examples whose page holds most."""
    visitor = Visitor(site, rules.url_map.bind(""))
    listed = links_of(visitor.open("/voorzieningen?waarderingen=ja").body).links
    pages = {link for link in listed if link.startswith("/voorzieningen/kinderopvang/")}
    return max(sorted(pages), key=lambda address: len(visitor.open(address).body))


def markup(site: str, rules: Flask) -> int:
    """How many faults the Nu checker finds; and which open addresses no link led to."""
    routes = rules.url_map.bind("")
    visitor = Visitor(site, routes)
    found: list[Page] = list(visitor.walk("/", *UNLINKED))
    for account in EXAMPLE_ACCOUNTS:
        colleague = Visitor(site, routes)
        colleague.sign_in(account.email, PASSWORD)
        found += colleague.walk(STARTS.get(account.role, "/redactie/"))
        visitor.seen += colleague.seen
    failed = [f"{page.name}: antwoord {page.status}" for page in found if page.status >= 500]
    wrong = [*failed, *sorted(complaints(found))]
    print("\n".join(wrong))
    unseen = sorted(open_rules(rules) - visitor.rules)
    print(f"Nu checker: {len(found)} pagina's, {len(wrong)} opmerkingen. Geen link leidde naar: {unseen}")
    return len(wrong)


def open_rules(rules: Flask) -> set[str]:
    """The addresses that anybody may read."""
    return {
        rule.rule
        for rule in rules.url_map.iter_rules()
        if audience_of(rules, rule.endpoint) is Audience.EVERYONE and "GET" in (rule.methods or ())
    }


if __name__ == "__main__":
    raise SystemExit(main())
