"""What may stand in place of a passage: neutral labels, each on the ground of one rule."""

from app.forms import Options, options
from moderation.rulebook import Rule, rules_for
from moderation.states import Action

PERSON = "person_name"
PEOPLE = ("[naam]", "[naam van een kind]", "[naam van een ouder]", "[naam van een begeleider]")
ANYTHING = "[stuk weggelaten]"


def labels_by_rule(kind: str) -> list[tuple[Rule, tuple[str, ...]]]:
    """Each rule on whose ground an editor may replace something in a review or a reply, with its labels."""
    return [(rule, labels_of(rule)) for rule in rules_for(kind, Action.REDACT)]


def labels_of(rule: Rule) -> tuple[str, ...]:
    """The one that is offered first comes first."""
    people = PEOPLE if rule.id == PERSON else ()
    return tuple(dict.fromkeys((*people, *rule.labels))) or (ANYTHING,)


def suggested(kind: str, rule_id: str) -> tuple[str, str]:
    """Rule and label for a finding of this rule."""
    found = next((known for known in labels_by_rule(kind) if known[0].id == rule_id), labels_by_rule(kind)[0])
    return found[0].id, found[1][0]


def as_value(rule_id: str, label: str) -> str:
    """As a choice stands in a form."""
    return f"{rule_id}/{label}"


def chosen_in(value: str, kind: str) -> tuple[str, str]:
    """Rule and label; the first of all where it is none that we offer: no other words come in a text."""
    known = {
        as_value(rule.id, label): (rule.id, label)
        for rule, labels in labels_by_rule(kind)
        for label in labels
    }
    return known.get(value) or next(iter(known.values()))


def replacement_options(kind: str) -> Options:
    """For a list to choose from, in groups by rule."""
    found = options(
        (as_value(rule.id, label), label) for rule, labels in labels_by_rule(kind) for label in labels
    )
    titles = [rule.title for rule, labels in labels_by_rule(kind) for _label in labels]
    for choice, title in zip(found, titles, strict=True):
        choice.optgroup = title
    return found
