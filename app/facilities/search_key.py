"""How names are compared when somebody searches: without capitals, accents and signs."""

import re
import unicodedata

LONGEST_QUERY = 100
"""Characters of a query that count."""
MOST_WORDS = 8
"""Words of a query that count: each is a condition in the database."""


def plain(text: str) -> str:
    """Lower-case letters and digits with single spaces: "'t Zónnetje" becomes "t zonnetje"."""
    # Decomposed before as well: some signs, such as ℌ, hide a capital.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", letters))


def query_words(query: str) -> list[str]:
    """The words that must all match, in the order typed, each once."""
    return list(dict.fromkeys(plain(query[:LONGEST_QUERY]).split()))[:MOST_WORDS]
