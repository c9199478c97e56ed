"""`waardering benchmark checks`: what the checks of one review cost, and what a second worker gains."""

import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.benchmark.serving import environment
from app.config import Settings, read_settings, use_settings
from app.starting import CannotStart
from moderation.findings import FacilityFacts, Submission

SEED = 20261122
WORDS = 140
START_SECONDS = 120
POOL_SECONDS = 300
SENTENCES = (
    "Onze zoon gaat er graag naartoe en zwaait ons 's ochtends vrolijk uit.",
    "De begeleiders nemen de tijd om te vertellen hoe zijn dag was.",
    "We horen wat hij at, hoe lang hij sliep en met wie hij speelde.",
    "Er is een mooie tuin met een zandbak en een moestuintje.",
    "Ook als het regent trekken ze laarzen aan en gaan ze naar buiten.",
    "De sluitingsdagen horen we soms laat, en dan is het puzzelen met het werk.",
    "In de zomer zijn er veel wissels in de ploeg, dat vond hij lastig.",
    "Het eten is vers en ze houden rekening met allergieën.",
    "Toen hij viel, belden ze meteen en stond er een verpleegster klaar.",
    "Bij het afhalen is het druk in de gang en is er weinig plaats voor buggy's.",
    "Juf Lies kent alle liedjes en leerde hem tellen tot tien.",
    "De prijs is hoog, maar je krijgt er veel voor terug.",
    "Wij hadden graag wat meer foto's gezien van de uitstapjes.",
    "De leefgroep is ruim, licht en altijd proper.",
    "Als er iets is, kan je altijd bellen of even binnenspringen.",
    "De gewenning verliep rustig, met drie korte dagen vooraf.",
    "Ze leerde er delen, wachten en haar eigen jas aandoen.",
    "De deur staat altijd open voor een babbel met de verantwoordelijke.",
)


@click.command()
@click.option("--reviews", default=60, show_default=True, help="Waarderingen van 140 woorden per meting.")
@click.option("--pool/--no-pool", default=True, help="Meet ook één worker tegen twee.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def checks(reviews: int, pool: bool, as_json: bool) -> None:
    """Wat de controles van één waardering kosten, en wat een tweede worker oplevert.

    Processortijd in milliseconden; de verhoudingen hangen minder van de computer af.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    found = cost_of_checks(made_up_reviews(reviews))
    if pool:
        found["pool"] = cost_of_pool(reviews)
    if as_json:
        click.echo(json.dumps(found))
    else:
        show(found)


def made_up_reviews(number: int) -> list[Submission]:
    """Different texts of about 140 words; the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    return [
        Submission(
            texts={"text_good": text_of(chance, WORDS // 2), "text_better": text_of(chance, WORDS // 2)},
            scores=dict.fromkeys("abcdefgh", 4),
            facility=FacilityFacts(name="De Meetlat", municipality="Gent", places=24),
        )
        for _ in range(number)
    ]


def text_of(chance: random.Random, words: int) -> str:
    """Sentences in an order of their own, up to so many words."""
    text = ""
    for sentence in chance.sample(SENTENCES, len(SENTENCES)):
        if len(text.split()) + len(sentence.split()) / 2 > words:
            break
        text = f"{text} {sentence}".strip()
    return text


def cost_of_checks(reviews: Sequence[Submission]) -> dict[str, Any]:
    """Processor time a review: in all, and for each part. The first check that reads a text pays for all."""
    from app.screening import language_facts, screen, warm_up
    from moderation.checks import CHECKS
    from nlp_models.language import analyse

    warm_up()
    spent: dict[str, float] = defaultdict(float)
    whole = [cpu(lambda review=review: screen(review)) for review in reviews]  # type: ignore[misc]
    for review in reviews:
        for part, work in language_work(review.texts).items():
            spent[part] += cpu(work)
        submission = replace(review, language=language_facts(analyse(review.texts)))
        for check in CHECKS:
            spent[check.__name__] += cpu(lambda check=check, seen=submission: list(check(seen)))  # type: ignore[misc]
    in_all = statistics.mean(whole)
    words = statistics.mean(len(" ".join(review.texts.values()).split()) for review in reviews)
    return {
        "reviews": len(reviews),
        "words": round(words, 1),
        "cpu_ms": round(in_all, 2),
        "cpu_ms_median": round(statistics.median(whole), 2),
        "reviews_per_second_per_core": round(1000 / in_all, 1),
        "parts": {
            name: {"cpu_ms": round(ms / len(reviews), 3), "share": round(ms / sum(spent.values()), 3)}
            for name, ms in sorted(spent.items(), key=lambda item: -item[1])
        },
    }


def language_work(texts: Mapping[str, str]) -> dict[str, Callable[[], object]]:
    """The parts of the language work, one by one."""
    from nlp_models.language import unknown_words
    from nlp_models.names import names_and_sentences
    from nlp_models.opinions import opinions
    from nlp_models.polarity import polarity_of
    from nlp_models.which_language import language_of

    return {
        "names": lambda: names_and_sentences(texts),
        "language": lambda: [language_of(text) for text in texts.values()],
        "spelling": lambda: unknown_words(texts, frozenset()),
        "opinions": lambda: opinions(texts),
        "polarity": lambda: polarity_of("\n".join(texts.values())),
    }


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def cost_of_pool(reviews: int) -> dict[str, Any]:
    """Real workers on the real queue: reviews a second with one and with two, in a database of its own.

    One before and one after: each screened text makes the next look-up of likenesses dearer.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"WAARDERING_DATA": folder}, keys=False)
        environ = {**environment(settings, Path(folder)), "OMP_NUM_THREADS": "1"}
        settings = read_settings(environ)
        waiting = prepare(settings, 2 * reviews)
        first, last = reviews // 2, reviews // 2 + reviews
        with queue(settings):
            before = screened_a_second(settings, environ, waiting[:first], workers=1)
            two = screened_a_second(settings, environ, waiting[first:last], workers=2)
            after = screened_a_second(settings, environ, waiting[last:], workers=1)
        one = statistics.harmonic_mean((before, after))
    return {
        "cores": len(os.sched_getaffinity(0)),
        "one_worker": round(one, 1),
        "two_workers": round(two, 1),
        "ratio": round(two / one, 2),
    }


def prepare(settings: Settings, number: int) -> list[int]:
    """A database with so many reviews that wait for screening; their ids."""
    import sqlalchemy as sa

    from app import create_app
    from app.benchmark.data import fill
    from app.contributions.models import Contribution, Version
    from app.database import session
    from app.migrating import migrate
    from moderation.states import State

    use_settings(settings)
    migrate(settings)
    create_app(settings)
    fill(facilities=number, reviews=number + 60, open_items=number)
    ids = list(
        session.scalars(sa.select(Contribution.id).where(Contribution.is_open).order_by(Contribution.id))
    )
    for identifier, review in zip(ids, made_up_reviews(number), strict=True):
        session.execute(sa.update(Version).where(Version.id == identifier).values(texts=dict(review.texts)))
    table = Contribution.__table__
    session.execute(
        sa.update(table).where(table.c.id.in_(ids)).values(state=State.SUBMITTED, awaits_screening=True)  # type: ignore[arg-type]
    )
    session.commit()
    return ids


@contextlib.contextmanager
def queue(settings: Settings) -> Iterator[None]:
    """The queue that an installation of one machine has."""
    from app.embedded_queue import prepare_folders, queue_command, wait_for_queue

    prepare_folders(settings)
    with running([list(queue_command(settings))], dict(os.environ)) as (server,):
        if not wait_for_queue(settings, lambda: server.poll() is None):
            raise CannotStart("De wachtrij voor de meting start niet.")
        yield


def screened_a_second(
    settings: Settings, environ: Mapping[str, str], ids: Sequence[int], *, workers: int
) -> float:
    """From the first job until the last one is done."""
    from rq import Worker

    from app.jobs import enqueue_screening, queue_connection

    command = [sys.executable, "-m", "app.cli", "worker"]
    with running([command] * workers, environ), queue_connection(5) as connection:
        wait_until(lambda: Worker.count(connection=connection) >= workers, START_SECONDS)
        began = time.monotonic()
        for identifier in ids:
            enqueue_screening(identifier)
        wait_until(lambda: still_waiting(ids) == 0, POOL_SECONDS)
        return len(ids) / (time.monotonic() - began)


def still_waiting(ids: Sequence[int]) -> int:
    """How many of these are not screened yet."""
    import sqlalchemy as sa

    from app.contributions.models import Contribution
    from app.database import only_reading, session

    with only_reading():
        waits = sa.select(sa.func.count()).where(Contribution.id.in_(ids), Contribution.awaits_screening)
        number = session.scalar(waits) or 0
        session.rollback()
    return number


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    """Look ten times a second."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise CannotStart("De workers voor de meting komen niet klaar.")
        time.sleep(0.1)


@contextlib.contextmanager
def running(
    commands: Sequence[Sequence[str]], environ: Mapping[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Programs that end with us."""
    processes = [subprocess.Popen(command, env=environ) for command in commands]  # noqa: S603 (our own)
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def show(found: Mapping[str, Any]) -> None:
    """A line a part, the dearest first."""
    click.echo(f"{found['reviews']} waarderingen van gemiddeld {found['words']:.0f} woorden")
    click.echo(
        f"{found['cpu_ms']:.1f} ms processortijd per waardering (mediaan {found['cpu_ms_median']:.1f})"
    )
    click.echo(f"{found['reviews_per_second_per_core']:.0f} waarderingen per seconde per kern")
    click.echo(f"\n{'onderdeel':<40}{'ms':>8}{'deel':>7}")
    for name, cost in found["parts"].items():
        click.echo(f"{name:<40}{cost['cpu_ms']:>8.2f}{cost['share']:>7.0%}")
    if "pool" in found:
        pool = found["pool"]
        click.echo(
            f"\nworkers op {pool['cores']} kernen: één doet {pool['one_worker']:.1f} per seconde, "
            f"twee doen {pool['two_workers']:.1f}: × {pool['ratio']:.2f}"
        )
