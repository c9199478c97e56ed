"""The forms of a parent: write, correct, object, find back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.database import now
from app.forms import BaseForm, Line, MonthField, NoControlCharacters, Options, TextArea, options
from app.hints.forms import HintedForm
from app.languages import lazy_gettext as _
from app.questionnaires import SECTORS, Questionnaire, Sector, Theme
from app.times import local

LONGEST_TEXT = 3000
FEWEST_SCORES = 4
NOT_APPLICABLE = "nvt"
EARLIEST = date(1990, 1, 1)


def score_field(theme: Theme) -> RadioField:
    """1 to 5, or "niet van toepassing"."""
    return RadioField(
        theme.title,
        choices=options(
            [*((str(score), str(score)) for score in range(1, 6)), (NOT_APPLICABLE, _("Niet van toepassing"))]
        ),
        validate_choice=False,
    )


def relation_options(questionnaire: Questionnaire) -> Options:
    """Who can write in this sector."""
    return options((relation.key, relation.label) for relation in questionnaire.relations)


class MailAddress:
    """A well-formed address; whether somebody reads it shows when the mail is confirmed."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            validate_email(field.data or "", check_deliverability=False)
        except EmailNotValidError:
            raise ValidationError(_("Schrijf een geldig e-mailadres, zoals naam@voorbeeld.be")) from None


def email_field(label: str) -> Line:
    """An address to write to."""
    return Line(
        label,
        validators=[
            DataRequired(_("Vul je e-mailadres in")),
            Length(max=254, message=_("Dit e-mailadres is te lang")),
            MailAddress(),
        ],
    )


def text_field(label: str) -> TextArea:
    """A text about the experience."""
    return TextArea(
        label,
        validators=[
            Length(max=LONGEST_TEXT, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )


class ExperienceFields(HintedForm):
    """What somebody experienced: two texts, as whom, and when. The scores come from the questionnaire."""

    text_good = text_field(_("Wat is goed?"))
    text_better = text_field(_("Wat kan beter?"))
    relation = RadioField(
        _("Wie ben je?"), validators=[InputRequired(_("Kies wie je bent"))], validate_choice=False
    )
    experience_from = MonthField(
        _("Vanaf wanneer?"), validators=[DataRequired(_("Vul in vanaf wanneer je de opvang kent"))]
    )
    experience_until = MonthField(_("Tot wanneer?"))

    questionnaire: Questionnaire

    def __iter__(self) -> Iterator[Any]:
        """In the order of the page, so that the summary of errors reads from top to bottom."""
        scores = list(self.score_fields())
        return iter([*scores, *(field for field in super().__iter__() if field not in scores)])

    def score_fields(self) -> Iterator[Any]:
        """In the order of the questionnaire."""
        for theme in self.questionnaire.themes:
            yield self[f"score_{theme.key}"]

    def scores(self) -> dict[str, int | None]:
        """Theme key → 1 to 5, or None."""
        given = {theme.key: self[f"score_{theme.key}"].data for theme in self.questionnaire.themes}
        return {
            key: int(value) if value in {"1", "2", "3", "4", "5"} else None for key, value in given.items()
        }

    def texts(self) -> dict[str, str]:
        """Field → text as typed; nothing where somebody typed only spaces."""
        typed = {"text_good": self.text_good.data or "", "text_better": self.text_better.data or ""}
        return {field: text if text.strip() else "" for field, text in typed.items()}

    hinted_texts = texts

    def validate(self, extra_validators: Any = None) -> bool:
        """Also the rules that look at several fields; each says its error at one of them."""
        valid = super().validate(extra_validators)
        for field in self.score_fields():
            if field.data and field.data not in {"1", "2", "3", "4", "5", NOT_APPLICABLE}:
                field.errors = [_("Kies een score van 1 tot 5")]
                valid = False
        if sum(score is not None for score in self.scores().values()) < FEWEST_SCORES:
            first_open = next(
                field for field in self.score_fields() if field.data not in {"1", "2", "3", "4", "5"}
            )
            first_open.errors = [_("Geef minstens vier scores")]
            valid = False
        if not any(text.strip() for text in self.texts().values()):
            self.text_good.errors = [*self.text_good.errors, _("Vertel wat goed is of wat beter kan")]
            valid = False
        if self.relation.data and self.relation.data not in {r.key for r in self.questionnaire.relations}:
            self.relation.errors = [_("Kies wie je bent")]
            valid = False
        return self.validate_period() and valid

    def validate_period(self) -> bool:
        """Not in the future, not before 1990, and in the right order."""
        this_month = local(now()).date().replace(day=1)
        start, end = self.experience_from, self.experience_until
        for field in (start, end):
            if field.month and not EARLIEST <= field.month <= this_month:
                field.errors = [_("Kies een maand die voorbij of bezig is")]
        in_order = not (start.month and end.month and end.month < start.month)
        if not in_order and not (start.errors or end.errors):
            end.errors = [_("Deze maand ligt voor de eerste. Kijk de twee maanden na.")]
        return not (start.errors or end.errors)


class WhoFields(BaseForm):
    """Who writes; for the editors alone."""

    first_name = Line(
        _("Voornaam"),
        validators=[
            DataRequired(_("Vul je voornaam in")),
            Length(max=100, message=_("Hou je voornaam onder 100 tekens")),
            NoControlCharacters(),
        ],
    )
    last_name = Line(
        _("Achternaam"),
        validators=[
            DataRequired(_("Vul je achternaam in")),
            Length(max=100, message=_("Hou je achternaam onder 100 tekens")),
            NoControlCharacters(),
        ],
    )
    email = email_field(_("E-mailadres"))
    own_experience = BooleanField(
        _("Dit is mijn eigen ervaring. Ik werk hier niet en kreeg niets om dit te schrijven."),
        validators=[InputRequired(_("Bevestig dat dit je eigen ervaring is"))],
    )
    accept_terms = BooleanField(validators=[InputRequired(_("Ga akkoord met de gebruiksvoorwaarden"))])
    submission_key = HiddenField(validators=[Length(max=64)])


def with_scores(base: type[ExperienceFields], questionnaire: Questionnaire) -> type[ExperienceFields]:
    """A form with the eight scores of this questionnaire."""
    scores = {f"score_{theme.key}": score_field(theme) for theme in questionnaire.themes}
    return type(base.__name__, (base,), {"questionnaire": questionnaire, **scores})


class FullReviewForm(ExperienceFields, WhoFields):
    """Everything a new review asks."""


def review_form(questionnaire: Questionnaire) -> type[Any]:
    """The form of this questionnaire version: a score per theme, two texts, who and when."""
    return with_scores(FullReviewForm, questionnaire)


class RevisionFields(ExperienceFields):
    """A correction; it carries the version of the page it was made on."""

    seen_lock = HiddenField()


def revision_form(questionnaire: Questionnaire) -> type[Any]:
    """To correct a review that was returned or published."""
    return with_scores(RevisionFields, questionnaire)


class EmailForm(BaseForm):
    """Only an address."""

    email = email_field(_("E-mailadres"))


class ComplaintForm(BaseForm):
    """Why somebody objects to a decision."""

    text = TextArea(
        _("Waarom ben je het niet eens?"),
        validators=[
            DataRequired(_("Leg uit waarom je het niet eens bent")),
            Length(max=LONGEST_TEXT, message=_("Hou het onder 3.000 tekens")),
            NoControlCharacters(),
        ],
    )


class EraseForm(BaseForm):
    """A box to tick before everything goes."""

    sure = BooleanField(
        _("Ja, wis mijn waardering en mijn gegevens."),
        validators=[InputRequired(_("Vink dit aan om te wissen"))],
    )


class MissingFacilityForm(BaseForm):
    """ "Mijn opvang staat er niet bij"."""

    sector = SelectField(
        _("Soort voorziening"),
        choices=options((sector.value, words.title) for sector, words in SECTORS.items()),
        default=Sector.KINDEROPVANG.value,
    )
    name = Line(
        _("Naam van de voorziening"),
        validators=[
            DataRequired(_("Vul de naam in")),
            Length(max=200, message=_("Hou de naam onder 200 tekens")),
            NoControlCharacters(),
        ],
    )
    municipality = Line(
        _("Gemeente"),
        validators=[
            DataRequired(_("Vul de gemeente in")),
            Length(max=100, message=_("Hou de gemeente onder 100 tekens")),
            NoControlCharacters(),
        ],
    )
    note = TextArea(
        _("Wat helpt ons om ze te vinden?"),
        validators=[Length(max=1000, message=_("Hou het onder 1.000 tekens")), NoControlCharacters()],
    )
