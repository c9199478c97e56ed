"""Forms to sign in and to choose a password."""

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length, ValidationError

from app.forms import BaseForm, Line
from app.languages import lazy_gettext as _

SHORTEST_PASSWORD = 12
"""Characters. NIST SP 800-63B asks for 8 and advises 15 where a password stands alone."""
LONGEST_PASSWORD = 200
OWN_CHARACTERS = 6
"""Characters that must be left when what everybody would guess is taken away."""
DISTINCT_CHARACTERS = 5

GUESSED_FIRST = (
    "waarderingsplatform", "waardering", "wachtwoordzin", "wachtwoord", "paswoord", "password",
    "passphrase", "motdepasse", "bienvenue", "welkom", "welcome", "kinderopvang", "opvang", "redactie",
    "vlaanderen", "belgie", "geheim", "secret", "qwertyuiop", "azertyuiop", "qwerty", "azerty",
    "qsdfghjklm", "asdfghjkl", "1q2w3e4r5t", "1234567890", "123456789", "12345678", "123456",
    "0987654321", "987654321", "abcdefghijkl", "abcdef", "abc123", "iloveyou", "ikhouvanjou", "letmein",
    "admin", "zomer", "winter", "lente", "herfst",
)  # fmt: skip
"""The words that leaked passwords begin with, in Dutch, English and French, and those of this site."""


def is_guessable(password: str, *own_words: str) -> bool:
    """Little is left of it without common words, the owner's name and address, and repetition."""
    rest = password.casefold()
    if len(set(rest)) < DISTINCT_CHARACTERS:
        return True
    pieces = {piece for word in own_words for piece in re.split(r"\W+", word.casefold()) if len(piece) >= 3}
    for word in sorted({*pieces, *GUESSED_FIRST}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(re.sub(r"[\W_]+", "", rest)) < OWN_CHARACTERS


def tidy_email(text: str) -> str:
    """The address as accounts keep it. Raises ValueError where it is none."""
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None


class MailAddress:
    """A well-formed address."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            tidy_email(field.data or "")
        except ValueError:
            raise ValidationError(_("Schrijf een geldig e-mailadres, zoals naam@voorbeeld.be")) from None


class EmailFields(BaseForm):
    """The address of an account."""

    email = Line(
        _("E-mailadres"),
        validators=[
            InputRequired(_("Vul je e-mailadres in")),
            Length(max=254, message=_("Dit e-mailadres is te lang")),
            MailAddress(),
        ],
    )


class SignInForm(EmailFields):
    """Address and password, and where to go then."""

    password = PasswordField(_("Wachtwoord"), validators=[InputRequired(_("Vul je wachtwoord in"))])
    verder = HiddenField()


class ForgottenForm(EmailFields):
    """Where to send a link."""


class PasswordForm(BaseForm):
    """A new password, twice; `own_words` are the name and address of its owner."""

    password = PasswordField(
        _("Nieuw wachtwoord"),
        validators=[
            InputRequired(_("Kies een wachtwoord")),
            Length(min=SHORTEST_PASSWORD, message=_("Neem minstens 12 tekens")),
            Length(max=LONGEST_PASSWORD, message=_("Neem hoogstens 200 tekens")),
        ],
    )
    again = PasswordField(
        _("Nog eens hetzelfde wachtwoord"), validators=[InputRequired(_("Typ het wachtwoord nog eens"))]
    )

    own_words: tuple[str, ...] = ()

    def validate_password(self, field: Any) -> None:
        """Not one that others would try."""
        if not field.errors and is_guessable(field.data, *self.own_words):
            raise ValidationError(
                _(
                    "Dit is makkelijk te raden. "
                    "Neem een paar woorden die niets met jou of deze site te maken hebben."
                )
            )

    def validate_again(self, field: Any) -> None:
        """A slip of the finger would lock its owner out."""
        if field.data != self.password.data:
            raise ValidationError(_("De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."))


class CodeForm(BaseForm):
    """The code of an app, or a recovery code."""

    code = Line(
        _("Code"),
        validators=[
            InputRequired(_("Vul de code in")),
            Length(
                max=40, message=_("Een code is korter: zes cijfers, of een herstelcode van twaalf tekens")
            ),
        ],
    )


class OwnPasswordForm(BaseForm):
    """Who sits at this browser must be who signed in."""

    current = PasswordField(_("Je huidige wachtwoord"), validators=[InputRequired(_("Vul je wachtwoord in"))])


class ChangePasswordForm(OwnPasswordForm, PasswordForm):
    """The old password, and the new one twice."""


class SetUpForm(OwnPasswordForm, CodeForm):
    """A new app, by who is signed in."""
