"""Draws the outlines of the reading room's map from Natural Earth's borders.

    python -m training.outlines countries-50m.json src/dragoman/views/web/static/outlines.tsv

The input is `countries-50m.json` of the npm package world-atlas 2.0.2: Natural Earth 4.1, 1:50m,
which is in the public domain, as TopoJSON. Lines are thinned where states meet just as at the
coast, so that neighbours keep a border in common. Needs pycountry for the numbers of states.

A disputed land gets the code under which the codebook counts news of it, or none (`LANDS`); the
outlines say nothing on whose it is.
"""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import pycountry

Point = tuple[float, float]

WIDTH = 2000.0
SOUTH = -57.0
"""What lies further south is left out: Antarctica."""
FINE = 2.0
"""The least area, in square units of the map, of the triangle that a point makes."""
SMALLEST = 6.0
"""The least area of an island, except for a state's largest."""
LANDS = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
"""Lands without a number in ISO 3166, and the code that `regions.tsv` or `states.tsv` has."""
CRIMEA = (33.0, 37.0, 44.2, 46.2)
"""West, east, south and north of the one land whose code is another than the source's: UKR."""
CURVE = (1.340264, -0.081106, 0.000893, 0.003796)


def projected(longitude: float, latitude: float) -> Point:
    """A place in the Equal Earth projection (Savric, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = CURVE
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = theta**2, theta**6
    bend = 9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * bend)
    return x, theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)


def placed(longitude: float, latitude: float) -> Point:
    """A place on the sheet, whose upper left corner is 0, 0."""
    x, y = projected(longitude, latitude)
    half = projected(180, 0)[0]
    return (x + half) / (2 * half) * WIDTH, (projected(0, 84)[1] - y) / (2 * half) * WIDTH


def area(points: Sequence[Point]) -> float:
    """The area that a ring of points encloses."""
    ring = [*points, points[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def thinned(line: list[Point]) -> list[Point]:
    """A line in degrees without the points that matter least (Visvalingam and Whyatt, 1993)."""
    sheet = [placed(*point) for point in line]
    sizes = [area(sheet[i - 1 : i + 2]) for i in range(1, len(line) - 1)]
    while sizes and min(sizes) < FINE and not (line[0] == line[-1] and len(line) <= 5):
        least = sizes.index(min(sizes))
        del line[least + 1], sheet[least + 1], sizes[least]
        for beside in (least - 1, least):
            if 0 <= beside < len(sizes):
                sizes[beside] = area(sheet[beside : beside + 3])
    return line


def unwound(line: Iterable[Point]) -> list[Point]:
    """A line that crosses the date line goes on beyond 180 degrees."""
    found: list[Point] = []
    for longitude, latitude in line:
        turns = round((found[-1][0] - longitude) / 360) if found else 0
        found.append((longitude + 360 * turns, latitude))
    return found


def arcs_of(topology: dict) -> list[list[Point]]:
    """All lines of the source in degrees, thinned."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(thinned(unwound(line)))
    return arcs


def ring_of(numbers: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring put together from lines; a negative number is a line that is walked backwards."""
    ring: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return unwound(ring)


def cut(ring: list[Point], edge: float, west: bool) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman, 1974)."""
    side = 1 if west else -1
    found: list[Point] = []
    for (x, y), (u, v) in pairwise([*ring, ring[0]]):
        inside, then = side * (edge - x) >= 0, side * (edge - u) >= 0
        if inside:
            found.append((x, y))
        if inside != then:
            found.append((edge, y + (v - y) * (edge - x) / (u - x)))
    return found


def on_sheet(ring: list[Point]) -> list[list[Point]]:
    """A ring in degrees as rings on the sheet: two where it crosses the date line."""
    parts = []
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in ring]
        part = cut(moved, 180.0, west=True)
        part = cut(part, -180.0, west=False) if part else []
        if len(part) > 2:
            parts.append([placed(*point) for point in part])
    return parts


def path_of(rings: list[list[Point]]) -> str:
    """Rings as an SVG path in whole units, each step relative to the last."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(x - u, y - v) for (u, v), (x, y) in pairwise(points) if (x, y) != (u, v)]
        if len(steps) >= 3:
            start = f"M{points[0][0]},{points[0][1]}"
            parts.append(start + "l" + " ".join(f"{x},{y}" for x, y in steps[:-1]) + "z")
    return "".join(parts)


def code_of(country: dict) -> str:
    """The alpha-3 code of a feature; empty for land that is counted under no state."""
    name = country["properties"]["name"]
    if country.get("id") is None:
        return LANDS.get(name, "")
    found = pycountry.countries.get(numeric=country["id"])
    return found.alpha_3 if found else ""


def rows_of(topology: dict) -> list[tuple[str, str, str]]:
    """Each state's code, a place in the middle of its largest part, and its outline."""
    arcs = arcs_of(topology)
    rings: dict[str, list[list[Point]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            code = code_of(country)
            outer = ring_of(polygon[0], arcs)
            middle = [sum(axis) / len(outer) for axis in zip(*outer, strict=True)]
            west, east, south, north = CRIMEA
            if code == "RUS" and west < middle[0] < east and south < middle[1] < north:
                code = "UKR"
            if max(latitude for _, latitude in outer) > SOUTH:
                for ring in polygon:
                    rings.setdefault(code, []).extend(on_sheet(ring_of(ring, arcs)))
    rows = []
    for code, own in sorted(rings.items()):
        own.sort(key=area, reverse=True)
        kept = [own[0], *(ring for ring in own[1:] if area(ring) >= SMALLEST)]
        xs, ys = zip(*own[0], strict=True)
        middle = f"{(min(xs) + max(xs)) / 2:.0f},{(min(ys) + max(ys)) / 2:.0f}"
        rows.append((code or "-", middle, path_of(kept)))
    return rows


def main(source: str, target: str) -> None:
    """Writes the table."""
    rows = rows_of(json.loads(Path(source).read_text("utf-8")))
    head = [
        "# The outlines of states, on a sheet 2000 units wide in the Equal Earth projection.",
        "# code: ISO 3166 alpha-3, - for land counted under no state; middle: of its largest part;",
        "# path: an SVG path, empty where a state is too small for one.",
        "# Source: Natural Earth 4.1, 1:50m (public domain), thinned by training/outlines.py. An",
        "# outline says under which code a land is drawn, not whose it is.",
        "code\tmiddle\tpath",
    ]
    text = "\n".join([*head, *("\t".join(row) for row in rows)]) + "\n"
    Path(target).write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
