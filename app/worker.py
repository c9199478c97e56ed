"""The worker: screens what was written, sends mail."""

import logging
import os
import signal
from typing import Any

from flask import Flask
from rq import Queue
from rq import Worker as RqWorker
from rq.job import Job
from sqlalchemy.orm import configure_mappers

from app.bound_child import end_with_parent
from app.config import Settings
from app.database import connect
from app.jobs import QUEUES, queue_connection
from app.long_lived import set_aside

log = logging.getLogger(__name__)

WORKER_SECONDS = 20
"""A worker that is silent for longer is taken for dead (at least 16: RQ waits 15 less for a job)."""
TIDY_SECONDS = 30
"""How often RQ clears away the jobs of dead workers."""


class Worker(RqWorker):
    """Forks for each job. The fork has its own database connections, and dies with its worker."""

    max_connection_wait_time = 2.0
    """Seconds between attempts to reach a queue that is away."""
    site: Flask
    settings: Settings

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """In the fork, before the job begins."""
        end_with_parent(self.worker_process, signal.SIGKILL)
        connect(self.settings.database_url)
        with self.site.app_context():
            super().main_work_horse(job, queue)  # never returns

    @property
    def worker_process(self) -> int:
        """The process that forked us."""
        assert self.pid is not None
        return self.pid

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """Our log tells the kind and the place of an error, never its message: that may quote a person."""
        log.error("job %s failed", job.id, exc_info=exc_info)

    def handle_job_failure(self, job: Job, queue: Queue, *args: Any, **kwargs: Any) -> None:
        """Neither does the queue keep that message."""
        super().handle_job_failure(job, queue, *args, **{**kwargs, "exc_string": ""})


def work(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM, which let the job of that moment finish."""
    os.environ["OMP_NUM_THREADS"] = "1"  # a thread pool that was used before a fork hangs after it
    from app import create_app

    site = create_app(settings)
    warm_up()
    worker = Worker(
        QUEUES,
        connection=queue_connection(patience_seconds=WORKER_SECONDS),
        serializer="json",
        worker_ttl=WORKER_SECONDS,
        maintenance_interval=TIDY_SECONDS,
        log_job_description=False,
    )
    worker.site, worker.settings = site, settings
    worker.work(logging_level="WARNING")


def warm_up() -> None:
    """Load all models and lists before the first fork: a job then takes milliseconds instead of seconds."""
    import app.contributions.actions
    import app.mail.rendering
    import app.mail.sending  # noqa: F401 (imported here once, not in each fork)
    from app.screening import EXAMPLE
    from app.screening import warm_up as load_models
    from moderation.fingerprints import bands

    configure_mappers()
    load_models()
    bands("\n".join(EXAMPLE.values()))
    set_aside()
