"""From a form on the desk to a decision; every refusal is a sentence."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from app.accounts.models import Account
from app.backoffice.forms import DecisionForm
from app.backoffice.reasons import began_from, propose_words
from app.contributions.actions import Actor, apply_action, tell_author
from app.contributions.claims import Claimed
from app.contributions.models import Contribution, Version
from app.contributions.permission import DangerUnresolved, NeedsSecondEditor, OutOfDate, SamePerson
from app.database import session
from app.languages import gettext as _
from app.proposals.actions import propose
from app.proposals.outcomes import open_proposal
from app.publication import shown_from
from app.row_numbers import number_in
from app.times import long_date
from moderation.rulebook import TO_FILL_IN, rules_for
from moderation.states import Action, NotAllowed

Result = TypeVar("Result")

JUDGEMENTS: Mapping[Action, bool] = {
    Action.PUBLISH: False,
    Action.RETURN: True,
    Action.REJECT: True,
    Action.ESCALATE: True,
    Action.REMOVE: True,
    Action.RESTORE: False,
    Action.QUEUE: False,
}
"""What an editor can decide, and whether it needs a rule and a message."""


class Refusal(Exception):
    """It was not decided; the message says why, or the form says it at its fields."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


def decide_on(contribution: Contribution, action: Action, form: DecisionForm, account: Account) -> str:
    """Checks the claim and the form, then decides, or proposes it to a second editor. Raises Refusal.

    Gives the sentence that says what happened.
    """
    must_hold(contribution, account)
    must_not_wait(contribution)
    if JUDGEMENTS[action]:
        if not form.needs([rule.id for rule in rules_for(contribution.kind, action)]):
            raise Refusal
        if set(form.chosen) != set((form.worded.data or "").split()):
            propose_words(form, contribution.kind, action)
            raise Refusal(_("Je veranderde de regels. Kijk het bericht na en beslis opnieuw."))
        if TO_FILL_IN in (form.message.data or ""):
            form.message.errors = [unfinished()]
            raise Refusal
    if action is Action.QUEUE and not (form.note.data or "").strip():
        form.note.errors = [_("Schrijf wat je deed en waarom dit verder kan")]
        raise Refusal
    rules = form.chosen if JUDGEMENTS[action] else []
    actor, judged = Actor(account.moderation_role, account.id), judged_version(form.version.data)
    if judged is None:
        raise Refusal(out_of_date())
    values: dict[str, Any] = {
        "rule": rules[0] if rules else None,
        "more_rules": rules[1:],
        "message": (form.message.data or "") if rules else "",
        "note": form.note.data or "",
        "standard_text_id": began_from(form.standard_text.data, rules, contribution.kind, action),
    }

    def carry_out() -> str:
        try:
            decision = apply_action(
                contribution, action, actor, judged=judged, seen_lock=number_in(form.lock.data), **values
            )
        except NeedsSecondEditor as needed:
            propose(contribution, action, actor, judged=judged, rules=needed.rules, **values)
            return str(_("Je voorstel is bewaard. Het wacht op een tweede redacteur."))
        if action is not Action.QUEUE:  # from one pile to the other: nothing to tell
            tell_author(contribution, decision)
        return decided(contribution, action, _("Je beslissing is bewaard."))

    return with_sentences(carry_out)


def decided(contribution: Contribution, action: Action, sentence: str) -> str:
    """What happened; and from when readers see it, where they do not see it yet."""
    later = shown_from(contribution)
    if action is not Action.PUBLISH or later is None:
        return sentence
    return f"{sentence} {_('De tekst is zichtbaar vanaf %(date)s.', date=long_date(later))}"


def must_not_wait(contribution: Contribution) -> None:
    """What a colleague proposed comes first: confirm it, or decline it with a reason."""
    proposal = open_proposal(contribution)
    if proposal is not None:
        raise Refusal(
            _(
                "Er ligt een voorstel van %(name)s. Bevestig het of wijs het eerst af.",
                name=proposal.account.name,
            )
        )


def must_hold(contribution: Contribution, account: Account) -> None:
    """Only who claimed an item decides on it."""
    held = contribution.claim
    if held is not None and held.is_live and held.account_id != account.id:
        raise Refusal(_("%(name)s is met deze bijdrage bezig.", name=held.account.name))
    if held is None or not held.is_live:
        raise Refusal(_("Je hebt deze bijdrage niet meer. Neem ze opnieuw voor je beslist."))


def with_sentences(decide: Callable[[], Result]) -> Result:
    """Run it; say in a sentence why it could not be."""
    try:
        return decide()
    except (OutOfDate, NotAllowed) as error:
        raise Refusal(out_of_date()) from error
    except SamePerson as error:
        raise Refusal(_("Jij besliste of vroeg dit zelf. Iemand anders moet dit beslissen.")) from error
    except DangerUnresolved as error:
        raise Refusal(
            _(
                "Er is een teken van gevaar. Publiceren of weigeren kan pas nadat een hoofdredacteur "
                "noteerde wat ermee gebeurde."
            )
        ) from error
    except Claimed as error:
        raise Refusal(_("Een collega is al met deze bijdrage bezig.")) from error


def unfinished() -> str:
    """A prefilled message has an open place."""
    sentence: str = _("Vul in wat er nog ontbreekt, op de plaats van ___")
    return sentence


def out_of_date() -> str:
    """Somebody was first."""
    sentence: str = _(
        "Deze bijdrage veranderde terwijl je las: iemand anders besliste al, of de tekst is nieuw. "
        "Je beslissing is niet bewaard. Lees de bijdrage opnieuw."
    )
    return sentence


def catch_up(form: Any, contribution: Contribution) -> None:
    """The page that follows shows the text of now; where it is another than the editor read, it says so."""
    seen = (form.version.data, form.lock.data)
    shown = (str(contribution.latest_version_id), str(contribution.lock_version))
    if seen != shown and out_of_date() not in form.form_errors:
        form.form_errors.append(out_of_date())
    form.version.data, form.lock.data = shown


def judged_version(number: str | None) -> Version | None:
    """The version that stood on the page."""
    return session.get(Version, number_in(number))
