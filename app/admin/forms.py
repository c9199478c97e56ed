"""Forms of the admin: who gets an account, and in which role."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.forms import EmailFields
from app.accounts.models import AccountRole
from app.facilities.models import Facility
from app.facilities.queries import find_facility
from app.forms import BaseForm, Line, NoControlCharacters, TextArea, options
from app.languages import gettext
from app.languages import lazy_gettext as _
from app.questionnaires import Sector


class RoleForm(BaseForm):
    """What an account is for; a provider's account needs its facilities."""

    role = RadioField(
        _("Rol"),
        choices=options(
            [
                (AccountRole.EDITOR.value, _("Redacteur")),
                (AccountRole.LEAD_EDITOR.value, _("Hoofdredacteur")),
                (AccountRole.PROVIDER.value, _("Voorziening")),
                (AccountRole.ADMIN.value, _("Beheerder")),
            ]
        ),
        validators=[InputRequired(_("Kies een rol"))],
    )
    facilities = TextArea(
        _("Voorzieningen"),
        validators=[Length(max=5000, message=_("Hou het onder 5.000 tekens")), NoControlCharacters()],
    )

    found: list[Facility]

    def validate_facilities(self, field: Any) -> None:
        """Each line is a sector and a dossiernummer that we know."""
        lines = [line.strip() for line in (field.data or "").splitlines() if line.strip()]
        self.found = [facility_on(line) for line in dict.fromkeys(lines)]
        if self.role.data == AccountRole.PROVIDER and not self.found:
            raise ValidationError(_("Schrijf minstens één voorziening, zoals kinderopvang/12345"))
        if self.role.data != AccountRole.PROVIDER and self.found:
            raise ValidationError(_("Alleen wie de rol Voorziening heeft, hoort bij een voorziening"))


def facility_on(line: str) -> Facility:
    """The facility that this line names. Raises ValidationError."""
    sector, slash, number = line.partition("/")
    known = find_facility(sector, number) if slash and sector in list(Sector) else None
    if known is None:
        raise ValidationError(
            # Not lazy: flask-babel calls what is lazy safe HTML, also what was typed into it.
            gettext("“%(line)s” kennen we niet. Schrijf sector/dossiernummer, één per regel.", line=line[:60])
        )
    return known


class InviteForm(EmailFields, RoleForm):
    """Somebody who gets an account, and a mail to choose a password."""

    name = Line(
        _("Naam"),
        validators=[
            InputRequired(_("Vul de naam in waaronder collega's deze persoon kennen")),
            Length(max=100, message=_("Hou het onder 100 tekens")),
            NoControlCharacters(),
        ],
    )
