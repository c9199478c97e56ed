"""The forms of a second editor."""

from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length

from app.forms import BaseForm, NoControlCharacters, TextArea
from app.languages import lazy_gettext as _


class ConfirmForm(BaseForm):
    """Agree with exactly what stands on the page."""

    lock = HiddenField(validators=[InputRequired()])


class DeclineForm(BaseForm):
    """Not agree, and say why."""

    answer = TextArea(
        _("Waarom ga je niet akkoord?"),
        validators=[
            DataRequired(_("Schrijf waarom je niet akkoord gaat. Je collega leest dit.")),
            Length(max=2000, message=_("Hou het onder 2.000 tekens")),
            NoControlCharacters(),
        ],
    )
