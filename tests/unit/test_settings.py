"""A wrong setting stops the start with one sentence; keys are made once and stay."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from app.config import BadSetting, read_settings

KEYS = {
    "WAARDERING_SECRET_KEY": "s" * 32,
    "WAARDERING_MATCHING_KEY": "m" * 32,
    "WAARDERING_AUDIT_KEY": "a" * 32,
    "WAARDERING_IDENTITY_KEY": Fernet.generate_key().decode(),
}


@pytest.mark.parametrize(
    ("name", "value", "about"),
    [
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL"),
        ("REDIS_URL", "http://localhost", "REDIS_URL"),
        ("BASE_URL", "www.voorbeeld.be", "BASE_URL"),
        ("BASE_URL", "ftp://voorbeeld.be", "BASE_URL"),
        ("MAIL_URL", "mail.voorbeeld.be", "MAIL_URL"),
        ("TRUSTED_PROXIES", "10.0.0.1, thuis", "thuis"),
        ("ANSWER_DAYS", "tien", "ANSWER_DAYS"),
        ("AVERAGE_FROM", "1", "minstens 2"),
        ("IDENTITY_KEY", "te kort", "IDENTITY_KEY"),
        ("SECRET_KEY", "te kort", "SECRET_KEY"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str, about: str) -> None:
    with pytest.raises(BadSetting, match=about):
        read_settings({**KEYS, "WAARDERING_DATA": str(tmp_path), f"WAARDERING_{name}": value})


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    first = read_settings({"WAARDERING_DATA": str(tmp_path)})
    assert read_settings({"WAARDERING_DATA": str(tmp_path)}) == first


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    read_settings({"WAARDERING_DATA": str(tmp_path)})
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}


def test_another_database_wants_its_keys_given(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="WAARDERING_SECRET_KEY"):
        read_settings({"WAARDERING_DATA": str(tmp_path), "WAARDERING_DATABASE_URL": "postgresql://host/db"})


def test_no_key_shows_when_settings_are_printed(tmp_path: Path) -> None:
    settings = read_settings({**KEYS, "WAARDERING_DATA": str(tmp_path)})
    assert not any(value in repr(settings) for value in KEYS.values())


def test_cookies_are_secure_when_the_site_is(tmp_path: Path) -> None:
    at_home = read_settings({**KEYS, "WAARDERING_DATA": str(tmp_path)})
    online = read_settings(
        {**KEYS, "WAARDERING_DATA": str(tmp_path), "WAARDERING_BASE_URL": "https://voorbeeld.be/"}
    )
    assert (at_home.secure, online.secure) == (False, True)
