"""Which organisation each row of a facility file means.

By its KBO number. Without one, by its name, among the organisations that have no number either: two
organisations may share a name, and a provider's account must never reach the facilities of another.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.facilities.csv_reading import FacilityRow
from app.facilities.search_key import plain


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation as the database has it."""

    id: int
    name: str
    kbo: str | None


@dataclass
class OrganisationPlan:
    """The organisations of a file, by a key of the plan: `kbo:…` or `name:…`."""

    by_line: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kbos: dict[str, str | None] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """Of those that exist."""
    changed: dict[str, KnownOrganisation] = field(default_factory=dict)
    """Those that get another name, or the number that they did not have yet; as they were."""
    key_of: dict[int, str] = field(default_factory=dict)
    """The key of each that exists, by its id."""

    @property
    def new(self) -> list[str]:
        """The keys of those that do not exist yet."""
        return [key for key in self.names if key not in self.ids]

    def is_renamed(self, key: str) -> bool:
        """Whether its facilities show another name than before."""
        return key in self.changed and self.changed[key].name != self.names[key]


def match_organisations(
    rows: Sequence[FacilityRow], organisations: Sequence[KnownOrganisation]
) -> OrganisationPlan:
    """The first row of an organisation gives its name."""
    plan = OrganisationPlan()
    for row in rows:
        if not row.organisation_name:
            continue
        kbo = row.organisation_kbo
        key = f"kbo:{kbo}" if kbo else f"name:{comparable(row.organisation_name)}"
        plan.by_line[row.line] = key
        plan.names.setdefault(key, row.organisation_name)
        plan.kbos.setdefault(key, kbo)
    by_kbo = {known.kbo: known for known in organisations if known.kbo}
    by_name = {comparable(known.name): known for known in reversed(organisations) if not known.kbo}
    namesakes = Counter(comparable(name) for name in plan.names.values())
    for key, kbo in plan.kbos.items():
        name = comparable(plan.names[key])
        known = by_kbo.get(kbo) if kbo else None
        if known is None and (not kbo or namesakes[name] == 1):
            # With a number: the organisation had none until now, and no other row can mean it.
            known = by_name.get(name)
        if known:
            plan.ids[key] = known.id
            plan.key_of[known.id] = key
            if (known.name, known.kbo) != (plan.names[key], kbo):
                plan.changed[key] = known
    return plan


def comparable(name: str) -> str:
    """The name as it is compared; one of signs alone stays as it is."""
    return plain(name) or name
