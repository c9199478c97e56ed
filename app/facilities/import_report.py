"""What an import tells the operator: a line per facility and per refused row, then the sums."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.facilities.csv_reading import FacilityFile
from app.facilities.import_plan import CLOSING_PERCENT, WORDS, Change, ImportPlan, TooManyClosings


def report(file: FacilityFile, plan: ImportPlan) -> Iterator[str]:
    """Every difference and every refused row; the sums last."""
    if file.encoding != "UTF-8":
        yield f"Let op: dit bestand is gelezen als {file.encoding}. Bewaar het liever als “CSV UTF-8”."
    for change in plan.created:
        closed = f" (gesloten sinds {change.closed_on})" if change.closed_on else ""
        yield f"nieuw      {facility_line(change)}{closed}"
    for word, changes in (("gewijzigd", plan.changed), ("heropend ", plan.reopened)):
        for change in changes:
            yield f"{word}  {facility_line(change)}: {differences_line(change)}"
    for change in plan.closed:
        reason = "staat niet meer in het bestand" if change.line is None else differences_line(change)
        yield f"gesloten   {facility_line(change)}: {reason}"
    for row in file.refused:
        yield f"geweigerd  regel {row.line}: {row.reason}"
    yield (
        f"Samen: {len(plan.created)} nieuw, {len(plan.changed)} gewijzigd, {len(plan.reopened)} heropend, "
        f"{len(plan.closed)} gesloten, {plan.unchanged} ongewijzigd, {len(file.refused)} geweigerd."
    )


def facility_line(change: Change) -> str:
    """Such as: kinderopvang 910001234 De Wolkenwip (Gent)."""
    return f"{change.sector} {change.dossiernummer} {change.name} ({change.municipality})"


def differences_line(change: Change) -> str:
    """Such as: plaatsen 14 → 16; telefoon leeg → 09 123 45 67."""
    return "; ".join(
        f"{WORDS[difference.attribute]} {told(difference.old)} → {told(difference.new)}"
        for difference in change.differences
    )


def told(value: Any) -> str:
    """A value as the file writes it."""
    if value is None or value == "":
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)


def closing_warning(found: TooManyClosings) -> str:
    """Why an import with this many closings needs a second thought."""
    return (
        f"Van de {found.open} open voorzieningen in de sector {found.sector} zouden er {found.closing} "
        f"sluiten, meer dan {CLOSING_PERCENT}%. Er is niets gewijzigd. "
        "Klopt het toch, voeg dan --allow-closing toe."
    )
