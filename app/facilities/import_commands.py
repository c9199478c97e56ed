"""`waardering import-facilities`: facilities from a CSV file. The format stands in docs/facility-file.md."""

from contextlib import nullcontext
from pathlib import Path

import click
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from app.config import Settings, read_settings
from app.database import connect, now, only_reading, session
from app.facilities.csv_reading import FacilityFile, UnreadableFile, read_facility_file
from app.facilities.import_plan import ImportPlan
from app.facilities.import_report import closing_warning, report
from app.facilities.importing import ClosesTooMany, compare_with_database, take_turns, write_plan
from app.times import local


class ImportRefused(click.ClickException):
    """Nothing was changed; the message says why."""

    def show(self, file: object = None) -> None:
        click.echo(self.format_message(), err=True)


@click.command("import-facilities")
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Toon wat er zou veranderen en wijzig niets.")
@click.option("--allow-closing", is_flag=True, help="Laat toe dat er veel voorzieningen sluiten.")
def import_facilities(file: Path, dry_run: bool, allow_closing: bool) -> None:
    """Lees voorzieningen uit een CSV-bestand: alles in één keer, of niets."""
    try:
        found = read_facility_file(file)
        plan = run_import(read_settings(keys=False), found, dry_run=dry_run, allow_closing=allow_closing)
    except UnreadableFile as problem:
        raise ImportRefused(str(problem)) from None
    except ClosesTooMany as problem:
        raise ImportRefused("\n".join(map(closing_warning, problem.sectors))) from None
    except SQLAlchemyError as error:
        raise ImportRefused(f"De databank weigert: {first_line(error)} Er is niets gewijzigd.") from error
    click.echo("\n".join(report(found, plan)))
    if dry_run:
        click.echo("Dit was een proef: er is niets gewijzigd.")
        if plan.too_many_closings and not allow_closing:
            raise ImportRefused("\n".join(map(closing_warning, plan.too_many_closings)))
    if not found.rows:
        raise ImportRefused("Geen enkele rij is goed: er is niets gewijzigd.")


def run_import(settings: Settings, file: FacilityFile, *, dry_run: bool, allow_closing: bool) -> ImportPlan:
    """Compare and write in one transaction; a dry run cannot write."""
    engine = connect(settings.database_url)
    try:
        with only_reading() if dry_run else nullcontext(), session.begin():
            if not sa.inspect(session.connection()).has_table("facilities"):
                raise ImportRefused("De databank is nog niet klaar: voer eerst “waardering migrate” uit.")
            if not dry_run:
                take_turns()
            plan = compare_with_database(file, local(now()).date())
            if not dry_run:
                write_plan(plan, allow_closing=allow_closing)
            return plan
    finally:
        session.remove()
        engine.dispose()


def first_line(error: SQLAlchemyError) -> str:
    """The database's own words, without the statement and its data."""
    original = getattr(error, "orig", None)
    return str(original or type(error).__name__).strip().splitlines()[0].rstrip(".") + "."
