"""From which likelihood the second opinion counts, rule by rule. How each was chosen: docs/decisions/0072."""

from dataclasses import dataclass, replace

from moderation.findings import Family, Severity


@dataclass(frozen=True)
class Bar:
    """What the opinion may add to a rule and doubt of it. Measured figures stand in docs/checks."""

    kind: str
    family: Family
    rule: str
    severity: Severity
    explanation: str
    alone: float
    """From here a passage is told although no rule fired."""
    unlikely: float
    """Below this a rule's finding is information only."""
    doubt: float = 0.0
    """Below this an urgent finding of a rule is a warning."""
    agreed: float = 2.0
    """From here a rule's warning is urgent: words and opinion say the same. Above 1 means never."""
    urgent: float = 2.0
    """From here a passage alone is urgent."""
    faint: float = 2.0
    """From here a passage alone is information, where that is lower than `alone`."""
    faint_explanation: str = ""
    thankful: float = 2.0
    """From this likelihood of praise on it sounds like a thankful parent: told alone only when `sure`."""
    sure: float = 0.0
    """From which likelihood a passage that sounds like thanks is told."""
    empty: frozenset[str] = frozenset()
    """Words that say nothing here: an opinion that leans on them alone is not told."""


DANGER = Bar(
    "danger",
    Family.SAFETY,
    "child_in_danger",
    Severity.WARNING,
    "Deze passage klinkt als een teken van gevaar, al past ze in geen regel. Lees dit eerst.",
    alone=0.2,
    faint=0.15,
    faint_explanation="Deze passage kan over gevaar gaan, al is dat niet zeker. Lees ze aandachtig.",
    unlikely=0.055,
    doubt=0.4,
    urgent=0.9,
    agreed=0.6,
)
INSULT = Bar(
    "insult",
    Family.CONDUCT,
    "insult",
    Severity.WARNING,
    "Deze passage klinkt als een belediging. Kritiek mag scherp zijn, schelden niet.",
    alone=0.25,
    unlikely=0.05,
)
OWN_PRAISE = Bar(
    "own_praise",
    Family.AUTHENTICITY,
    "provider_affiliation",
    Severity.NOTICE,
    "Deze passage klinkt als geschreven door wie er werkt. Vraag na wie dit schreef.",
    alone=0.4,
    thankful=0.8,
    sure=0.7,
    unlikely=0.05,
)
PROMOTION = Bar(
    "promotion",
    Family.AUTHENTICITY,
    "promotional",
    Severity.NOTICE,
    "Deze passage klinkt als reclame. Kijk of er ook een echte ervaring in staat.",
    alone=0.4,
    unlikely=0.1,
)
SELLING_REPLY = replace(PROMOTION, alone=0.6)
"""A provider's answer sounds like a provider: there only what clearly sells counts."""
ACCUSATION = Bar(
    "accusation",
    Family.AUTHENTICITY,
    "accusation",
    Severity.WARNING,
    "Deze passage klinkt als een beschuldiging. Vraag de schrijver waarop dat steunt.",
    alone=0.25,
    unlikely=0.1,
)
THREAT = Bar(
    "threat",
    Family.AUTHENTICITY,
    "threat_or_revenge",
    Severity.WARNING,
    "Deze passage klinkt als een dreigement of als wraak.",
    alone=0.3,
    unlikely=0.1,
)
IMPROBABLE = Bar(
    "improbable",
    Family.AUTHENTICITY,
    "improbable_claim",
    Severity.NOTICE,
    "Deze passage klinkt onwaarschijnlijk. Vraag na of het klopt.",
    alone=0.35,
    unlikely=0.0,
)
REVEALS = Bar(
    "reveals",
    Family.PRIVACY,
    "reply_reveals_author",
    Severity.WARNING,
    "Hier lijkt de voorziening te weten wie schreef. De schrijver moet anoniem blijven.",
    alone=0.7,
    unlikely=0.0,
)
IN_EVERY_REPLY = frozenset(
    {"bericht", "dank", "danken", "dit", "deze", "het", "je", "jou", "jouw", "jullie", "laten", "naar", "ons"}
    | {"onze", "over", "reactie", "schreef", "schreven", "schrijft", "schrijven", "team", "tekst", "u", "uw"}
    | {"voor", "waardering", "we", "wij"}
)
PRESSURE = Bar(
    "pressure",
    Family.CONDUCT,
    "reply_pressures_author",
    Severity.WARNING,
    "Dit kan de schrijver onder druk zetten. Ouders moeten zonder angst kunnen schrijven.",
    alone=0.6,
    unlikely=0.0,
    empty=IN_EVERY_REPLY,
)
