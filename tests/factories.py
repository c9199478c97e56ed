"""Facilities, accounts and contributions for tests, each brought where it must be by the real actions.

Whatever is made is committed, as it would be before somebody opens a page.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

from app.accounts.models import Account, AccountRole, SecondFactor
from app.accounts.second_factor import OBLIGED, encrypted
from app.accounts.sign_in import hash_password
from app.conflicts.actions import declare
from app.conflicts.models import Conflict
from app.contributions.actions import (
    AUTHOR,
    Actor,
    add_version,
    apply_action,
    record_screening,
)
from app.contributions.erasing import erase_content
from app.contributions.models import Contribution, Review
from app.contributions.permission import NeedsSecondEditor
from app.database import now, session
from app.facilities.models import Facility, FacilityRequest, Organisation
from app.identities.actions import add_identity, new_author_link
from app.notes.actions import write_note
from app.notes.models import Note
from app.notices.models import Complaint, Notice, NoticeReason
from app.proposals.actions import confirm, propose
from app.proposals.models import Proposal
from app.questionnaires import Sector, current_questionnaire
from app.referrals.actions import refer
from app.referrals.models import Referral, ReferralTarget
from app.replies.models import Reply
from app.threads.actions import answer, ask
from app.threads.models import Party, Thread
from moderation.findings import Finding
from moderation.second_pair import SecondPairRule
from moderation.states import Action, Role, State

numbers = count(1)

PASSWORD = "drie groene fietsen in de regen"
SECRET = "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA"
"""What the telephones of all invented editors share."""

GOOD = "Onze dochter gaat er graag naartoe. De begeleiders vertellen elke avond hoe haar dag was."
BETTER = "De tuin is klein. Bij regen blijven de kinderen de hele dag binnen."
QUESTION = "Hoelang ging je kind naar deze opvang?"
ANSWER = "Twee jaar, tot vorige zomer."
THANKS = "Dank je wel voor je waardering. We zoeken naar een grotere tuin voor de kinderen."
MESSAGE = "Kan je de naam van de begeleider weglaten? Pas je tekst aan en verstuur hem opnieuw."


def make_facility(**values: Any) -> Facility:
    """A childcare facility of 24 places that takes part."""
    number = next(numbers)
    facility = Facility(
        **{
            "sector": Sector.KINDEROPVANG,
            "dossiernummer": f"{20000 + number}",
            "name": f"De Zonnebloem {number}",
            "kind": "Groepsopvang",
            "places": 24,
            "street": "Kerkstraat",
            "house_number": "12",
            "postcode": "9000",
            "municipality": "Gent",
            "search_key": f"de zonnebloem {number} gent 9000",
            **values,
        }
    )
    session.add(facility)
    session.commit()
    return facility


def make_organisation(name: str = "Kinderen Eerst vzw") -> Organisation:
    """An organisation without a number."""
    organisation = Organisation(name=name)
    session.add(organisation)
    session.commit()
    return organisation


def make_account(
    role: AccountRole = AccountRole.EDITOR,
    facilities: Iterable[Facility] = (),
    *,
    with_app: bool = True,
    commit: bool = True,
    **values: Any,
) -> Account:
    """Somebody who signs in, with PASSWORD and, where that is obligatory, codes made with SECRET."""
    number = next(numbers)
    account = Account(
        **{
            "email": f"{role.value}-{number}@platform.example",
            "name": f"Sam {number}",
            "role": role,
            "facilities": list(facilities),
            "password_hash": password_hash(),
            **values,
        }
    )
    session.add(account)
    session.flush()
    if with_app and role in OBLIGED:
        session.add(SecondFactor(account_id=account.id, secret=encrypted(SECRET), last_step=0))
    if commit:
        session.commit()
    return account


@cache
def password_hash() -> str:
    """Made once: it is slow on purpose."""
    return hash_password(PASSWORD)


def make_review(
    facility: Facility | None = None,
    state: State = State.PUBLISHED,
    *,
    texts: Mapping[str, str] | None = None,
    scores: Mapping[str, int | None] | None = None,
    email: str = "",
    findings: Iterable[Finding] = (),
) -> Review:
    """A review of a parent, in this state."""
    facility = facility or make_facility()
    number = next(numbers)
    questionnaire = current_questionnaire(facility.sector)
    review = Review(
        facility_id=facility.id,
        questionnaire_version=questionnaire.version,
        identity_id=add_identity("Noor", "Peeters", email or f"noor{number}@voorbeeld.example").id,
        state=State.UNCONFIRMED,
    )
    session.add(review)
    session.flush()
    version = add_version(
        review,
        texts=texts or {"text_good": GOOD, "text_better": BETTER},
        scores=scores or {theme.key: 4 for theme in questionnaire.themes},
        relation=questionnaire.relations[0].key,
        experience_from=date(2026, 1, 1),
        experience_until=date(2026, 10, 1),
        made_by=Role.AUTHOR,
    )
    review.latest_version_id = version.id
    bring(review, state, findings)
    return review


def make_reply(
    review: Review, account: Account, state: State = State.PUBLISHED, *, text: str = THANKS
) -> Reply:
    """A facility's answer to a review, in this state."""
    reply = Reply(
        facility_id=review.facility_id,
        review_id=review.id,
        account_id=account.id,
        state=State.SUBMITTED,
        awaits_screening=True,
    )
    session.add(reply)
    session.flush()
    reply.latest_version_id = add_version(reply, texts={"text": text}, made_by=Role.AUTHOR).id
    bring(reply, state)
    return reply


def make_notice(contribution: Contribution, **values: Any) -> Notice:
    """Somebody reports this published text."""
    notice = Notice(
        **{
            "reference": f"M-{next(numbers):06}",
            "contribution_id": contribution.id,
            "version_id": contribution.published_version_id,
            "reason": NoticeReason.UNTRUE,
            "explanation": "Er is wel een grote tuin.",
            **values,
        }
    )
    session.add(notice)
    session.commit()
    return notice


def make_complaint(contribution: Contribution, **values: Any) -> Complaint:
    """Whoever wrote this objects to the last decision."""
    complaint = Complaint(
        **{
            "contribution_id": contribution.id,
            "decision_id": contribution.decisions[-1].id,
            "text": "Er staat geen enkele naam in mijn tekst.",
            "due_at": now() + timedelta(days=10),
            **values,
        }
    )
    session.add(complaint)
    session.commit()
    return complaint


def make_facility_request() -> FacilityRequest:
    """Somebody misses a facility."""
    request = FacilityRequest(sector=Sector.KINDEROPVANG, name="De Wolk", municipality="Aalst")
    session.add(request)
    session.commit()
    return request


def make_author_link(review: Review) -> str:
    """The address of an author's page, as it stands in a mail."""
    token = new_author_link(review.id)
    session.commit()
    return f"/waardering/link/{token}"


ROADS: Mapping[State, tuple[Action, ...]] = {
    State.SUBMITTED: (),
    State.QUEUED: (Action.QUEUE,),
    State.ESCALATED: (Action.QUEUE, Action.ESCALATE),
    State.PUBLISHED: (Action.QUEUE, Action.PUBLISH),
    State.RETURNED: (Action.QUEUE, Action.RETURN),
    State.REJECTED: (Action.QUEUE, Action.REJECT),
    State.REMOVED: (Action.QUEUE, Action.PUBLISH, Action.REMOVE),
    State.WITHDRAWN: (Action.QUEUE, Action.WITHDRAW),
    State.ERASED: (Action.QUEUE, Action.ERASE),
}
"""What happens to a contribution after it was submitted, until it is in this state."""


def bring(contribution: Contribution, state: State, findings: Iterable[Finding] = ()) -> None:
    """On to this state, by the same steps as in reality. Danger among the findings escalates by itself."""
    session.flush()
    if contribution.state is not state and contribution.state is State.UNCONFIRMED:
        take(contribution, Action.CONFIRM)
    for action in ROADS.get(state, ()):
        if contribution.state is not state:
            take(contribution, action, findings)
    assert contribution.state is state
    session.commit()


def judge(contribution: Contribution, action: Action) -> None:
    """By one editor, or by two where the policy asks for it."""
    editor = Actor(Role.EDITOR, make_account(with_app=False, commit=False).id)
    reason = {"rule": "discrimination", "message": MESSAGE}
    try:
        apply_action(contribution, action, editor, seen_lock=contribution.lock_version, **reason)
    except NeedsSecondEditor as needed:
        proposal = make_proposal(contribution, action, editor, needed.rules)
        second = Actor(Role.EDITOR, make_account(with_app=False, commit=False).id)
        confirm(proposal, second, seen_lock=contribution.lock_version)


def make_proposal(
    contribution: Contribution, action: Action, editor: Actor, rules: Iterable[SecondPairRule] = ()
) -> Proposal:
    """One editor wants this decision; another has to agree."""
    assert contribution.latest_version is not None
    proposal = propose(
        contribution,
        action,
        editor,
        judged=contribution.latest_version,
        rules=rules,
        rule="discrimination",
        message=MESSAGE,
    )
    session.commit()
    return proposal


def make_conflict(account: Account, facility: Facility) -> Conflict:
    """An editor has an interest in this facility."""
    conflict = declare(account.id, "voorziening", str(facility.id))
    session.commit()
    return conflict


def make_thread(contribution: Contribution, party: Party = Party.AUTHOR, *, answered: bool = False) -> Thread:
    """An editor asked something; perhaps there is an answer."""
    thread = ask(contribution, party, make_account().id, QUESTION, 7).thread
    if answered:
        answer(thread, None, ANSWER)
    session.commit()
    return thread


def make_note(contribution: Contribution, text: str = "Bel eerst met de hoofdredactie.") -> Note:
    """One editor tells the others."""
    note = write_note(contribution, make_account().id, text)
    session.commit()
    return note


def make_referral(contribution: Contribution, lead: Account | None = None) -> Referral:
    """A lead editor dealt with a sign of danger."""
    referral = refer(
        contribution,
        (lead or make_account(AccountRole.LEAD_EDITOR)).id,
        seen_version=contribution.latest_version_id or 0,
        target=ReferralTarget.OPGROEIPUNT,
        what_was_read="Een kind werd hard vastgegrepen.",
        who_was_told="De permanentie, dossier 2026/118",
        told_on=date(2026, 11, 20),
        agreed="Zij nemen contact op met de opvang.",
    )
    session.commit()
    return referral


def act(contribution: Contribution, action: Action, findings: Iterable[Finding] = ()) -> None:
    """One step, by whoever takes it in reality; then all is in the database."""
    take(contribution, action, findings)
    session.commit()


def take(contribution: Contribution, action: Action, findings: Iterable[Finding] = ()) -> None:
    """One step of many; the caller commits, since a commit costs a test more than the step."""
    if action is Action.QUEUE:
        assert contribution.latest_version_id is not None
        record_screening(contribution.id, contribution.latest_version_id, findings)
    elif action in (Action.CONFIRM, Action.WITHDRAW, Action.ERASE):
        apply_action(contribution, action, AUTHOR, seen_lock=contribution.lock_version)
    else:
        judge(contribution, action)
    if action is Action.ERASE:
        erase_content(contribution)
    session.flush()
