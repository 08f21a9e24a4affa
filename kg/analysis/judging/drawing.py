"""Statements drawn by chance: what is judged of them says how good all the others are."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace

from kg.analysis.asking import Asks
from kg.analysis.judging.making import statement_tasks, verdicts
from kg.analysis.judging.quality import frame_of
from kg.analysis.judging.worklist import TABLES, Worklist
from kg.analysis.scope import corpus
from kg.errors import KgError
from kg.review.judgement import Judgement
from kg.review.standing import Standing

DRAWN = "random"


def draw(
    store: Asks,
    standing: Standing,
    number: int,
    seed: int,
    *,
    kinds: Sequence[str] = (),
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
) -> Worklist:
    """``number`` statements of ``kinds`` (all kinds where none is named), each as likely as any other; in the order drawn, so
    that the first so many are a sample too. The same graph, seed and scope draw the same. ``Task.drawn`` names the draw, and
    what it is of (see ``frame_of``). What somebody chose to judge, or was drawn from something else, counts as not
    judged yet: left out, it would leave a sample of what nobody thought doubtful.

    Raises KgError where there is nothing to draw from, and as ``corpus``.
    """
    where = corpus(store, year=year, province=province, county=county)
    asked = [kind for kind in TABLES if not kinds or kind in kinds]
    sizes = {kind: len(where.facts(TABLES[kind])) for kind in asked}
    whole = sum(sizes.values())
    if not whole or number < 1:
        raise KgError("there is nothing to draw from", "没有可以抽取的陈述")
    places = random.Random(seed).sample(range(whole), min(number, whole))
    nodes = []
    for place in places:
        for kind in asked:
            if place < sizes[kind]:
                row = where.facts(TABLES[kind])["number"][place]
                nodes.append(where.known.tables.nodes(TABLES[kind], [row])[0])
                break
            place -= sizes[kind]
    frame = f"{sorted(sizes.items())} {year} {province} {county}"
    name = f"{DRAWN}:{seed}:{number}:{hashlib.sha256(frame.encode()).hexdigest()[:8]}"
    of = " ".join(map(str, filter(None, (where.scope.year, where.scope.province, where.scope.county))))
    if of or len(asked) < len(TABLES):
        name += f":{','.join(asked) if len(asked) < len(TABLES) else ''}:{of}"
    tasks = [replace(task, drawn=name) for task in statement_tasks(store, nodes, "statement", name)]
    tasks = [
        task if _counts(standing.heads.get(task.about.text, ()), name) else replace(task, verdict="")
        for task in verdicts(tasks, standing.heads)
    ]
    done = sum(bool(task.verdict) for task in tasks)
    return Worklist(tuple(tasks), {"statement": len(tasks) - done}, done)


def _counts(heads: Sequence[Judgement], name: str) -> bool:
    return len(heads) == 1 and bool(heads[0].drawn) and frame_of(heads[0].drawn) == frame_of(name)
