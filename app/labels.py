"""The Dutch words of every closed set, and the filters by which pages show them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask

from app.accounts.models import AccountRole
from app.database import now
from app.facilities.known_words import said
from app.following.subject_kinds import SubjectKind
from app.languages import gettext, ngettext
from app.languages import lazy_gettext as _
from app.learning.models import Setting
from app.notices.models import ComplaintOutcome, NoticeOutcome, NoticeReason
from app.pages.markdown import render_message
from app.pages.rulebook_words import spoken
from app.proposals.models import ProposalOutcome
from app.questionnaires import SECTORS, Sector
from app.referrals.models import ReferralTarget
from app.threads.models import Party, Sender
from app.times import date_and_time, local, long_date, month_and_year, month_in_words, one_decimal
from moderation.findings import Family, Severity
from moderation.rulebook import Ground, UnknownRule, current_rulebook
from moderation.states import Action, Role, State

BUTTONS: Mapping[Action, Any] = {
    Action.CONFIRM: _("Bevestigen"),
    Action.QUEUE: _("Terug naar de wachtrij"),
    Action.ESCALATE: _("Naar de hoofdredactie"),
    Action.PUBLISH: _("Publiceren"),
    Action.RETURN: _("Terugsturen"),
    Action.REJECT: _("Weigeren"),
    Action.REDACT: _("Passage weglaten"),
    Action.REVISE: _("Verbeteren"),
    Action.REMOVE: _("Weghalen"),
    Action.RESTORE: _("Opnieuw bekijken"),
    Action.WITHDRAW: _("Intrekken"),
    Action.ERASE: _("Wissen"),
}
"""What stands on a button."""

HISTORY: Mapping[Action, Any] = {
    Action.CONFIRM: _("Bevestigd"),
    Action.QUEUE: _("In de wachtrij gezet"),
    Action.ESCALATE: _("Doorgegeven aan de hoofdredactie"),
    Action.PUBLISH: _("Gepubliceerd"),
    Action.RETURN: _("Teruggestuurd"),
    Action.REJECT: _("Geweigerd"),
    Action.REDACT: _("Passage weggelaten"),
    Action.REVISE: _("Verbeterd"),
    Action.REMOVE: _("Weggehaald"),
    Action.RESTORE: _("Opnieuw in de wachtrij gezet"),
    Action.WITHDRAW: _("Ingetrokken"),
    Action.ERASE: _("Gewist"),
}
"""What stands in a history: it happened."""

LABELS: Mapping[type[Any], Mapping[Any, Any]] = {
    Action: BUTTONS,
    State: {
        State.UNCONFIRMED: _("Nog niet bevestigd"),
        State.SUBMITTED: _("Ontvangen"),
        State.QUEUED: _("In de wachtrij"),
        State.ESCALATED: _("Bij de hoofdredactie"),
        State.PUBLISHED: _("Gepubliceerd"),
        State.RETURNED: _("Teruggestuurd"),
        State.REJECTED: _("Geweigerd"),
        State.REMOVED: _("Weggehaald"),
        State.WITHDRAWN: _("Ingetrokken"),
        State.ERASED: _("Gewist"),
    },
    AccountRole: {
        AccountRole.EDITOR: _("Redacteur"),
        AccountRole.LEAD_EDITOR: _("Hoofdredacteur"),
        AccountRole.PROVIDER: _("Voorziening"),
        AccountRole.ADMIN: _("Beheerder"),
    },
    Role: {
        Role.AUTHOR: _("Indiener"),
        Role.EDITOR: _("Redacteur"),
        Role.LEAD_EDITOR: _("Hoofdredacteur"),
        Role.SYSTEM: _("Systeem"),
    },
    Severity: {
        Severity.INFO: _("Ter info"),
        Severity.NOTICE: _("Kijk na"),
        Severity.WARNING: _("Let op"),
        Severity.URGENT: _("Dringend"),
    },
    Family: {
        Family.PRIVACY: _("Privacy"),
        Family.AUTHENTICITY: _("Echtheid"),
        Family.READABILITY: _("Leesbaarheid"),
        Family.INTERVAL: _("Tijd tussen waarderingen"),
        Family.CONDUCT: _("Omgangsvormen"),
        Family.SAFETY: _("Veiligheid"),
    },
    Ground: {
        Ground.CONTRACTUAL: _("De gedragscode"),
        Ground.LEGAL: _("De wet"),
    },
    NoticeReason: {
        NoticeReason.PRIVACY: _("Iemand is herkenbaar"),
        NoticeReason.FAKE: _("Dit is geen echte ervaring"),
        NoticeReason.INSULT: _("Er staan scheldwoorden of haat in"),
        NoticeReason.UNTRUE: _("Er staat iets onwaars in"),
        NoticeReason.DANGER: _("Een kind of iemand anders is in gevaar"),
        NoticeReason.ILLEGAL: _("De wet verbiedt dit"),
        NoticeReason.OTHER: _("Iets anders"),
    },
    NoticeOutcome: {
        NoticeOutcome.KEPT: _("De tekst blijft staan"),
        NoticeOutcome.ACTED: _("We pasten iets aan"),
    },
    ComplaintOutcome: {
        ComplaintOutcome.UPHELD: _("Het bezwaar klopt"),
        ComplaintOutcome.DISMISSED: _("De beslissing blijft"),
    },
    Setting: {
        Setting.ON: _("Aan"),
        Setting.LOWERED: _("Lager"),
        Setting.OFF: _("Uit"),
    },
    ProposalOutcome: {
        ProposalOutcome.CONFIRMED: _("Bevestigd"),
        ProposalOutcome.DECLINED: _("Afgewezen"),
        ProposalOutcome.WITHDRAWN: _("Teruggenomen"),
        ProposalOutcome.LAPSED: _("Vervallen"),
    },
    ReferralTarget: {
        ReferralTarget.OPGROEIPUNT: _("Opgroeipunt"),
        ReferralTarget.ZORGINSPECTIE: _("Zorginspectie"),
        ReferralTarget.POLICE: _("De politie"),
        ReferralTarget.NOBODY: _("Niemand: er is bij nader inzien geen gevaar"),
    },
    Party: {Party.AUTHOR: _("Wie schreef"), Party.PROVIDER: _("De voorziening")},
    Sender: {Sender.EDITORS: _("De redactie"), Sender.OTHER: _("Antwoord")},
    SubjectKind: {
        SubjectKind.FACILITY: _("Voorziening"),
        SubjectKind.MUNICIPALITY: _("Gemeente"),
        SubjectKind.ORGANISATION: _("Organisator"),
    },
    Sector: {sector: words.title for sector, words in SECTORS.items()},
}
"""Enum → member → words. Members of two enums may be equal as text, so the enum decides."""


def label(value: object) -> str:
    """The words for a member of a closed set. Words that came from outside stay (`said` knows some)."""
    words = LABELS.get(type(value))
    return str(words[value] if words else value)


def action_label(action: Action | str) -> str:
    """What stands on the button of this action."""
    return str(BUTTONS[Action(action)])


def history_label(action: Action | str) -> str:
    """How a history tells of this action."""
    return str(HISTORY[Action(action)])


def rule_title(rule_id: str | None) -> str:
    """The title in the rulebook of today; the id itself where that no longer knows it."""
    if not rule_id:
        return ""
    try:
        return spoken(current_rulebook()).rule(rule_id).title
    except UnknownRule:
        return rule_id


def or_nothing(write: Any) -> Any:
    """A filter that shows nothing where there is no moment."""

    def filtered(moment: datetime | date | None) -> str:
        return write(moment) if moment is not None else ""

    return filtered


KINDS: Mapping[str, Any] = {"review": _("Waardering"), "reply": _("Reactie")}


def kind_label(kind: str) -> str:
    """What sort of contribution it is."""
    return str(KINDS[kind])


def time_left(due: datetime | None) -> str:
    """How long until the promised date, in days."""
    if due is None:
        return ""
    days = (local(due).date() - local(now()).date()).days
    if days < 0:
        return str(ngettext("%(num)s dag te laat", "%(num)s dagen te laat", -days))
    if days == 0:
        return str(gettext("vandaag"))
    return str(ngettext("nog %(num)s dag", "nog %(num)s dagen", days))


FILTERS: Mapping[str, Any] = {
    "message": render_message,
    "label": label,
    "kind_label": kind_label,
    "time_left": time_left,
    "action_label": action_label,
    "history_label": history_label,
    "rule_title": rule_title,
    "long_date": or_nothing(long_date),
    "month_and_year": or_nothing(month_and_year),
    "month_in_words": month_in_words,
    "date_and_time": or_nothing(date_and_time),
    "one_decimal": one_decimal,
    "said": said,
}


def register_labels(site: Flask) -> None:
    """The filters, for every template."""
    site.jinja_env.filters.update(FILTERS)
