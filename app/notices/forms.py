"""The forms by which somebody reports a published text."""

import secrets
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional

from app.contributions.models import Contribution
from app.forms import BaseForm, Line, NoControlCharacters, Options, TextArea, options
from app.labels import label
from app.languages import lazy_gettext as _
from app.notices.models import NoticeReason
from app.reviews.forms import LONGEST_TEXT, MailAddress


def reasons() -> Options:
    """Each reason with its words."""
    return options((reason.value, label(reason)) for reason in NoticeReason)


class NoticeFields(BaseForm):
    """What is wrong with a text; the same for readers and facilities."""

    reason = RadioField(
        _("Wat is er mis?"),
        choices=reasons,
        validate_choice=False,
        validators=[AnyOf([reason.value for reason in NoticeReason], message=_("Kies wat er mis is"))],
    )
    explanation = TextArea(
        _("Leg uit wat er mis is"),
        validators=[
            DataRequired(_("Leg uit wat er mis is, en waar het staat")),
            Length(max=LONGEST_TEXT, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )
    submission_key = HiddenField(validators=[Length(max=64)])
    """Made with the empty form: sending it twice stores it once."""
    seen_version = HiddenField()
    """The number of the wording on the page."""

    def prepare(self, contribution: Contribution) -> None:
        """For a page that shows this text now."""
        self.submission_key.data = self.submission_key.data or secrets.token_urlsafe(16)
        self.seen_version.data = seen_version(contribution)

    def is_about(self, contribution: Contribution) -> bool:
        """The text is still the one that was read; says so where it changed."""
        if self.seen_version.data == seen_version(contribution):
            return True
        self.form_errors.append(
            _("Deze tekst is intussen veranderd. Lees hem opnieuw en verstuur je melding als ze nog klopt.")
        )
        return False


class ObjectionForm(BaseForm):
    """Who reported does not agree with our answer."""

    text = TextArea(
        _("Waarom ga je niet akkoord?"),
        validators=[
            DataRequired(_("Schrijf waarom je niet akkoord gaat")),
            Length(max=LONGEST_TEXT, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )


def seen_version(contribution: Contribution) -> str:
    """The number of the wording that is online."""
    version = contribution.published_version
    return str(version.number) if version else ""


class NoticeForm(NoticeFields):
    """A reader's notice. Who reports danger may stay unknown (DSA art. 16.2.c)."""

    name = Line(
        _("Je naam"),
        validators=[Length(max=200, message=_("Hou je naam onder 200 tekens")), NoControlCharacters()],
    )
    email = Line(
        _("Je e-mailadres"),
        validators=[Optional(), Length(max=254, message=_("Dit e-mailadres is te lang")), MailAddress()],
    )
    good_faith = BooleanField(
        _("Ik meld dit te goeder trouw. Wat ik schrijf, klopt volgens mij."),
        validators=[InputRequired(_("Bevestig dat je dit te goeder trouw meldt"))],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Name and address are needed, except where somebody is in danger."""
        valid = super().validate(extra_validators)
        if self.reason.data == NoticeReason.DANGER:
            return valid
        for field, message in (
            (self.name, _("Vul je naam in")),
            (self.email, _("Vul je e-mailadres in, dan sturen we je ons antwoord")),
        ):
            if not field.data:
                field.errors = [message]
                valid = False
        return valid
