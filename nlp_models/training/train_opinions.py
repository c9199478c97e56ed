"""Train the second opinion: python -m nlp_models.training.train_opinions [DATA].

The labelled sentences stand in `moderation/`, and how glad they are in `polarity/`. DATA may hold the UD
Dutch sentences (`ud/*.conllu`), which serve as ordinary Dutch. The model and its card are written to
`nlp_models/opinions/`.
"""

import argparse
import hashlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from nlp_models.opinions import KINDS, MOODS, PASSAGE, WEIGHTS, Model, features_of, tokens, vector

HERE = Path(__file__).parent / "moderation"
POLARITY = Path(__file__).parent / "polarity"
LETTERS = {"p": frozenset({"praise"}), "n": frozenset({"complaint"}), "m": frozenset[str]()}
GLAD_OR_SAD = frozenset(MOODS)
OF_REPLIES = frozenset({"reveals", "pressure"})
"""Kinds that only a facility's reply can be: reviews teach nothing of them."""
OF_REVIEWS = frozenset({"own_praise"})
"""What no reply is asked: each is written by who works there."""
MAY_BE_TOO = frozenset({"danger", "insult", "accusation"})
"""What a complaint may be as well: nobody looked."""
STRENGTH = 10.0
"""The inverse of regularisation."""
FEWEST = 2
"""Texts a feature must stand in."""
ORDINARY_WEIGHT = 0.3
"""What a sentence of news or encyclopaedia counts beside one about care."""
POSITIVE_SHARE = 0.35
"""What all examples of a kind weigh together, as a share of everything."""
KEPT = 100_000
"""Features kept, those that weigh most."""


class Row(NamedTuple):
    """A text that somebody labelled."""

    text: str
    kinds: frozenset[str]
    """What it is: nothing for harmless."""
    unasked: frozenset[str] = frozenset()
    """What it may be: it teaches nothing of these kinds."""
    counts: float = 1.0


def labelled() -> list[Row]:
    """The sentences written for this."""
    rows = []
    for file in sorted(HERE.glob("*.txt")):
        kinds = frozenset(file.stem.split("-")[0].split("+")) - {"harmless"}
        is_reply = bool(kinds & OF_REPLIES) or "replies" in file.stem
        unasked = OF_REVIEWS if is_reply else OF_REPLIES
        texts = lines_of(file)
        for text, heard in zip(texts, heard_in(file.stem, len(texts)), strict=True):
            rows.append(
                Row(text, kinds, unasked | GLAD_OR_SAD) if heard is None else Row(text, heard, unasked)
            )
    for file in sorted(POLARITY.glob("*.txt")):
        kind = file.stem.split("-")[0]
        unasked = MAY_BE_TOO if kind == "complaint" else frozenset[str]()
        kinds = frozenset({kind}) - {"mixed"}
        rows += [Row(text, kinds, unasked | OF_REPLIES) for text in lines_of(file)]
    return rows


def lines_of(file: Path) -> list[str]:
    """The texts in a file; `#` begins a remark."""
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def heard_in(name: str, number: int) -> list[frozenset[str] | None]:
    """How glad each text of a file is, where somebody told: a letter a text."""
    file = POLARITY / f"{name}.letters"
    if not file.exists():
        return [None] * number
    return [LETTERS[letter] for letter in "".join(file.read_text("utf-8").split())]


def ordinary(data: Path | None) -> list[Row]:
    """Sentences of UD Dutch: they hold accidents, crimes and wars that are no danger to a child here."""
    found = [
        line.removeprefix("# text = ").strip()
        for file in sorted(data.glob("ud/*.conllu") if data else ())
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("# text = ")
    ]
    return [Row(text, frozenset(), counts=ORDINARY_WEIGHT) for text in dict.fromkeys(found) if len(text) > 30]


def features(text: str) -> list[int]:
    """The features of a whole text: those of its sentences together."""
    read = tuple(token for match in PASSAGE.finditer(text) for token in tokens(text, *match.span()))
    return features_of(read)


def vocabulary(rows: list[Row]) -> Model:
    """The features that stand in enough texts, and how rare each is."""
    counted = Counter(key for row in rows for key in set(features(row.text)))
    keys = np.array(sorted(key for key, count in counted.items() if count >= FEWEST), dtype=np.uint32)
    rarity = np.log(len(rows) / np.array([counted[int(key)] for key in keys])).astype(np.float32)
    return Model(
        keys, rarity, np.zeros((len(keys), len(KINDS)), np.float32), np.zeros(len(KINDS), np.float32)
    )


def matrix(rows: list[Row], known: Model) -> sparse.csr_matrix:
    """A row a text, a column a feature."""
    cells = [vector(features(row.text), known) for row in rows]
    numbers = np.repeat(np.arange(len(rows)), [len(places) for places, _ in cells])
    return sparse.csr_matrix(
        (
            np.concatenate([v for _, v in cells]).astype(np.float64),
            (numbers, np.concatenate([p for p, _ in cells])),
        ),
        shape=(len(rows), len(known.keys)),
    )


def fit(
    cells: sparse.csr_matrix, is_kind: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], float]:
    """The mean of two: one that weighs the features as they are, one that looks at the telling ones first."""
    told = telling(cells, is_kind, counts)
    weights, bias = regression(cells, is_kind, counts)
    others, other_bias = regression((cells @ sparse.diags(told)).tocsr(), is_kind, counts)
    return (weights + others * told) / 2, (bias + other_bias) / 2


def telling(
    cells: sparse.csr_matrix, is_kind: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """How much oftener or rarer a feature stands in the kind than elsewhere (Wang and Manning 2012)."""
    stands = (cells > 0).astype(np.float64).tocsr()
    inside = (stands[is_kind].T @ counts[is_kind] + 1) / (counts[is_kind].sum() + 2)
    outside = (stands[~is_kind].T @ counts[~is_kind] + 1) / (counts[~is_kind].sum() + 2)
    ratio: npt.NDArray[np.float64] = np.clip(np.abs(np.log(inside / outside)), 0.2, 4)
    return ratio


def regression(
    cells: sparse.csr_matrix, is_kind: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], float]:
    """Logistic regression: the weights and the bias."""
    sign = np.where(is_kind, 1.0, -1.0)
    total = counts.sum()
    share = np.where(
        is_kind,
        POSITIVE_SHARE * total / max(counts[is_kind].sum(), 1e-9),
        (1 - POSITIVE_SHARE) * total / max(counts[~is_kind].sum(), 1e-9),
    )
    cost = counts * share

    turned = cells.T.tocsr()

    def loss(guess: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, bias = guess[:-1], guess[-1]
        margin = sign * (cells @ weights + bias)
        value = STRENGTH * (cost * np.logaddexp(0, -margin)).sum() + 0.5 * weights @ weights
        slope = -STRENGTH * cost * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        return float(value), np.append(turned @ slope + weights, slope.sum())

    best = optimize.minimize(
        loss, np.zeros(cells.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    )
    return best.x[:-1], float(best.x[-1])


def train(rows: list[Row]) -> Model:
    """The model of these rows; the same rows give the same model."""
    known = vocabulary(rows)
    cells = matrix(rows, known)
    fitted = []
    for kind in KINDS:
        asked = np.array([kind not in row.unasked for row in rows])
        told = [row for row in rows if kind not in row.unasked]
        fitted.append(
            fit(
                cells[asked],
                np.array([kind in row.kinds for row in told]),
                np.array([row.counts for row in told]),
            )
        )
    weights = np.stack([w for w, _ in fitted], axis=1).astype(np.float32)
    kept = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:KEPT])
    return Model(
        known.keys[kept], known.rarity[kept], weights[kept], np.array([b for _, b in fitted], np.float32)
    )


def save(trained: Model) -> None:
    """Weights in a byte each: a hundredth of a decimal more changes nothing."""
    scale = np.abs(trained.weights).max(axis=0) / 127
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS,
        keys=trained.keys,
        rarity=trained.rarity.astype(np.float16),
        weights=np.round(trained.weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=trained.bias,
    )


def card(rows: list[Row], trained: Model) -> str:
    """What the model is made of. Its figures on reviews stand in docs/checks."""
    written = [row for row in rows if row.counts == 1.0]
    counted = Counter(kind for row in written for kind in row.kinds or {"none of these"})
    ordinary_rows = len(rows) - len(written)
    told = "\n".join(f"{'+'.join(sorted(row.kinds))}\t{row.text}" for row in rows)
    digest = hashlib.sha256(told.encode()).hexdigest()
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(counted.items()))
    return f"""# Second opinion

A linear classifier (logistic regression a kind) over words, pieces of words, neighbouring words, and words
near each other in either order. It tells how likely a passage holds danger, an insult, a threat, an
accusation, selling, praise by staff, something improbable, or in a reply a pointer to the author or pressure,
how glad or sad it sounds, and which words weigh most. It never decides; what follows stands in
`moderation/checks/second_opinion.py`.

- {len(trained.keys)} features, {ordinary_rows} ordinary sentences, and sentences written for it:
  {kinds}.
- Ordinary Dutch: UD_Dutch-Alpino and UD_Dutch-LassySmall (CC BY-SA 4.0, Universal Dependencies); only the
  trained weights ship. The sentences in `nlp_models/training` are our own (EUPL-1.2).
- Licence of the weights: CC BY-SA 4.0. Names of people that the name finder saw count as one word.
- No randomness: the same sentences give the same weights. SHA-256 of the input:
  {digest}.
- Known weakness: it adds up words and does not understand. It misses irony, and hears danger where many words
  of danger stand in a harmless story. The sentences are of few hands.
"""


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", type=Path)
    rows = [*labelled(), *ordinary(parser.parse_args().data)]
    trained = train(rows)
    save(trained)
    (WEIGHTS.parent / "MODEL_CARD.md").write_text(card(rows, trained), "utf-8")


if __name__ == "__main__":
    main()
