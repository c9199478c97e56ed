"""The web server, a worker, the scheduler and an import write to one SQLite file at once: nobody fails."""

import gzip
import logging
import threading
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.config import ROOT
from app.contributions.models import Contribution, Decision
from app.questionnaires import current_questionnaire
from moderation.states import Action, State
from tests.faults.browser import Browser
from tests.faults.installation import Installation, look, wait_until
from tests.mailbox import Mailbox, link_in

log = logging.getLogger(__name__)

WRITING_SECONDS = 30
VISITORS = 3
FACILITIES = 400


def answers(number: int) -> Mapping[str, str]:
    """A whole review, by another parent each time."""
    questionnaire = current_questionnaire("kinderopvang")
    return {
        **{f"score_{theme.key}": "4" for theme in questionnaire.themes},
        "text_good": f"Onze dochter gaat er graag naartoe, al {number} weken lang.",
        "text_better": "De tuin is klein.",
        "relation": questionnaire.relations[0].key,
        "experience_from": "2026-01",
        "experience_until": date.today().strftime("%Y-%m"),
        "first_name": "Noor",
        "last_name": "Peeters",
        "email": f"noor{number}@ouders.example",
        "own_experience": "y",
        "accept_terms": "y",
    }


class Visitors:
    """Parents who write as fast as they can, and confirm when the mail has come."""

    def __init__(self, installation: Installation, addresses: list[str]) -> None:
        self.installation = installation
        self.site = f"http://127.0.0.1:{installation.port}"
        self.addresses = addresses
        self.until = time.monotonic() + WRITING_SECONDS
        self.sent: list[float] = []
        """The seconds that each took, from the button to the next page."""
        self.wrong: list[str] = []

    def write(self, first: int) -> None:
        """One visitor after the other."""
        number = first
        while time.monotonic() < self.until:
            browser = Browser(self.site)
            browser.open(f"{self.addresses[number % len(self.addresses)]}/waarderen")
            started = time.monotonic()
            status = browser.send(answers(number))
            if status == 200 and browser.address.endswith("/waarderen/verstuurd"):
                self.sent.append(time.monotonic() - started)
            else:
                self.wrong.append(f"{status} at {browser.address}")
            number += VISITORS

    def confirm(self, number: int) -> None:
        """By the link in the mail."""
        mailbox = Mailbox(self.installation.data / "mail")
        address = f"noor{number}@ouders.example"
        wait_until(lambda: bool(mailbox.mails(address)), 60, "the mail has come")
        browser = Browser(self.site)
        browser.open(link_in(mailbox.mails(address)[0]))
        status = browser.send({}, "/waardering/bevestigen")
        if status != 200:
            self.wrong.append(f"{status} at the confirmation")


def facility_file(folder: Path, round_number: int) -> tuple[Path, list[str]]:
    """The example facilities, each in another street each time."""
    with gzip.open(ROOT / "app" / "demo" / "facilities.csv.gz", "rt", encoding="utf-8") as packed:
        header, *lines = packed.read().splitlines()
    names = header.split(";")
    rows = [dict(zip(names, line.split(";"), strict=True)) for line in lines]
    taking_part = [
        {**row, "straat": f"Kerkstraat {round_number}"}
        for row in rows
        if (row["sector"], row["deelname"], row["einde"]) == ("kinderopvang", "ja", "")
    ][:FACILITIES]
    path = folder / f"facilities-{round_number}.csv"
    path.write_text("\n".join([header, *(";".join(row.values()) for row in taking_part)]) + "\n")
    return path, [f"/voorzieningen/kinderopvang/{row['dossiernummer']}" for row in taking_part]


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """One that lets a visitor write often."""
    return Installation(tmp_path, {"WAARDERING_SUBMISSIONS_PER_HOUR": "1000000"})


def test_everybody_writes_at_once_and_nothing_fails(
    tmp_path: Path, installation: Installation, session: scoped_session[Session]
) -> None:
    with installation:
        installation.log.touch()
        file, addresses = facility_file(tmp_path, 0)
        assert installation.command("import-facilities", str(file)).returncode == 0
        installation.run()
        visitors = Visitors(installation, addresses)
        writers = [threading.Thread(target=visitors.write, args=[first]) for first in range(VISITORS)]
        for writer in writers:
            writer.start()
        imports = 0
        while time.monotonic() < visitors.until:
            imports += 1
            done = installation.command("import-facilities", str(facility_file(tmp_path, imports)[0]))
            assert done.returncode == 0, done.stderr
        for writer in writers:
            writer.join()
        for number in range(6):
            visitors.confirm(number)
        assert visitors.wrong == []
        assert look(session, select(func.count(Contribution.id)))[0] == len(visitors.sent)
        wait_until(lambda: in_state(session, State.QUEUED) == 6, 60, "the confirmed ones were screened")
        log.info(
            "%d reviews and %d imports in %d s; the slowest review took %.1f s",
            len(visitors.sent),
            imports,
            WRITING_SECONDS,
            max(visitors.sent),
        )
        assert installation.said("ERROR") == 0, installation.log.read_text()


def in_state(session: scoped_session[Session], state: State) -> int:
    """How many contributions reached it by screening."""
    return look(
        session,
        select(func.count(Contribution.id))
        .join(Decision)
        .where(Contribution.state == state, Decision.action == Action.QUEUE),
    )[0]
