"""Screening is queued after the commit, done once, and found again when it was lost."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app import jobs
from app.config import Settings, use_settings
from app.contributions.models import Decision, Review
from app.database import now
from app.embedded_queue import prepare_folders, queue_command, wait_for_queue
from app.jobs import enqueue_outbox, enqueue_screening, screen_contribution, sweep, take_lease
from moderation.findings import Finding, Submission
from moderation.states import Action, State
from tests.factories import make_review

ANSWER_SECONDS = 0.5
"""What a visitor may lose when the queue is away."""


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the checks see is tested elsewhere."""
    monkeypatch.setattr("app.screening.screen", lambda _submission: [])


@pytest.fixture
def with_redis(settings: Settings, redis_url: str) -> Iterator[Queue]:
    """The settings name an empty Redis; this is its queue of screenings."""
    use_settings(replace(settings, redis_url=redis_url))
    with Redis.from_url(redis_url) as connection:
        yield Queue(jobs.SCREENING, connection=connection, serializer=JSONSerializer)


def decisions(session: scoped_session[Session], review: Review, action: Action) -> int:
    """How often this happened to it."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Decision)
            .where(Decision.contribution_id == review.id, Decision.action == action)
        )
        or 0
    )


def test_a_screened_review_waits_for_the_editors(with_redis: Queue) -> None:
    review = make_review(state=State.SUBMITTED)
    screen_contribution(review.id)
    assert (review.state, review.awaits_screening) == (State.QUEUED, False)


def test_a_second_run_changes_nothing(with_redis: Queue, session: scoped_session[Session]) -> None:
    review = make_review(state=State.SUBMITTED)
    screen_contribution(review.id)
    screen_contribution(review.id)
    assert decisions(session, review, Action.QUEUE) == 1


def test_two_runs_at_once_record_once(
    with_redis: Queue, session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review(state=State.SUBMITTED)
    review_id = review.id

    def screen_meanwhile(_submission: Submission) -> list[Finding]:
        screen_contribution(review_id)
        return []

    monkeypatch.setattr("app.screening.screen", screen_meanwhile)
    screen_contribution(review_id)
    assert decisions(session, review, Action.QUEUE) == 1


def test_what_has_moved_on_is_left_alone(with_redis: Queue) -> None:
    review = make_review(state=State.WITHDRAWN)
    screen_contribution(review.id)
    assert review.state is State.WITHDRAWN


def test_what_does_not_exist_is_left_alone(with_redis: Queue) -> None:
    screen_contribution(123456)


def test_no_transaction_is_open_during_the_language_work(
    with_redis: Queue, session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_transactions: list[bool] = []

    def look(_submission: Submission) -> list[Finding]:
        open_transactions.append(session().in_transaction())
        return []

    monkeypatch.setattr("app.screening.screen", look)
    screen_contribution(make_review(state=State.SUBMITTED).id)
    assert open_transactions == [False]


def test_a_lease_does_not_make_an_editors_page_out_of_date(
    settings: Settings, session: scoped_session[Session]
) -> None:
    review = make_review(state=State.SUBMITTED)
    review_id, seen = review.id, review.lock_version
    session.commit()
    assert take_lease(review_id)
    session.refresh(review)
    assert review.lock_version == seen


def test_a_lease_is_longer_than_a_screening_can_take() -> None:
    assert jobs.LEASE.total_seconds() > jobs.SCREENING_SECONDS


def test_a_screening_that_fails_is_tried_again_when_its_lease_has_run_out(
    with_redis: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_submission: Submission) -> list[Finding]:
        raise MemoryError

    review = make_review(state=State.SUBMITTED)
    review_id = review.id
    monkeypatch.setattr("app.screening.screen", fail)
    with pytest.raises(MemoryError):
        screen_contribution(review_id)
    assert sweep() == 0
    with time_machine.travel(now() + jobs.LEASE + timedelta(seconds=1)):
        assert sweep() == 1
        monkeypatch.setattr("app.screening.screen", lambda _submission: [])
        screen_contribution(review_id)
    assert review.state is State.QUEUED


def test_a_text_that_ends_its_worker_each_time_reaches_the_editors_unchecked(
    with_redis: Queue, session: scoped_session[Session]
) -> None:
    review = make_review(state=State.SUBMITTED)
    review_id = review.id
    for killed in range(jobs.MOST_ATTEMPTS + 1):
        session.rollback()
        with time_machine.travel(now() + killed * (jobs.LEASE + timedelta(seconds=1))):
            screen_contribution(review_id) if killed == jobs.MOST_ATTEMPTS else take_lease(review_id)
    assert review.state is State.QUEUED
    version = review.latest_version
    assert version is not None
    assert [finding.rule for finding in version.findings] == ["check_failed"]


def test_the_sweeper_finds_what_was_never_queued(with_redis: Queue) -> None:
    review = make_review(state=State.SUBMITTED)
    assert sweep() == 1
    assert with_redis.job_ids[0].startswith(f"screen-{review.id}-")


def test_what_already_waits_in_the_queue_is_not_queued_again(with_redis: Queue) -> None:
    review = make_review(state=State.SUBMITTED)
    enqueue_screening(review.id)
    assert sweep() == 0
    assert with_redis.count == 1


def test_the_queue_carries_ids_only(with_redis: Queue) -> None:
    review = make_review(state=State.SUBMITTED)
    enqueue_screening(review.id)
    (job,) = with_redis.jobs
    assert (job.func_name, job.args, job.kwargs) == ("app.jobs.screen_contribution", [review.id], {})


@pytest.fixture
def away(settings: Settings) -> None:
    """Nobody listens where the queue should be."""
    use_settings(replace(settings, redis_url="redis://127.0.0.1:1"))


@pytest.fixture
def far_away(settings: Settings) -> None:
    """An address that never answers (RFC 5737)."""
    use_settings(replace(settings, redis_url="redis://192.0.2.1:6379"))


@pytest.fixture
def frozen(settings: Settings) -> Iterator[None]:
    """A queue that takes a connection and says nothing."""
    prepare_folders(settings)
    queue = subprocess.Popen(list(queue_command(settings)))
    assert wait_for_queue(settings, lambda: queue.poll() is None)
    os.kill(queue.pid, signal.SIGSTOP)
    yield
    queue.kill()
    queue.wait()


@pytest.mark.parametrize("trouble", ["away", "far_away", "frozen"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_a_queue_an_answer_takes_half_a_second_at_most(
    trouble: str, settings: Settings, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    request.getfixturevalue(trouble)
    started = time.monotonic()
    assert not enqueue_screening(7)
    assert time.monotonic() - started < ANSWER_SECONDS
    assert "screen-7-" in caplog.text


def test_the_outbox_can_be_woken(with_redis: Queue) -> None:
    assert enqueue_outbox()
    waiting = Queue(jobs.MAIL, connection=with_redis.connection, serializer=JSONSerializer)
    assert [job.func_name for job in waiting.jobs] == ["app.jobs.send_outbox"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_embedded_queue_is_a_socket_for_us_alone(settings: Settings, frozen: None) -> None:
    socket = Path(settings.redis_url.removeprefix("unix://"))
    assert (socket.stat().st_mode & 0o777, socket.parent.stat().st_mode & 0o777) == (0o700, 0o700)
