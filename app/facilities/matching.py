"""Which facilities hold a word: the one place that asks the databases' own text search.

Both give the same: a word anywhere inside a word, or in another Dutch form. PostgreSQL does it with pg_trgm
and a Dutch dictionary, SQLite with two FTS5 tables (migration "search"). What is right, and in which order
it comes, is worked out from the answer by `app.facilities.ranking`, the same for both.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app.database import session
from app.facilities.models import Facility
from app.facilities.word_forms import forms

TRIGRAM = 3
"""Shorter words are only looked for where a word begins."""

DUTCH: sa.ColumnElement[Any] = sa.literal_column("'dutch_names'::regconfig")

Ids = frozenset[int]


def on_postgresql() -> bool:
    """The other database is SQLite."""
    return session.get_bind().dialect.name == "postgresql"


def holders(words: Sequence[str]) -> dict[str, Ids]:
    """Word → ids of the facilities that hold it. One statement for all words."""
    if not words:
        return {}
    ask = postgresql_holders if on_postgresql() else sqlite_holders
    parts = [ask(number, word) for number, word in enumerate(words)]
    rows = session.execute(parts[0].union_all(*parts[1:]) if len(parts) > 1 else parts[0]).all()
    found: dict[str, Ids] = {word: frozenset() for word in words}
    for number, ids in rows:
        if ids:
            found[words[number]] = frozenset(map(int, ids.split(",") if isinstance(ids, str) else ids))
    return found


def postgresql_holders(number: int, word: str) -> sa.Select[Any]:
    """One row: the number of the word, and all ids."""
    if len(word) < TRIGRAM:
        holds: sa.ColumnElement[bool] = (" " + Facility.search_key).contains(f" {word}", autoescape=True)
    else:
        holds = Facility.search_key.contains(word, autoescape=True)
    if word.isalpha():
        document = sa.func.to_tsvector(DUTCH, Facility.search_key)
        holds = sa.or_(holds, document.op("@@")(sa.func.plainto_tsquery(DUTCH, word)))
    columns: tuple[Any, ...] = (sa.literal_column(str(number)), sa.func.array_agg(Facility.id))
    return sa.select(*columns).where(holds)


def sqlite_holders(number: int, word: str) -> sa.Select[Any]:
    """One row: the number of the word, and all ids with commas between."""
    wanted = [fts("search_words", f'"{word}"*' if len(word) < TRIGRAM else any_of(forms(word)))]
    if len(word) >= TRIGRAM:
        wanted.append(fts("search_trigrams", f'"{word}"'))
    found = sa.union(*wanted).subquery() if len(wanted) > 1 else wanted[0].subquery()
    return sa.select(sa.literal_column(str(number)), sa.func.group_concat(found.c.rowid))


def fts(table: str, query: str) -> sa.Select[tuple[int]]:
    """The ids that an FTS5 table finds."""
    name = sa.table(table, sa.column("rowid", sa.Integer), sa.column(table))
    return sa.select(name.c.rowid).where(name.c[table].op("MATCH")(query))


def any_of(words: Iterable[str]) -> str:
    """A query of FTS5. Words hold letters and digits only, so that quotes suffice."""
    return " OR ".join(f'"{word}"' for word in sorted(words))
