"""The redaction's work in figures, counted from its decisions."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session, scoped_session

from app.contributions.actions import Actor, apply_action
from app.contributions.models import Decision, Review
from app.database import now
from app.facilities.models import Facility
from app.figures.queries import acceptance, judged, months_of_work, used_rules
from app.questionnaires import Sector, current_questionnaire
from app.statistics import Share
from app.times import month_and_year, month_key
from moderation.states import Action, Role, State
from tests.factories import make_account, make_facility, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]


def moved(review: Review, session: Sessions, **days_ago: float) -> None:
    """As if these actions were taken so many days ago."""
    for action, days in days_ago.items():
        changed = update(Decision).where(
            Decision.contribution_id == review.id, Decision.action == Action(action.strip("_"))
        )
        session.execute(changed.values(created_at=THEN - timedelta(days=days)))
    session.commit()


THEN = now().replace(day=15, hour=12) - timedelta(days=62)
"""In the middle of a month, so that days around it are in the same one."""


def waited(session: Sessions, *days: float) -> None:
    """A published review for each, answered after so many days."""
    for number in days:
        moved(make_review(), session, confirm=number, publish=0)


def test_waiting_is_told_as_half_and_nine_in_ten(session: Sessions) -> None:
    waited(session, *range(1, 11))
    (month,) = months_of_work(judged())
    assert (month.month, month.answers, round(month.waited_half, 6), round(month.waited_most, 6)) == (
        month_key(THEN), 10, 5.0, 9.0,
    )  # fmt: skip


def test_waiting_begins_anew_when_somebody_revises(session: Sessions) -> None:
    review = make_review(state=State.RETURNED)
    apply_action(review, Action.REVISE, Actor(Role.AUTHOR), seen_lock=review.lock_version)
    session.commit()
    moved(review, session, confirm=9, return_=8, revise=3)
    from app.contributions.actions import record_screening

    record_screening(review.id, review.latest_version_id or 0, [])
    editor = Actor(Role.EDITOR, make_account().id)
    apply_action(review, Action.PUBLISH, editor, seen_lock=review.lock_version)
    session.commit()
    moved(review, session, publish=1)
    assert [round((one.at - (one.since or one.at)).days) for one in judged()] == [1, 2]


def test_returning_and_reopening_are_shares(session: Sessions) -> None:
    for state in (State.PUBLISHED, State.PUBLISHED, State.RETURNED, State.REJECTED):
        moved(make_review(state=state), session, confirm=2, publish=1, return_=1, reject=1)
    review = make_review(state=State.REJECTED)
    apply_action(review, Action.RESTORE, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version)
    session.commit()
    moved(review, session, confirm=2, reject=1, restore=0)
    (month,) = months_of_work(judged())
    assert (month.returned, month.reopened) == (Share(1, 5), Share(1, 3))


def test_rules_are_counted_by_what_was_decided(session: Sessions) -> None:
    for state in (State.RETURNED, State.RETURNED, State.REJECTED, State.REMOVED, State.PUBLISHED):
        make_review(state=state)
    assert used_rules(judged()) == [
        ("discrimination", {Action.RETURN: 2, Action.REJECT: 1, Action.REMOVE: 1}, 4)
    ]


def test_what_is_older_than_a_year_does_not_count(session: Sessions) -> None:
    review = make_review()
    moved(review, session, confirm=400, publish=390)
    assert judged() == []


def scored(facility: Facility, score: int | None, state: State = State.PUBLISHED) -> Review:
    themes = current_questionnaire(facility.sector).themes
    return make_review(facility, state, scores={theme.key: score for theme in themes})


def test_acceptance_is_told_per_score_band_and_kind(session: Sessions) -> None:
    group, home = make_facility(kind="Groepsopvang"), make_facility(kind="Gezinsopvang")
    for score, state in (
        (1, State.REJECTED),
        (1, State.PUBLISHED),
        (2, State.RETURNED),
        (5, State.PUBLISHED),
    ):
        scored(group, score, state)
    scored(home, 3)
    scored(home, None)
    found = acceptance()
    assert dict(found.bands) == {
        "1 tot 2": Share(1, 2), "2 tot 3": Share(0, 1), "3 tot 4": Share(1, 1), "4 tot 5": Share(1, 1),
    }  # fmt: skip
    assert dict(found.kinds) == {
        (Sector.KINDEROPVANG, "Gezinsopvang"): Share(2, 2),
        (Sector.KINDEROPVANG, "Groepsopvang"): Share(2, 4),
    }


def test_only_the_first_answer_counts(session: Sessions) -> None:
    review = make_review(state=State.REJECTED)
    apply_action(review, Action.RESTORE, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version)
    apply_action(review, Action.PUBLISH, Actor(Role.EDITOR, make_account().id), seen_lock=review.lock_version)
    session.commit()
    assert acceptance().bands["4 tot 5"] == Share(0, 1)


@pytest.mark.parametrize(("refused", "leans"), [(0, False), (9, True)])
def test_a_bias_against_low_scores_is_seen(
    client: FlaskClient, session: Sessions, refused: int, leans: bool
) -> None:
    facility = make_facility()
    for number in range(10):
        scored(facility, 1, State.REJECTED if number < refused else State.PUBLISHED)
        scored(facility, 5)
    sign_in(client, make_account())
    page = Page.open(client, "/redactie/cijfers")
    assert ("Lage scores worden minder gepubliceerd" in page.text) is leans


def test_without_decisions_there_is_a_page(client: FlaskClient) -> None:
    sign_in(client, make_account())
    assert "Nog geen beslissingen" in Page.open(client, "/redactie/cijfers").text


@pytest.mark.usefixtures("session")
def test_a_month_is_told_in_words(client: FlaskClient) -> None:
    make_review()
    sign_in(client, make_account())
    assert month_and_year(now()) in Page.open(client, "/redactie/cijfers").text


def test_no_editor_is_measured(client: FlaskClient, session: Sessions) -> None:
    name = make_account(name="Robin Redacteur").name
    make_review()
    sign_in(client, make_account(name="Noa"))
    assert name not in Page.open(client, "/redactie/cijfers").text
