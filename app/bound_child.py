"""A process that does not outlive the one that started it (Linux; elsewhere it is left to itself).

Run as a script, it becomes the given command: `python -I bound_child.py PARENT_PID COMMAND …`.
It imports nothing of ours, so that it starts in a few milliseconds.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: the signal that a process gets when its parent dies. It survives an exec."""


def end_with_parent(parent: int, how: signal.Signals) -> None:
    """From now on this process gets `how` when its parent dies; at once when that has happened already."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), how)


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]), signal.SIGTERM)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 (our own parts only)
