"""From what an editor ticked, typed or selected to cuts in a text; every refusal is a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length

from app.accounts.models import Account
from app.backoffice.deciding import (
    Refusal,
    catch_up,
    judged_version,
    must_hold,
    out_of_date,
    unfinished,
    with_sentences,
)
from app.backoffice.forms import LONGEST_MESSAGE
from app.backoffice.reasons import began_from, words_for
from app.backoffice.replacements import as_value, chosen_in, replacement_options, suggested
from app.contributions.actions import Actor
from app.contributions.models import Contribution, RecordedFinding, Version
from app.contributions.passages import Cut, Piece, difference
from app.contributions.redaction import NotInText, checked, find_passages, redact, redacted
from app.forms import BaseForm, NoControlCharacters, TextArea, as_stored
from app.languages import gettext as _
from app.languages import lazy_gettext
from app.row_numbers import number_in
from moderation.rulebook import TO_FILL_IN
from moderation.states import Action

AROUND = 30
"""Characters of context beside a passage."""


class RedactForm(BaseForm):
    """Which passages, and what comes instead, on which ground. A place reads `field:start:end`."""

    version = HiddenField(validators=[InputRequired()])
    lock = HiddenField(validators=[InputRequired()])
    proposed = HiddenField()
    """The standard words that the message began with, and their version where a lead editor wrote them."""
    standard_text = HiddenField()
    seen = HiddenField()
    """The difference that stood on the page, as `as_seen` writes it."""
    place = SelectMultipleField(validate_choice=False)
    typed = TextArea(
        lazy_gettext("Nog iets anders weglaten?"),
        validators=[
            Length(max=2000, message=lazy_gettext("Hou het onder 2.000 tekens")),
            NoControlCharacters(),
        ],
    )
    typed_label = SelectField(lazy_gettext("Vervang dat door"))
    message = TextArea(
        lazy_gettext("Bericht aan wie schreef"),
        validators=[
            Length(max=LONGEST_MESSAGE, message=lazy_gettext("Hou het onder 5.000 tekens")),
            NoControlCharacters(),
        ],
    )


@dataclass(frozen=True)
class Choice:
    """A passage that an editor may tick, with the words around it."""

    place: str
    before: str
    passage: str
    after: str
    replacement: str
    """Rule and label, as `replacements.as_value` writes them."""
    why: str
    """The rule of the check that saw it; "" where an editor chose it."""
    ticked: bool

    @property
    def label_name(self) -> str:
        """The field that holds what comes instead."""
        return f"label-{self.place}"


def redact_form(contribution: Contribution, sent: Any = None) -> RedactForm:
    """With the labels that there are."""
    form = RedactForm(sent)
    form.typed_label.choices = replacement_options(contribution.kind)
    return form


def place_of(cut: Cut) -> str:
    """As it stands in the form."""
    return f"{cut.field}:{cut.start}:{cut.end}"


def as_seen(cuts: Sequence[Cut]) -> str:
    """Exactly what the difference on the page showed."""
    return "|".join(f"{place_of(cut)}={as_value(cut.rule, cut.label)}" for cut in cuts)


def cut_at(place: str, replacement: str, kind: str) -> Cut:
    """The other way round. What makes no sense lies outside every text."""
    field, _colon, rest = place.partition(":")
    start, _colon, end = rest.partition(":")
    rule, label = chosen_in(replacement, kind)
    return Cut(field, number_in(start), number_in(end), label, rule)


def ticked_places(form: RedactForm, sent: Mapping[str, str], kind: str) -> list[Cut]:
    """Each with what comes instead."""
    places = dict.fromkeys(form.place.data or [])
    return [cut_at(place, sent.get(f"label-{place}", ""), kind) for place in places]


def chosen(form: RedactForm, sent: Mapping[str, str], version: Version) -> list[Cut]:
    """What was ticked and what was typed; a typed line that is nowhere is told at its field."""
    kind = version.contribution.kind
    rule, label = chosen_in(form.typed_label.data or "", kind)
    typed: list[Cut] = []
    missing: list[str] = []
    for line in filter(None, map(str.strip, (form.typed.data or "").split("\n"))):
        found = find_passages(version, line, label, rule)
        typed += found
        if not found:
            missing.append(line)
    if missing:
        form.typed.errors = [
            _(
                "Dit staat niet zo, in hele woorden, in de tekst: %(what)s",
                what=", ".join(f"‘{line}’" for line in missing),
            )
        ]
        raise Refusal
    ticked = ticked_places(form, sent, kind)
    if not ticked and not typed:
        form.typed.errors = [_("Kies of typ wat er weg moet")]
        raise Refusal
    return ticked + [cut for cut in typed if not any(is_within(cut, other) for other in ticked)]


def is_within(cut: Cut, other: Cut) -> bool:
    """The other takes it along, with the label that was chosen there."""
    return cut.field == other.field and other.start <= cut.start and cut.end <= other.end


def previewed(form: RedactForm, sent: Mapping[str, str], contribution: Contribution) -> list[Cut]:
    """The cuts as they would be made. Raises Refusal."""
    version = version_of(form, contribution)
    cuts = chosen(form, sent, version)
    try:
        return checked(version, cuts)
    except NotInText as error:
        raise Refusal(gone()) from error


def redact_on(
    form: RedactForm, sent: Mapping[str, str], contribution: Contribution, account: Account
) -> None:
    """What was shown before, and nothing else. Raises Refusal."""
    cuts = previewed(form, sent, contribution)
    if form.seen.data != as_seen(cuts):
        raise Refusal(_("Je koos iets anders dan wat je zag. Kijk het verschil nog eens na."))
    must_hold(contribution, account)
    message = form.message.data or ""
    if not message.strip():
        form.message.errors = [_("Schrijf waarom, in gewone woorden")]
        raise Refusal
    if TO_FILL_IN in message:
        form.message.errors = [unfinished()]
        raise Refusal
    with_sentences(
        lambda: redact(
            contribution,
            cuts,
            Actor(account.moderation_role, account.id),
            seen_lock=number_in(form.lock.data),
            message=message,
            standard_text_id=began_from(
                form.standard_text.data, [cut.rule for cut in cuts], contribution.kind, Action.REDACT
            ),
        )
    )


def made_already(form: RedactForm, sent: Mapping[str, str], contribution: Contribution) -> bool:
    """The second click of two: the text reads already as this form would make it."""
    old, now_it_is = judged_version(form.version.data), contribution.latest_version
    if old is None or now_it_is is None or old.id == now_it_is.id or old.contribution_id != contribution.id:
        return False
    try:
        cuts = checked(old, chosen(form, sent, old))
    except (NotInText, Refusal):
        return False
    return all(redacted(text, field, cuts) == now_it_is.texts.get(field) for field, text in old.texts.items())


def carry_over(form: RedactForm, contribution: Contribution) -> None:
    """On to the newest text. Places in an older one mean nothing there: the passages become typed lines."""
    old = judged_version(form.version.data)
    if old is not None and old in contribution.versions and old.id != contribution.latest_version_id:
        places = [cut_at(place, "", contribution.kind) for place in form.place.data or []]
        passages = [old.texts.get(cut.field, "")[max(0, cut.start) : max(0, cut.end)] for cut in places]
        lines = [*(form.typed.data or "").split("\n"), *(" ".join(words.split()) for words in passages)]
        form.typed.data, form.place.data = "\n".join(dict.fromkeys(filter(None, lines))), []
    catch_up(form, contribution)


def version_of(form: RedactForm, contribution: Contribution) -> Version:
    """The text that stood on the page, while it is still the latest."""
    version = judged_version(form.version.data)
    if version is None or version.id != contribution.latest_version_id:
        raise Refusal(out_of_date())
    return version


def propose_message(form: RedactForm, contribution: Contribution, cuts: Sequence[Cut]) -> None:
    """The standard words for the rules of these cuts, unless the editor wrote something else."""
    if (form.message.data or "").strip() and form.message.data != as_stored(form.proposed.data):
        return
    words = words_for([cut.rule for cut in cuts], contribution.kind, Action.REDACT)
    form.message.data = form.proposed.data = words.text
    form.standard_text.data = str(words.id or "")


def choices(version: Version, suggested: Sequence[RecordedFinding], cuts: Sequence[Cut]) -> list[Choice]:
    """What the checks suggest and what the editor chose, in the order of the text."""
    by_place = {place_of(cut): cut for cut in cuts}
    whys: dict[str, str] = {}
    offered: dict[str, Cut] = {}
    for found in suggested:
        cut = cut_of(found, version.contribution.kind)
        offered.setdefault(place_of(cut), cut)
        whys.setdefault(place_of(cut), found.rule)
    every = {**offered, **by_place}
    order = list(version.texts)
    inside = [
        (place, cut) for place, cut in every.items()
        if 0 <= cut.start < cut.end <= len(version.texts.get(cut.field, ""))
    ]  # fmt: skip
    return [
        as_choice(version, place, cut, whys.get(place, ""), ticked=place in by_place)
        for place, cut in sorted(inside, key=lambda one: (order.index(one[1].field), one[1].start))
    ]


def cut_of(found: RecordedFinding, kind: str) -> Cut:
    """Where a check saw something, with the label of its rule."""
    rule, label = suggested(kind, found.rule)
    return Cut(found.field or "", found.start or 0, found.end or 0, label, rule)


def as_choice(version: Version, place: str, cut: Cut, why: str, *, ticked: bool) -> Choice:
    """With a few words around it, so that one knows where it is."""
    text = version.texts[cut.field]
    return Choice(
        place=place,
        before=("…" if cut.start > AROUND else "") + text[max(0, cut.start - AROUND) : cut.start],
        passage=text[cut.start : cut.end],
        after=text[cut.end : cut.end + AROUND] + ("…" if cut.end + AROUND < len(text) else ""),
        replacement=as_value(cut.rule, cut.label),
        why=why,
        ticked=ticked,
    )


def differences(version: Version, cuts: Sequence[Cut]) -> list[tuple[str, list[Piece]]]:
    """Field and pieces, of each field in which something is replaced."""
    touched = {cut.field for cut in cuts}
    return [
        (field, difference(text, field, cuts)) for field, text in version.texts.items() if field in touched
    ]


def gone() -> str:
    """The place lies in an earlier redaction, or nowhere."""
    sentence: str = _("Een passage staat niet meer op die plaats, of werd al vervangen. Kies ze opnieuw.")
    return sentence
