"""The forms of a conversation."""

from wtforms import RadioField
from wtforms.validators import AnyOf, DataRequired, Length

from app.forms import BaseForm, NoControlCharacters, TextArea, options
from app.languages import lazy_gettext as _

LONGEST = 3000
DAYS = ("3", "7", "14")


class AskForm(BaseForm):
    """A question of an editor, with a deadline."""

    text = TextArea(
        _("Je vraag"),
        validators=[
            DataRequired(_("Schrijf eerst je vraag")),
            Length(max=LONGEST, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )
    days = RadioField(
        _("Hoeveel tijd geef je?"),
        choices=options([("3", _("3 dagen")), ("7", _("7 dagen")), ("14", _("14 dagen"))]),
        default="7",
        validate_choice=False,
        validators=[AnyOf(DAYS, message=_("Kies hoeveel tijd je geeft"))],
    )


class AnswerForm(BaseForm):
    """What the author or the facility answers: text alone."""

    text = TextArea(
        _("Je antwoord"),
        validators=[
            DataRequired(_("Schrijf eerst je antwoord")),
            Length(max=LONGEST, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )
