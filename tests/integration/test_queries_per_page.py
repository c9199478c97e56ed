"""How many statements a page costs: the same however much there is to show."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.calibration.actions import close_round, start_round
from app.contributions.models import RecordedFinding
from app.database import session as session_now
from app.identities.actions import look_at_identity
from app.learning.actions import give_verdict, switch
from app.learning.models import Setting
from moderation.findings import Family, Finding, Severity
from moderation.rulebook import current_rulebook
from moderation.states import State
from tests.factories import make_account, make_facility, make_reply, make_review
from tests.pages.signing_in import sign_in

Statements = list[str]


@pytest.fixture
def statements(session: scoped_session[Session]) -> Iterator[Statements]:
    """What any engine was asked, without what begins and ends transactions."""
    asked: Statements = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


def cost(client: FlaskClient, statements: Statements, address: str) -> int:
    statements.clear()
    assert client.get(address).status_code == 200
    return len(statements)


@pytest.mark.parametrize("number", [1, 6])
def test_a_facility_page_costs_six_statements(
    client: FlaskClient, statements: Statements, number: int
) -> None:
    facility, provider = make_facility(), make_account()
    for _ in range(number):
        make_reply(make_review(facility), provider)
    assert cost(client, statements, f"/voorzieningen/kinderopvang/{facility.dossiernummer}") <= 6


@pytest.mark.parametrize("number", [1, 6])
def test_a_search_costs_four_statements(client: FlaskClient, statements: Statements, number: int) -> None:
    for _ in range(number):
        make_facility()
    assert cost(client, statements, "/voorzieningen?q=zonnebloem") <= 4


@pytest.mark.parametrize("number", [1, 6])
def test_the_queue_costs_seven_statements(client: FlaskClient, statements: Statements, number: int) -> None:
    sign_in(client, make_account())
    for _ in range(number):
        make_review(state=State.QUEUED)
    assert cost(client, statements, "/redactie/?q=dochter&klein=") <= 7


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/account", 5),
        ("/redactie/leren", 5),
        ("/redactie/leren/person_name", 5),
        ("/redactie/toetsing", 7),
        ("/redactie/cijfers", 4),
        ("/redactie/toezicht", 5),
    ],
)
def test_a_page_of_oversight_costs_few_statements(
    client: FlaskClient, statements: Statements, address: str, most: int, number: int
) -> None:
    lead = make_account(AccountRole.LEAD_EDITOR)
    sign_in(client, lead)
    rule = current_rulebook().rule("person_name")
    for _ in range(number):
        review = make_review(findings=[Finding(Family.PRIVACY, "person_name", Severity.NOTICE, "Een naam")])
        look_at_identity(review, lead.id, "contact")
        finding = session_now.scalars(
            select(RecordedFinding).where(RecordedFinding.version_id == review.latest_version_id)
        ).one()
        give_verdict(finding, lead.id, is_right=True)
        switch(rule, Setting.LOWERED, Severity.INFO, "Te vaak fout bij plaatsnamen", lead)
        close_round(start_round(5, [make_account(), make_account()], lead.id), lead.id)
        session_now.commit()
    assert cost(client, statements, address) <= most


@pytest.mark.parametrize("number", [1, 6])
def test_a_calibration_costs_ten_statements(client: FlaskClient, statements: Statements, number: int) -> None:
    lead = make_account(AccountRole.LEAD_EDITOR)
    sign_in(client, lead)
    for _ in range(number):
        make_review()
    made = start_round(30, [make_account(), lead], lead.id)
    session_now.commit()
    assert cost(client, statements, f"/redactie/toetsing/{made.id}") <= 10
    assert cost(client, statements, f"/redactie/toetsing/{made.id}/1") <= 6


@pytest.mark.parametrize("number", [1, 4])
def test_an_item_costs_nineteen_statements(client: FlaskClient, statements: Statements, number: int) -> None:
    sign_in(client, make_account())
    facility = make_facility()
    others = [make_review(facility, email="an@ouders.example").id for _ in range(number)]
    evidence = [
        *({"other": other, "similarity": 0.5} for other in others),
        {"days": 3, "limit": 180},
        {"count": 4},
    ]
    rules = ["similar_text"] * number + ["reviewed_recently", "burst"]
    families = [Family.AUTHENTICITY] * number + [Family.INTERVAL, Family.AUTHENTICITY]
    findings = [
        Finding(family, rule, Severity.NOTICE, "Een bevinding", evidence=each)
        for family, rule, each in zip(families, rules, evidence, strict=True)
    ]
    review = make_review(facility, State.QUEUED, email="an@ouders.example", findings=findings)
    assert cost(client, statements, f"/redactie/bijdragen/{review.id}") <= 19
