"""All tables of the first version"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "editor", "lead-editor", "provider", "admin", name="accountrole", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "facility_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "kinderopvang",
                "ouderenzorg",
                "jeugdhulp",
                "handicap",
                name="sector",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_requests")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.LargeBinary(), nullable=True),
        sa.Column("last_name", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_email_key"), "identities", ["email_key"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kbo", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("kbo", name=op.f("uq_organisations_kbo")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("context", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("event", "recipient", name="uq_outbox_event"),
    )
    op.create_index("ix_outbox_waiting", "outbox", ["sent_at", "next_attempt_at"], unique=False)

    op.create_table(
        "account_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_links_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_links_token_hash")),
    )
    op.create_index(op.f("ix_account_links_account_id"), "account_links", ["account_id"], unique=False)

    op.create_table(
        "facilities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "kinderopvang",
                "ouderenzorg",
                "jeugdhulp",
                "handicap",
                name="sector",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dossiernummer", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("tariff", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("house_number", sa.Text(), nullable=False),
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("nis", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("care_region", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("licence_status", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("participates", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("page_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_facilities_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilities")),
        sa.UniqueConstraint("sector", "dossiernummer", name="uq_facilities_key"),
    )
    op.create_index(op.f("ix_facilities_organisation_id"), "facilities", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_facilities_postcode"), "facilities", ["postcode"], unique=False)

    op.create_table(
        "account_facilities",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_facilities_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_account_facilities_facility_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "facility_id", name=op.f("pk_account_facilities")),
    )
    op.create_index(
        op.f("ix_account_facilities_facility_id"), "account_facilities", ["facility_id"], unique=False
    )

    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unconfirmed",
                "submitted",
                "queued",
                "escalated",
                "published",
                "returned",
                "rejected",
                "removed",
                "withdrawn",
                "erased",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("latest_version_id", sa.Integer(), nullable=True),
        sa.Column("published_version_id", sa.Integer(), nullable=True),
        sa.Column("awaits_screening", sa.Boolean(), nullable=False),
        sa.Column("screening_lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=True),
        sa.Column("visible_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("list_key", sa.Text(), nullable=False),
        sa.Column("questionnaire_version", sa.Integer(), nullable=True),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("device_key", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_contributions_account_id")),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facilities.id"], name=op.f("fk_contributions_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["identities.id"], name=op.f("fk_contributions_identity_id")
        ),
        sa.ForeignKeyConstraint(
            ["latest_version_id"], ["versions.id"], name="fk_contributions_latest_version", use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["published_version_id"],
            ["versions.id"],
            name="fk_contributions_published_version",
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["review_id"], ["contributions.id"], name=op.f("fk_contributions_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contributions_public_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_contributions_submission_key")),
    )
    op.create_index(op.f("ix_contributions_confirmed_at"), "contributions", ["confirmed_at"], unique=False)
    op.create_index(op.f("ix_contributions_created_at"), "contributions", ["created_at"], unique=False)
    op.create_index(op.f("ix_contributions_device_key"), "contributions", ["device_key"], unique=False)
    op.create_index(op.f("ix_contributions_identity_id"), "contributions", ["identity_id"], unique=False)
    op.create_index(
        "ix_contributions_public", "contributions", ["facility_id", "kind", "state", "list_key"], unique=False
    )
    op.create_index(
        op.f("ix_contributions_published_version_id"), "contributions", ["published_version_id"], unique=False
    )
    op.create_index(
        "ix_contributions_queue", "contributions", ["is_open", "urgency", "due_at", "id"], unique=False
    )
    op.create_index(op.f("ix_contributions_revealed_at"), "contributions", ["revealed_at"], unique=False)
    op.create_index(op.f("ix_contributions_review_id"), "contributions", ["review_id"], unique=False)
    op.create_index(
        "ix_contributions_screening",
        "contributions",
        ["awaits_screening", "screening_lease_until"],
        unique=False,
    )
    op.create_index(op.f("ix_contributions_state"), "contributions", ["state"], unique=False)

    op.create_table(
        "theme_totals",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("n1", sa.Integer(), nullable=False),
        sa.Column("n2", sa.Integer(), nullable=False),
        sa.Column("n3", sa.Integer(), nullable=False),
        sa.Column("n4", sa.Integer(), nullable=False),
        sa.Column("n5", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facilities.id"], name=op.f("fk_theme_totals_facility_id")),
        sa.PrimaryKeyConstraint("facility_id", "theme", name=op.f("pk_theme_totals")),
    )
    op.create_table(
        "author_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["contributions.id"], name=op.f("fk_author_links_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_author_links_token_hash")),
    )
    op.create_index(op.f("ix_author_links_review_id"), "author_links", ["review_id"], unique=False)

    op.create_table(
        "claims",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_claims_account_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_claims_contribution_id")
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_claims")),
    )
    op.create_table(
        "text_bands",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_text_bands_contribution_id")
        ),
        sa.PrimaryKeyConstraint("contribution_id", "band", name=op.f("pk_text_bands")),
    )
    op.create_index(op.f("ix_text_bands_band"), "text_bands", ["band"], unique=False)

    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("scores", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("experience_from", sa.Date(), nullable=True),
        sa.Column("experience_until", sa.Date(), nullable=True),
        sa.Column(
            "made_by",
            sa.Enum("author", "editor", "lead-editor", "system", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("redactions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_versions_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("contribution_id", "number", name="uq_versions_number"),
    )
    if op.get_bind().dialect.name == "postgresql":  # SQLite has them in the table already
        for name in ("latest_version", "published_version"):
            op.create_foreign_key(
                f"fk_contributions_{name}", "contributions", "versions", [f"{name}_id"], ["id"]
            )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
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
        sa.Column(
            "from_state",
            sa.Enum(
                "unconfirmed",
                "submitted",
                "queued",
                "escalated",
                "published",
                "returned",
                "rejected",
                "removed",
                "withdrawn",
                "erased",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "unconfirmed",
                "submitted",
                "queued",
                "escalated",
                "published",
                "returned",
                "rejected",
                "removed",
                "withdrawn",
                "erased",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum("author", "editor", "lead-editor", "system", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("rulebook_version", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_decisions_account_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_decisions_contribution_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_decisions_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_contribution_id"), "decisions", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_decisions_created_at"), "decisions", ["created_at"], unique=False)

    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "family",
            sa.Enum(
                "privacy",
                "authenticity",
                "readability",
                "interval",
                "conduct",
                "safety",
                name="family",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum("info", "notice", "warning", "urgent", name="severity", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_findings_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_version_id"), "findings", ["version_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "privacy",
                "fake",
                "insult",
                "untrue",
                "danger",
                "illegal",
                "other",
                name="noticereason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("kept", "acted", name="noticeoutcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notices_account_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_notices_contribution_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["accounts.id"], name=op.f("fk_notices_decided_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_notices_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("reference", name=op.f("uq_notices_reference")),
    )
    op.create_index(op.f("ix_notices_contribution_id"), "notices", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_notices_decided_at"), "notices", ["decided_at"], unique=False)

    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "dismissed", name="complaintoutcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_complaints_contribution_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["accounts.id"], name=op.f("fk_complaints_decided_by_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_complaints_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_complaints_decision_id")),
    )
    op.create_index(op.f("ix_complaints_contribution_id"), "complaints", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_complaints_decided_at"), "complaints", ["decided_at"], unique=False)

    op.execute(f"INSERT INTO audit_head (id, last_id, chain) VALUES (1, 0, '{'0' * 64}')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in ("latest_version", "published_version"):
            op.drop_constraint(f"fk_contributions_{name}", "contributions")
    op.drop_index(op.f("ix_complaints_decided_at"), table_name="complaints")
    op.drop_index(op.f("ix_complaints_contribution_id"), table_name="complaints")

    op.drop_table("complaints")
    op.drop_index(op.f("ix_notices_decided_at"), table_name="notices")
    op.drop_index(op.f("ix_notices_contribution_id"), table_name="notices")

    op.drop_table("notices")
    op.drop_index(op.f("ix_findings_version_id"), table_name="findings")

    op.drop_table("findings")
    op.drop_index(op.f("ix_decisions_created_at"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_contribution_id"), table_name="decisions")

    op.drop_table("decisions")
    op.drop_table("versions")
    op.drop_index(op.f("ix_text_bands_band"), table_name="text_bands")

    op.drop_table("text_bands")
    op.drop_table("claims")
    op.drop_index(op.f("ix_author_links_review_id"), table_name="author_links")

    op.drop_table("author_links")
    op.drop_table("theme_totals")
    op.drop_index(op.f("ix_contributions_state"), table_name="contributions")
    op.drop_index("ix_contributions_screening", table_name="contributions")
    op.drop_index(op.f("ix_contributions_review_id"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_revealed_at"), table_name="contributions")
    op.drop_index("ix_contributions_queue", table_name="contributions")
    op.drop_index(op.f("ix_contributions_published_version_id"), table_name="contributions")
    op.drop_index("ix_contributions_public", table_name="contributions")
    op.drop_index(op.f("ix_contributions_identity_id"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_device_key"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_created_at"), table_name="contributions")
    op.drop_index(op.f("ix_contributions_confirmed_at"), table_name="contributions")

    op.drop_table("contributions")
    op.drop_index(op.f("ix_account_facilities_facility_id"), table_name="account_facilities")

    op.drop_table("account_facilities")
    op.drop_index(op.f("ix_facilities_postcode"), table_name="facilities")
    op.drop_index(op.f("ix_facilities_organisation_id"), table_name="facilities")

    op.drop_table("facilities")
    op.drop_index(op.f("ix_account_links_account_id"), table_name="account_links")

    op.drop_table("account_links")
    op.drop_index("ix_outbox_waiting", table_name="outbox")

    op.drop_table("outbox")
    op.drop_table("organisations")
    op.drop_index(op.f("ix_identities_email_key"), table_name="identities")

    op.drop_table("identities")
    op.drop_table("facility_requests")
    op.drop_table("audit_head")
    op.drop_table("audit_entries")
    op.drop_table("accounts")
