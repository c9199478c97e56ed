"""`waardering open-data`."""

import click

from app.part_commands import start_with_site


@click.command(name="open-data")
def open_data() -> None:
    """Maak de open bestanden nu, in DATA/open-data."""
    from app.opendata.writing import folder, made_files, write_files

    start_with_site("open-data")
    write_files()
    click.echo(f"{len(made_files())} bestanden gemaakt in {folder()}.")
