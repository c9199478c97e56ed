"""The forms of a facility: reply, correct, report."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired, InputRequired, Length

from app.forms import NoControlCharacters, TextArea
from app.hints.forms import HintedForm
from app.languages import lazy_gettext as _
from app.notices.forms import NoticeFields
from app.reviews.forms import LONGEST_TEXT


class ReplyForm(HintedForm):
    """One text."""

    text = TextArea(
        _("Je reactie"),
        validators=[
            DataRequired(_("Schrijf eerst je reactie")),
            Length(max=LONGEST_TEXT, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )

    def hinted_texts(self) -> dict[str, str]:
        """Field → text as typed."""
        return {"text": self.text.data or ""}


class ReviseForm(ReplyForm):
    """A correction; it carries the lock number of the page it was made on."""

    seen_lock = HiddenField()


class ContestForm(NoticeFields):
    """A facility reports a review. Who it is, the account tells."""

    good_faith = BooleanField(
        _("Ik meld dit te goeder trouw, in naam van de voorziening."),
        validators=[InputRequired(_("Bevestig dat je dit te goeder trouw meldt"))],
    )
