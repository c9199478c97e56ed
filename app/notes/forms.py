"""The form of a note."""

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, Length

from app.forms import BaseForm, NoControlCharacters, TextArea


class NoteForm(BaseForm):
    """For the editors alone."""

    text = TextArea(
        _("Nieuwe notitie"),
        validators=[
            DataRequired(_("Schrijf eerst je notitie")),
            Length(max=2000, message=_("Hou het onder 2.000 tekens")),
            NoControlCharacters(),
        ],
    )
