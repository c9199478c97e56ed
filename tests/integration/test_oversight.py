"""Who looked at which identity and why, and the trail for an auditor."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.models import AuditEntry
from app.identities.actions import look_at_identity
from tests.factories import make_account, make_review
from tests.pages.document import words_of
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

PAGES = {AccountRole.LEAD_EDITOR: "/redactie/toezicht", AccountRole.ADMIN: "/beheer/toezicht"}


@pytest.fixture
def looked(session: Sessions) -> int:
    """Robin looked twice, Noa once; the number of the first review."""
    robin, noa = make_account(name="Robin"), make_account(name="Noa")
    first, second = make_review(email="noor.geheim@ouder.example"), make_review()
    look_at_identity(first, robin.id, "contact")
    look_at_identity(second, robin.id, "danger")
    look_at_identity(first, noa.id, "evidence")
    session.commit()
    return first.id


def lines(page: Page) -> list[list[str]]:
    """The last table of the page, without its head."""
    tables = list(page.document.iter("table"))
    return [[words_of(cell) for cell in row] for row in list(tables[-1].iter("tr"))[1:]]


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize("role", PAGES)
def test_each_look_is_told_newest_first(client: FlaskClient, role: AccountRole) -> None:
    sign_in(client, make_account(role))
    told = [(line[1], line[3]) for line in lines(Page.open(client, PAGES[role]))]
    assert told == [
        ("Noa", "Nakijken of dit een eigen ervaring is"),
        ("Robin", "Misschien gevaar voor een kind"),
        ("Robin", "Iets vragen aan wie schreef"),
    ]


@pytest.mark.usefixtures("looked")
def test_looks_are_found_by_reason_and_by_person(client: FlaskClient) -> None:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    page = Page.open(client, "/redactie/toezicht").follow("Robin")
    assert len(lines(page)) == 2
    assert len(lines(Page.open(client, f"{page.address}&reden=danger"))) == 1


@pytest.mark.parametrize(
    "query", ["?wie=x", "?reden=%27%3B--", "?pagina=-3", "?pagina=99999999999999", "?wie=999"]
)
@pytest.mark.usefixtures("looked")
def test_a_nonsense_question_gets_a_page(client: FlaskClient, query: str) -> None:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    assert Page.open(client, f"/redactie/toezicht{query}").status == 200


def test_an_admin_sees_numbers_and_no_way_to_the_text(client: FlaskClient, looked: int) -> None:
    sign_in(client, make_account(AccountRole.ADMIN))
    page = Page.open(client, "/beheer/toezicht")
    assert [link for link in page.links().values() if "bijdragen" in link] == []
    assert [word for word in ("Noor", "Peeters", "geheim", "@ouder") if word in page.text] == []


def taken(client: FlaskClient, role: AccountRole, form: str) -> str:
    """The file that this button gives."""
    sign_in(client, make_account(role))
    page = Page.open(client, PAGES[role])
    token = page.form("Haal op als CSV").find(".//input[@name='csrf_token']")
    assert token is not None
    answer = client.post(f"{PAGES[role]}/logboek", data={"csrf_token": token.get("value"), "vorm": form})
    return answer.get_data(as_text=True)


@pytest.mark.usefixtures("looked")
@pytest.mark.parametrize("role", PAGES)
def test_the_trail_leaves_whole_and_says_who_took_it(
    client: FlaskClient, session: Sessions, role: AccountRole
) -> None:
    rows = [json.loads(line) for line in taken(client, role, "jsonl").splitlines()]
    stored = session.execute(select(AuditEntry.id, AuditEntry.chain).order_by(AuditEntry.id)).all()
    assert [(row["id"], row["chain"]) for row in rows] == [tuple(row) for row in stored]
    assert rows[-1]["event"] == "trail.exported"


@pytest.mark.usefixtures("looked")
def test_both_forms_say_the_same(client: FlaskClient, session: Sessions) -> None:
    table = list(csv.DictReader(io.StringIO(taken(client, AccountRole.ADMIN, "csv"))))
    stored = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row["event"], json.loads(row["details"])) for row in table] == [
        (entry.event, entry.details) for entry in stored
    ]


@pytest.mark.usefixtures("looked")
def test_the_trail_names_nobody(client: FlaskClient) -> None:
    written = taken(client, AccountRole.ADMIN, "csv").lower()
    assert [
        word for word in ("robin", "noa", "noor", "peeters", "geheim", "ouder.example") if word in written
    ] == []
