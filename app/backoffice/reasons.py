"""Why an editor decides: the rules, and the words with which the message begins."""

from collections.abc import Iterable, Sequence

from app.backoffice.forms import DecisionForm
from app.backoffice.marking import numbered
from app.contributions.models import Contribution
from app.database import session
from app.forms import as_stored
from app.languages import gettext as _
from app.learning.queries import verdicts_of
from app.row_numbers import number_in
from app.standard_texts.joining import joined
from app.standard_texts.models import StandardText
from app.standard_texts.queries import Words, standard_texts
from moderation.findings import Severity
from moderation.rulebook import rules_for
from moderation.states import Action


def words_for(rules: Iterable[str], kind: str, action: Action) -> Words:
    """One message for all these rules; its version is that of the first."""
    each = standard_texts(list(dict.fromkeys(rules)), kind, action.value)
    return Words(joined(words.text for words in each), each[0].id if each else None)


def began_from(number: str | None, rules: Sequence[str], kind: str, action: Action) -> int | None:
    """The version of the standard text that the message was made of, where a lead editor wrote one."""
    text = session.get(StandardText, number_in(number))
    if text is None or (text.kind, text.purpose) != (kind, action.value) or text.rule not in rules:
        return None
    return text.id


def propose_words(form: DecisionForm, kind: str, action: Action) -> None:
    """The standard words for the chosen rules, unless the editor wrote something else."""
    before, form.worded.data = (form.worded.data or "").split(), " ".join(form.chosen)
    if (form.message.data or "").strip() and form.message.data != as_stored(form.proposed.data):
        if set(before) != set(form.chosen):
            form.message.errors = [
                _("Je schreef zelf in dit bericht: het bleef staan. Zeg erin waarom, voor elke regel.")
            ]
        return
    words = words_for(form.chosen, kind, action)
    form.message.data = form.proposed.data = words.text
    form.standard_text.data = str(words.id or "")


def rules_to_begin_with(contribution: Contribution, action: Action) -> list[str]:
    """For a return: the rules of what stands in the text, so that its author can change it.

    Not those that an editor called wrong, and nothing for a refusal: checks do not choose that.
    """
    version = contribution.latest_version
    if action is not Action.RETURN or version is None:
        return []
    found = [
        finding
        for number, finding in numbered(version.findings)
        if number and finding.severity is not Severity.INFO
    ]
    wrong = [number for number, is_right in verdicts_of(one.id for one in found).items() if not is_right]
    known = {rule.id for rule in rules_for(contribution.kind, action)}
    return list(dict.fromkeys(one.rule for one in found if one.rule in known and one.id not in wrong))
