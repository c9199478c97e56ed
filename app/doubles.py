"""The same form, sent twice in the same moment, is stored once. What was not stored is never told as done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from app.database import session


@contextmanager
def stored_once(is_there: Callable[[], object]) -> Iterator[None]:
    """Commits what the block stores. A row that the database refuses must be there already.

    Raises IntegrityError where it is not: then nothing was stored at all.
    """
    try:
        yield
        session.commit()
    except IntegrityError:
        session.rollback()
        if not is_there():
            raise
