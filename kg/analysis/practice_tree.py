"""All practices of a graph by family, with how many towns name each: for people who look round before they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count, Practice, Scope
from kg.analysis.asking import Asks
from kg.analysis.counting import many, pairs
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells, Tabular


@dataclass(frozen=True, slots=True)
class Branch:
    """A practice with those right below it, most named first. ``towns``: with the whole family; ``own``: by its own name."""

    practice: Practice
    towns: Count
    own: int
    below: tuple[Branch, ...] = ()

    @property
    def size(self) -> int:
        """How many practices there are below, however deep."""
        return sum(1 + one.size for one in self.below)


@dataclass(frozen=True, slots=True, repr=False)
class PracticeTree(Tabular):
    """``families``: practices without a wider one that have narrower ones, or stand in the scheme; ``alone``: discovered
    practices of no family. ``left_out``: discovered practices beyond the limit, in either. A practice with two wider
    ones stands below both."""

    scope: Scope
    families: tuple[Branch, ...]
    alone: tuple[Branch, ...]
    left_out: int = 0

    def table(self) -> Cells:
        """A row for each practice and each way to it from above; ``level`` is 1 for a family."""
        rows = [
            (
                *(level, above, one.practice.label, one.practice.label_en, one.practice.id, one.practice.discovered),
                *(one.towns.number, one.towns.of, one.own),
            )
            for level, above, one in self._all()
        ]
        columns = (
            "level",
            "below",
            "practice",
            "practice_en",
            "practice_id",
            "discovered",
            "towns",
            "of",
            "by_own_name",
        )
        return columns, list(rows)

    def _all(self) -> Iterator[tuple[int, str, Branch]]:
        todo = [(1, "", one) for one in reversed((*self.families, *self.alone))]
        while todo:
            level, above, one = todo.pop()
            yield level, above, one
            todo += [(level + 1, one.practice.label, child) for child in reversed(one.below)]


def practice_tree(store: Asks, *, discovered: int | None = None) -> PracticeTree:
    """Every practice of the scheme and the ``discovered`` ones (as many as are asked for, those of most towns first)."""
    where = corpus(store)
    known = where.known
    own, whole = _counts(where)
    table = known.tables["practices"]
    new = table.filter("discovered")["number"].to_list()
    ranked = sorted(new, key=lambda number: (-whole.get(number, 0), number))
    kept = set(ranked if discovered is None else ranked[:discovered])
    shown = [number for number in table["number"] if number in kept or not table["discovered"][number]]
    up = _wider(known.tables["families"], set(shown))
    below: dict[int, list[int]] = {}
    for number in shown:
        for wider in up[number]:
            below.setdefault(wider, []).append(number)

    def branch(number: int) -> Branch:
        return Branch(
            known.practice(number),
            Count(whole.get(number, 0), where.scope.towns),
            own.get(number, 0),
            tuple(branch(one) for one in sorted(below.get(number, ()), key=order)),
        )

    def order(number: int) -> tuple[int, int]:
        return -whole.get(number, 0), number

    tops = [branch(number) for number in sorted((one for one in shown if not up[one]), key=order)]
    return PracticeTree(
        where.scope,
        tuple(one for one in tops if one.below or not one.practice.discovered),
        tuple(one for one in tops if not one.below and one.practice.discovered),
        len(new) - len(kept),
    )


def practice_tree_sparql(answer: PracticeTree) -> str:
    """The query that counts the towns of every practice with its family."""
    return reproducing.query(
        ("每项做法（连同下属做法）有多少乡镇写到", "How many towns name each practice or a narrower one"),
        "?practice (COUNT(DISTINCT ?township) AS ?towns)",
        [
            "?use gov:mechanism ?own ; gov:status ?status ; gov:report ?report .",
            "?own skos:broader* ?practice .",
            reproducing.in_scope(answer.scope),
        ],
        "GROUP BY ?practice\nORDER BY DESC(?towns) ?practice",
    )


def _counts(where: Corpus) -> tuple[dict[int, int], dict[int, int]]:
    """Towns of each practice: by its own name, and with its family."""
    named = pairs(where.facts("adoptions").lazy(), "practice", "town")
    up = where.known.tables["families"].lazy().select(practice="narrow", broad="broad")
    families = pairs(named.lazy().join(up, on="practice").select("town", practice="broad"), "practice", "town")
    own, whole = (dict(many(rows, "practice", "towns").iter_rows()) for rows in (named, families))
    return own, whole


def _wider(families: pl.DataFrame, shown: set[int]) -> dict[int, list[int]]:
    """The practices right above each one, told from all that are above it: those that no other of these is below."""
    above: dict[int, set[int]] = {number: set() for number in shown}
    for narrow, broad in families.iter_rows():
        if narrow != broad and narrow in above and broad in above:
            above[narrow].add(broad)
    return {
        number: sorted(one for one in wider if not any(one in above[other] for other in wider if other != one))
        for number, wider in above.items()
    }
