"""Second editors, declared interests, talk, notes, referrals and standard texts"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standard_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_standard_texts_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_texts")),
        sa.UniqueConstraint("rule", "kind", "purpose", "number", name="uq_standard_texts_number"),
    )
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(organisation_id IS NOT NULL AND facility_id IS NULL AND municipality = '') OR (organisation_id IS NULL AND facility_id IS NOT NULL AND municipality = '') OR (organisation_id IS NULL AND facility_id IS NULL AND municipality <> '')",
            name=op.f("ck_conflicts_one_thing"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_conflicts_account_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facilities.id"], name=op.f("fk_conflicts_facility_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_conflicts_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
    )
    op.create_index(op.f("ix_conflicts_account_id"), "conflicts", ["account_id"], unique=False)

    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notes_account_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_notes_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_contribution_id"), "notes", ["contribution_id"], unique=False)

    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column(
            "party", sa.Enum("author", "provider", name="party", native_enum=False, length=40), nullable=False
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("waits_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts.id"], name=op.f("fk_threads_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_threads_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
        sa.UniqueConstraint("contribution_id", "party", name="uq_threads_party"),
    )
    op.create_index("ix_threads_waiting", "threads", ["waits_until", "reminded_at"], unique=False)

    op.create_table(
        "mentions",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_mentions_account_id")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_mentions_note_id")),
        sa.PrimaryKeyConstraint("note_id", "account_id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_account_id"), "mentions", ["account_id"], unique=False)

    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column(
            "sender", sa.Enum("editors", "other", name="sender", native_enum=False, length=40), nullable=False
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_messages_account_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_messages_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_thread_id"), "messages", ["thread_id"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "confirm",
                "queue",
                "escalate",
                "publish",
                "return",
                "reject",
                "redact",
                "revise",
                "remove",
                "restore",
                "withdraw",
                "erase",
                name="action",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("standard_text_id", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("author", "editor", "lead-editor", "system", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed",
                "declined",
                "withdrawn",
                "lapsed",
                name="proposaloutcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_proposals_account_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["accounts.id"], name=op.f("fk_proposals_closed_by_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_proposals_contribution_id")
        ),
        sa.ForeignKeyConstraint(
            ["standard_text_id"], ["standard_texts.id"], name=op.f("fk_proposals_standard_text_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_proposals_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_account_id"), "proposals", ["account_id"], unique=False)
    op.create_index(op.f("ix_proposals_contribution_id"), "proposals", ["contribution_id"], unique=False)
    op.create_index(
        "uq_proposals_open",
        "proposals",
        ["contribution_id"],
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )

    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "target",
            sa.Enum(
                "opgroeipunt",
                "zorginspectie",
                "police",
                "nobody",
                name="referraltarget",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what_was_read", sa.Text(), nullable=False),
        sa.Column("who_was_told", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_referrals_account_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_referrals_contribution_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_referrals_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index(op.f("ix_referrals_contribution_id"), "referrals", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_referrals_created_at"), "referrals", ["created_at"], unique=False)

    op.add_column("contributions", sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    # As one statement: making a table anew would empty it on SQLite, where others refer to it.
    for column, table in (("proposed_by_id", "accounts"), ("standard_text_id", "standard_texts")):
        op.execute(
            f"ALTER TABLE decisions ADD COLUMN {column} INTEGER"
            f" CONSTRAINT fk_decisions_{column} REFERENCES {table} (id)"
        )
    op.add_column("notices", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE notices ADD COLUMN objection_to_id INTEGER"
        " CONSTRAINT fk_notices_objection_to_id REFERENCES notices (id)"
    )
    op.create_index("uq_notices_objection_to_id", "notices", ["objection_to_id"], unique=True)
    promise_answers()


def promise_answers() -> None:
    """Ten days for a notice that came before there was a promise."""
    notices = sa.table(
        "notices",
        sa.column("id", sa.Integer),
        sa.column("created_at", sa.DateTime(timezone=True)),
        sa.column("due_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    for number, created in connection.execute(sa.select(notices.c.id, notices.c.created_at)).all():
        connection.execute(
            notices.update().where(notices.c.id == number).values(due_at=created + timedelta(days=10))
        )


def downgrade() -> None:
    op.drop_index("uq_notices_objection_to_id", table_name="notices")
    with op.batch_alter_table("notices") as batch_op:
        batch_op.drop_column("objection_to_id")
        batch_op.drop_column("due_at")

    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_column("standard_text_id")
        batch_op.drop_column("proposed_by_id")

    op.drop_column("contributions", "paused_until")

    op.drop_index(op.f("ix_referrals_created_at"), table_name="referrals")
    op.drop_index(op.f("ix_referrals_contribution_id"), table_name="referrals")

    op.drop_table("referrals")
    op.drop_index("uq_proposals_open", table_name="proposals")
    op.drop_index(op.f("ix_proposals_contribution_id"), table_name="proposals")
    op.drop_index(op.f("ix_proposals_account_id"), table_name="proposals")

    op.drop_table("proposals")
    op.drop_index(op.f("ix_messages_thread_id"), table_name="messages")

    op.drop_table("messages")
    op.drop_index(op.f("ix_mentions_account_id"), table_name="mentions")

    op.drop_table("mentions")
    op.drop_index("ix_threads_waiting", table_name="threads")

    op.drop_table("threads")
    op.drop_index(op.f("ix_notes_contribution_id"), table_name="notes")

    op.drop_table("notes")
    op.drop_index(op.f("ix_conflicts_account_id"), table_name="conflicts")

    op.drop_table("conflicts")
    op.drop_table("standard_texts")
