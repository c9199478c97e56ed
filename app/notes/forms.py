"""The form of a note."""

from wtforms.validators import DataRequired, Length

from app.forms import BaseForm, NoControlCharacters, TextArea
from app.languages import lazy_gettext as _


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
