"""What stands in the trail, in Dutch. An event that nobody described shows its own name."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from app.accounts.models import AccountRole
from app.labels import history_label, label
from app.languages import lazy_gettext as _
from moderation.states import Action

EVENTS: Mapping[str, Any] = {
    "account.created": _("Account gemaakt"),
    "account.link_asked": _("Link gevraagd om een wachtwoord te kiezen"),
    "account.password_chosen": _("Wachtwoord gekozen"),
    "account.disabled": _("Uitgeschakeld"),
    "account.enabled": _("Weer ingeschakeld"),
    "account.many_attempts": _("Veel verkeerde pogingen om aan te melden"),
    "account.role_changed": _("Rol gewijzigd"),
    "account.second_factor_set": _("Tweede stap ingesteld"),
    "account.second_factor_removed": _("Tweede stap gewist"),
    "account.recovery_code_used": _("Herstelcode gebruikt"),
    "account.recovery_codes_made": _("Nieuwe herstelcodes gemaakt"),
    "account.session_ended": _("Sessie beëindigd"),
    "account.sessions_ended": _("Sessies beëindigd"),
    "identity.seen": _("Naam en e-mailadres van een indiener bekeken"),
    "complaint.filed": _("Bezwaar ingediend"),
    "complaint.decided": _("Bezwaar beoordeeld"),
    "notice.received": _("Melding ontvangen"),
    "notice.decided": _("Melding beantwoord"),
    "reply.sent": _("Reactie ontvangen"),
    "facility_request.handled": _("Gemiste opvang afgehandeld"),
    "rule.switched": _("Controle aan, lager of uit gezet"),
    "rule.switch_proposed": _("Controle lager of uit zetten voorgesteld"),
    "findings.exported": _("Beoordeelde bevindingen uitgevoerd"),
    "calibration.started": _("Toetsing gestart"),
    "calibration.closed": _("Toetsing gesloten"),
    "trail.exported": _("Logboek uitgevoerd"),
}
REASONS: Mapping[str, Any] = {
    "contact": _("Iets vragen aan wie schreef"),
    "evidence": _("Nakijken of dit een eigen ervaring is"),
    "danger": _("Misschien gevaar voor een kind"),
    "complaint": _("Een melding of bezwaar behandelen"),
}
"""Why an editor looked at an identity."""


def event_label(event: str) -> str:
    """What happened."""
    kind, _dot, action = event.partition(".")
    if kind == "decision" and action in list(Action):
        return history_label(action)
    return str(EVENTS.get(event, event))


def reason_label(reason: str) -> str:
    """Why an editor wanted to know who wrote."""
    return str(REASONS.get(reason, reason))


def role_label(role: str) -> str:
    """The name of a role that the trail keeps as a code."""
    return label(AccountRole(role)) if role in list(AccountRole) else role


def register_words(site: Flask) -> None:
    """The filters, for every template."""
    site.jinja_env.filters.update(event_label=event_label, reason_label=reason_label, role_label=role_label)
