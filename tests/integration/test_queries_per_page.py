"""How many statements a page costs: the same however much there is to show."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

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
def test_the_queue_costs_five_statements(client: FlaskClient, statements: Statements, number: int) -> None:
    sign_in(client, make_account())
    for _ in range(number):
        make_review(state=State.QUEUED)
    assert cost(client, statements, "/redactie/") <= 5
