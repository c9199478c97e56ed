"""Editors judge decided texts once more, blind; how far they agree is shown once a sample is closed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Account, AccountRole
from app.calibration.actions import draw, start_round
from app.calibration.models import CalibrationCase, CalibrationJudgement, CalibrationRound
from app.calibration.queries import RuleAgreement, agreements, candidates, round_with_all
from app.conflicts.actions import declare
from app.contributions.erasing import erase_content
from app.contributions.models import Decision, RecordedFinding, Review, Version
from moderation.findings import Family, Finding, Severity
from moderation.states import Action, State
from tests.factories import make_account, make_complaint, make_facility, make_review
from tests.pages.signing_in import sign_in
from tests.pages.visit import Page

Sessions = scoped_session[Session]

GIVES_AWAY = (
    "Geheime Tuin", "Verborgen", "noor", "Peeters", "Gepubliceerd", "Teruggestuurd", "Geweigerd",
    "Kan je de naam",
)  # fmt: skip

KINDS = st.lists(st.integers(0, 10_000), max_size=30, unique=True)


@given(st.tuples(KINDS, KINDS, KINDS), st.integers(1, 60))
def test_a_sample_holds_each_text_once_and_is_as_large_as_it_can(
    strata: tuple[list[int], list[int], list[int]], size: int
) -> None:
    named = [[(number, kind, 0) for number in stratum] for kind, stratum in enumerate(strata)]
    drawn = draw(named, size)
    assert len(set(drawn)) == len(drawn) == min(size, sum(map(len, strata)))
    for kind, stratum in enumerate(strata):
        assert sum(one[1] == kind for one in drawn) >= min(len(stratum), size // 3)


@pytest.fixture
def decided(session: Sessions) -> list[Review]:
    """Of each outcome one."""
    facility = make_facility(name="De Geheime Tuin", municipality="Verborgen")
    return [
        make_review(
            facility, state, texts={"text_good": f"Verhaal {number}"}, email="noor.geheim@ouder.example"
        )
        for number, state in enumerate((State.PUBLISHED, State.RETURNED, State.REJECTED))
    ]


@pytest.fixture
def judge(session: Sessions) -> Account:
    return make_account(name="Robin")


@pytest.fixture
def started(session: Sessions, decided: list[Review], judge: Account) -> CalibrationRound:
    made = start_round(30, [judge], make_account(AccountRole.LEAD_EDITOR).id)
    session.commit()
    return made


def case_with(session: Sessions, review: Review) -> CalibrationCase:
    return session.scalars(select(CalibrationCase).where(CalibrationCase.contribution_id == review.id)).one()


@pytest.mark.usefixtures("decided")
def test_a_lead_editor_sends_a_sample(client: FlaskClient, session: Sessions, judge: Account) -> None:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    page = Page.open(client, "/redactie/toetsing/nieuw")
    page = page.submit("Verstuur de toetsing", size="30", judges=[str(judge.id)])
    assert (page.heading[:12], session.scalar(select(func.count()).select_from(CalibrationCase))) == (
        "Toetsing van",
        3,
    )


WRONG = {
    "nobody": {"size": "30", "judges": None},
    "too few": {"size": "4"},
    "too many": {"size": "101"},
    "no number": {"size": "veel"},
    "empty": {"size": ""},
    "somebody unknown": {"size": "30", "judges": "999999"},
}


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_sample_is_not_sent(
    client: FlaskClient, session: Sessions, judge: Account, name: str
) -> None:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    typed: dict[str, str | None] = {"judges": str(judge.id), **WRONG[name]}
    page = Page.open(client, "/redactie/toetsing/nieuw").submit("Verstuur de toetsing", **typed)
    assert page.errors
    assert session.scalar(select(func.count()).select_from(CalibrationRound)) == 0


def test_without_decisions_there_is_no_sample(client: FlaskClient, session: Sessions, judge: Account) -> None:
    sign_in(client, make_account(AccountRole.LEAD_EDITOR))
    page = Page.open(client, "/redactie/toetsing/nieuw").submit(
        "Verstuur de toetsing", judges=[str(judge.id)]
    )
    assert page.errors == ["Er is nog niets beslist dat opnieuw beoordeeld kan worden."]


def test_a_judge_sees_the_text_and_nothing_that_gives_away(
    client: FlaskClient, session: Sessions, started: CalibrationRound, judge: Account, decided: list[Review]
) -> None:
    sign_in(client, judge)
    for review in decided:
        place = case_with(session, review).number
        answer = client.get(f"/redactie/toetsing/{started.id}/{place}").get_data(as_text=True)
        text = session.get_one(Version, review.latest_version_id).texts["text_good"]
        hidden = (*GIVES_AWAY, f"bijdragen/{review.id}")
        assert (text in answer, [word for word in hidden if word in answer]) == (True, [])


def test_a_running_sample_shows_nobody_what_was_decided(
    client: FlaskClient, started: CalibrationRound, judge: Account
) -> None:
    sign_in(client, judge)
    answer = client.get(f"/redactie/toetsing/{started.id}").get_data(as_text=True)
    assert [word for word in ("Geweigerd", "Gepubliceerd", "Kappa") if word in answer] == []


def test_a_judgement_is_kept_and_changes_nothing_else(
    client: FlaskClient, session: Sessions, started: CalibrationRound, judge: Account, decided: list[Review]
) -> None:
    before = session.scalar(select(func.count()).select_from(Decision))
    sign_in(client, judge)
    place = case_with(session, decided[0]).number
    page = Page.open(client, f"/redactie/toetsing/{started.id}/{place}")
    page.submit("Bewaar en ga verder", action="reject", rule="discrimination")
    page.submit("Bewaar en ga verder", action="return", rule="insult")
    found = session.execute(select(CalibrationJudgement.action, CalibrationJudgement.rule)).all()
    session.expire_all()
    assert [tuple(row) for row in found] == [(Action.RETURN, "insult")]
    assert (decided[0].state, session.scalar(select(func.count()).select_from(Decision))) == (
        State.PUBLISHED,
        before,
    )


@pytest.mark.parametrize(
    ("action", "rule", "error"),
    [
        (None, "", "Kies wat je zou beslissen"),
        ("reject", "", "Kies de regel waarop je steunt, een die bij deze beslissing past"),
        ("reject", "spelling", "Kies de regel waarop je steunt, een die bij deze beslissing past"),
        ("remove", "insult", "Ongeldige keuze."),
    ],
)
def test_half_a_judgement_is_refused(
    client: FlaskClient, session: Sessions, started: CalibrationRound, judge: Account,
    action: str | None, rule: str, error: str,
) -> None:  # fmt: skip
    sign_in(client, judge)
    page = Page.open(client, f"/redactie/toetsing/{started.id}/1")
    page = page.submit("Bewaar en ga verder", action=action, rule=rule)
    assert error in page.errors
    assert session.scalar(select(func.count()).select_from(CalibrationJudgement)) == 0


def test_the_next_text_follows_and_then_the_sample(
    client: FlaskClient, started: CalibrationRound, judge: Account
) -> None:
    sign_in(client, judge)
    page = Page.open(client, f"/redactie/toetsing/{started.id}/1")
    addresses = []
    for _ in range(3):
        page = page.submit("Bewaar en ga verder", action="publish")
        addresses.append(page.address)
    start = f"/redactie/toetsing/{started.id}"
    assert addresses == [f"{start}/2", f"{start}/3", start]


def test_nobody_judges_their_own_decision(
    client: FlaskClient, session: Sessions, decided: list[Review]
) -> None:
    own = session.get_one(Account, decided[2].decisions[-1].account_id)
    made = start_round(30, [own], make_account(AccountRole.LEAD_EDITOR).id)
    session.commit()
    sign_in(client, own)
    place = case_with(session, decided[2]).number
    assert client.get(f"/redactie/toetsing/{made.id}/{place}").status_code == 404


def test_who_was_not_asked_does_not_judge(client: FlaskClient, started: CalibrationRound) -> None:
    sign_in(client, make_account())
    assert client.get(f"/redactie/toetsing/{started.id}/1").status_code == 404


def test_a_judge_with_an_interest_sees_nothing_of_it(
    client: FlaskClient, session: Sessions, started: CalibrationRound, judge: Account, decided: list[Review]
) -> None:
    elsewhere = make_review()
    session.add(
        CalibrationCase(
            round_id=started.id, number=4, contribution_id=elsewhere.id,
            version_id=elsewhere.latest_version_id, decision_id=elsewhere.decisions[-1].id,
        )
    )  # fmt: skip
    declare(judge.id, "voorziening", str(decided[0].facility_id))
    session.commit()
    sign_in(client, judge)
    start = f"/redactie/toetsing/{started.id}"
    page = Page.open(client, start)
    assert [words for words in page.links() if words.startswith("Tekst")] == ["Tekst 4"]
    assert [client.get(f"{start}/{place}").status_code for place in (1, 2, 3, 4)] == [404, 404, 404, 200]


def test_a_closed_sample_takes_no_judgements(
    app: Flask, client: FlaskClient, started: CalibrationRound, judge: Account
) -> None:
    sign_in(client, judge)
    page = Page.open(client, f"/redactie/toetsing/{started.id}/1")
    lead = app.test_client()
    sign_in(lead, make_account(AccountRole.LEAD_EDITOR))
    Page.open(lead, f"/redactie/toetsing/{started.id}").submit("Sluit en toon de uitkomst")
    assert page.submit("Bewaar en ga verder", action="publish").status == 404


def test_an_erased_text_is_in_no_sample(client: FlaskClient, session: Sessions, started: CalibrationRound,
                                         judge: Account, decided: list[Review]) -> None:  # fmt: skip
    place = case_with(session, decided[1]).number
    erase_content(decided[1])
    session.commit()
    sign_in(client, judge)
    assert client.get(f"/redactie/toetsing/{started.id}/{place}").status_code == 404


def test_what_is_contested_or_dangerous_is_in_no_sample(session: Sessions) -> None:
    danger = Finding(Family.SAFETY, "child_in_danger", Severity.URGENT, "Gevaar")
    make_complaint(make_review(state=State.REJECTED))
    calm, dangerous = make_review(), make_review()
    session.add(RecordedFinding.of(dangerous.latest_version_id or 0, danger))
    session.commit()
    found = [
        one[0] for action in (Action.PUBLISH, Action.RETURN, Action.REJECT) for one in candidates(action)
    ]
    assert found == [calm.id]


def judgements(
    session: Sessions, started: CalibrationRound, judge: Account, same: bool
) -> list[RuleAgreement]:
    for case in session.scalars(select(CalibrationCase)):
        action, rule = (case.decision.action, case.decision.rule) if same else (Action.PUBLISH, None)
        if action is Action.PUBLISH:
            rule = None
        session.add(CalibrationJudgement(case_id=case.id, account_id=judge.id, action=action, rule=rule))
    session.commit()
    found = round_with_all(started.id)
    assert found is not None
    return agreements([found])


def test_few_texts_are_too_few_to_tell(session: Sessions, started: CalibrationRound, judge: Account) -> None:
    assert [line.is_enough for line in judgements(session, started, judge, same=True)] == [False, False]


def test_agreement_is_told_per_rule(session: Sessions, judge: Account) -> None:
    for state in (State.PUBLISHED, State.RETURNED, State.REJECTED):
        for _ in range(7):
            make_review(state=state)
    started = start_round(21, [judge], judge.id)
    session.commit()
    outcome, rule = judgements(session, started, judge, same=True)
    assert (outcome.is_enough, outcome.found and outcome.found.kappa) == (True, 1.0)
    assert (rule.rule, rule.uses, rule.is_enough) == ("discrimination", 35, True)
