"""The form by which a lead editor changes a standard text."""

from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length

from app.forms import BaseForm, Line, NoControlCharacters, TextArea
from app.languages import lazy_gettext as _


class StandardTextForm(BaseForm):
    """The words, and why they change."""

    seen = HiddenField(validators=[InputRequired()])
    text = TextArea(
        _("De tekst"),
        validators=[
            DataRequired(_("Schrijf de tekst waarmee redacteurs beginnen")),
            Length(max=5000, message=_("Hou het onder 5.000 tekens")),
            NoControlCharacters(),
        ],
    )
    why = Line(
        _("Waarom verander je dit?"),
        validators=[
            DataRequired(_("Schrijf kort waarom, dan begrijpen je collega's het")),
            Length(max=300, message=_("Hou het onder 300 tekens")),
            NoControlCharacters(),
        ],
    )
