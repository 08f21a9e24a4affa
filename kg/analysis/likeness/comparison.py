"""A few towns side by side: what all of them have, what some have, what only one has.

Things stand beside each other by what they are: practices and problem types with their kinds (微网格 here and 双网格化 there
in the line of 网格化), firms by firm, plans by type, figures by indicator and unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count, Firm, Practice, Scope, Topic, Town
from kg.analysis.asking import Asks
from kg.analysis.likeness.rarity import Rarity, rarity
from kg.analysis.likeness.similarity import named, reaching
from kg.analysis.likeness.told import KINDS, Key, Statements, Told, comparable, proven, told
from kg.analysis.naming.asked import asked_town
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells, Tabular
from kg.errors import KgError

LEAST, MOST = 2, 6  # towns side by side


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and what the reports of each town tell of it, in the order of the towns: the latest first, of one year
    the strongest status. Empty where a town's reports do not name it; that is not to say that it lacks it.

    ``kind`` is one of ``told.KINDS``. ``what`` is None for lawyers without a name and for plans and problems of no type; each
    town's are a line of their own.
    ``towns``: how many of all towns in scope have it (of practices and problem types with their kinds), where counted.
    """

    kind: str
    what: Practice | Firm | Topic | None
    unit: Topic | None
    told: tuple[tuple[Told, ...], ...]
    towns: Count | None = None

    @property
    def having(self) -> int:
        """How many of the compared towns have it."""
        return sum(1 for said in self.told if said)

    @property
    def only(self) -> int | None:
        """The place of the one town that has it; None where several have."""
        return next(at for at, said in enumerate(self.told) if said) if self.having == 1 else None


@dataclass(frozen=True, slots=True, repr=False)
class CompareAnswer(Tabular):
    """``lines``: by kind, what most of the towns have first, then what is rarest among all towns in scope.

    ``years``: on which each town reported. ``uncounted``: figures of each town without an indicator, which can be set
    beside nothing.
    """

    towns: tuple[Town, ...]
    years: tuple[tuple[int, ...], ...]
    scope: Scope
    lines: tuple[Line, ...]
    uncounted: tuple[int, ...]
    understood: str = ""

    def of(self, kind: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == kind)

    def table(self) -> Cells:
        """A row for each thing, town and statement. ``common``: how many of the compared towns have the thing."""
        columns = (
            *("kind", "thing", "thing_id", "common", "towns", "of", "town", "named", "named_id", "status", "year"),
            *("text", "value", "unit", "approximate", "sentence", "file", "report", "start", "end"),
        )
        rows: list[tuple[object, ...]] = []
        for line in self.lines:
            thing = (line.what.label, _id(line.what)) if line.what else ("", "")
            count = (line.towns.number, line.towns.of) if line.towns else (None, None)
            for town, said in zip(self.towns, line.told, strict=True):
                for one in said:
                    what = (one.what.label, _id(one.what)) if one.what else ("", "")
                    proof = one.evidence[0] if one.evidence else None
                    place = (proof.sentence, proof.file, proof.report, proof.start, proof.end) if proof else (None,) * 5
                    value = (one.value, line.unit.label if line.unit else "", one.approximate)
                    told = (*what, one.status, one.year, one.text)
                    rows.append((line.kind, *thing, line.having, *count, town.full_name, *told, *value, *place))
        return columns, rows


def compare(store: Asks, towns: Sequence[str], *, year: int | None = None, evidence: bool = True) -> CompareAnswer:
    """Two to six towns side by side, over all their reports or those on ``year``.

    Raises UnknownNameError for a name that the graph lacks, KgError for a town that is named twice or has no report on
    ``year``, ValueError for fewer or more towns.
    """
    if not LEAST <= len(towns) <= MOST:
        raise ValueError(f"compare takes {LEAST} to {MOST} towns")
    meant = [asked_town(store, town) for town in towns]
    those = tuple(one.what for one in meant)
    for town in those:
        if those.count(town) > 1:
            raise KgError(f"{town.full_name} is named twice", f"{town.full_name}写了两次")
    where = corpus(store, year=year)
    for town in those:
        where = reaching(where, store, town)
    known = where.known
    numbers = [known.numbers("towns", [town.iri])[0] for town in those]
    said = told(where, those)
    weighed = rarity(where, "all", copies=True)
    lines = [*_hierarchical(weighed, numbers, said), *_plain(where, numbers, said)]
    if evidence:
        lines = _proven(store, where, lines)
    reported = {
        number: tuple(where.reports.filter(pl.col("town") == number)["year"].drop_nulls().unique().sort())
        for number in numbers
    }
    figures = where.facts("figures").filter(~comparable(where))
    return CompareAnswer(
        those,
        tuple(reported[number] for number in numbers),
        where.scope,
        tuple(sorted(lines, key=_order)),
        tuple(len(figures.filter(pl.col("town") == number)) for number in numbers),
        "、".join(one.understood for one in meant if one.understood),
    )


def _hierarchical(weighed: Rarity, numbers: Sequence[int], said: Statements) -> Iterable[Line]:
    """Practices and problem types: what any town names, and what several have in kinds that differ."""
    having: dict[int, set[int]] = defaultdict(set)
    for number in numbers:
        for thing in weighed.of(number):
            having[int(thing)].add(number)
    direct = {thing for thing in having if any(weighed.key(thing) in said[number] for number in numbers)}
    for thing, those in sorted(having.items()):
        # A kind that nobody names by itself says something new only where no narrower one joins the same towns.
        if thing not in direct and (
            len(those) < LEAST or any(having.get(kind) == those for kind in weighed.kinds(thing))
        ):
            continue
        kind = weighed.key(thing)[0]
        cells = tuple(named(weighed, thing, said[number]) for number in numbers)
        yield Line(kind, weighed.what(thing), None, cells, Count(int(weighed.having[thing]), weighed.towns))


def _plain(where: Corpus, numbers: Sequence[int], said: Statements) -> Iterable[Line]:
    """Firms, plans and figures; and what is without a name or type, which is nothing that towns have in common."""
    keys: dict[Key, None] = {}
    for number in numbers:
        keys |= dict.fromkeys(said[number])
    services = where.facts("services")
    for key in keys:
        kind, what, unit = key
        cells = tuple(tuple(said[number].get(key, ())) for number in numbers)
        if what is None:
            for at, cell in enumerate(cells):
                if cell:
                    yield Line(kind, None, None, tuple(cell if at == other else () for other in range(len(cells))))
        elif kind in ("firm", "plan", "figure"):
            first = next(one for cell in cells for one in cell)
            towns = None
            if kind == "firm":
                towns = Count(services.filter(pl.col("firm") == what)["town"].n_unique(), where.scope.towns)
            yield Line(kind, first.what, where.known.topic(unit) if unit is not None else None, cells, towns)


def _proven(store: Asks, where: Corpus, lines: Sequence[Line]) -> list[Line]:
    known = proven(store, where, [one for line in lines for cell in line.told for one in cell])
    return [replace(line, told=tuple(tuple(known[one] for one in cell) for cell in line.told)) for line in lines]


def _order(line: Line) -> tuple[object, ...]:
    rare = line.towns.number if line.towns else 0
    first = tuple(not said for said in line.told)
    names = (line.what.iri if line.what else "", line.unit.iri if line.unit else "")
    return (KINDS.index(line.kind), -line.having, first if line.having == 1 else (), line.what is None, rare, *names)


def _id(what: Practice | Firm | Topic) -> str:
    from kg.analysis.asking import local_part

    return local_part(what.iri)


def compare_sparql(answer: CompareAnswer) -> str:
    """The query that gives every statement behind an answer of ``compare``: ``?what`` is the status of a practice, the role
    of a firm, the heading of a problem or plan, the value of a figure."""
    names = "、".join(town.full_name for town in answer.towns)
    parts = [
        '?node a gov:Adoption ; gov:mechanism ?thing ; gov:status ?what BIND("practice" AS ?kind)',
        '?node a gov:Engagement ; gov:role ?what OPTIONAL { ?node gov:lawFirm|gov:serviceOffice ?thing } BIND("firm" AS ?kind)',
        '?node a gov:Problem ; gov:heading ?what OPTIONAL { ?node gov:topic ?thing } BIND("problem" AS ?kind)',
        '?node a gov:Plan ; gov:heading ?what OPTIONAL { ?node gov:topic ?thing } BIND("plan" AS ?kind)',
        "?node a gov:Observation ; gov:indicator ?thing ; gov:value ?what OPTIONAL { ?node gov:unit ?unit }"
        ' OPTIONAL { ?node gov:year ?of } BIND("figure" AS ?kind)',
    ]
    lines = reproducing.in_scope(answer.scope).splitlines()
    maybe = " ".join(line for line in lines if line.startswith("OPTIONAL"))  # last: before what must be, it stops the
    whose = " ".join(  # statements of a report from being looked up
        (
            reproducing.values("township", [town.iri for town in answer.towns]),
            "?township gov:fullName ?town .",
            *(line for line in lines if not line.startswith("OPTIONAL")),
            "?node gov:report ?report .",
        )
    )
    return reproducing.query(
        (f"{names}各有什么", f"What {names} have"),
        "DISTINCT ?kind ?thing ?unit ?town ?what ?year ?of",
        [" UNION\n".join(f"{{ {whose} {part} {maybe} }}" for part in parts)],
        "ORDER BY ?kind ?thing ?unit ?town ?year ?what",
    )
