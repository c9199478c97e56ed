"""What the Nu checker says of pages and pictures. Of style sheets it knows too little of today's to ask."""

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.audit.crawl import Page

FOLDER = Path(__file__).parent
CHECKER = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ENDINGS = {"text/html": ".html", "image/svg+xml": ".svg"}


def complaints(pages: Iterable[Page]) -> Iterator[str]:
    """Each thing that is wrong, with where. All pages in one go: Java starts slowly."""
    java = shutil.which("java")
    if java is None:
        raise SystemExit("De Nu checker heeft Java nodig: installeer default-jre-headless.")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, page in enumerate(pages):
            if page.kind in ENDINGS:
                file = Path(folder) / f"{number:04}{ENDINGS[page.kind]}"
                file.write_bytes(page.body)
                names[file.name] = page.name
        told = subprocess.run(
            [java, "-jar", CHECKER, "--format", "json", "--exit-zero-always", "--stdout",
             "--also-check-svg", *sorted(map(str, Path(folder).iterdir()))],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    found: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(told)["messages"]:
        where = names.get(message.get("url", "").rsplit("/", 1)[-1], "?")
        extract = " ".join(message.get("extract", "").split())
        found[f"{message['type']}: {message['message']} {extract}"].append(where)
    for words, places in sorted(found.items()):
        yield f"{words}\n    op {len(set(places))} pagina's, zoals {min(places)}"
