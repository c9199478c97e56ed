"""The OpenAPI document is true: what it allows works, what it forbids is refused, and nothing is missing."""

import re

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session, scoped_session

from app.api.views import document
from tests.factories import make_account, make_facility, make_organisation, make_reply, make_review

PREFIX = "/api/v1"

example_settings = hypothesis_settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.fixture
def api(app: Flask, session: scoped_session[Session]) -> schemathesis.BaseSchema:
    """A site with a large and a small facility, reviews and a reply; and what it promises."""
    large = make_facility(dossiernummer="1", organisation_id=make_organisation().id)
    make_facility(dossiernummer="2", places=6)
    for _ in range(5):
        make_reply(make_review(large), make_account())
    session.commit()
    return schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)


UNPACKED = {"Accept-Encoding": "identity"}
"""The transport of these tests unpacks nothing."""


def with_parameters(path: str) -> bool:
    """Only what takes parameters can be asked wrongly."""
    return bool(document()["paths"][path]["get"].get("parameters"))


def answers_as_promised(operation: schemathesis.APIOperation, mode: schemathesis.GenerationMode) -> None:
    """Asked in many ways. Its failure shows the question as a command."""

    @example_settings
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=UNPACKED)

    ask()


def test_what_is_promised_is_true(api: schemathesis.BaseSchema) -> None:
    for path in document()["paths"]:
        answers_as_promised(api[path]["GET"], schemathesis.GenerationMode.POSITIVE)


def test_what_is_not_promised_is_refused(api: schemathesis.BaseSchema) -> None:
    for path in filter(with_parameters, document()["paths"]):
        answers_as_promised(api[path]["GET"], schemathesis.GenerationMode.NEGATIVE)


def test_every_address_is_promised(app: Flask) -> None:
    ours = {
        re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule.removeprefix(PREFIX))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(f"{PREFIX}/")
    }
    assert ours == set(document()["paths"])
