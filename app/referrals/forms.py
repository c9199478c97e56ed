"""The guided form for a sign of danger."""

from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from app.database import now
from app.forms import BaseForm, Line, NoControlCharacters, Options, TextArea, options
from app.labels import label
from app.languages import lazy_gettext as _
from app.referrals.models import ReferralTarget
from app.times import local, long_date

LONGEST = 3000


def targets() -> Options:
    """Each with its words."""
    return options((target.value, label(target)) for target in ReferralTarget)


class ReferralForm(BaseForm):
    """What was read, who was told, when, and what was agreed."""

    version = HiddenField(validators=[InputRequired()])
    what_was_read = TextArea(
        _("Wat las je?"),
        validators=[
            DataRequired(_("Schrijf in je eigen woorden wat je las en waarom dat gevaar kan zijn")),
            Length(max=LONGEST, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )
    target = RadioField(
        _("Wie bracht je op de hoogte?"),
        choices=targets,
        validate_choice=False,
        validators=[AnyOf([target.value for target in ReferralTarget], message=_("Kies wie het weet"))],
    )
    told_on = Line(_("Op welke dag?"))
    who_was_told = Line(
        _("Met wie sprak je, of wat is het dossiernummer?"),
        validators=[Length(max=300, message=_("Hou het onder 300 tekens")), NoControlCharacters()],
    )
    agreed = TextArea(
        _("Wat is er afgesproken?"),
        validators=[
            DataRequired(_("Schrijf wat er afgesproken is, of waarom er geen gevaar is")),
            Length(max=LONGEST, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )
    day: date | None = None
    written_on: date | None = None
    """The day on which the text arrived: nobody could be told before."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever was told, was told after the text came in, and not in the future."""
        valid = super().validate(extra_validators)
        if self.target.data == ReferralTarget.NOBODY:
            return valid
        self.day = day_in(self.told_on.data or "")
        if self.day is None:
            self.told_on.errors = [_("Schrijf de dag, zoals 2026-03-15")]
        elif self.day > local(now()).date():
            self.told_on.errors = [_("Deze dag moet nog komen. Vul het formulier in als het gebeurd is.")]
        elif self.written_on is not None and self.day < self.written_on:
            self.told_on.errors = [
                _("Deze tekst kwam binnen op %(date)s. Kijk de dag na.", date=long_date(self.written_on))
            ]
        if not self.who_was_told.data:
            self.who_was_told.errors = [_("Schrijf met wie je sprak, of welk dossiernummer je kreeg")]
        return valid and not (self.told_on.errors or self.who_was_told.errors)


def day_in(text: str) -> date | None:
    """A day as a browser sends it, or as people write it."""
    parts = text.replace("/", "-").replace(".", "-").split("-")
    try:
        first, second, third = (int(part) for part in parts)
        return date(first, second, third) if first > 31 else date(third, second, first)
    except ValueError:
        return None
