"""Runs the migrations on the connection that `app.migrating` gives."""

from alembic import context

import app.tables  # noqa: F401 (all tables)
from app.database import Base, UtcDateTime


def render_item(type_: str, item: object, _autogen_context: object) -> str | bool:
    """A migration names no class of ours: it must still run when that class has changed."""
    if type_ == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """The database's own text search (`search_…`) stands in no model: the migrations alone make it."""
    return not (type_ in ("table", "index") and (name or "").startswith("search_"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=render_item,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_name=include_name,
)
with context.begin_transaction():
    context.run_migrations()
