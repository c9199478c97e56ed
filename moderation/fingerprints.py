"""Keys that likely equal texts share, so that a table can find them among many thousands."""

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from moderation.similarity import ENOUGH, SIMILAR, shingles

if TYPE_CHECKING:
    from datasketch import MinHashLSH

PERMUTATIONS = 128
SEED = 1


def bands(text: str) -> list[str]:
    """The band keys of a text: two texts with a key in common are candidates for `jaccard`.

    MinHash with 128 permutations, banded for a threshold of .3 (datasketch chooses the bands). Stored keys
    stay valid only while SEED, PERMUTATIONS, SIMILAR and the shingles stay the same. A short text has none.
    """
    from datasketch import MinHash

    pieces = shingles(text)
    if len(pieces) < ENOUGH:
        return []
    minhash = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update_batch([piece.encode() for piece in sorted(pieces)])
    index = banding()
    return [
        f"{band:02x}{blake2b(minhash.hashvalues[start:end].tobytes(), digest_size=8).hexdigest()}"
        for band, (start, end) in enumerate(index.hashranges)
    ]


@cache
def banding() -> "MinHashLSH":
    """How the permutations fall into bands."""
    from datasketch import MinHashLSH

    return MinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS)
