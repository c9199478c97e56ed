"""The one contract of the checks: a Submission goes in, Findings come out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any


class Family(StrEnum):
    """What a finding is about."""

    PRIVACY = "privacy"
    AUTHENTICITY = "authenticity"
    READABILITY = "readability"
    INTERVAL = "interval"
    CONDUCT = "conduct"
    SAFETY = "safety"


class Severity(StrEnum):
    """How much a finding matters to the editor, from little to much."""

    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for info up to 3 for urgent."""
        return list(Severity).index(self)


@dataclass(frozen=True, order=True)
class Span:
    """A place in a stored text, in Unicode code points; `end` is exclusive."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What a check saw, where, and why it matters. It advises; it decides nothing."""

    family: Family
    rule: str
    severity: Severity
    explanation: str
    """A Dutch sentence for the editor."""
    span: Span | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    """Small and JSON-able: a score, ids of similar reviews, days since the last one."""
    confidence: float | None = None
    """0 to 1, where a model gives one."""


@dataclass(frozen=True)
class FacilityFacts:
    """What a check may know of the facility."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    municipality: str = ""
    places: int | None = None
    website: str = ""
    sector: str = "kinderopvang"
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_small(self) -> bool:
        """Eight places or fewer: whoever reads may know everyone there (DOMAIN E9)."""
        return self.places is not None and self.places <= 8


@dataclass(frozen=True)
class NameMention:
    """A name that the language model saw: of a person, a place or an organisation."""

    span: Span
    label: str
    """PER, LOC or ORG."""
    confidence: float | None = None


@dataclass(frozen=True)
class PassageOpinion:
    """How likely a passage holds each kind of trouble, by a classifier that knows no rules."""

    span: Span
    likelihood: Mapping[str, float]
    """Kind → 0 to 1: danger, insult, threat, accusation, promotion, own_praise, improbable; in replies
    also reveals and pressure."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that weighed most."""
    loudest: Mapping[str, Span] = field(default_factory=dict)
    """Kind → the sentence of the passage that says so most."""


@dataclass(frozen=True)
class LanguageFacts:
    """What `nlp_models` computed of the texts; empty where it could not."""

    names: tuple[NameMention, ...] = ()
    sentences: tuple[Span, ...] = ()
    languages: Mapping[str, str | None] = field(default_factory=dict)
    """Field → ISO 639-1 code, or None when the text is too short to tell."""
    unknown_words: tuple[Span, ...] = ()
    """Words that neither the dictionary nor the frequency list knows."""
    strange_words: tuple[Span, ...] = ()
    """Words that are no Dutch word in small letters: names, loan words, slips."""
    suggestions: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    """What the writer may have meant by some of the unknown words; empty unless somebody asked."""
    polarity: float | None = None
    """-1 (all bad) to 1 (all good) over all texts, None when no word tells."""
    opinions: tuple[PassageOpinion, ...] = ()
    embedding: tuple[float, ...] | None = None


@dataclass(frozen=True)
class EarlierReview:
    """An earlier review of the same author, whatever became of it."""

    id: int
    same_facility: bool
    same_organisation: bool
    written_at: datetime
    experience_from: date | None = None
    experience_until: date | None = None


@dataclass(frozen=True)
class OtherText:
    """Another contribution to compare with: of the same facility, or a likely match elsewhere."""

    id: int
    text: str
    same_facility: bool
    same_author: bool = False


@dataclass(frozen=True)
class History:
    """What came before; empty for `waardering screen`."""

    earlier_reviews: tuple[EarlierReview, ...] = ()
    """By the same author, newest first, this one excluded."""
    other_texts: tuple[OtherText, ...] = ()
    recent_at_facility: int = 0
    """Reviews of this facility confirmed in the 7 days before this one, this one included."""
    yearly_rate_at_facility: float = 0.0
    """Reviews a year this facility usually gets, without the last 7 days."""
    other_authors_on_device: int = 0
    """Other authors seen on the same device in the last 30 days."""
    disposable_email: bool = False
    provider_email: bool = False
    """The address, or its own domain, belongs to the facility, its organisation or its account."""


@dataclass(frozen=True)
class Submission:
    """One version of a contribution, with all that the checks may look at."""

    kind: str = "review"
    """`review` or `reply`."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Field → stored text (`text_good`, `text_better`; a reply has `text`)."""
    scores: Mapping[str, int | None] = field(default_factory=dict)
    """Theme key → 1 to 5, or None for "niet van toepassing"."""
    rating: float | None = None
    """Mean score, 1 to 5, where only that is known."""
    experience_from: date | None = None
    """First day of the month."""
    experience_until: date | None = None
    written_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    facility: FacilityFacts = field(default_factory=FacilityFacts)
    language: LanguageFacts = field(default_factory=LanguageFacts)
    history: History = field(default_factory=History)

    @property
    def mean_score(self) -> float | None:
        """The mean of the given scores, or the rating, or None."""
        given = [score for score in self.scores.values() if score is not None]
        return sum(given) / len(given) if given else self.rating


Check = Callable[[Submission], Iterator[Finding]]
