"""Editors say which findings are right; a lead editor switches rules; both count at once."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import AccountRole
from app.audit.models import AuditEntry
from app.cli import main
from app.contributions.actions import record_screening
from app.contributions.erasing import erase_content
from app.contributions.models import RecordedFinding, Review
from app.learning.models import FindingVerdict, Setting
from app.learning.queries import shares, switches_in_force, verdicts_of
from app.statistics import Share
from moderation import check_versions
from moderation.findings import Family, Finding, Severity, Span
from moderation.states import State
from tests.factories import make_account, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

TEXT = "Juf Carine is lief. Bel haar op 0470 12 34 56. De tuin is groot."


def found(rule: str = "person_name", start: int = 4, end: int = 10, **more: Any) -> Finding:
    family = more.pop("family", Family.PRIVACY)
    return Finding(
        family, rule, more.pop("severity", Severity.WARNING), "Iets", Span("text_good", start, end)
    )


NAME = found()
PHONE = found("phone_number", 32, 45)
DANGER = found("child_in_danger", 0, 3, family=Family.SAFETY, severity=Severity.URGENT)


@pytest.fixture
def review(session: Sessions) -> Review:
    return make_review(state=State.QUEUED, texts={"text_good": TEXT}, findings=[NAME, PHONE])


def findings_of(review: Review, session: Sessions) -> list[RecordedFinding]:
    session.expire_all()
    version = select(RecordedFinding).where(RecordedFinding.version_id == review.latest_version_id)
    return list(session.scalars(version.order_by(RecordedFinding.id)))


def judge(client: FlaskClient, number: int, verdict: str, **more: str) -> Page:
    """As a form on the page of an item does."""
    page = Page.open(client, "/account/wachtwoord")
    form = page.form()
    form.set("action", f"/redactie/bevinding/{number}/oordeel")
    return page.send(
        form,
        {"csrf_token": [page.value("csrf_token")], "oordeel": [verdict], **{k: [v] for k, v in more.items()}},
    )


@pytest.mark.parametrize(("verdict", "is_right"), [("juist", True), ("fout", False)])
def test_a_verdict_is_kept(
    client: FlaskClient, session: Sessions, review: Review, verdict: str, is_right: bool
) -> None:
    sign_in(client, make_account())
    number = findings_of(review, session)[0].id
    judge(client, number, verdict)
    assert verdicts_of([number]) == {number: is_right}


def test_a_click_on_the_page_of_an_item_is_enough(
    client: FlaskClient, session: Sessions, review: Review
) -> None:
    sign_in(client, make_account())
    page = Page.open(client, f"/redactie/bijdragen/{review.id}").submit("Fout (bevinding 2)")
    number = findings_of(review, session)[1].id
    said = verdicts_of([number])
    session.commit()
    Page.open(client, page.address).submit("Fout (bevinding 2)")
    assert (said, verdicts_of([number])) == ({number: False}, {})


def test_the_last_verdict_counts_once(client: FlaskClient, session: Sessions, review: Review) -> None:
    sign_in(client, make_account())
    number = findings_of(review, session)[0].id
    for verdict in ("juist", "juist", "fout"):
        judge(client, number, verdict)
    assert shares(FindingVerdict.rule) == {"person_name": Share(0, 1)}


def test_a_verdict_is_taken_back(client: FlaskClient, session: Sessions, review: Review) -> None:
    sign_in(client, make_account())
    number = findings_of(review, session)[0].id
    judge(client, number, "juist")
    judge(client, number, "geen")
    assert verdicts_of([number]) == {}


def test_after_a_verdict_one_is_where_one_was(client: FlaskClient, session: Sessions, review: Review) -> None:
    sign_in(client, make_account())
    number = findings_of(review, session)[0].id
    assert judge(client, number, "juist", terug="/redactie/leren").address == "/redactie/leren"
    assert (
        judge(client, number, "fout", terug="//kwaad.example").address == f"/redactie/bijdragen/{review.id}"
    )


@pytest.mark.parametrize(("verdict", "known", "status"), [("misschien", True, 400), ("juist", False, 404)])
def test_nonsense_is_refused(
    client: FlaskClient, session: Sessions, review: Review, verdict: str, known: bool, status: int
) -> None:
    sign_in(client, make_account())
    number = findings_of(review, session)[0].id if known else 999_999
    assert judge(client, number, verdict).status == status


def test_a_verdict_outlives_the_text_without_a_trace_of_it(
    client: FlaskClient, session: Sessions, review: Review
) -> None:
    sign_in(client, make_account())
    judge(client, findings_of(review, session)[0].id, "juist")
    erase_content(review)
    session.commit()
    assert session.scalars(select(FindingVerdict.finding_id)).all() == [None]
    assert shares(FindingVerdict.rule) == {"person_name": Share(1, 1)}


def test_precision_is_told_per_version_of_the_check(
    client: FlaskClient, session: Sessions, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = check_versions.version_of("person_name")
    monkeypatch.setattr(check_versions, "VERSIONS", {"person_name": before + 1})
    newer = make_review(state=State.QUEUED, texts={"text_good": TEXT}, findings=[NAME])
    sign_in(client, make_account())
    judge(client, findings_of(review, session)[0].id, "fout")
    judge(client, findings_of(newer, session)[0].id, "juist")
    assert shares(FindingVerdict.check_version, "person_name") == {
        before: Share(0, 1),
        before + 1: Share(1, 1),
    }
    assert "Per versie van de controle" in Page.open(client, "/redactie/leren/person_name").text


@pytest.fixture
def lead(client: FlaskClient) -> FlaskClient:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR, name="Hanne"))
    return client


TOO_LONG = "Deze reden is langer dan iemand leest. " * 30 + "Echt."
REASON = "Bijna altijd fout bij voornamen van opvangplaatsen."


def set_rule(client: FlaskClient, rule: str, setting: Setting, reason: str = REASON) -> Page:
    page = Page.open(client, f"/redactie/leren/{rule}")
    return page.submit("Bewaar de stand", setting=setting.value, at_most="notice", reason=reason)


def screened(findings: list[Finding], session: Sessions) -> list[tuple[str, Severity]]:
    """What an editor sees of a text that comes in now."""
    review = make_review(state=State.SUBMITTED)
    record_screening(review.id, review.latest_version_id or 0, findings)
    session.commit()
    return [(found.rule, found.severity) for found in findings_of(review, session)]


SETTINGS = {
    Setting.ON: [("person_name", Severity.WARNING), ("phone_number", Severity.WARNING)],
    Setting.LOWERED: [("person_name", Severity.NOTICE), ("phone_number", Severity.WARNING)],
    Setting.OFF: [("phone_number", Severity.WARNING)],
}


@pytest.mark.parametrize("setting", Setting)
def test_a_switch_counts_for_the_next_text(lead: FlaskClient, session: Sessions, setting: Setting) -> None:
    set_rule(lead, "person_name", setting)
    assert screened([NAME, PHONE], session) == SETTINGS[setting]


def test_a_rule_that_is_on_again_finds_again(lead: FlaskClient, session: Sessions) -> None:
    set_rule(lead, "person_name", Setting.OFF)
    set_rule(lead, "person_name", Setting.ON, "De nieuwe versie is beter.")
    assert screened([NAME], session) == [("person_name", Severity.WARNING)]


def test_a_switch_is_shown_with_its_reason_and_stands_in_the_trail(
    lead: FlaskClient, session: Sessions
) -> None:
    text = set_rule(lead, "person_name", Setting.OFF).text
    row = session.scalars(select(AuditEntry).where(AuditEntry.event == "rule.switched")).one()
    assert (REASON in text, "Hanne" in text, row.details["setting"]) == (True, True, "off")
    assert "Lager of uit gezet" in Page.open(lead, "/redactie/leren").text


@pytest.mark.parametrize("reason", ["", "nee", "te veel fouten", "nee nee nee nee nee nee", TOO_LONG])
def test_a_switch_needs_a_reason(lead: FlaskClient, session: Sessions, reason: str) -> None:
    page = set_rule(lead, "person_name", Setting.OFF, reason)
    assert (len(page.errors), page.value("reason"), switches_in_force()) == (1, reason, {})


def test_an_editor_cannot_switch(client: FlaskClient) -> None:
    sign_in(client, make_account())
    assert Page.open(client, "/redactie/leren/person_name").buttons() == []
    page = Page.open(client, "/account/wachtwoord")
    form = page.form()
    form.set("action", "/redactie/leren/person_name/zetten")
    token = page.value("csrf_token")
    assert page.send(form, {"csrf_token": [token], "setting": ["off"], "reason": [REASON]}).status == 403


@pytest.mark.parametrize("setting", [Setting.LOWERED, Setting.OFF])
def test_weakening_a_check_on_danger_takes_two(
    app: Flask, lead: FlaskClient, session: Sessions, setting: Setting
) -> None:
    page = set_rule(lead, "child_in_danger", setting)
    assert (switches_in_force(), "Ik ga akkoord" in page.buttons()) == ({}, False)
    session.commit()
    second = app.test_client()
    sign_in(second, make_account(AccountRole.LEAD_EDITOR))
    Page.open(second, "/redactie/leren/child_in_danger").submit("Ik ga akkoord")
    assert list(switches_in_force()) == ["child_in_danger"]


def test_danger_escalates_until_the_second_agreed(lead: FlaskClient, session: Sessions) -> None:
    set_rule(lead, "child_in_danger", Setting.OFF)
    review = make_review(state=State.SUBMITTED)
    record_screening(review.id, review.latest_version_id or 0, [DANGER])
    assert review.state is State.ESCALATED


def test_nobody_is_their_own_second(lead: FlaskClient, session: Sessions) -> None:
    page = set_rule(lead, "child_in_danger", Setting.OFF)
    form = page.form("Bewaar de stand")
    form.set("action", "/redactie/leren/child_in_danger/akkoord")
    fields = {"csrf_token": [page.value("csrf_token")], "voorstel": ["1"]}
    answer = page.send(form, fields)
    assert (
        "Jij deed dit voorstel." in answer.text or "er niet meer" in answer.text,
        switches_in_force(),
    ) == (
        True,
        {},
    )


def test_a_replaced_proposal_cannot_be_agreed_to(app: Flask, lead: FlaskClient, session: Sessions) -> None:
    set_rule(lead, "child_in_danger", Setting.OFF)
    second = app.test_client()
    sign_in(second, make_account(AccountRole.LEAD_EDITOR))
    old = Page.open(second, "/redactie/leren/child_in_danger")
    set_rule(lead, "child_in_danger", Setting.LOWERED)
    assert "Dit voorstel is er niet meer." in words(old.submit("Ik ga akkoord"))
    assert switches_in_force() == {}


def words(page: Page) -> str:
    return page.text


def unpacked(client: FlaskClient, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The files of the export."""
    page = Page.open(client, "/redactie/leren")
    token = page.form("Haal de beoordeelde bevindingen op").find(".//input[@name='csrf_token']")
    assert token is not None
    answer = client.post("/redactie/leren/uitvoer", data={"csrf_token": token.get("value")})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        archive.extractall(folder)
    return {
        path.name: [json.loads(line) for line in path.read_text().splitlines()] for path in folder.iterdir()
    }


def test_judged_findings_are_exported_by_the_sentence(
    app: Flask, lead: FlaskClient, session: Sessions, review: Review, tmp_path: Path
) -> None:
    editor = app.test_client()
    sign_in(editor, make_account())
    name, phone = findings_of(review, session)
    judge(editor, name.id, "juist")
    judge(editor, phone.id, "fout")
    files = unpacked(lead, tmp_path / "out")
    assert [(line["text"], line["spans"]) for line in files["pii_verdicts.jsonl"]] == [
        ("Juf Carine is lief.", [{"start": 4, "end": 10, "label": "PERSON"}]),
        ("Bel haar op 0470 12 34 56.", []),
    ]


def test_a_sentence_with_something_unjudged_stays_out(
    app: Flask, lead: FlaskClient, session: Sessions, tmp_path: Path
) -> None:
    review = make_review(
        state=State.QUEUED,
        texts={"text_good": TEXT},
        findings=[NAME, found("exact_date", 0, 3), found("email_address", 11, 13)],
    )
    editor = app.test_client()
    sign_in(editor, make_account())
    judge(editor, findings_of(review, session)[0].id, "juist")
    assert unpacked(lead, tmp_path / "out")["pii_verdicts.jsonl"] == []


def test_the_export_names_no_author_and_no_facility(
    app: Flask, lead: FlaskClient, session: Sessions, review: Review, tmp_path: Path
) -> None:
    editor = app.test_client()
    sign_in(editor, make_account())
    judge(editor, findings_of(review, session)[0].id, "juist")
    written = json.dumps(unpacked(lead, tmp_path / "out"))
    leaked = [
        word
        for word in ("Noor", "Peeters", "voorbeeld.example", "Zonnebloem", "dossiernummer")
        if word in written
    ]
    assert (len(written) > 50, leaked) == (True, [])


def test_the_export_can_be_measured_and_is_in_the_trail(
    app: Flask, lead: FlaskClient, session: Sessions, review: Review, tmp_path: Path
) -> None:
    editor = app.test_client()
    sign_in(editor, make_account())
    for finding in findings_of(review, session):
        judge(editor, finding.id, "juist")
    unpacked(lead, tmp_path / "out")
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path / "out"), "--json"])
    measured = json.loads(result.output)["pii_verdicts"]["labels"]
    events = session.scalars(select(AuditEntry.event)).all()
    assert (measured["PHONE"]["support"], "findings.exported" in events) == (1, True)
