"""The parts of the platform as commands, for an installation of several machines."""

import sys
from pathlib import Path

import click

from app.config import Settings, read_settings, use_settings
from app.logs import log_to_stderr


def start(part: str) -> Settings:
    """Settings and log of this process."""
    log_to_stderr(part)
    settings = read_settings()
    use_settings(settings)
    return settings


def start_with_site(part: str) -> None:
    """For a command that uses the database once."""
    from app import create_app

    create_app(start(part)).app_context().push()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de website luistert.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Poort van de website."
)
@click.option("--workers", type=click.IntRange(1), help="Aantal processen; zo veel als er kernen zijn.")
def web(host: str, port: int, workers: int | None) -> None:
    """Alleen de website. De databank moet klaar zijn (zie migrate)."""
    from app.demo_marker import check_demo
    from app.web_server import serve

    check_demo(start("web"), host)
    serve(host, port, workers)


@click.command()
def worker() -> None:
    """Alleen de worker: controles en mails. Start er zo veel als je wil."""
    from app.worker import work

    work(start("worker"))


@click.command()
def hints() -> None:
    """Alleen de tips tijdens het schrijven. Eén op elke computer met een website."""
    from app.hints.process import serve

    log_to_stderr("hints")
    serve(read_settings(keys=False))  # it reads what people type, so it holds no keys


@click.command()
def scheduler() -> None:
    """Alleen wat op vaste tijden gebeurt. Eén is genoeg; twee doen geen kwaad."""
    from app.scheduler import schedule

    schedule(start("scheduler"))


@click.command()
def migrate() -> None:
    """Breng de databank op de versie van dit programma."""
    from app.migrating import migrate as bring_up_to_date

    changed = bring_up_to_date(start("migrate"))
    click.echo("De databank is bijgewerkt." if changed else "De databank was al op de nieuwste versie.")


@click.command()
def sweep() -> None:
    """Zet in de wachtrij wat op een controle wacht en daar niet meer in staat."""
    from app.jobs import sweep as enqueue_lost

    start_with_site("sweep")
    click.echo(f"{enqueue_lost()} taken opnieuw in de wachtrij gezet.")


@click.command()
def expire() -> None:
    """Wis wat zijn bewaartermijn voorbij is, en herinner wie nog niet bevestigde."""
    from app.database import session
    from app.retention import expire as expire_now
    from app.reviews.reminding import remind

    start_with_site("expire")
    expire_now()
    session.commit()
    remind()
    session.commit()
    click.echo("De bewaartermijnen zijn toegepast.")


@click.command()
def reveal() -> None:
    """Toon wat intussen zichtbaar mag zijn."""
    from app.publication import reveal_due

    start_with_site("reveal")
    click.echo(f"{reveal_due()} bijdragen zichtbaar gemaakt.")


@click.command(name="rebuild-aggregates")
def rebuild_aggregates() -> None:
    """Tel de gemiddelden van alle voorzieningen opnieuw."""
    from app.database import session
    from app.recounting import rebuild_totals

    start_with_site("rebuild-aggregates")
    counted = rebuild_totals()
    session.commit()
    click.echo(f"{counted} voorzieningen opnieuw geteld.")


@click.command(name="verify-audit")
@click.option(
    "--heads",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Een kopie van audit-heads.jsonl die elders bewaard werd.",
)
def verify_audit(heads: Path | None) -> None:
    """Kijk of het logboek nog heel is: geen rij veranderd, geen einde afgeknipt."""
    from app.audit.actions import heads_file
    from app.audit.verifying import trail_faults

    start_with_site("verify-audit")
    noted = heads or heads_file()
    faults = trail_faults(noted)
    if not noted.exists():
        click.echo(
            "Let op: er is geen einde buiten de databank genoteerd. Een afgesneden einde valt niet op."
        )
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo("Het logboek is heel.")


@click.command(name="load-demo", hidden=True)
def load_demo() -> None:
    """Vul de databank met voorbeelden, als ze leeg is."""
    from app.demo import load_demo as load_examples
    from app.demo_marker import prepare_demo

    settings = start("demo")
    prepare_demo(settings)
    from app import create_app

    with create_app(settings).app_context():
        load_examples()
