"""A sample, and a judgement on one text of it."""

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms import BaseForm, options
from app.languages import lazy_gettext as _
from moderation.states import Action

FEWEST, MOST = 5, 100


class RoundForm(BaseForm):
    """How many texts, and who judges them."""

    size = IntegerField(
        _("Hoeveel teksten?"),
        validators=[
            InputRequired(_("Schrijf hoeveel teksten, tussen 5 en 100")),
            NumberRange(FEWEST, MOST, message=_("Schrijf een getal tussen 5 en 100")),
        ],
    )
    judges = SelectMultipleField(
        _("Wie oordeelt?"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(_("Kies minstens één redacteur"))],
    )


class JudgementForm(BaseForm):
    """What this editor would have decided."""

    action = RadioField(
        _("Wat zou jij beslissen?"),
        choices=options(
            [
                (Action.PUBLISH.value, _("Publiceren")),
                (Action.RETURN.value, _("Terugsturen")),
                (Action.REJECT.value, _("Weigeren")),
            ]
        ),
        validators=[InputRequired(_("Kies wat je zou beslissen"))],
    )
    rule = SelectField(_("Op welke regel steun je?"), validate_choice=False)
