"""Searching facilities with the database's own text search"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# FTS5 tables that read the text from `facilities` and are kept up to date by triggers on it.
# Whoever makes `facilities` anew (a batch operation that copies it) must make the triggers anew as well.
TABLES = {"search_words": "unicode61 remove_diacritics 0", "search_trigrams": "trigram"}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        upgrade_postgresql()
    else:
        upgrade_sqlite()


def upgrade_postgresql() -> None:
    # A trusted extension since PostgreSQL 13: whoever may create in this database may create it.
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    # Dutch without stop words: "Onder Ons" is a name.
    op.execute("CREATE TEXT SEARCH DICTIONARY dutch_names (TEMPLATE = snowball, LANGUAGE = dutch)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION dutch_names (COPY = simple)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION dutch_names"
        " ALTER MAPPING FOR asciiword, word, numword WITH dutch_names"
    )
    op.execute("CREATE INDEX search_trigrams ON facilities USING gin (search_key gin_trgm_ops)")
    op.execute(
        "CREATE INDEX search_words ON facilities USING gin (to_tsvector('dutch_names'::regconfig, search_key))"
    )


def upgrade_sqlite() -> None:
    for table, tokenize in TABLES.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5("
            f"search_key, content='facilities', content_rowid='id', tokenize='{tokenize}')"
        )
        op.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
        add = f"INSERT INTO {table}(rowid, search_key) VALUES (new.id, new.search_key);"
        drop = f"INSERT INTO {table}({table}, rowid, search_key) VALUES ('delete', old.id, old.search_key);"
        op.execute(f"CREATE TRIGGER {table}_insert AFTER INSERT ON facilities BEGIN {add} END")
        op.execute(f"CREATE TRIGGER {table}_delete AFTER DELETE ON facilities BEGIN {drop} END")
        op.execute(
            f"CREATE TRIGGER {table}_update AFTER UPDATE OF search_key ON facilities BEGIN {drop} {add} END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX search_words")
        op.execute("DROP INDEX search_trigrams")
        op.execute("DROP TEXT SEARCH CONFIGURATION dutch_names")
        op.execute("DROP TEXT SEARCH DICTIONARY dutch_names")
    else:
        for table in TABLES:
            for event in ("insert", "delete", "update"):
                op.execute(f"DROP TRIGGER {table}_{event}")
            op.execute(f"DROP TABLE {table}")
