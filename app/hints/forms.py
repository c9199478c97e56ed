"""What a form needs to show hints."""

from wtforms import HiddenField

from app.forms import BaseForm
from app.hints.showing import FieldHints


class HintedForm(BaseForm):
    """A form with texts that can get hints. A browser that showed them says so in the hidden field."""

    hints_shown = HiddenField()
    hints: dict[str, FieldHints] = {}  # noqa: RUF012 (replaced, never changed)
    pauses = False

    def hinted_texts(self) -> dict[str, str]:
        """Field → text as typed."""
        raise NotImplementedError
