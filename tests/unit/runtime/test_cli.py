"""The command answers at once, and tells a problem in one sentence."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from app.cli import COMMANDS, LazyGroup, main
from app.starting import CannotStart

HEAVY = ("flask", "sqlalchemy", "spacy", "numpy", "redis", "alembic")


def test_the_list_of_commands_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from app.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        f"print(*{set(HEAVY)!r} & set(sys.modules))"
    )
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert imported.stdout.split() == []


@pytest.mark.parametrize("name", [name for name, entry in COMMANDS.items() if entry.summary])
def test_every_command_stands_in_the_list(name: str) -> None:
    assert f"  {name} " in CliRunner().invoke(main, ["--help"]).output


def test_commands_for_our_own_use_do_not_stand_in_the_list() -> None:
    assert "load-demo" not in CliRunner().invoke(main, ["--help"]).output


def test_a_command_that_does_not_exist_is_refused() -> None:
    assert CliRunner().invoke(main, ["dans"]).exit_code == 2


@click.command()
def refuse() -> None:
    """Says why it cannot start."""
    raise CannotStart("Poort 8000 is al in gebruik.")


def test_a_problem_is_one_sentence_and_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: refuse)
    result = CliRunner().invoke(main, ["refuse"])
    assert (result.exit_code, result.output) == (1, "Poort 8000 is al in gebruik.\n")
