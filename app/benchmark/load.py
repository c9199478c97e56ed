"""Load on one address with wrk: requests a second, and how long they took."""

import re
import shutil
import subprocess
from dataclasses import dataclass

BROWSER = "waardering-benchmark"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class NoLoadTool(Exception):
    """wrk is not installed."""


@dataclass(frozen=True)
class Speed:
    """What wrk measured; times in milliseconds."""

    per_second: float
    p50: float
    p99: float


def measure(url: str, *, seconds: int, connections: int, cookie: str = "") -> Speed:
    """One warm-up second, then `seconds` of load over connections that are kept alive."""
    tool = shutil.which("wrk")
    if tool is None:
        raise NoLoadTool
    headers = ["-H", f"User-Agent: {BROWSER}", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    base = [
        tool,
        "--threads",
        "1",
        "--connections",
        str(connections),
        "--latency",
        "--timeout",
        "30s",
        *headers,
    ]
    subprocess.run([*base, "--duration", "1s", url], check=True, capture_output=True)  # noqa: S603
    found = subprocess.run(  # noqa: S603 (our own address)
        [*base, "--duration", f"{seconds}s", url], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in found or "Socket errors" in found:
        raise RuntimeError(f"{url} gave errors:\n{found}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", found)
    return Speed(float(rate[1]) if rate else 0.0, percentile(found, 50), percentile(found, 99))


def percentile(output: str, percent: int) -> float:
    """From wrk's table, in milliseconds."""
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)$", output, re.MULTILINE)
    return float(found[1]) * UNITS[found[2]] if found else 0.0
