"""The four sectors of the Flemish pilot and the words that belong to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.languages import lazy_gettext as _


class Sector(StrEnum):
    """Which care it is; also in the address of a facility's page."""

    KINDEROPVANG = "kinderopvang"
    OUDERENZORG = "ouderenzorg"
    JEUGDHULP = "jeugdhulp"
    HANDICAP = "handicap"


@dataclass(frozen=True)
class SectorWords:
    """How pages speak of a sector, in their language. The phrases carry the article, for Dutch has two."""

    title: Any
    facility: Any
    """Without article: "opvang"."""
    the_facility: Any
    this_facility: Any
    facilities: Any


SECTORS: Mapping[Sector, SectorWords] = {
    Sector.KINDEROPVANG: SectorWords(
        title=_("Kinderopvang"),
        facility=_("opvang"),
        the_facility=_("de opvang"),
        this_facility=_("deze opvang"),
        facilities=_("opvanglocaties"),
    ),
    Sector.OUDERENZORG: SectorWords(
        title=_("Ouderenzorg"),
        facility=_("woonzorgcentrum"),
        the_facility=_("het woonzorgcentrum"),
        this_facility=_("dit woonzorgcentrum"),
        facilities=_("woonzorgcentra"),
    ),
    Sector.JEUGDHULP: SectorWords(
        title=_("Jeugdhulp"),
        facility=_("voorziening"),
        the_facility=_("de voorziening"),
        this_facility=_("deze voorziening"),
        facilities=_("voorzieningen"),
    ),
    Sector.HANDICAP: SectorWords(
        title=_("Personen met een handicap"),
        facility=_("voorziening"),
        the_facility=_("de voorziening"),
        this_facility=_("deze voorziening"),
        facilities=_("voorzieningen"),
    ),
}
