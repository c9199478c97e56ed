"""Which interest is declared."""

from wtforms import HiddenField
from wtforms.validators import AnyOf, InputRequired, Length

from app.forms import BaseForm
from app.languages import lazy_gettext as _

KINDS = ("organisatie", "voorziening", "gemeente")


class InterestForm(BaseForm):
    """One of what the search found."""

    kind = HiddenField(validators=[AnyOf(KINDS, message=_("Kies iets uit de lijst"))])
    about = HiddenField(validators=[InputRequired(_("Kies iets uit de lijst")), Length(max=200)])
