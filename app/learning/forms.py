"""How a rule must stand, and why."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Length, ValidationError

from app.forms import BaseForm, NoControlCharacters, TextArea, options
from app.languages import lazy_gettext as _
from app.learning.models import Setting
from moderation.findings import Severity

FEWEST_WORDS, SHORTEST = 4, 20
"""Of a reason: different words, and characters."""


class SwitchForm(BaseForm):
    """On, lower or off."""

    setting = RadioField(
        _("Hoe moet deze controle staan?"),
        choices=options(
            [
                (Setting.ON.value, _("Aan, zoals ze gemaakt is")),
                (Setting.LOWERED.value, _("Lager: minder dringend dan de controle vindt")),
                (Setting.OFF.value, _("Uit: redacteurs zien deze bevindingen niet")),
            ]
        ),
        validators=[InputRequired(_("Kies hoe de controle moet staan"))],
    )
    at_most = SelectField(
        _("Hoogstens"),
        choices=options(
            [
                (Severity.INFO.value, _("Ter info")),
                (Severity.NOTICE.value, _("Kijk na")),
                (Severity.WARNING.value, _("Let op")),
            ]
        ),
    )
    reason = TextArea(
        _("Waarom?"),
        validators=[
            Length(max=1000, message=_("Hou het onder 1.000 tekens")),
            NoControlCharacters(),
        ],
    )

    def validate_reason(self, field: Any) -> None:
        """Colleagues and auditors read it: a word, or the same one again, tells them nothing."""
        words = (field.data or "").split()
        if len({word.lower() for word in words}) < FEWEST_WORDS or len(" ".join(words)) < SHORTEST:
            raise ValidationError(
                _("Schrijf waarom, in een zin van minstens vier woorden: collega's en toezicht lezen dit")
            )
