"""What was written is screened, whatever dies in between."""

import logging
import shutil
import signal
import time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.contributions.models import Contribution, Decision
from app.jobs import enqueue_screening
from moderation.states import Action, State
from tests.factories import make_review
from tests.faults.installation import Installation, children_of, kill, look, wait_until

log = logging.getLogger(__name__)

DONE_SECONDS = 120
"""The promise: a job that was killed is done within two minutes."""


def written(number: int = 1) -> list[int]:
    """So many confirmed reviews."""
    return [make_review(state=State.SUBMITTED).id for _ in range(number)]


def waiting(session: scoped_session[Session]) -> int:
    """Contributions that nobody screened yet."""
    return look(session, select(func.count()).where(Contribution.awaits_screening))[0]


def is_being_screened(session: scoped_session[Session]) -> bool:
    """A worker has taken a lease."""
    return look(session, select(func.count()).where(Contribution.screening_lease_until.is_not(None)))[0] > 0


def times_queued(session: scoped_session[Session]) -> list[int]:
    """How often each contribution reached the editors."""
    queued = select(func.count()).where(Decision.action == Action.QUEUE)
    return look(session, queued.group_by(Decision.contribution_id))


def test_a_job_whose_worker_is_killed_is_done_within_two_minutes(
    installation: Installation, session: scoped_session[Session]
) -> None:
    run = installation.run()
    kill(installation.process_of("worker"))
    # Frozen, the run does not start its own worker again while ours takes the job.
    run.send_signal(signal.SIGSTOP)
    slow = installation.launch_script("slow_worker")
    review = written()[0]
    enqueue_screening(review)
    wait_until(lambda: is_being_screened(session), 30, "the job has begun")
    horses = children_of(slow.pid)
    kill(slow.pid)
    slow.wait()
    wait_until(lambda: not set(horses) & set(installation.processes()), 5, "the fork died with its worker")
    run.send_signal(signal.SIGCONT)
    took = wait_until(lambda: waiting(session) == 0, DONE_SECONDS, "it was screened")
    log.info("a killed job was done after %.0f s", took)
    assert times_queued(session) == [1]


def test_what_was_never_enqueued_is_found(
    installation: Installation, session: scoped_session[Session]
) -> None:
    installation.run()
    written(3)
    wait_until(lambda: waiting(session) == 0, 60, "the sweeper found them")
    assert times_queued(session) == [1, 1, 1]


def test_jobs_in_a_queue_that_is_killed_are_done_once(
    installation: Installation, session: scoped_session[Session]
) -> None:
    run = installation.run()
    worker = installation.process_of("worker")
    run.send_signal(signal.SIGSTOP)
    kill(worker)
    for review in written(10):
        enqueue_screening(review)
    kill(installation.process_of("queue"))
    shutil.rmtree(installation.data / "queue" / "appendonlydir")
    run.send_signal(signal.SIGCONT)
    took = wait_until(lambda: waiting(session) == 0, DONE_SECONDS, "all were screened")
    log.info("a lost queue was made good after %.0f s", took)
    assert times_queued(session) == [1] * 10


def test_workers_and_sweepers_beside_each_other_screen_each_contribution_once(
    installation: Installation, session: scoped_session[Session]
) -> None:
    installation.run()
    installation.launch("worker")
    installation.launch("scheduler")
    for review in written(20):
        for _ in range(3):
            enqueue_screening(review)
    wait_until(lambda: waiting(session) == 0, 60, "all were screened")
    time.sleep(2)
    assert times_queued(session) == [1] * 20
