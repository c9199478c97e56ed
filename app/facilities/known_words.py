"""Words of the lists that we receive, for other languages; what is not here stays as it came."""

from app.languages import gettext
from app.languages import lazy_gettext as _

KNOWN = (
    _("gezinsopvang"),
    _("groepsopvang"),
    _("groepsopvang samenwerkende onthaalouders"),
    _("buitenschoolse opvang"),
    _("inkomenstarief (IKT)"),
    _("inkomenstarief"),
    _("vrije prijs"),
    _("baby's en peuters"),
    _("ouderen"),
    _("woonzorgcentrum"),
    _("assistentiewoningen"),
    _("kortverblijf"),
    _("dagverzorging"),
    _("Woonondersteuning"),
    _("Dagondersteuning"),
    _("Rechtstreeks toegankelijke hulp"),
    _("Multifunctioneel centrum"),
    _("Begeleid werken"),
    _("Verblijf"),
    _("Dagbegeleiding in groep"),
    _("Crisishulp"),
    _("Begeleiding aan huis"),
    _("Kleinschalige wooneenheid"),
    _("Contextbegeleiding"),
    _("gezinnen"),
    _("jongeren van 16 tot 21 jaar"),
    _("kinderen en jongeren met een handicap"),
    _("kinderen en jongeren van 0 tot 18 jaar"),
    _("kinderen en jongeren van 6 tot 18 jaar"),
    _("kinderen en volwassenen met een handicap"),
    _("kinderen van 6 tot 14 jaar"),
    _("tot 8"),
    _("9 tot 18"),
    _("19 of meer"),
    _("vergund"),
    _("erkend"),
    _("stopgezet"),
)
"""Kinds of care, tariffs, for whom, sizes and licences."""


def said(word: str) -> str:
    """In the language of the page."""
    return gettext(word) if word else ""
