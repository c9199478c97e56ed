"""The `waardering` command. Each sub-command is imported only when it is used."""

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

from app.config import BadSetting
from app.starting import CannotStart


@dataclass(frozen=True)
class Entry:
    """Where a sub-command lives, and its line in the list; without one it is for our own use."""

    module: str
    attribute: str
    summary: str


COMMANDS: Mapping[str, Entry] = {
    "run": Entry("app.run_command", "run", "Alles op deze computer: databank, wachtrij, worker en website."),
    "web": Entry("app.part_commands", "web", "Alleen de website."),
    "worker": Entry("app.part_commands", "worker", "Alleen de worker: controles en mails."),
    "hints": Entry("app.part_commands", "hints", "Alleen de tips tijdens het schrijven."),
    "scheduler": Entry("app.part_commands", "scheduler", "Alleen wat op vaste tijden gebeurt."),
    "migrate": Entry("app.part_commands", "migrate", "Breng de databank op de nieuwste versie."),
    "import-facilities": Entry(
        "app.facilities.import_commands", "import_facilities", "Lees voorzieningen uit een CSV-bestand."
    ),
    "create-account": Entry(
        "app.accounts.commands", "create_account", "Maak een account; toont een eenmalige link."
    ),
    "screen": Entry("app.screen_commands", "screen", "Controleer teksten uit JSON-regels."),
    "evaluate": Entry("app.screen_commands", "evaluate", "Meet de controles op gemerkte teksten."),
    "sweep": Entry("app.part_commands", "sweep", "Zet verloren taken opnieuw in de wachtrij."),
    "expire": Entry("app.part_commands", "expire", "Wis wat zijn bewaartermijn voorbij is."),
    "reveal": Entry("app.part_commands", "reveal", "Toon wat vandaag zichtbaar mag worden."),
    "rebuild-aggregates": Entry("app.part_commands", "rebuild_aggregates", "Tel alle gemiddelden opnieuw."),
    "verify-audit": Entry("app.part_commands", "verify_audit", "Kijk of het logboek nog heel is."),
    "open-data": Entry("app.opendata.commands", "open_data", "Maak de open bestanden nu."),
    "benchmark": Entry(
        "app.benchmark.commands", "benchmark", "Meet hoe snel de pagina's en de controles zijn."
    ),
    "load-demo": Entry("app.part_commands", "load_demo", ""),
}


class Sentence(click.ClickException):
    """A problem told in one sentence, without a traceback."""

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


class LazyGroup(click.Group):
    """Lists its sub-commands without importing them: `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, entry in COMMANDS.items() if entry.summary]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(importlib.import_module(entry.module), entry.attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BadSetting, CannotStart) as problem:
            raise Sentence(str(problem)) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ouders waarderen de kinderopvang; een redactie leest elke bijdrage voor iemand anders ze ziet."""
    os.umask(0o077)  # what we write is for nobody else on this computer


if __name__ == "__main__":
    main()
