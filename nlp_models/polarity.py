"""How glad or sad a text sounds: a lexicon with negation, no training."""

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.,;:!?]")
NEGATIONS = frozenset(
    ["niet", "geen", "nooit", "zonder", "nergens", "niemand", "noch", "nauwelijks", "amper", "weinig", "nie"]
)
NEGATION_REACH = 3
"""Words that may stand between `niet` and what it denies."""
TURN = -0.7
"""A denied word loses part of its strength: `niet goed` is less than `slecht`."""
TELLING = 0.3
"""Weaker words (`groot`, `nieuw`) say nothing of being glad."""
ENOUGH = 0.6
"""What the words together must weigh before we call a text glad or sad."""
ENOUGH_BAD = 0.9
"""The same for a text that sounds sad: one bad word in a story is no complaint."""
SHORT = 12
"""Words: a text of no more has no story around its bad word (`Teleurstellend.`)."""
SENTENCE_MARKS = frozenset(".;:!?")
IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:geen )?(?:nul|0) (?:op (?:tien|10)|sterren)\b", re.I), "slechtste"),
    (re.compile(r"\bniets dan (?=lof|goeds)", re.I), "veel "),
    (re.compile(r"\bniets? te klagen\b|\bgeen (?:enkele )?klacht(?:en)?\b", re.I), "tevreden"),
    (re.compile(r"\bni(?:ets|ks|et veel)(?: \w+)? op aan te merken\b", re.I), "tevreden"),
    (re.compile(r"\baf te raden\b", re.I), "slechtste"),
    (re.compile(r"\bgeen (?:enkel )?(?:lichtpunt|pluspunt)\w*\b|\bgeen goed woord\b", re.I), "slecht"),
    (re.compile(r"\bni(?:ets|ks) goeds? (?:\w+ )?(?:bedenken|over|van|te)\b", re.I), "slecht"),
    (re.compile(r"\b(?:slechtste|domste) (?:beslissing|keuze)\b|\bweggegooid geld\b", re.I), "slechtste"),
    (re.compile(r"\bbeste (?:beslissing|keuze)\b|\bin goede handen\b", re.I), "fantastisch"),
    (re.compile(r"\bvan harte aan\b", re.I), "fantastisch"),
    (re.compile(r"\bblijft? (?:er |hier |daar )?weg\b|\blaat u niet vangen\b", re.I), "slechtste"),
    (re.compile(r"\bnooit een (?:vriendelijk|goed|lief) woord\b", re.I), "slecht"),
    (re.compile(r"\bniet beter\b|\bkon niet beter\b|\bkan niet beter\b", re.I), "fantastisch"),
    (re.compile(r"\bniet alleen\b|\bniet meer weg\b", re.I), "ook"),
    (re.compile(r"\bgeen (?:enkel )?probleem\b|\bgeen zorgen\b", re.I), "fijn"),
    (re.compile(r"\bniet voor herhaling\b|\bnooit meer\b|\bnooit nog\b", re.I), "slecht"),
    (re.compile(r"\b(?:mag|kan|kon|mocht|zou|moet|moeten|had) (?:\w+ ){0,3}?beter\b", re.I), "jammer"),
    (re.compile(r"\b(?:kan|kon|mag|mocht) (?:\w+ ){0,2}?\w{3,}er\b", re.I), "jammer"),
    (re.compile(r"\b(?:goed|mooi) (?:lezen|kijken|nadenken|opletten|verkocht|op papier)\b", re.I), "dus"),
    (re.compile(r"\b(?:nul|geen enkele|0) sterren\b|\bweg ermee\b|\bniets goeds\b", re.I), "slecht"),
    (re.compile(r"\bdol op\b|\b(?:chance|geluk) (?:hebben )?(?:gehad )?met\b", re.I), "fantastisch"),
    (re.compile(r"\bte wensen over\b", re.I), "teleurstellend"),
    (re.compile(r"\b(?:niet|slecht|weinig)(?: \w+){0,2} over te (?:spreken|vertellen)\b", re.I), "slecht"),
    (re.compile(r"\b(?:wij|we|ik) (?:zijn|ben) (?:er )?(?:weg|vertrokken)\b", re.I), "teleurstellend"),
    (re.compile(r"\bklaar mee\b|\btellen? (?:we |de dagen )?af tot\b", re.I), "teleurstellend"),
    (re.compile(r"\b(?:zoeken|zochten|vonden) (?:nu )?(?:iets|ergens) anders\b", re.I), "teleurstellend"),
    (re.compile(r"\bergens anders (?:beginnen|gaan|naartoe)\b|\bspijt dat\b", re.I), "teleurstellend"),
    (re.compile(r"\b(?:plezant|leuk|fijn|proper|netjes|vriendelijk) is anders\b", re.I), "jammer"),
    (re.compile(r"\bopen armen\b|\bdikke pluim\b", re.I), "fantastisch"),
    (re.compile(r"\b(?:jammer|spijtig)\W+(?:\w+ ){1,5}?(?:voorbij|gedaan|afscheid)\b", re.I), "fijn"),
    (re.compile(r"\b(?:ga|gaan|gaat|zal|zullen) (?:\w+ ){1,6}?missen\b", re.I), "fijn"),
    (re.compile(r"\b(?:nooit|geen)(?: \w+){0,3} (?:spijt|beklaagd)\b", re.I), "tevreden"),
    (re.compile(r"\bgeen (?:betere|lievere|fijnere)\b|\bgoud waard\b", re.I), "fantastisch"),
    (re.compile(r"\braa?d(?:en|t)? (?:\w+ ){0,4}?(?:niemand|niet|af)(?: aan)?\b", re.I), "slechtste"),
)  # fmt: skip


@cache
def lexicon() -> dict[str, tuple[float, float]]:
    """Word → polarity (-1 to 1) and intensity (above 1 strengthens the next word). Ours come last and win."""
    words: dict[str, tuple[float, float]] = {}
    for file in ("polarity.tsv", "polarity_childcare.tsv"):
        for line in (DATA / file).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                word, polarity, intensity = line.split("\t")
                words[word] = float(polarity), float(intensity)
    return words


def polarity_of(text: str) -> float | None:
    """-1 (all bad) to 1 (all good): the mean over words that tell; None when none does."""
    for pattern, stand_in in IDIOMS:
        text = pattern.sub(stand_in, text)
    told: list[float] = []
    strength, since_negation = 1.0, NEGATION_REACH + 1
    before = ["", *WORD.findall(text.lower())]
    for previous, word in pairwise(before):
        if word in SENTENCE_MARKS:
            strength, since_negation = 1.0, NEGATION_REACH + 1
            continue
        since_negation += 1
        if word in NEGATIONS:
            since_negation = 0
            continue
        polarity, intensity = known(word)
        if abs(polarity) < TELLING:
            strength = intensity if intensity > 1 else 1.0
            continue
        value = max(-1.0, min(1.0, polarity * strength))
        if previous == "te":
            value = -abs(value)  # `te warm`, `te streng`: too much of anything is a complaint
        told.append(value * TURN if since_negation <= NEGATION_REACH else value)
        strength = 1.0
    weight, total = sum(map(abs, told)), sum(told)
    if weight < (ENOUGH if total >= 0 or len(before) <= SHORT else ENOUGH_BAD):
        return None
    return max(-1.0, min(1.0, total / len(told)))


@lru_cache(maxsize=20_000)
def known(word: str) -> tuple[float, float]:
    """What the lexicon says of a word or of its base form; neutral where it is silent."""
    words = lexicon()
    return next((words[form] for form in (word, *base_forms(word)) if form in words), (0.0, 1.0))


def base_forms(word: str) -> list[str]:
    """`lieve` → lief, `stomme` → stom, `boze` → boos, `liefst` → lief."""
    stems = [word[:-1]] if word.endswith("e") else []
    stems += [
        word.removesuffix(ending) for ending in ("er", "ere", "st", "ste", "s", "en") if word.endswith(ending)
    ]
    forms: list[str] = []
    for stem in stems:
        if len(stem) < 3:
            continue
        hard = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
        forms += [stem, hard]
        if stem[-1] == stem[-2]:
            forms.append(stem[:-1])
        if stem[-2] in "aeou" and stem[-1] not in "aeiou":
            forms.append(hard[:-1] + stem[-2] + hard[-1])
    return forms
