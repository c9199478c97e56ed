"""The filters of the queue, and the name of a view to keep."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, SearchField, SelectField
from wtforms.validators import DataRequired, Length

from app.backoffice.queue_view import Deadline, Kind, QueueView, Waiting
from app.forms import BaseForm, Line, NoControlCharacters, Options, options
from app.labels import KINDS, LABELS
from app.languages import lazy_gettext as _
from app.questionnaires import Sector
from moderation.findings import Family, Severity

LANGUAGES = (
    ("nl", _("Nederlands")),
    ("fr", _("Frans")),
    ("en", _("Engels")),
    ("de", _("Duits")),
    ("tr", _("Turks")),
    ("ar", _("Arabisch")),
    ("pl", _("Pools")),
    ("es", _("Spaans")),
    ("ro", _("Roemeens")),
    ("bg", _("Bulgaars")),
    ("uk", _("Oekraïens")),
)


def all_or(first: Any, members: Iterable[tuple[str, Any]]) -> Options:
    """An empty first choice that asks nothing."""
    return options([("", first), *members])


def words_for(closed_set: type[StrEnum]) -> list[tuple[str, Any]]:
    """Value and words of each member."""
    return [(member.value, LABELS[closed_set][member]) for member in closed_set]


class FilterForm(BaseForm):
    """Narrows the queue; sent with GET, so that the address is the view."""

    q = SearchField(_("Zoek in tekst en voorziening"))
    sector = SelectField(_("Sector"), choices=all_or(_("Alle sectoren"), words_for(Sector)))
    soort = SelectField(_("Soort"), choices=all_or(_("Alles"), [(k.value, KINDS[k.value]) for k in Kind]))
    staat = SelectField(
        _("Staat"),
        choices=all_or(
            _("Alle"),
            [
                (Waiting.QUEUED.value, _("In de wachtrij")),
                (Waiting.ESCALATED.value, _("Bij de hoofdredactie")),
                (Waiting.REVISION.value, _("Verbetering van een tekst die online staat")),
            ],
        ),
    )
    familie = SelectField(_("Bevindingen over"), choices=all_or(_("Alles"), words_for(Family)))
    ernst = SelectField(
        _("Minstens"), choices=all_or(_("Elke bevinding, of geen"), reversed(words_for(Severity)))
    )
    termijn = SelectField(
        _("Beloofde datum"),
        choices=all_or(
            _("Alle"), [(Deadline.LATE.value, _("Te laat")), (Deadline.SOON.value, _("Bijna te laat"))]
        ),
    )
    taal = SelectField(_("Taal"), choices=all_or(_("Alle talen"), LANGUAGES))
    gevaar = BooleanField(_("Alleen met een teken van gevaar"))
    mijn = BooleanField(_("Alleen wat ik behandel"))
    klein = BooleanField(_("Alleen kleine voorzieningen"))


def filter_form(view: QueueView) -> FilterForm:
    """Filled in with what the view asks."""
    return FilterForm(data={**view.parameters, "q": view.q})


class SaveViewForm(BaseForm):
    """The name under which an editor keeps a view."""

    name = Line(
        _("Naam van deze weergave"),
        validators=[
            DataRequired(_("Geef de weergave een naam")),
            Length(max=40, message=_("Hou de naam onder 40 tekens")),
            NoControlCharacters(),
        ],
    )
