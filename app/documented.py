"""The figures in docs/checks: measured on labelled texts, written in the pages, stale when a rule changes."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.config import ROOT
from app.evaluation import MODERATION_LABELS, PII_LABELS, REPLY_LABELS, evaluate_folder
from moderation.check_versions import version_of

PAGES = ROOT / "docs" / "checks"
RECORD = "figures.json"
TEXTS = ROOT / "tests" / "data" / "nlp"
MEASURED = ("moderation/checks", "moderation/*.py", "nlp_models", "app/screening.py", "app/evaluation.py")
"""What the figures depend on, beside the labelled texts."""
APART = ("nlp_models/training", "moderation/hints.py", "moderation/states.py")
PLACE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
LABELS = {**PII_LABELS, **MODERATION_LABELS, **REPLY_LABELS}
KINDS = {"pii": PII_LABELS, "moderation": MODERATION_LABELS, "replies": REPLY_LABELS}
"""How the name of a set begins → what is labelled in it."""

Record = Mapping[str, Any]


def inputs(folder: Path) -> dict[str, Path]:
    """Rules, lists, models and labelled texts: name → file."""
    ours = [
        path for pattern in MEASURED for found in ROOT.glob(pattern) for path in (found, *found.rglob("*"))
    ]
    rules = {str(path.relative_to(ROOT)): path for path in ours}
    texts = {f"texts/{path.relative_to(folder)}": path for path in folder.rglob("*.jsonl")}
    return {
        name: path
        for name, path in (rules | texts).items()
        if path.is_file()
        and not name.startswith(APART)
        and path.suffix != ".md"
        and "__pycache__" not in path.parts
    }


def digest(folder: Path) -> str:
    """Another one as soon as a figure could differ."""
    whole = sha256()
    for name, path in sorted(inputs(folder).items()):
        whole.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def measure(folder: Path) -> Record:
    """All sets of the folder; those in `blind` by that name."""
    blind = folder / "blind"
    results = evaluate_folder(folder)
    if blind.is_dir():
        results |= {f"blind_{name}": result for name, result in evaluate_folder(blind).items()}
    rules = sorted({rule for result in results.values() for rule in result.finds} - {"texts"})
    return {
        "of": digest(folder),
        "versions": {rule: version_of(rule) for rule in rules},
        "sets": {name: rounded(result.as_data()) for name, result in results.items()},
    }


def rounded(data: Any) -> Any:
    """Three decimals are enough."""
    if isinstance(data, dict):
        return {key: rounded(value) for key, value in data.items()}
    return round(data, 3) if isinstance(data, float) else data


def write(folder: Path, *, allow_drop: bool = False, pages: Path = PAGES) -> list[str]:
    """Measure and write; what dropped, or changed under an old number, is told, and nothing is written."""
    old, new = recorded(pages), measure(folder)
    refused = [*unraised(old, new), *(() if allow_drop else drops(old, new))]
    if not refused:
        (pages / RECORD).write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        for path in sorted(pages.glob("*.md")):
            path.write_text(page(path, new), encoding="utf-8")
    return refused


def recorded(pages: Path = PAGES) -> Record:
    """What was written last."""
    path = pages / RECORD
    return json.loads(path.read_text("utf-8")) if path.exists() else {"of": "", "sets": {}}


def drops(old: Record, new: Record) -> Iterator[str]:
    """What became worse on the same texts: less found, more flagged wrongly."""
    for name, before in old["sets"].items():
        after = new["sets"].get(name)
        if after is None or after["texts"] != before["texts"]:
            continue
        for label, figures in before["labels"].items():
            now = after["labels"].get(label, {"recall": None, "precision": None})
            for measure in ("recall", "precision"):
                if (now[measure] or 0) < (figures[measure] or 0):
                    yield f"{name} {label}: {measure} {figures[measure]} → {now[measure]}"
        if after["clean_texts_flagged"] > before["clean_texts_flagged"]:
            counts = before["clean_texts_flagged"], after["clean_texts_flagged"]
            yield "{}: clean texts flagged {} → {}".format(name, *counts)


def unraised(old: Record, new: Record) -> Iterator[str]:
    """Rules that tell something else of the same texts, under the same number as before."""
    numbers = old.get("versions", {})
    for rule, number in sorted({**numbers, **new["versions"]}.items()):
        changed = [
            name
            for name, before in old["sets"].items()
            if (after := new["sets"].get(name)) is not None
            and before.get("finds", {}).get("texts") == after["finds"]["texts"]
            and before["finds"].get(rule) != after["finds"].get(rule)
        ]
        if changed and number <= numbers.get(rule, 0):
            yield f"{rule} finds something else in {changed[0]}: raise it in moderation/check_versions.py"


def page(path: Path, record: Record) -> str:
    """The page with these figures in their place."""
    lines = overview(record) if path.stem == "README" else figures_of(path.stem, record)
    return PLACE.sub(lambda _: "\n".join(lines) + "\n", path.read_text("utf-8"))


def figures_of(rule: str, record: Record) -> list[str]:
    """A table for one rule: a line a set."""
    sets = record["sets"].items()
    label = next((label for label, rules in LABELS.items() if rule in rules), None)
    if label is None:
        counted = [[name, str(data["texts"]), str(flagged(data, rule))] for name, data in sets]
        return [
            "No text is labelled for this rule, so these lines only count how often it speaks.",
            "",
            *rows(("set", "texts", "flagged"), counted),
        ]
    together = sorted(LABELS[label] - {rule})
    kind = next(kind for kind, labels in KINDS.items() if label in labels)
    lines = []
    for name, data in sets:
        if name.removeprefix("blind_").startswith(kind):
            found = data["labels"].get(label, {"support": 0, "precision": None, "recall": None, "f1": None})
            shares = [share(found[measure]) for measure in ("precision", "recall", "f1")]
            right = (data["rules"].get(rule) or {}).get("right") or 0
            lines.append([name, str(found["support"]), *shares, str(flagged(data, rule)), str(right)])
    also = f", counted together with {', '.join(f'`{name}`' for name in together)}" if together else ""
    return [
        f"Label {label}{also}; the last two columns are of this rule alone.",
        "",
        *rows(("set", "labelled", "precision", "recall", "F1", "flagged", "right"), lines),
    ]


def flagged(data: Record, rule: str) -> int:
    """How often the rule spoke."""
    return int((data["rules"].get(rule) or {"flagged": 0})["flagged"])


def overview(record: Record) -> list[str]:
    """All labels of all sets."""
    lines = [
        [
            name,
            label,
            str(found["support"]),
            *(share(found[measure]) for measure in ("precision", "recall", "f1")),
        ]
        for name, data in record["sets"].items()
        for label, found in data["labels"].items()
    ]
    clean = [
        [name, str(data["texts"]), str(data["clean_texts"]), str(data["clean_texts_flagged"])]
        for name, data in record["sets"].items()
    ]
    return [
        *rows(("set", "texts", "of which clean", "clean but flagged"), clean),
        "",
        *rows(("set", "label", "labelled", "precision", "recall", "F1"), lines),
    ]


def rows(headers: tuple[str, ...], lines: Any) -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(cells)} |" for cells in (headers, ("---",) * len(headers), *lines)]


def share(figure: float | None) -> str:
    """Two decimals, or a dash where there is nothing to divide."""
    return "–" if figure is None else f"{figure:.2f}"
