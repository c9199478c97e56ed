"""What happens at fixed times. Each task stands alone: one that fails is logged and comes again."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask

from app.config import Settings
from app.database import know_the_tables, session

log = logging.getLogger(__name__)

HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Task:
    """Something to do every so many seconds; the first time at once."""

    name: str
    every_seconds: float
    action: Callable[[], object]


def tasks() -> Sequence[Task]:
    """All that happens by the clock."""
    from app.audit.actions import write_head
    from app.backoffice.reminding import remind_lead_editors
    from app.facilities.closing import close_ended
    from app.following.telling import tell_followers
    from app.jobs import sweep
    from app.opendata.writing import write_nightly
    from app.publication import reveal_due
    from app.retention import expire
    from app.reviews.reminding import remind
    from app.sharing.picture_files import forget_old_pictures
    from app.threads.reminding import remind_of_questions

    return (
        Task("sweep", 30, sweep),
        Task("reveal", 60, reveal_due),
        Task("close facilities", HOUR, close_ended),
        Task("expire", HOUR, expire),
        Task("remind", HOUR, remind),
        Task("followers", HOUR, tell_followers),
        Task("remind of questions", HOUR, remind_of_questions),
        Task("tell what is late", HOUR, remind_lead_editors),
        Task("audit head", DAY, write_head),
        Task("open data", HOUR, write_nightly),
        Task("pictures", DAY, forget_old_pictures),
        Task("know the tables", HOUR, know_the_tables),
    )


def run_task(task: Task) -> None:
    """In a transaction of its own. Whatever goes wrong, the others go on."""
    session.remove()
    try:
        task.action()
        session.commit()
    except Exception:
        log.exception("%s failed", task.name)
        session.rollback()
    finally:
        session.remove()


class Scheduler:
    """Runs tasks when they are due, until it is stopped."""

    def __init__(self, planned: Sequence[Task], clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.due = {task: clock() for task in planned}
        self.stopped = threading.Event()

    def run(self) -> None:
        """Until `stop` is called."""
        while not self.stopped.is_set():
            self.run_due()
            self.stopped.wait(max(0.0, min(self.due.values()) - self.clock()))

    def run_due(self) -> None:
        """One round. A task that took longer than its interval is not made up for."""
        for task, moment in self.due.items():
            if self.stopped.is_set():
                return
            if moment <= self.clock():
                run_task(task)
                self.due[task] = max(moment + task.every_seconds, self.clock())

    def stop(self) -> None:
        """End after the task of this moment."""
        self.stopped.set()


def schedule(settings: Settings) -> None:
    """Until SIGINT or SIGTERM."""
    from app import create_app

    site: Flask = create_app(settings)
    with site.app_context():
        scheduler = Scheduler(tasks())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: scheduler.stop())
        scheduler.run()
