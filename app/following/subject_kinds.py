"""How many facilities can be followed at once."""

from enum import StrEnum


class SubjectKind(StrEnum):
    """One facility, all in a municipality, or all of an organisation."""

    FACILITY = "facility"
    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"
