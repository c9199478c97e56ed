"""The forms of the editor's desk."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length

from app.forms import BaseForm, NoControlCharacters, Options, TextArea, options
from app.languages import lazy_gettext as _
from app.notices.models import ComplaintOutcome, NoticeOutcome

LONGEST_MESSAGE = 5000
"""The length that a statement of reasons may have (DSA Transparency Database)."""


class DecisionForm(BaseForm):
    """One decision. Which rules and message it needs depends on the action."""

    action = HiddenField(validators=[InputRequired()])
    version = HiddenField(validators=[InputRequired()])
    lock = HiddenField(validators=[InputRequired()])
    rule = SelectMultipleField(validate_choice=False)
    """Those that were chosen before; unticking one takes it away."""
    add_rule = SelectField(_("Regel van de gedragscode"), validate_choice=False)
    worded = HiddenField()
    """The rules that the message was made for."""
    proposed = HiddenField()
    """The standard words that it began with, and their version where a lead editor wrote them."""
    standard_text = HiddenField()
    message = TextArea(
        _("Bericht aan wie schreef"),
        validators=[
            Length(max=LONGEST_MESSAGE, message=_("Hou het onder 5.000 tekens")),
            NoControlCharacters(),
        ],
    )
    note = TextArea(
        _("Notitie voor de redactie"),
        validators=[Length(max=2000, message=_("Hou het onder 2.000 tekens")), NoControlCharacters()],
    )

    @property
    def chosen(self) -> list[str]:
        """The rules that it rests on, in the order in which they were chosen."""
        return list(dict.fromkeys(filter(None, [*(self.rule.data or []), self.add_rule.data])))

    def needs(self, rules: list[str]) -> bool:
        """Rules of the list and a message; says so at the field where one is missing."""
        if not self.chosen or not set(self.chosen) <= set(rules):
            self.add_rule.errors = [_("Kies de regel waarop je steunt")]
        if not (self.message.data or "").strip():
            self.message.errors = [_("Schrijf waarom, in gewone woorden")]
        return not (self.add_rule.errors or self.message.errors)


class IdentityForm(BaseForm):
    """Why an editor wants to know who wrote."""

    reason = RadioField(
        _("Waarom wil je weten wie schreef?"),
        choices=options(
            [
                ("contact", _("Ik wil iets vragen aan wie schreef")),
                ("evidence", _("Ik kijk na of dit een eigen ervaring is")),
                ("danger", _("Er is misschien gevaar voor een kind")),
                ("complaint", _("Ik behandel een melding of bezwaar")),
            ]
        ),
        validators=[InputRequired(_("Kies een reden"))],
    )


class NoticeDecisionForm(BaseForm):
    """What an editor decides on a notice."""

    outcome = RadioField(
        _("Wat beslis je?"),
        choices=options(
            [
                (NoticeOutcome.KEPT.value, _("De tekst blijft staan")),
                (NoticeOutcome.ACTED.value, _("Er is iets aangepast of weggehaald")),
            ]
        ),
        validators=[InputRequired(_("Kies wat je beslist"))],
    )
    answer = TextArea(
        _("Antwoord aan wie meldde"),
        validators=[
            DataRequired(_("Schrijf waarom, in gewone woorden")),
            Length(max=LONGEST_MESSAGE, message=_("Hou het onder 5.000 tekens")),
            NoControlCharacters(),
        ],
    )


class ComplaintDecisionForm(BaseForm):
    """What another editor decides on a complaint."""

    outcome = RadioField(
        _("Wat beslis je?"),
        choices=options(
            [
                (ComplaintOutcome.UPHELD.value, _("Het bezwaar klopt: de beslissing wordt herzien")),
                (ComplaintOutcome.DISMISSED.value, _("De beslissing blijft")),
            ]
        ),
        validators=[InputRequired(_("Kies wat je beslist"))],
    )
    answer = TextArea(
        _("Antwoord aan wie bezwaar maakte"),
        validators=[
            DataRequired(_("Schrijf waarom, in gewone woorden")),
            Length(max=LONGEST_MESSAGE, message=_("Hou het onder 5.000 tekens")),
            NoControlCharacters(),
        ],
    )


def rule_choices(rules: Any) -> Options:
    """Rule ids and titles, with an empty first line that asks to choose."""
    return options([("", _("Kies een regel")), *((rule.id, rule.title) for rule in rules)])
