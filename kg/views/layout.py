"""Where the nodes of a graph stand: the same every time, computed before the page is opened.

Towns, firms and what several towns share are pushed and pulled into place (after Fruchterman and Reingold, with node
sizes); what hangs on one town alone stands in rings around that town. Forces are counted with numpy, by operations that
give the same on every machine: sums of columns and ``bincount`` add in a fixed order, roots and quotients are exact;
sines and vector sums, which are not, are left to ``math`` or avoided. Of many nodes the far ones push by the cell they
stand in.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.practice_graph import PracticeGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[Any]

Point = tuple[float, float]

_FIRST_RING = 105.0  # px between a town and its own practices
_RING = 62.0  # px between rings
_SPACING = 72.0  # px between neighbours on a ring
_ROOM = 50.0  # px around a shared practice, so that its label has a chance
_LINK = 170.0  # px of line that should show between a town's rings and what it shares
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WORK = 50_000_000  # pairs looked at in all, some seconds
_EACH = 700  # nodes up to which each pushes each
_CELLS = 20  # of more nodes: cells along each side
_WIDE = 9_000.0  # px that a drawing may be wide before it is drawn closer together,
_CLOSEST = 0.35  # to this part of its width at most
_BLOCK = 512  # nodes whose distances to all others are in memory at once


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
        if len(around) == 1 and around[0] in own:
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
    import numpy as np

    count = len(core)
    if count < 2:
        return dict.fromkeys(core, (0.0, 0.0))
    index = {node: i for i, node in enumerate(core)}
    sizes = [radius[node] for node in core]
    links = sorted(
        {(min(i, j), max(i, j)) for i, n in enumerate(core) for m in neighbours[n] if (j := index.get(m, i)) != i}
    )
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    a, b = ends[:, 0], ends[:, 1]
    size = np.array(sizes)
    start = _start if count <= _EACH else _start_of_many
    x, y = (np.array(along) for along in start(core, neighbours, sizes))
    against = min(count, _CELLS * _CELLS) if count > _EACH else count
    rounds = max(50, min(300, _WORK // (count * against)))
    heat = max(sizes)
    reach = size[a] + size[b] + _LINK
    for turn in range(rounds):
        fx, fy = _pushes(x, y, size) if count <= _EACH else _pushes_of_cells(x, y, size)
        dx, dy = x[a] - x[b], y[a] - y[b]
        pull = np.sqrt(dx * dx + dy * dy) / reach
        for force, along in ((fx, dx * pull), (fy, dy * pull)):
            force -= np.bincount(a, weights=along, minlength=count)
            force += np.bincount(b, weights=along, minlength=count)
        step = heat * (1 - turn / rounds) + 1.0
        strength = np.sqrt(fx * fx + fy * fy)
        move = np.minimum(strength * 0.1, step) / np.where(strength > 0, strength, 1.0)
        x, y = x + fx * move, y + fy * move
    _part(x, y, size, 60 if count <= _EACH else 15)
    return {node: (float(x[i]), float(y[i])) for node, i in index.items()}


def _pushes(x: Reals, y: Reals, size: Reals) -> tuple[Reals, Reals]:
    """The force that each node feels from all others nearer than three times their sizes."""
    import numpy as np

    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]  # row: who pushes, column: who is pushed
    near = size[None, :] + size[:, None]
    near *= near
    square = dx * dx + dy * dy + 1.0
    push = np.where(square < 9 * near, near / square, 0.0)
    return (dx * push).sum(axis=0), (dy * push).sum(axis=0)


def _pushes_of_cells(x: Reals, y: Reals, size: Reals) -> tuple[Reals, Reals]:
    """``_pushes`` where what stands in one cell of a grid pushes as one, from its middle."""
    import numpy as np

    wide = max(float(x.max() - x.min()), float(y.max() - y.min()), 1.0) / _CELLS
    column = np.minimum(((x - x.min()) / wide).astype(np.int64), _CELLS - 1)
    row = np.minimum(((y - y.min()) / wide).astype(np.int64), _CELLS - 1)
    _, cell, many = np.unique(row * _CELLS + column, return_inverse=True, return_counts=True)
    at_x, at_y, of = (np.bincount(cell, weights=each) / many for each in (x, y, size))
    dx, dy = x[None, :] - at_x[:, None], y[None, :] - at_y[:, None]
    near = size[None, :] + of[:, None]
    near *= near
    # Within its own cell a node does not stand on the middle: the cell's width softens the push.
    square = dx * dx + dy * dy + wide * wide / 8
    push = np.where(square < 9 * near + wide * wide, near / square, 0.0) * many[:, None]
    return (dx * push).sum(axis=0), (dy * push).sum(axis=0)


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


def _start_of_many(
    core: list[str], neighbours: Mapping[str, set[str]], size: list[float]
) -> tuple[list[float], list[float]]:
    """Towns along a curve that fills a square: their ids tell where they lie, so that a county stays together. What they
    share in the middle of its towns."""
    index = {node: i for i, node in enumerate(core)}
    towns = [i for i, node in enumerate(core) if size[i] > _ROOM]
    side = 1
    while side * side < len(towns):
        side *= 2
    wide = 2.2 * math.sqrt(sum(s * s for s in size) / max(len(towns), 1))
    x, y = [0.0] * len(core), [0.0] * len(core)
    for k, i in enumerate(towns):
        column, row = _on_curve(side, k * side * side // len(towns))
        x[i], y[i] = wide * column, wide * row
    for i, node in enumerate(core):
        if size[i] <= _ROOM:
            ends = [index[m] for m in sorted(neighbours[node]) if m in index and size[index[m]] > _ROOM]
            around = 60 + 4 * math.sqrt(i)
            x[i] = sum(x[j] for j in ends) / max(len(ends), 1) + around * math.cos(i * _GOLDEN)
            y[i] = sum(y[j] for j in ends) / max(len(ends), 1) + around * math.sin(i * _GOLDEN)
    return x, y


def _on_curve(side: int, step: int) -> tuple[int, int]:
    """Column and row after so many steps of Hilbert's curve on a square of ``side`` (a power of two) cells."""
    column = row = 0
    cells = 1
    while cells < side:
        right = 1 & (step // 2)
        down = 1 & (step ^ right)
        if not down:
            if right:
                column, row = cells - 1 - column, cells - 1 - row
            column, row = row, column
        column, row = column + cells * right, row + cells * down
        step //= 4
        cells *= 2
    return column, row


def _part(x: Reals, y: Reals, size: Reals, rounds: int) -> None:
    """Pushes apart what overlaps, in place. The smaller gives way: towns hold their rings of practices."""
    import numpy as np

    count = len(x)
    for _ in range(rounds):
        found = []
        for start in range(0, count, _BLOCK):
            rows = slice(start, start + _BLOCK)
            dx, dy = x[rows, None] - x[None, :], y[rows, None] - y[None, :]
            near = size[rows, None] + size[None, :] - 0.5
            i, j = np.nonzero(dx * dx + dy * dy < near * near)
            found.append(np.stack([i + start, j])[:, i + start < j])
        i, j = np.concatenate(found, axis=1)
        if not len(i):
            return
        dx, dy = x[i] - x[j], y[i] - y[j]
        same = (dx == 0) & (dy == 0)
        dx = np.where(same, 0.01, dx)
        distance = np.sqrt(dx * dx + dy * dy)
        both = size[i] + size[j]
        short = (both - distance) / distance * 0.6  # all at once: less than the whole way, or crowds fly apart
        first, second = short * size[j] / both, short * size[i] / both
        for along, off in ((x, dx), (y, dy)):
            along += np.bincount(i, weights=off * first, minlength=count)
            along -= np.bincount(j, weights=off * second, minlength=count)


def _centred(where: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    if not where:
        return {}
    left, right = min(x for x, _ in where.values()), max(x for x, _ in where.values())
    top, bottom = min(y for _, y in where.values()), max(y for _, y in where.values())
    # Of thousands of nodes each would be a speck: they move closer together.
    scale = min(1.0, max(_WIDE / max(right - left, bottom - top, 1.0), _CLOSEST))
    return {
        node: (round((x - (left + right) / 2) * scale), round((y - (top + bottom) / 2) * scale))
        for node, (x, y) in sorted(where.items())
    }
