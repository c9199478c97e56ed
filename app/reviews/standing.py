"""Where a review stands, in words for its author."""

from dataclasses import dataclass

from app.contributions.models import Contribution
from app.languages import gettext as _
from app.times import long_date
from moderation.findings import Family, Severity
from moderation.states import Action, State

TOLD = frozenset(
    {
        Action.PUBLISH,
        Action.RETURN,
        Action.REJECT,
        Action.REMOVE,
        Action.REDACT,
        Action.RESTORE,
        Action.ESCALATE,
    }
)
"""Decisions that whoever wrote it hears of."""


@dataclass(frozen=True)
class Standing:
    """A heading and a sentence, and how far on the way it is (1 to 4, or 0 off the way)."""

    kind: str
    """info, success, warning."""
    title: str
    text: str
    step: int


def standing(contribution: Contribution) -> Standing:
    """The words for this contribution now."""
    due = long_date(contribution.due_at) if contribution.due_at else ""
    busy = Standing(
        "info",
        _("We lezen je tekst na"),
        _("Je krijgt een antwoord uiterlijk op %(date)s. We sturen je dan een e-mail.", date=due),
        3,
    )
    if contribution.clock_is_paused and contribution.is_open and contribution.paused_until:
        return Standing(
            "info",
            _("We wachten op je antwoord of dat van iemand anders"),
            _(
                "Tot %(paused)s staat onze termijn stil. Daarna krijg je een antwoord uiterlijk op %(date)s.",
                paused=long_date(contribution.paused_until),
                date=due,
            ),
            3,
        )
    if contribution.has_pending_revision and contribution.revealed_at is None and contribution.visible_from:
        return Standing(
            "info",
            _("Je verbetering wordt nagelezen"),
            _(
                "Je vorige tekst staat nog niet online. Hij verschijnt vanaf %(start)s, tenzij we de nieuwe "
                "dan al goedkeurden. Je krijgt een antwoord uiterlijk op %(date)s.",
                start=long_date(contribution.visible_from),
                date=due,
            ),
            3,
        )
    if contribution.has_pending_revision:
        return Standing(
            "info",
            _("Je verbetering wordt nagelezen"),
            _(
                "Tot dan blijft de vorige tekst staan. Je krijgt een antwoord uiterlijk op %(date)s.",
                date=due,
            ),
            3,
        )
    if (
        contribution.state is State.PUBLISHED
        and contribution.revealed_at is None
        and contribution.visible_from
    ):
        return Standing(
            "success",
            _("Je tekst is goedgekeurd"),
            _(
                "Dit is een kleine opvang. Daarom verschijnt je tekst pas vanaf %(date)s. "
                "Zo blijft verborgen wie schreef.",
                date=long_date(contribution.visible_from),
            ),
            4,
        )
    words = {
        State.UNCONFIRMED: Standing(
            "warning",
            _("Bevestig eerst je waardering"),
            _("Klik op de knop hieronder. Daarna begint de redactie met lezen."),
            2,
        ),
        State.SUBMITTED: busy,
        State.QUEUED: busy,
        State.ESCALATED: busy,
        State.PUBLISHED: Standing(
            "success",
            _("Je tekst staat online"),
            _("Iedereen kan hem nu lezen. Je naam staat er niet bij."),
            4,
        ),
        State.RETURNED: Standing(
            "warning",
            _("We vragen je om iets aan te passen"),
            _("Lees hieronder waarom. Pas je tekst aan en verstuur hem opnieuw."),
            3,
        ),
        State.REJECTED: Standing(
            "warning",
            _("We publiceren deze tekst niet"),
            _("Hieronder lees je waarom, en wat je kan doen."),
            0,
        ),
        State.REMOVED: Standing(
            "warning", _("Deze tekst is weggehaald"), _("Hieronder lees je waarom, en wat je kan doen."), 0
        ),
        State.WITHDRAWN: Standing(
            "info", _("Je trok deze tekst in"), _("Niemand kan hem nog lezen op de website."), 0
        ),
        State.ERASED: Standing("info", _("Deze tekst is gewist"), _("We bewaren er niets meer van."), 0),
    }
    return words[contribution.state]


def shows_help(contribution: Contribution) -> bool:
    """The text tells of danger, or did before an editor replaced the words: say where to turn (rule 6)."""
    return any(
        finding.family is Family.SAFETY and finding.severity in (Severity.WARNING, Severity.URGENT)
        for version in contribution.versions
        for finding in version.findings
    )
