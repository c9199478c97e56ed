"""Each page in each language: nothing stays Dutch that a parent, a reader or a facility meets."""

import pytest
from sqlalchemy.orm import Session, scoped_session

from app import languages
from app.language_addresses import DUTCH_ALONE, at
from tests.integration.test_guards import World, everything, is_meant_for, world  # noqa: F401
from tests.pages.speaking import Marking, unmarked


@pytest.mark.parametrize("role", ["nobody", "author", "provider"])
def test_every_word_of_every_page_can_be_translated(
    world: World,  # noqa: F811
    role: str,
    monkeypatch: pytest.MonkeyPatch,
    session: scoped_session[Session],
) -> None:
    monkeypatch.setattr(languages, "catalogue", lambda _code: Marking())
    visitor = world.visitor(role)
    known = " ".join(row for rows in everything(session).values() for row in rows)
    found = {}
    for rule in world.rules("GET"):
        address = world.address(rule)
        if is_meant_for(world.app, rule, role) and not DUTCH_ALONE.match(address):
            answer = visitor.get(at(address, "en"), follow_redirects=True)
            if answer.mimetype == "text/html":
                left = [words for words in unmarked(answer.get_data(as_text=True)) if words not in known]
                if left:
                    found[address] = left
    assert found == {}
