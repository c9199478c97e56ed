"""What all forms share: they speak to the person, and lose nothing."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from flask import g
from wtforms import Form, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.validators import ValidationError

from app.languages import language
from app.languages import lazy_gettext as _
from app.months import month_in

View = TypeVar("View", bound=Callable[..., Any])


class BaseForm(Form):
    """A form whose page may have been open too long: then it comes back with all that was typed."""

    class Meta:
        @property
        def locales(self) -> tuple[str, ...]:
            """The library's own words follow the page."""
            return (language(),)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also false when the token of the page had expired; a fresh one is in the page that follows."""
        valid = super().validate(extra_validators)
        if g.get("form_expired"):
            self.form_errors.append(
                _("Deze pagina stond te lang open. Alles wat je typte staat er nog: verstuur het opnieuw.")
            )
            return False
        return valid


def as_stored(text: str | None) -> str:
    """What was typed, with CRLF made LF and nothing else changed."""
    return (text or "").replace("\r\n", "\n")


def stripped(text: str | None) -> str:
    """For names and addresses: without spaces around it."""
    return (text or "").strip()


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Characters that no keyboard gives: they break mails and pages, or turn the order of what one reads."""


class TextArea(TextAreaField):
    """A text from a person; stored plain, escaped on output."""

    had_control_characters = False

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep it as typed."""
        if valuelist:
            text = as_stored(valuelist[0])
            self.data = CONTROL.sub("", text)
            self.had_control_characters = self.data != text


class Line(StringField):
    """One line of text, without spaces around it."""

    had_control_characters = False

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Without spaces around it."""
        if valuelist:
            text = stripped(valuelist[0])
            self.data = CONTROL.sub("", text)
            self.had_control_characters = self.data != text


class NoControlCharacters:
    """Says that characters were taken out, so that nothing changes behind somebody's back."""

    def __call__(self, form: Form, field: Any) -> None:
        if field.had_control_characters:
            raise ValidationError(
                _("Er stonden tekens in die we niet kunnen bewaren. We haalden ze weg: kijk de tekst na.")
            )


Options = list[SelectChoice]


def options(pairs: Iterable[tuple[str, Any]]) -> Options:
    """Pairs of value and label, for a list or a group of buttons."""
    return [SelectChoice(value, label) for value, label in pairs]


class MonthField(StringField):
    """A month of a year, typed as `month_in` reads it; `month` is its first day."""

    month: date | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keeps what was typed, also when it is no month."""
        self.data = stripped(valuelist[0]) if valuelist else ""
        self.month = month_in(self.data)
        if self.data and self.month is None:
            raise ValueError(_("Schrijf maand en jaar, zoals 03/2026 of maart 2026"))


def keeps_what_was_typed(view: View) -> View:
    """A view whose form comes back filled when its page had been open too long."""
    view.keeps_what_was_typed = True  # type: ignore[attr-defined]
    return view


def is_proved_by_its_address(view: View) -> View:
    """A view whose address is a secret of who sends the form: it needs no other token, and no cookie."""
    view.is_proved_by_its_address = True  # type: ignore[attr-defined]
    return view


def only_reads(view: View) -> View:
    """A view that is sent something and stores nothing: its transaction cannot write, as with GET."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view
