"""Write the files, each whole or not at all."""

import csv
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from app.config import settings
from app.database import now, only_reading, session
from app.opendata.tables import SMALLEST, TABLES, Row, Table
from app.times import local

FROM_HOUR = 2
"""At night, when few people visit."""
FORMATS = ("csv", "json")
RULE = f"Aantallen van 1 tot {SMALLEST - 1} zijn leeg."
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""With what a formula begins in a spreadsheet."""


@dataclass(frozen=True)
class MadeFile:
    """A file as it can be fetched now."""

    name: str
    size: int


def folder() -> Path:
    """Shared by who makes the files and who sends them."""
    return settings().data / "open-data"


def made_on() -> date | None:
    """The day of the last files that are complete."""
    try:
        return date.fromisoformat((folder() / "gemaakt.txt").read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def made_files() -> dict[str, MadeFile]:
    """File name → the file, for those that are there."""
    names = [f"{table.name}.{kind}" for table in TABLES for kind in FORMATS]
    return {
        name: MadeFile(name, path.stat().st_size) for name in names if (path := folder() / name).is_file()
    }


def write_nightly() -> bool:
    """Once a day, at night; at once where there are none. Whether they were written."""
    today = local(now())
    last = made_on()
    if last == today.date() or (last is not None and today.hour < FROM_HOUR):
        return False
    write_files()
    return True


def write_files() -> None:
    """All of them, from one view of the database."""
    session.rollback()
    with only_reading():
        for table in TABLES:
            write_table(table)
        session.rollback()
    with whole(folder() / "gemaakt.txt") as file:
        file.write(f"{local(now()).date()}\n")


def write_table(table: Table) -> None:
    """As CSV for spreadsheets, and as JSON for programs."""
    rows = list(table.rows())
    with whole(folder() / f"{table.name}.csv") as file:
        write_csv(file, rows)
    with whole(folder() / f"{table.name}.json") as file:
        json.dump(
            {"gemaakt_op": str(local(now()).date()), "regel": RULE, "rijen": rows}, file, ensure_ascii=False
        )


def write_csv(file: TextIOWrapper, rows: Sequence[Row]) -> None:
    """With a mark of its encoding, which spreadsheets need."""
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([safe(value) for value in row.values()] for row in rows)


def safe(value: Any) -> Any:
    """No name becomes a formula in somebody's spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


@contextmanager
def whole(path: Path) -> Iterator[TextIOWrapper]:
    """A file that takes its name when it is complete."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
