"""Why a contribution stands where it stands in the queue, in one sentence."""

from datetime import datetime

from app.backoffice.queue import band_of
from app.contributions.models import Contribution
from app.labels import label
from app.languages import gettext as _
from app.languages import ngettext
from app.times import local, long_date
from moderation.findings import Severity
from moderation.priority import SMALL_FACILITY_WEIGHTS, Band, Risk, from_bits

SOME = 3
"""Families named in a sentence."""


def why_here(contribution: Contribution, moment: datetime) -> str:
    """The rule of the policy that put it there."""
    band = band_of(contribution, moment)
    if band is Band.DANGER:
        return str(_("Eerst: er is misschien gevaar."))
    if band > Band.DUE_SOON:
        return by_risk(contribution)
    days = days_until(contribution.due_at, moment)
    if band is Band.OVERDUE:
        if days == 0:
            return str(_("Te laat: het antwoord was voor vandaag beloofd."))
        return str(
            ngettext(
                "Te laat: het antwoord was %(num)s dag geleden beloofd.",
                "Te laat: het antwoord was %(num)s dagen geleden beloofd.",
                -days,
            )
        )
    if days == 0:
        return str(_("Bijna te laat: het antwoord is voor vandaag beloofd."))
    return str(
        ngettext(
            "Bijna te laat: nog %(num)s dag voor het beloofde antwoord.",
            "Bijna te laat: nog %(num)s dagen voor het beloofde antwoord.",
            days,
        )
    )


def by_risk(contribution: Contribution) -> str:
    """The risk, and the families that made it."""
    risk = Risk(contribution.risk)
    if risk is Risk.NONE:
        return str(_("Geen haast: op volgorde van aankomst."))
    families = [
        str(label(family)).lower()
        for family, severity in from_bits(contribution.signals).items()
        if severity is not Severity.INFO and SMALL_FACILITY_WEIGHTS[family]
    ]
    words = {
        Risk.HIGH: _("Hoog risico: %(what)s.", what=listed(families)),
        Risk.RAISED: _("Verhoogd risico: %(what)s.", what=listed(families)),
        Risk.LOW: _("Klein risico: %(what)s.", what=listed(families)),
    }
    return str(words[risk])


def listed(words: list[str]) -> str:
    """At most three, with "en" before the last."""
    first = words[:SOME]
    return (
        first[0]
        if len(first) == 1
        else str(_("%(most)s en %(last)s", most=", ".join(first[:-1]), last=first[-1]))
    )


def days_until(due: datetime | None, moment: datetime) -> int:
    """Calendar days in Brussels; below 0 when it has passed."""
    return (local(due).date() - local(moment).date()).days if due else 0


def promised(contribution: Contribution) -> str:
    """The date that was promised, or "" where none was."""
    return long_date(contribution.due_at) if contribution.due_at else ""
