"""The four sectors of the Flemish pilot and the words that belong to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sector(StrEnum):
    """Which care it is; also in the address of a facility's page."""

    KINDEROPVANG = "kinderopvang"
    OUDERENZORG = "ouderenzorg"
    JEUGDHULP = "jeugdhulp"
    HANDICAP = "handicap"


@dataclass(frozen=True)
class SectorWords:
    """How pages speak of a sector. The phrases carry the article, for Dutch has two."""

    title: str
    facility: str
    """Without article: "opvang"."""
    the_facility: str
    this_facility: str
    facilities: str


SECTORS: Mapping[Sector, SectorWords] = {
    Sector.KINDEROPVANG: SectorWords("Kinderopvang", "opvang", "de opvang", "deze opvang", "opvanglocaties"),
    Sector.OUDERENZORG: SectorWords(
        "Ouderenzorg", "woonzorgcentrum", "het woonzorgcentrum", "dit woonzorgcentrum", "woonzorgcentra"
    ),
    Sector.JEUGDHULP: SectorWords(
        "Jeugdhulp", "voorziening", "de voorziening", "deze voorziening", "voorzieningen"
    ),
    Sector.HANDICAP: SectorWords(
        "Personen met een handicap", "voorziening", "de voorziening", "deze voorziening", "voorzieningen"
    ),
}
