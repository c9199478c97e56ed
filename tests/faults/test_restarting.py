"""A part that dies is started again; one that keeps dying stops everything."""

import pytest

from tests.faults.installation import Installation, children_of, kill, wait_until


@pytest.mark.parametrize("part", ["queue", "worker", "scheduler", "web"])
def test_a_part_that_dies_is_started_again(installation: Installation, part: str) -> None:
    installation.run()
    before = installation.process_of(part)
    kill(before)
    wait_until(lambda: installation.process_of(part) != before, 10, f"{part} was started again")
    wait_until(installation.answers, 20, "the site answers")


def test_the_site_goes_on_while_one_of_its_workers_is_replaced(installation: Installation) -> None:
    installation.run()
    server = installation.process_of("web")
    worker = children_of(server)[0]
    kill(worker)
    wait_until(lambda: worker not in children_of(server), 5, "the worker is gone")
    wait_until(installation.answers, 10, "the site answers")
    assert installation.process_of("web") == server


def test_a_part_that_keeps_dying_stops_everything(installation: Installation) -> None:
    run = installation.run()
    for _ in range(5):
        process = installation.process_of("scheduler")
        kill(process)
        wait_until(
            lambda dead=process: installation.process_of("scheduler") != dead or run.poll() is not None,
            20,
            "it was started again, or given up",
        )
    assert run.wait(15) == 1
    assert installation.said("scheduler viel vijf keer uit in een minuut (signal 9). Alles stopt.\n") == 1
    assert installation.processes() == []


def test_a_queue_that_cannot_read_its_journal_starts_empty(installation: Installation) -> None:
    installation.run().terminate()
    wait_until(lambda: not installation.processes(), 15, "everything has ended")
    for part in (installation.data / "queue" / "appendonlydir").iterdir():
        part.write_bytes(b"not a journal")
    installation.run()
    assert list((installation.data / "queue").glob("appendonlydir.broken-*"))
