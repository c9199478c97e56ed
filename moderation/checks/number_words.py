"""Numbers as people write them out: days, house numbers, ages."""

UNITS = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
NUMBERS: dict[str, int] = {word: number for number, word in enumerate(UNITS, 1)} | TENS
for ten, value in TENS.items():
    NUMBERS |= {f"{word}en{ten}": value + number for number, word in enumerate(UNITS[:9], 1)}
ORDINALS: dict[str, int] = {
    "eerste": 1,
    "derde": 3,
    "achtste": 8,
    **{
        f"{word}{'ste' if number >= 20 else 'de'}": number
        for word, number in NUMBERS.items()
        if number not in (1, 3, 8)
    },
}


def any_of(words: dict[str, int], lowest: int = 1, highest: int = 99) -> str:
    """A pattern for the words of some numbers, the longest first."""
    fitting = (word for word, number in words.items() if lowest <= number <= highest)
    return "|".join(sorted(fitting, key=lambda word: (-len(word), word)))


DAYS = f"{any_of(NUMBERS, 2, 31)}|{any_of(ORDINALS, 1, 31)}"
"""`drie maart`, `de derde maart`; `een mei` is too often something else."""
