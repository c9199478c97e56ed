"""The evidence of a finding in words, where no picture says it better."""

from collections.abc import Mapping
from typing import Any

from app.contributions.models import RecordedFinding
from app.languages import gettext as _
from app.languages import lazy_gettext as lazy

NAMES: Mapping[str, Any] = {
    "similarity": lazy("Gelijkenis"),
    "count": lazy("Aantal"),
    "alarm": lazy("Opvallend vanaf"),
    "yearly_rate": lazy("Gewoonlijk per jaar"),
    "days": lazy("Dagen geleden"),
    "limit": lazy("Afspraak"),
    "other_authors": lazy("Andere personen"),
    "mean_score": lazy("Gemiddelde score"),
    "polarity": lazy("Toon van de tekst (-1 tot 1)"),
    "score": lazy("Score"),
    "words": lazy("Woorden"),
    "signal": lazy("Hoe gezien"),
    "source": lazy("Gezien door"),
    "clues": lazy("Aanwijzingen"),
    "points": lazy("Punten"),
    "places": lazy("Plaatsen"),
    "experience_until": lazy("Ervaring tot"),
    "limit_years": lazy("Afspraak in jaren"),
    "negated": lazy("Staat er met ‘niet’"),
    "language": lazy("Taal"),
}
"""What an editor can use. Other evidence is for who improves the checks."""

WORDS: Mapping[tuple[str, str], Any] = {
    ("source", "rules"): lazy("een regel"),
    ("source", "model"): lazy("het taalmodel"),
    ("signal", "email"): lazy("het e-mailadres"),
}


def facts_of(finding: RecordedFinding) -> list[tuple[str, str]]:
    """Name and value of each piece of evidence that words can tell."""
    found = [
        (str(NAMES[key]), in_words(key, value)) for key, value in finding.evidence.items() if key in NAMES
    ]
    if finding.confidence is not None:
        found.append((_("Zekerheid van het model"), f"{finding.confidence:.0%}"))
    return found


def in_words(key: str, value: Any) -> str:
    """Dutch, with a decimal comma."""
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if key == "similarity":
        return f"{round(float(value) * 100)}%"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(WORDS.get((key, str(value)), value))
