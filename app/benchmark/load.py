"""Load on one address with wrk: requests a second, and how long they took."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

BROWSER = "waardering-benchmark"
SCRIPT = Path(__file__).with_name("load_script.lua")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class NoLoadTool(Exception):
    """wrk is not installed."""


@dataclass(frozen=True)
class Speed:
    """What wrk measured; times in milliseconds."""

    per_second: float
    p50: float
    p99: float


def measure(
    url: str,
    *,
    seconds: int,
    connections: int,
    headers: Mapping[str, str] | None = None,
    over: int = 0,
    script: Path = SCRIPT,
    told: Mapping[str, str] | None = None,
) -> Speed:
    """One warm-up second, then `seconds` of load over connections that are kept alive.

    With `over`, a facility from 1 to that number is chosen each time; the address is then all before it.
    With `told`, a script of wrk makes the requests from that.
    """
    tool = shutil.which("wrk")
    if tool is None:
        raise NoLoadTool
    sent = {"User-Agent": BROWSER, "Accept-Encoding": "gzip", **(headers or {})}
    if not told:
        must_answer(f"{url}000001" if over else url, sent)
    shape = ["--threads", "1", "--connections", str(connections), "--latency", "--timeout", "30s"]
    command = [tool, *shape, *(part for name, value in sent.items() for part in ("-H", f"{name}: {value}"))]
    environ = None
    if told:
        environ = {**os.environ, **told}
        command += ["--script", str(script)]
    elif over:
        parts = urlsplit(url)
        prefix = f"{parts.path}?{parts.query}" if parts.query else parts.path
        environ = {**os.environ, "WAARDERING_LAST_FACILITY": str(over), "WAARDERING_PREFIX": prefix}
        command += ["--script", str(script)]
        url = f"{parts.scheme}://{parts.netloc}"
    subprocess.run([*command, "--duration", "1s", url], check=True, capture_output=True, env=environ)  # noqa: S603
    found = subprocess.run(  # noqa: S603 (our own address)
        [*command, "--duration", f"{seconds}s", url], check=True, capture_output=True, text=True, env=environ
    ).stdout
    if "Non-2xx" in found or "Socket errors" in found:
        raise RuntimeError(f"{url} gave errors:\n{found}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", found)
    return Speed(float(rate[1]) if rate else 0.0, percentile(found, 50), percentile(found, 99))


def must_answer(url: str, headers: Mapping[str, str]) -> None:
    """RuntimeError where an address only leads elsewhere: wrk takes that for an answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", url.removeprefix(f"{parts.scheme}://{parts.netloc}"), headers=dict(headers))
    status = connection.getresponse().status
    connection.close()
    if status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        raise RuntimeError(f"{url} answers {status}")


def percentile(output: str, percent: int) -> float:
    """From wrk's table, in milliseconds. Seconds come with a space behind them. ValueError: not told."""
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)\s*$", output, re.MULTILINE)
    if found is None:
        raise ValueError(f"wrk did not tell the {percent}th percentile:\n{output}")
    return float(found[1]) * UNITS[found[2]]
