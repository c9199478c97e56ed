"""`waardering run`: everything on this machine, as one group of processes."""

import http.client
import logging
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from app.config import ROOT, Settings, read_settings, use_settings
from app.embedded_queue import (
    prepare_folders,
    queue_command,
    queue_folder,
    set_broken_journal_aside,
    wait_for_queue,
)
from app.logs import log_to_stderr
from app.starting import CannotStart, RunLock, check_data_folder, check_port, site_address
from app.supervisor import Part, Supervisor

log = logging.getLogger(__name__)

SITE_SECONDS = 60
"""What the website may take until its first answer."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de website luistert.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Poort van de website."
)
@click.option("--data", "folder", type=click.Path(path_type=Path), help="Map voor alle gegevens.")
@click.option("--demo", is_flag=True, help="Met voorbeelden: voorzieningen, accounts en waarderingen.")
def run(host: str, port: int, folder: Path | None, demo: bool) -> None:
    """Start alles op deze computer; Ctrl-C stopt het."""
    log_to_stderr("run")
    environ = child_environment(host, port, folder, demo)
    settings = checked_settings(environ, host)
    with RunLock(settings.data) as lock:
        check_port(host, port)
        prepare_database(settings)
        supervisor = Supervisor(environ, lock.descriptor)
        supervisor.listen_to_signals()
        try:
            start_parts(supervisor, settings, host, port)
            if not supervisor.must_stop:
                greet(settings, site_address(host, port))
            supervisor.watch()
        finally:
            supervisor.stop()
            log.info("everything has ended")


def child_environment(host: str, port: int, folder: Path | None, demo: bool) -> Mapping[str, str]:
    """What the parts must know, as settings."""
    environ = dict(os.environ)
    if folder is not None:
        environ["WAARDERING_DATA"] = str(folder.expanduser().resolve())
    if demo:
        environ["WAARDERING_DEMO"] = "1"
    if not environ.get("WAARDERING_BASE_URL"):
        environ["WAARDERING_BASE_URL"] = site_address(host, port)
    environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environ.get("PYTHONPATH")]))
    environ["OMP_NUM_THREADS"] = "1"  # a thread pool that was used before a fork hangs after it
    return environ


def checked_settings(environ: Mapping[str, str], host: str) -> Settings:
    """The settings, once all that can be known beforehand is right."""
    from app.demo_marker import check_demo

    without_keys = read_settings(environ, keys=False)
    check_data_folder(without_keys.data)
    check_demo(without_keys, host)
    settings = read_settings(environ)
    use_settings(settings)
    if settings.embedded_queue:
        prepare_folders(settings)
        queue_command(settings)  # says so when there is no program for it
    return settings


def prepare_database(settings: Settings) -> None:
    """At our version, and with --demo marked as examples."""
    from app.demo_marker import prepare_demo
    from app.migrating import migrate

    migrate(settings)
    if settings.demo:
        prepare_demo(settings)


def start_parts(supervisor: Supervisor, settings: Settings, host: str, port: int) -> None:
    """The queue, then the website. What works in the background waits until the website answers."""
    if settings.embedded_queue:
        start_queue(supervisor, settings)
    if settings.demo:
        load_examples(supervisor, settings)
    supervisor.start(Part("web", part_command("web", "--host", host, "--port", str(port))))
    wait_for_site(supervisor, site_address(host, port))
    if not supervisor.must_stop:
        supervisor.start(Part("worker", part_command("worker"), stop_seconds=10))
        supervisor.start(Part("scheduler", part_command("scheduler")))
        supervisor.start(Part("hints", part_command("hints")))


def part_command(*words: str) -> list[str]:
    """A sub-command of ours. `-P`: a folder `app` where we happen to stand is not ours."""
    return [sys.executable, "-P", "-m", "app.cli", *words]


def start_queue(supervisor: Supervisor, settings: Settings) -> None:
    """A queue that cannot read its journal starts empty."""
    part = Part("queue", queue_command(settings), stop_seconds=5, ends_last=True)
    child = supervisor.start(part)
    if wait_for_queue(settings, lambda: child.is_running):
        return
    supervisor.end([child])
    set_broken_journal_aside(settings)
    supervisor.launch(child)
    if not wait_for_queue(settings, lambda: child.is_running):
        raise CannotStart(f"De wachtrij start niet; {queue_folder(settings) / 'valkey.log'} zegt waarom.")


def load_examples(supervisor: Supervisor, settings: Settings) -> None:
    """The first time, in a process of its own: what it needs does not stay in memory here."""
    from app.demo_marker import holds_data

    if holds_data(settings):
        return
    log.info("the examples are being made; this takes a while, once")
    child = supervisor.start(Part("demo", part_command("load-demo")))
    while child.is_running and not supervisor.must_stop:
        time.sleep(0.05)
    supervisor.children.remove(child)
    if supervisor.must_stop:
        supervisor.end([child])
    elif child.process is not None and child.process.returncode != 0:
        raise CannotStart("De voorbeelden konden niet geladen worden; de regels hierboven zeggen waarom.")


def wait_for_site(supervisor: Supervisor, address: str) -> None:
    """Until its health page answers."""
    deadline = time.monotonic() + SITE_SECONDS
    while not supervisor.must_stop and not answers(address):
        supervisor.look()
        if time.monotonic() > deadline:
            raise CannotStart(f"De website antwoordt niet binnen {SITE_SECONDS} seconden op {address}.")
        time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether the website is up."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("GET", "/gezondheid")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def greet(settings: Settings, address: str) -> None:
    """Where the site is, and who can sign in."""
    click.echo(f"Het platform draait op {address} (Ctrl-C stopt het).")
    if settings.demo:
        from app.demo import EXAMPLE_ACCOUNTS

        click.echo("Voorbeeldaccounts:")
        for account in EXAMPLE_ACCOUNTS:
            click.echo(f"  {account}")
    sys.stdout.flush()
