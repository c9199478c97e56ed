"""What it costs to send a review, validated, stored and enqueued, against one bare insert with a commit."""

import contextlib
import re
import secrets
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa

from app.benchmark.data import BETTER, GOOD
from app.benchmark.load import BROWSER, Speed, measure
from app.benchmark.serving import LIMIT
from app.config import Settings
from app.contributions.models import Review
from app.database import session
from app.embedded_queue import prepare_folders, queue_command, wait_for_queue
from app.questionnaires import Sector, current_questionnaire
from app.starting import CannotStart
from moderation.states import State

SCRIPT = Path(__file__).with_name("submit_script.lua")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@contextlib.contextmanager
def queue(settings: Settings) -> Iterator[None]:
    """What an installation enqueues in; a queue elsewhere is used as it is."""
    if not settings.embedded_queue:
        yield
        return
    prepare_folders(settings)
    process = subprocess.Popen(queue_command(settings))  # noqa: S603 (our own command)
    try:
        if not wait_for_queue(settings, lambda: process.poll() is None):
            raise CannotStart("De wachtrij voor de meting start niet.")
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def submit_speeds(address: str, seconds: int) -> tuple[Speed, Speed]:
    """Of sending reviews and of the bare insert, over one connection; what was sent must be there."""
    page = f"{address}/voorzieningen/kinderopvang/000001/waarderen"
    form, cookie = filled_form(page)
    before = stored()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(form)
        file.flush()
        told = {"WAARDERING_FORM": file.name}
        bare = post(f"{address}{LIMIT}/schrijf", seconds, told, {})
        sent = post(page, seconds, told, {"Cookie": cookie})
        again = post(f"{address}{LIMIT}/schrijf", seconds, told, {})
    if stored() - before < sent.per_second * seconds * 0.95:
        raise RuntimeError("Wat verstuurd werd, staat niet in de databank.")
    return sent, Speed(
        (bare.per_second + again.per_second) / 2, (bare.p50 + again.p50) / 2, (bare.p99 + again.p99) / 2
    )


def post(url: str, seconds: int, told: dict[str, str], headers: dict[str, str]) -> Speed:
    """The form, to this address."""
    told = {**told, "WAARDERING_RUN": secrets.token_hex(8)}
    return measure(url, seconds=seconds, connections=1, headers=headers, script=SCRIPT, told=told)


def filled_form(page: str) -> tuple[str, str]:
    """All fields but the address and the key, with the token of this browser; and its cookie."""
    cookies = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    opener.addheaders = [("User-Agent", BROWSER)]
    with opener.open(page, timeout=30) as answer:
        token = TOKEN.search(answer.read().decode())
    if token is None:
        raise RuntimeError(f"{page} heeft geen formulier.")
    questionnaire = current_questionnaire(Sector.KINDEROPVANG)
    fields = {
        "csrf_token": token[1],
        **{f"score_{theme.key}": "4" for theme in questionnaire.themes},
        "text_good": GOOD,
        "text_better": BETTER,
        "relation": questionnaire.relations[0].key,
        "experience_from": "2025-09",
        "first_name": "Maat",
        "last_name": "Meter",
        "own_experience": "y",
        "accept_terms": "y",
        "hints_shown": "1",
    }
    return urlencode(fields), "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


def stored() -> int:
    """Reviews that wait for confirmation. Ends the transaction: it could hold up the server."""
    waiting = sa.select(sa.func.count()).select_from(Review).where(Review.state == State.UNCONFIRMED)
    number = session.scalar(waiting) or 0
    session.rollback()
    return number
