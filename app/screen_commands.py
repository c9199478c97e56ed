"""Commands that need no database and no keys: screen texts, and measure the checks on labelled texts."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from app import documented
from app.evaluation import evaluate_folder, table
from app.screen_input import MalformedLine, read_line
from moderation.findings import Finding


@click.command("screen")
@click.option("--jsonl", is_flag=True, required=True, help="Read and write one JSON object a line.")
def screen(jsonl: bool) -> None:
    """Screen texts from standard input: {"id", "text"} a line, findings a line."""
    from app import screening

    failed = False
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            record, submission = read_line(line)
        except MalformedLine as error:
            click.echo(f"line {number}: {error}", err=True)
            failed = True
            continue
        findings = [finding_as_data(finding) for finding in screening.screen(submission)]
        click.echo(json.dumps({"id": record["id"], "findings": findings}, ensure_ascii=False))
    if failed:
        sys.exit(1)


@click.command("evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option("--errors", is_flag=True, help="List what was missed and what was flagged wrongly.")
@click.option("--write-docs", is_flag=True, help="Write the figures into the pages of docs/checks.")
@click.option("--allow-drop", is_flag=True, help="Write them also where they dropped.")
def evaluate(folder: Path, as_json: bool, errors: bool, write_docs: bool, allow_drop: bool) -> None:
    """Precision, recall and F1 per rule on the labelled files in FOLDER."""
    if write_docs:
        refused = documented.write(folder, allow_drop=allow_drop)
        if refused:
            raise click.ClickException("not written, because:\n" + "\n".join(refused))
        click.echo("docs/checks tells the figures of today.")
        return
    results = evaluate_folder(folder)
    if not results:
        raise click.ClickException(f"no pii*, moderation* or replies*.jsonl in {folder}")
    if as_json:
        click.echo(json.dumps({name: result.as_data() for name, result in results.items()}, indent=2))
        return
    for name, result in results.items():
        click.echo(table(name, result))
        if errors:
            click.echo("\n".join(result.errors) + "\n")


def finding_as_data(finding: Finding) -> dict[str, Any]:
    """A finding as the interface promises it; without a place, start and end are null."""
    return {
        "family": finding.family.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
        "explanation": finding.explanation,
        "evidence": dict(finding.evidence),
    }
