"""What a database knows of its own tables decides how much of them it reads."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.benchmark.data import fill
from app.contributions.published import ReviewFilter, facility_reviews, replies_to
from app.database import connect, session
from app.facilities.models import Facility
from tests.databases import EmptyDatabases


@pytest.fixture
def filled(databases: EmptyDatabases) -> Iterator[None]:
    """SQLite, with enough replies for a plan to matter; PostgreSQL counts what it holds by itself."""
    engine = connect(databases.sqlite(databases.folder / "test.sqlite"))
    fill(facilities=400, reviews=4000, open_items=0)
    yield
    session.remove()
    engine.dispose()


def test_of_all_replies_a_page_reads_its_own(filled: None) -> None:
    facility = session.get_one(Facility, 1)
    shown = facility_reviews(facility, ReviewFilter())
    asked: list[tuple[str, tuple[object, ...]]] = []
    sa.event.listen(
        session.connection(),
        "before_cursor_execute",
        lambda _c, _u, said, given, *_: asked.append((said, given)),
    )
    assert replies_to(shown)
    said, given = asked[0]
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)
    assert "ix_contributions_review_id" in next(iter(steps)).detail
