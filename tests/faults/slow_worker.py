"""A worker whose screenings never end: to be killed in the middle of one."""

import time

import app.screening
import app.worker
from app.config import read_settings
from app.logs import log_to_stderr
from moderation.findings import Finding, Submission


def never_ends(_submission: Submission) -> list[Finding]:
    """Until somebody kills us."""
    time.sleep(3600)
    return []


if __name__ == "__main__":
    log_to_stderr("slow worker")
    app.screening.screen = never_ends
    app.worker.warm_up = lambda: None
    app.worker.work(read_settings())
