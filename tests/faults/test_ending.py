"""However a run ends, nothing of it is left and it can be started again."""

import signal

import pytest

from tests.faults.installation import Installation, children_of, kill, wait_until

END_SECONDS = 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_within_seconds(installation: Installation, number: signal.Signals) -> None:
    run = installation.run()
    run.send_signal(number)
    assert run.wait(END_SECONDS) == 0
    assert installation.processes() == []


def test_a_run_in_the_background_of_a_script_hears_an_interrupt(installation: Installation) -> None:
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for `command &`
    try:
        run = installation.run()
    finally:
        signal.signal(signal.SIGINT, handler)
    run.send_signal(signal.SIGINT)
    assert run.wait(END_SECONDS) == 0


def test_a_signal_during_the_start_ends_everything(installation: Installation) -> None:
    run = installation.launch("run", "--port", str(installation.port))
    wait_until(lambda: installation.said("web started") == 1, 30, "the web server was started")
    run.send_signal(signal.SIGINT)
    assert run.wait(END_SECONDS) == 0
    assert installation.processes() == []


def test_a_run_that_is_killed_leaves_no_process(installation: Installation) -> None:
    run = installation.run()
    parts = {installation.process_of(part) for part in ("queue", "web", "worker", "scheduler")}
    assert parts < set(installation.processes())
    kill(run.pid)
    run.wait()
    wait_until(lambda: not installation.processes(), END_SECONDS, "all processes have ended")


def test_a_run_that_is_killed_can_be_started_again_at_once(installation: Installation) -> None:
    run = installation.run()
    kill(run.pid)
    run.wait()
    installation.run()
    assert installation.answers()


def test_a_web_server_that_is_killed_leaves_no_worker(installation: Installation) -> None:
    installation.run()
    server = installation.process_of("web")
    workers = children_of(server)
    assert workers
    kill(server)
    wait_until(lambda: not set(workers) & set(installation.processes()), 5, "its workers have ended")


def test_a_second_run_on_the_same_data_is_refused(installation: Installation) -> None:
    first = installation.run()
    second = installation.command("run", "--port", str(installation.port))
    assert (second.returncode, second.stderr) == (
        1,
        f"Het platform draait al met de map {installation.data} (proces {first.pid}).\n",
    )
