"""After the warm-up nothing is loaded any more: each fork would load it again."""

import json
import subprocess
import sys

from app.documented import TEXTS

OTHERS = [
    "La crèche est parfaite, merci à toute l'équipe.",
    "المربيات لطيفات جدا مع الأطفال",
    "thx, top !!! 👍👍 zo blij da we hier zijn gestart",
    "De begelijdsters zijn heel lif en geduldug.",
    "x",
]
PROGRAM = """
import json, sys
from app.screening import screen, warm_up
from moderation.findings import Submission
texts = json.load(sys.stdin)
warm_up()
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
for text in texts:
    screen(Submission(texts={"text": text}), suggest=2)
print(json.dumps(sorted(set(opened))))
"""


TRIED = 650
"""Texts of all sets, evenly: more only take longer."""


def test_after_the_warm_up_no_text_opens_a_file() -> None:
    lines = [line for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = [*OTHERS, *(json.loads(line)["text"] for line in lines[:: len(lines) // TRIED])]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
