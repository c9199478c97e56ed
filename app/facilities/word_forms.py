"""Other forms of a Dutch word: one and many. For SQLite, which knows no Dutch."""

VOWELS = "aeou"
SHORTEST = 3
"""Letters of a word, below which endings say nothing."""


def forms(word: str) -> frozenset[str]:
    """The word with others that may be its singular or plural: beren gives beer, huis gives huizen."""
    if len(word) < SHORTEST or not word.isalpha():
        return frozenset({word})
    found = {word, *singulars(word), *plurals(word)}
    return frozenset(form for form in found if len(form) >= SHORTEST)


def singulars(word: str) -> set[str]:
    """Without -en (bomen, bollen, huizen), -eren (kinderen) or -s (kabouters)."""
    found = set()
    if word.endswith("en"):
        stem = word[:-2]
        found |= {stem, hard(stem)}
        if len(stem) > 2 and stem[-1] == stem[-2]:
            found.add(stem[:-1])
        elif len(stem) > 1 and stem[-2] in VOWELS:
            found.add(hard(stem[:-1] + stem[-2] + stem[-1]))
            found.add(hard(stem[:-2] + stem[-2] * 2 + stem[-1]))
    if word.endswith("eren"):
        found.add(word[:-4])
    if word.endswith("s"):
        found.add(word[:-1])
    return found


def plurals(word: str) -> set[str]:
    """With -en or -s; a double vowel opens (boom, bomen), a hard end turns soft (huis, huizen)."""
    found = {word + "en", word + "s"}
    soft = word[:-1] + {"s": "z", "f": "v"}.get(word[-1], word[-1])
    found.add(soft + "en")
    if len(word) > 2 and word[-2] == word[-3] and word[-2] in VOWELS:
        found.add(soft[:-2] + soft[-1] + "en")
    elif word[-2] in "aeiou" and word[-1] not in "aeiou":
        found.add(word + word[-1] + "en")
    return found


def hard(stem: str) -> str:
    """A Dutch word does not end in z or v: huiz is huis, duiv is duif."""
    return stem[:-1] + {"z": "s", "v": "f"}.get(stem[-1:], stem[-1:])
