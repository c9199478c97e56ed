"""Every member of every closed set has its Dutch words."""

from enum import Enum

import pytest
import sqlalchemy as sa

import app.tables  # noqa: F401
from app.database import Base
from app.labels import BUTTONS, HISTORY, LABELS
from moderation.states import Action


def stored_sets() -> list[type[Enum]]:
    """The enums that stand in a column of the database."""
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    found = {column.type.enum_class for column in columns if isinstance(column.type, sa.Enum)}
    return sorted(filter(None, found), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", stored_sets())
def test_every_member_has_words(kind: type[Enum]) -> None:
    assert [member for member in kind if not LABELS[kind].get(member)] == []


@pytest.mark.parametrize("words", [BUTTONS, HISTORY], ids=["button", "history"])
def test_every_action_has_words(words: dict[Action, object]) -> None:
    assert set(words) == set(Action)
