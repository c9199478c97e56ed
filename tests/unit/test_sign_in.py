"""Where one goes on to after signing in, and which passwords are too easy."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.forms import is_guessable
from app.accounts.sign_in import local_target

SITE = "https://www.voorbeeld.be/aanmelden"
TARGETS = {
    "/redactie/": True,
    "/redactie/bijdragen/3?pagina=2": True,
    "/organisatie/voorzieningen/kinderopvang/123": True,
    None: False,
    "": False,
    "redactie": False,
    "//kwaad.example": False,
    "///kwaad.example": False,
    "/\\kwaad.example": False,
    "\\\\kwaad.example": False,
    "/\t/kwaad.example": False,
    "/\n/kwaad.example": False,
    " //kwaad.example": False,
    "https://kwaad.example": False,
    "javascript:alert(1)": False,
    "/redactie\r\nSet-Cookie: a=b": False,
}


@pytest.mark.parametrize(("target", "is_local"), TARGETS.items())
def test_after_signing_in_one_goes_on_to(target: str | None, is_local: bool) -> None:
    assert local_target(target) == (target if is_local else None)


@given(st.text(alphabet=st.sampled_from("/\\.:@?#\t\n\r ahtps%")) | st.text())
def test_no_target_leads_away_from_the_site(typed: str) -> None:
    as_a_browser_reads = "".join(part for part in typed.replace("\\", "/") if part not in "\t\r\n")
    if local_target(typed) is not None:
        assert urlsplit(urljoin(SITE, as_a_browser_reads)).netloc == urlsplit(SITE).netloc


GUESSES = {
    "wachtwoord2026!": True,
    "Welkom12345678": True,
    "kinderopvang123": True,
    "azertyuiop12": True,
    "aaaaaaaaaaaaaa": True,
    "121212121212": True,
    "els.peeters2026": True,
    "PeetersPeeters": True,
    "els@opvang.example": True,
    "drie groene fietsen": False,
    "xK9#vLq2mT7w": False,
    "welkom bij de trage schildpad": False,
}


@pytest.mark.parametrize(("password", "guessable"), GUESSES.items())
def test_a_password_is_guessable(password: str, guessable: bool) -> None:
    assert is_guessable(password, "Els Peeters", "els@opvang.example") is guessable
