"""Where the nodes of the practice graph stand: the same every time, computed before the page is opened.

Towns, firms and what several towns share are pushed and pulled into place (after Fruchterman and Reingold, with node
sizes); a practice that one town alone names stands in rings around that town. Plain arithmetic in a fixed order:
networkx's layouts need numpy, whose sums differ between machines.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from kg.analysis.practice_graph import PracticeGraph

Point = tuple[float, float]

_FIRST_RING = 105.0  # px between a town and its own practices
_RING = 62.0  # px between rings
_SPACING = 72.0  # px between neighbours on a ring
_ROOM = 50.0  # px around a shared practice, so that its label has a chance
_LINK = 170.0  # px of line that should show between a town's rings and what it shares
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WORK = 4_000_000  # pairs looked at in all, about two seconds


def place(graph: PracticeGraph) -> dict[str, tuple[int, int]]:
    """Node id → x, y in whole pixels, the middle of the drawing at 0, 0."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.relation != "broader":
            neighbours[edge.source].add(edge.target)
            neighbours[edge.target].add(edge.source)
    towns = [node.id for node in graph.nodes if node.kind == "town"]
    own: dict[str, list[str]] = {town: [] for town in towns}
    core: list[str] = list(towns)
    advisers: set[str] = set()
    for node in graph.nodes:
        if node.kind == "town":
            continue
        around = sorted(neighbours[node.id])
        if len(around) == 1:
            own[around[0]].append(node.id)
            advisers.update({node.id} if node.kind not in ("practice", "discovered") else ())
        else:
            core.append(node.id)
    for leaves in own.values():
        leaves.sort(key=lambda leaf: leaf in advisers)  # the outermost have room for their names
    rings = {town: _rings(len(own[town])) for town in towns}
    radius = dict.fromkeys(core, _ROOM) | {town: _reach(rings[town]) for town in towns}
    where = _settle(core, neighbours, radius)
    for town in towns:
        for leaf, offset in zip(own[town], rings[town], strict=True):
            where[leaf] = (where[town][0] + offset[0], where[town][1] + offset[1])
    return _centred(where)


def _rings(leaves: int) -> list[Point]:
    """Places for so many leaves around 0, 0: rings from the inside out, each evenly filled."""
    places: list[Point] = []
    ring = 0
    while len(places) < leaves:
        radius = _FIRST_RING + ring * _RING
        fits = min(int(2 * math.pi * radius / _SPACING), leaves - len(places))
        turn = ring * _GOLDEN
        for i in range(fits):
            angle = turn + 2 * math.pi * i / fits
            places.append((radius * math.cos(angle), radius * math.sin(angle)))
        ring += 1
    return places


def _reach(places: list[Point]) -> float:
    return max((math.hypot(x, y) for x, y in places), default=40.0) + 50.0


def _settle(core: list[str], neighbours: Mapping[str, set[str]], radius: Mapping[str, float]) -> dict[str, Point]:
    """Forces between all pairs, cooling; then overlaps are undone."""
    count = len(core)
    index = {node: i for i, node in enumerate(core)}
    size = [radius[node] for node in core]
    links = sorted(
        {(min(i, j), max(i, j)) for i, n in enumerate(core) for m in neighbours[n] if (j := index.get(m, i)) != i}
    )
    x, y = _start(core, neighbours, size)
    rounds = max(40, min(300, _WORK // max(count * count, 1)))
    heat = max(size, default=1.0)
    for turn in range(rounds):
        fx, fy = [0.0] * count, [0.0] * count
        for i in range(count):
            for j in range(i + 1, count):
                dx, dy = x[i] - x[j], y[i] - y[j]
                near = size[i] + size[j]
                square = dx * dx + dy * dy + 1.0
                if square < 9 * near * near:
                    push = near * near / square
                    fx[i] += dx * push
                    fy[i] += dy * push
                    fx[j] -= dx * push
                    fy[j] -= dy * push
        for i, j in links:
            dx, dy = x[i] - x[j], y[i] - y[j]
            pull = math.sqrt(dx * dx + dy * dy) / (size[i] + size[j] + _LINK)
            fx[i] -= dx * pull
            fy[i] -= dy * pull
            fx[j] += dx * pull
            fy[j] += dy * pull
        step = heat * (1 - turn / rounds) + 1.0
        for i in range(count):
            force = math.sqrt(fx[i] * fx[i] + fy[i] * fy[i])
            if force > 0:
                move = min(force * 0.1, step) / force
                x[i] += fx[i] * move
                y[i] += fy[i] * move
    _part(x, y, size)
    return {node: (x[i], y[i]) for node, i in index.items()}


def _start(core: list[str], neighbours: Mapping[str, set[str]], size: list[float]) -> tuple[list[float], list[float]]:
    """Towns (the nodes with the largest rooms come first) on a circle, what they share between them."""
    index = {node: i for i, node in enumerate(core)}
    towns = [i for i, node in enumerate(core) if size[i] > _ROOM]
    circle = sum(size[i] for i in towns) / math.pi + 100.0
    x, y = [0.0] * len(core), [0.0] * len(core)
    for k, i in enumerate(towns):
        x[i] = circle * math.cos(2 * math.pi * k / len(towns))
        y[i] = circle * math.sin(2 * math.pi * k / len(towns))
    for i, node in enumerate(core):
        if size[i] <= _ROOM:
            ends = [index[m] for m in sorted(neighbours[node]) if m in index and size[index[m]] > _ROOM]
            x[i] = sum(x[j] for j in ends) / max(len(ends), 1) + 60 * math.cos(i * _GOLDEN)
            y[i] = sum(y[j] for j in ends) / max(len(ends), 1) + 60 * math.sin(i * _GOLDEN)
    return x, y


def _part(x: list[float], y: list[float], size: list[float]) -> None:
    """Pushes apart what overlaps, a few rounds."""
    for _ in range(30):
        moved = False
        for i in range(len(x)):
            for j in range(i + 1, len(x)):
                dx, dy = x[i] - x[j], y[i] - y[j]
                distance = math.sqrt(dx * dx + dy * dy) or 0.01
                short = size[i] + size[j] - distance
                if short > 0.5:
                    # The smaller gives way: towns hold their rings of practices.
                    share = size[j] / (size[i] + size[j])
                    x[i] += dx / distance * short * share
                    y[i] += dy / distance * short * share
                    x[j] -= dx / distance * short * (1 - share)
                    y[j] -= dy / distance * short * (1 - share)
                    moved = True
        if not moved:
            return


def _centred(where: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    if not where:
        return {}
    middle_x = (min(x for x, _ in where.values()) + max(x for x, _ in where.values())) / 2
    middle_y = (min(y for _, y in where.values()) + max(y for _, y in where.values())) / 2
    return {node: (round(x - middle_x), round(y - middle_y)) for node, (x, y) in sorted(where.items())}
