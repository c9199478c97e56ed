"""What happens by the clock."""

import pytest

from app.scheduler import Scheduler, Task


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def runs(scheduler: Scheduler, clock: Clock, moments: range) -> None:
    """Let this time pass."""
    for moment in moments:
        clock.seconds = moment
        scheduler.run_due()


def test_a_task_runs_at_once_and_then_at_its_interval(clock: Clock) -> None:
    done: list[float] = []
    runs(Scheduler([Task("sweep", 30, lambda: done.append(clock.seconds))], clock), clock, range(91))
    assert done == [0, 30, 60, 90]


def test_a_task_that_fails_comes_again_and_holds_up_nothing(clock: Clock) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("fails")
        raise OSError("disk full")

    tasks = [Task("fails", 10, fail), Task("works", 10, lambda: done.append("works"))]
    runs(Scheduler(tasks, clock), clock, range(11))
    assert done == ["fails", "works", "fails", "works"]


def test_a_task_that_took_too_long_is_not_made_up_for(clock: Clock) -> None:
    done: list[float] = []

    def slow() -> None:
        done.append(clock.seconds)
        clock.seconds += 100

    scheduler = Scheduler([Task("slow", 30, slow)], clock)
    scheduler.run_due()
    scheduler.run_due()
    scheduler.run_due()
    assert done == [0, 100, 200]


def test_a_stopped_scheduler_starts_nothing_more(clock: Clock) -> None:
    done: list[str] = []
    scheduler = Scheduler([], clock)
    scheduler.due = {
        Task("first", 30, scheduler.stop): 0.0,
        Task("second", 30, lambda: done.append("second")): 0.0,
    }
    scheduler.run()
    assert done == []
