"""Second step of signing in, sessions that end one by one, verdicts on findings, switches of rules, calibration"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ACTIONS = (
    "confirm", "queue", "escalate", "publish", "return", "reject",
    "redact", "revise", "remove", "restore", "withdraw", "erase",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "second_factors",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_second_factors_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("account_id", "code_hash", name="uq_recovery_codes_code"),
    )
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_sessions_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_sessions_token_hash")),
    )
    op.create_index(op.f("ix_account_sessions_account_id"), "account_sessions", ["account_id"])
    op.create_index(op.f("ix_account_sessions_expires_at"), "account_sessions", ["expires_at"])
    op.add_column("findings", sa.Column("check_version", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "finding_verdicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("check_version", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_finding_verdicts_account_id")),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_finding_verdicts_finding_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_verdicts")),
        sa.UniqueConstraint("finding_id", name=op.f("uq_finding_verdicts_finding_id")),
    )
    op.create_index("ix_finding_verdicts_rule", "finding_verdicts", ["rule", "check_version"])
    op.create_table(
        "rule_switches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column(
            "setting",
            sa.Enum("on", "lowered", "off", name="setting", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "at_most",
            sa.Enum("info", "notice", "warning", "urgent", name="severity", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_rule_switches_account_id")),
        sa.ForeignKeyConstraint(["second_id"], ["accounts.id"], name=op.f("fk_rule_switches_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_switches")),
    )
    op.create_index(op.f("ix_rule_switches_rule"), "rule_switches", ["rule"])
    op.create_table(
        "calibration_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calibration_rounds_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_rounds")),
    )
    op.create_table(
        "calibration_judges",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calibration_judges_account_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["calibration_rounds.id"], name=op.f("fk_calibration_judges_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "account_id", name=op.f("pk_calibration_judges")),
    )
    op.create_table(
        "calibration_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{other}.id"], name=op.f(f"fk_calibration_cases_{table}_id")
            )
            for table, other in (
                ("round", "calibration_rounds"),
                ("contribution", "contributions"),
                ("version", "versions"),
                ("decision", "decisions"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_cases")),
        sa.UniqueConstraint("round_id", "number", name="uq_calibration_cases_number"),
    )
    op.create_table(
        "calibration_judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Enum(*ACTIONS, name="action", native_enum=False, length=40), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_calibration_judgements_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["calibration_cases.id"], name=op.f("fk_calibration_judgements_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_judgements")),
        sa.UniqueConstraint("case_id", "account_id", name="uq_calibration_judgements_once"),
    )
    op.create_index(op.f("ix_audit_entries_event"), "audit_entries", ["event"])
    append_only()


def append_only() -> None:
    """No code of ours, and nobody with the rights of our code alone, changes the trail by accident."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change_of_trail() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_trail()"
        )
        return
    for event in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_entries_no_{event} BEFORE {event.upper()} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_entries_append_only ON audit_entries")
        op.execute("DROP FUNCTION refuse_change_of_trail()")
    else:
        op.execute("DROP TRIGGER audit_entries_no_update")
        op.execute("DROP TRIGGER audit_entries_no_delete")
    op.drop_index(op.f("ix_audit_entries_event"), table_name="audit_entries")
    op.drop_table("calibration_judgements")
    op.drop_table("calibration_cases")
    op.drop_table("calibration_judges")
    op.drop_table("calibration_rounds")
    op.drop_table("rule_switches")
    op.drop_table("finding_verdicts")
    op.drop_column("findings", "check_version")
    op.drop_table("account_sessions")
    op.drop_table("recovery_codes")
    op.drop_table("second_factors")
