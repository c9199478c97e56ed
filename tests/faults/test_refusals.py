"""A start that cannot succeed is refused at once, in one sentence that says what to do."""

import socket
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.demo_marker import prepare_demo
from app.migrating import migrate
from tests.faults.installation import Installation


def refusal(installation: Installation, *words: str, command: str = "run") -> str:
    """What it says instead of starting."""
    done = installation.command(command, "--port", str(installation.port), *words)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    return sentence


def test_a_port_that_is_taken(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        assert refusal(installation) == (
            f"Poort {installation.port} is al in gebruik. Kies een andere met --port."
        )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"WAARDERING_DATABASE_URL": "mysql://x"}, "WAARDERING_DATABASE_URL moet beginnen met sqlite"),
        ({"WAARDERING_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "Geef WAARDERING_SECRET_KEY op"),
        ({"WAARDERING_REDIS_URL": "http://x"}, "WAARDERING_REDIS_URL moet beginnen met redis://"),
        ({"WAARDERING_AVERAGE_FROM": "veel"}, "WAARDERING_AVERAGE_FROM moet een geheel getal zijn"),
        ({"WAARDERING_SECRET_KEY": "kort"}, "WAARDERING_SECRET_KEY moet minstens 32 tekens lang zijn"),
    ],
)
def test_a_wrong_setting(installation: Installation, wrong: Mapping[str, str], words: str) -> None:
    installation.environ.update(wrong)
    assert refusal(installation).startswith(words)


def test_a_data_folder_where_we_cannot_write(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sentence = refusal(installation, "--data", str(tmp_path / "file" / "data"))
    assert "is niet beschrijfbaar (Not a directory)" in sentence


def test_a_database_of_a_newer_version(installation: Installation) -> None:
    migrate(installation.settings)
    with sqlite3.connect(installation.data / "waardering.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert refusal(installation) == (
        "De databank is van een nieuwere versie dan dit programma. Installeer de nieuwste versie."
    )


def test_a_database_that_is_no_database(installation: Installation) -> None:
    (installation.settings.data / "waardering.sqlite").write_text("Beste ouders, " * 100)
    assert refusal(installation) == ("De databank antwoordt niet zoals verwacht (file is not a database).")


def test_examples_on_an_address_that_others_can_reach(installation: Installation) -> None:
    assert refusal(installation, "--demo", "--host", "0.0.0.0").startswith(
        "--demo kan alleen op deze computer: 0.0.0.0 is van buiten bereikbaar."
    )


@pytest.mark.parametrize("command", ["run", "web"])
def test_a_database_with_examples_on_an_address_that_others_can_reach(
    installation: Installation, command: str
) -> None:
    migrate(installation.settings)
    prepare_demo(installation.settings)
    sentence = refusal(installation, "--host", "0.0.0.0", command=command)
    assert "bevat voorbeelden met bekende wachtwoorden" in sentence


def test_examples_among_real_data(installation: Installation) -> None:
    migrate(installation.settings)
    with sqlite3.connect(installation.data / "waardering.sqlite") as database:
        database.execute(
            "INSERT INTO accounts (email, name, role, session_version, created_at) "
            "VALUES ('sam@opvang.example', 'Sam', 'admin', 1, '2026-11-22 00:00:00')"
        )
    database.close()
    assert refusal(installation, "--demo").startswith("--demo kan niet met echte gegevens")
