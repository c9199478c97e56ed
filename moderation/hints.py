"""What a writer is shown of the findings while writing: a policy as data. It helps and stops nobody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from moderation.findings import Family, Finding, Severity, Span


@dataclass(frozen=True)
class Advice:
    """What stands there, and what the writer can do. Never a reproach: the words say `hier staat`."""

    sees: str
    do: str
    do_in_reply: str = ""
    """Other words for a facility that answers."""
    from_severity: Severity = Severity.INFO
    is_worth_a_pause: bool = True
    """Shown once before sending, where it could not be shown while writing. Language never is."""
    kinds: tuple[str, ...] = ("review", "reply")


SOMEBODY = Advice(
    "Hier staat misschien een naam.",
    "Laat de naam weg, of schrijf ‘een begeleider’, ‘mijn kind’ of ‘een ouder’.",
    "Laat de naam weg, of schrijf ‘een begeleider’ of ‘een ouder’.",
)
WHOSE: Mapping[str, Advice] = {
    "staff": Advice(
        "Hier staat misschien de naam van iemand die er werkt.",
        "Laat de naam weg of schrijf ‘een begeleider’.",
        "Laat de naam weg of schrijf ‘een begeleider’. Onderteken met de naam van je voorziening.",
    ),
    "child": Advice(
        "Hier staat misschien de naam van een kind.",
        "Schrijf liever ‘mijn kind’ of ‘een kindje’.",
        "Vertel niets over één kind. Schrijf liever ‘de kinderen’.",
    ),
    "family": Advice(
        "Hier staat misschien de naam van een ouder of familielid.",
        "Schrijf liever ‘een ouder’ of ‘mijn partner’.",
        "Schrijf liever ‘de ouders’.",
    ),
    "writer": Advice(
        "Hier staat misschien je eigen naam.",
        "Laat hem weg: je waardering verschijnt zonder naam.",
        "Onderteken met de naam van je voorziening.",
    ),
}
"""Whose name it is, where the check can tell (`evidence["whose"]`)."""

CALL_FOR_HELP = Advice(
    "Is er iemand in gevaar?",
    "Bel 112 bij dringend gevaar. Praten kan op 1712. Melden kan bij Opgroeipunt. "
    "Schrijf gerust verder: een redacteur leest zo'n tekst eerst.",
    from_severity=Severity.URGENT,
    is_worth_a_pause=False,
    kinds=("review",),
)

ADVICE: Mapping[str, Advice] = {
    "child_in_danger": CALL_FOR_HELP,
    "violence": CALL_FOR_HELP,
    "self_harm": Advice(
        "Heeft iemand het heel moeilijk?",
        "Praten helpt. Bel 1813, dag en nacht en gratis. Bel 112 bij dringend gevaar.",
        from_severity=Severity.URGENT,
        is_worth_a_pause=False,
        kinds=("review",),
    ),
    "person_name": SOMEBODY,
    "email_address": Advice("Hier staat een e-mailadres.", "Laat het weg: iedereen kan dit lezen."),
    "phone_number": Advice("Hier staat een telefoonnummer.", "Laat het weg: iedereen kan dit lezen."),
    "postal_address": Advice("Hier staat een adres.", "Laat straat en nummer weg. De gemeente volstaat."),
    "national_number": Advice(
        "Hier staat een rijksregisternummer.", "Laat het weg: anderen kunnen er misbruik van maken."
    ),
    "bank_account": Advice(
        "Hier staat een rekeningnummer.", "Laat het weg: anderen kunnen er misbruik van maken."
    ),
    "date_of_birth": Advice(
        "Hier staat een geboortedatum.",
        "Schrijf liever ‘een baby’ of ‘een peuter’.",
    ),
    "exact_date": Advice(
        "Hier staat een precieze dag.",
        "Schrijf liever de maand, of ‘deze zomer’.",
        from_severity=Severity.NOTICE,
    ),
    "licence_plate": Advice("Hier staat een nummerplaat.", "Laat ze weg: iedereen kan dit lezen."),
    "web_address": Advice("Hier staat een link.", "Laat hem weg. Vertel het in je eigen woorden."),
    "social_handle": Advice("Hier staat een account op sociale media.", "Laat de naam van de account weg."),
    "health_detail": Advice(
        "Dit vertelt iets over iemands gezondheid.",
        "Zeg het algemener, zoals ‘mijn kind heeft extra zorg nodig’.",
        "Laat dit weg, ook als de ouder er zelf over schreef.",
    ),
    "identifiable_in_small_facility": Advice(
        "Anderen kunnen hieruit afleiden wie je bent.",
        "Laat een detail weg, zoals een leeftijd, een dag, een land of een ziekte.",
    ),
    "reply_reveals_author": Advice(
        "Hieruit kan iemand raden wie dit schreef.",
        "Antwoord voor alle ouders, alsof je niet weet wie het is.",
        kinds=("reply",),
    ),
    "reply_pressures_author": Advice(
        "Dit kan de ouder bang maken.",
        "Laat het weg. Klopt de waardering niet? Meld ze bij ons, dan kijkt een redacteur opnieuw.",
        kinds=("reply",),
    ),
    "insult": Advice(
        "Dit woord kan iemand kwetsen.",
        "Vertel wat er gebeurde. Scherpe kritiek mag.",
        "Zeg wat je ervan vindt zonder de ouder te raken.",
    ),
    "discrimination": Advice(
        "Dit kan mensen kwetsen om wie ze zijn.",
        "Vertel wat er gebeurde, los van afkomst, geloof of gezin.",
    ),
    "advertising": Advice(
        "Dit klinkt als reclame.",
        "Vertel liever wat je zelf meemaakte.",
        "Vertel liever wat je met deze waardering doet.",
    ),
    "hard_to_read": Advice(
        "Deze zin is lang.", "Knip hem in twee, dan leest hij vlotter.", is_worth_a_pause=False
    ),
    "all_caps": Advice(
        "Hier staan veel hoofdletters.", "Kleine letters lezen vlotter.", is_worth_a_pause=False
    ),
    "spelling": Advice(
        "Misschien een tikfout.", "Pas het aan als je wil. Fouten zijn niet erg.", is_worth_a_pause=False
    ),
}
"""Rule → advice, the most important first: danger, then what gives somebody away, then respect, then
language. What is not here is for the editors alone."""

ORDER = {rule: place for place, rule in enumerate(ADVICE)}


@dataclass(frozen=True)
class Hint:
    """One piece of advice, and all the places that it is about."""

    family: Family
    rule: str
    message: str
    """What stands there; `values` go in where it names them."""
    do: str
    is_worth_a_pause: bool
    places: tuple[Span, ...]
    """In one field; empty where it is about all that was written."""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def sees(self) -> str:
        """What stands there, in Dutch."""
        return self.message % self.values if self.values else self.message


def hints_from(kind: str, findings: Iterable[Finding]) -> tuple[Hint, ...]:
    """The hints for a review or a reply, the most important first. What is said twice makes one hint."""
    grouped: dict[tuple[str, tuple[str, ...], str], list[tuple[Finding, Advice]]] = {}
    for finding in findings:
        advice = advice_on(finding, kind)
        if advice is not None:
            once = finding.span is None or advice.from_severity is Severity.URGENT
            field = finding.span.field if finding.span and not once else ""
            message, values = what_it_sees(finding, advice)
            grouped.setdefault((message, tuple(values.values()), field), []).append((finding, advice))
    hints = [one_hint(kind, group) for group in grouped.values()]
    return tuple(sorted(hints, key=lambda hint: (ORDER[hint.rule], hint.places)))


def advice_on(finding: Finding, kind: str) -> Advice | None:
    """What the writer is told of it; nothing where it is for the editors alone."""
    advice = ADVICE.get(finding.rule)
    if finding.rule == "person_name":
        advice = WHOSE.get(str(finding.evidence.get("whose")), SOMEBODY)
    if advice is None or kind not in advice.kinds or finding.severity.rank < advice.from_severity.rank:
        return None
    if finding.rule == "hard_to_read" and "words" not in finding.evidence:
        return None  # of a whole text there is nothing to say that helps
    return advice


def one_hint(kind: str, group: list[tuple[Finding, Advice]]) -> Hint:
    """Of all findings that say the same."""
    finding, advice = group[0]
    message, values = what_it_sees(finding, advice)
    spans = [found.span for found, _ in group if found.span is not None]
    return Hint(
        finding.family,
        finding.rule,
        message,
        (advice.do_in_reply if kind == "reply" else "") or advice.do,
        advice.is_worth_a_pause,
        tuple(sorted({span for span in spans if span.field == spans[0].field})),
        values,
    )


WITH_WORDS = "Deze zin telt %(words)s woorden."
WITH_SUGGESTIONS = "Bedoel je misschien ‘%(meant)s’?"
WITH_CLUES = "Anderen kunnen hieruit afleiden wie je bent: %(clues)s."


def what_it_sees(finding: Finding, advice: Advice) -> tuple[str, dict[str, str]]:
    """What stands there; with the figure or the details where the check tells them."""
    words, clues = finding.evidence.get("words"), finding.evidence.get("clues")
    meant = finding.evidence.get("suggestions")
    if finding.rule == "hard_to_read":
        return WITH_WORDS, {"words": str(words)}
    if finding.rule == "spelling" and meant:
        return WITH_SUGGESTIONS, {"meant": "’ of ‘".join(map(str, meant))}
    if finding.rule == "identifiable_in_small_facility" and clues:
        return WITH_CLUES, {"clues": "; ".join(map(str, clues))}
    return advice.sees, {}


def messages() -> Iterator[str]:
    """All that a writer may be shown, for the catalogues of other languages."""
    yield from (WITH_WORDS, WITH_SUGGESTIONS, WITH_CLUES)
    for advice in (*ADVICE.values(), *WHOSE.values()):
        yield from filter(None, (advice.sees, advice.do, advice.do_in_reply))
