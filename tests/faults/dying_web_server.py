"""A web server that is killed between the commit of a confirmation and its place in the queue."""

import os
import signal
import sys

from app import wsgi
from app.reviews import author_views
from app.web_server import serve


def die(_contribution_id: int) -> bool:
    """In the worker that answers the request."""
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
    return False


if __name__ == "__main__":
    assert wsgi.site
    author_views.enqueue_screening = die
    serve("127.0.0.1", int(sys.argv[1]), workers=1)
