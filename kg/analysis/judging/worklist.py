"""What people should look at first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import pyoxigraph as ox

from kg.analysis.asking import Asks, local_part, select, select_each
from kg.analysis.curation import UNSURE
from kg.analysis.judging.making import statement_tasks, verdicts
from kg.analysis.judging.tasks import REASONS, Task
from kg.analysis.naming.asked import asked_practice, asked_town
from kg.analysis.reading.asked import report_id
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells, Tabular
from kg.errors import KgError
from kg.ontology import NAMESPACES
from kg.review.judgement import About, Verdict, about, one_of
from kg.review.standing import Standing

TABLES = {
    "adoption": "adoptions",
    "engagement": "services",
    "problem": "problems",
    "plan": "plans",
    "observation": "figures",
}
"""The table of each kind of statement."""
_RUNS = ("implemented", "piloting", "inProgress")
_PAIRS = "SELECT DISTINCT ?firm ?other { ?firm gov:perhapsSame ?other FILTER(STR(?firm) < STR(?other)) }"
_CANDIDATES = "SELECT ?town ?candidate { ?town gov:candidate ?candidate }"
_USED = "SELECT ?name (SAMPLE(?node) AS ?use) { ?node gov:mechanism ?name ; a gov:Adoption } GROUP BY ?name"
COLUMNS = (
    *("key", "reason", "kind", "town", "year", "claim", "status", "confidence", "towns", "sentence", "report", "title"),
    *("start", "end", "words", "candidates", "judged"),
)


@dataclass(frozen=True, slots=True, repr=False)
class Worklist(Tabular):
    """``left``: how many things of each reason there are that nobody judged, of all, not only of those listed; what is before a
    person for a reason of its own is one of the statements too. ``done``: how many judgements stand."""

    tasks: tuple[Task, ...]
    left: Mapping[str, int]
    done: int = 0

    @property
    def total(self) -> int:
        if "statement" in self.left:
            return sum(number for reason, number in self.left.items() if reason not in ("unsure", "disagrees"))
        return sum(self.left.values())

    def table(self) -> Cells:
        rows: list[tuple[object, ...]] = [
            (
                json.dumps([task.about.kind, dict(task.about.key)], ensure_ascii=False, sort_keys=True),
                *(task.reason, task.about.kind, task.town, task.year, task.claim, task.was.get("status", "")),
                *(task.confidence, task.towns, task.sentence, task.report, task.title, task.start, task.end),
                *("、".join(task.words), "、".join(task.candidates), task.verdict),
            )
            for task in self.tasks
        ]
        return COLUMNS, rows


@dataclass(frozen=True, slots=True)
class _Found:
    """Something to judge, before its sentence is fetched. ``node``: IRI of a statement, or of one that shows a name."""

    reason: str
    about: About
    node: str = ""
    towns: int = 1
    claim: str = ""
    candidates: tuple[str, ...] = ()


def worklist(
    store: Asks,
    standing: Standing,
    *,
    reasons: Sequence[str] = (),
    kinds: Sequence[str] = (),
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    town: str | None = None,
    practice: str | None = None,
    report: str | None = None,
    limit: int = 50,
    judged: bool = False,
) -> Worklist:
    """The first ``limit`` things to judge: names that many towns share first, then what is unsure, what years disagree about,
    what a single town names, towns that nobody could tell, then any other statement. ``reasons``: of REASONS, those alone;
    ``kinds``: adoption, engagement, problem, plan, observation, mechanism, firm, town. ``judged``: what is judged already too.

    Raises as ``corpus`` for a year, province or county that nothing is of, and UnknownNameError for other names.
    """
    where = corpus(store, year=year, province=province, county=county)
    rows = _rows_of(store, where, town, practice, report)
    wanted = tuple(reasons) or REASONS
    taken = {} if judged else standing.heads
    same = set() if judged else _said_to_be_one(standing)
    found: list[_Found] = []
    left: dict[str, int] = {}
    seen: set[str] = set()
    most = limit + len(taken)  # some of them may turn out to be judged when they are read
    makers = {
        "discovered": lambda: _discovered(where, rows, alone=False),
        "perhaps same": lambda: _pairs(store, where, rows),
        "unsure": lambda: _unsure(where, rows),
        "disagrees": lambda: _disagreeing(where, rows),
        "seen once": lambda: _discovered(where, rows, alone=True),
        "unplaced": lambda: _unplaced(store, where, rows),
        "statement": lambda: _others(where, rows, kinds, most),
    }
    for reason in _ORDER:
        if reason not in wanted:
            continue
        if kinds and reason in _KINDS and _KINDS[reason] not in kinds:
            left[reason] = 0
            continue
        number, those = makers[reason]()
        if reason == "statement":  # told by all that stands, not by how far one looks
            number -= sum(heads[0].about.kind in (kinds or TABLES) for heads in taken.values())
        fresh = 0
        for one in those:
            if one.about.text in taken or one.about.text in same:
                number -= reason != "statement"
            elif one.about.text not in seen:
                seen.add(one.about.text)
                found.append(one)
                fresh += 1
                if len(found) >= most or fresh >= most:
                    break
        left[reason] = max(number, 0)
    tasks = [one for one in _tasks(store, found) if one.about.text not in taken][:limit]
    tasks = verdicts(tasks, standing.heads)
    return Worklist(tuple(tasks), left, sum(len(heads) == 1 for heads in standing.heads.values()))


_ORDER = ("discovered", "perhaps same", "unsure", "disagrees", "seen once", "unplaced", "statement")
_KINDS = {
    "discovered": "mechanism",
    "seen once": "mechanism",
    "perhaps same": "firm",
    "unsure": "adoption",
    "disagrees": "adoption",
    "unplaced": "town",
}
_Group = tuple[int, Iterator[_Found]]


def _rows_of(
    store: Asks, where: Corpus, town: str | None, practice: str | None, report: str | None
) -> dict[str, pl.DataFrame]:
    """The tables of statements in scope, and of one town, practice or report if asked."""
    rows = {kind: where.facts(table) for kind, table in TABLES.items()}
    if town:
        number = where.known.number("towns", asked_town(store, town).what.iri)
        rows = {kind: table.filter(pl.col("town") == number) for kind, table in rows.items()}
    if report:
        number = where.known.number("reports", NAMESPACES["report"] + report_id(store, report))
        rows = {kind: table.filter(pl.col("report") == number) for kind, table in rows.items()}
    if practice:
        named = [one.iri for one in asked_practice(store, practice).what]
        numbers = pl.Series(where.known.numbers("practices", named), dtype=pl.UInt32).implode()
        rows = {
            kind: table.filter(pl.col("practice").is_in(numbers)) if "practice" in table.columns else table.head(0)
            for kind, table in rows.items()
        }
    return rows


def _discovered(where: Corpus, rows: Mapping[str, pl.DataFrame], *, alone: bool) -> _Group:
    """Discovered practices that several towns name, those of most towns first; or those of a single town."""
    practices = where.known.tables["practices"]
    new = practices.filter("discovered").select(practice="number", iri="iri", label="label")
    used = rows["adoption"].group_by("practice").agg(towns=pl.col("town").n_unique(), use=pl.col("number").min())
    of = pl.col("towns") == 1 if alone else pl.col("towns") > 1
    found = used.filter(of).join(new, on="practice").sort("towns", "iri", descending=[True, False])

    def tasks() -> Iterator[_Found]:
        for row in found.iter_rows(named=True):
            node = where.known.tables.nodes("adoptions", [row["use"]])[0]
            key = about("mechanism", mechanism=local_part(row["iri"]))
            yield _Found("seen once" if alone else "discovered", key, node, row["towns"], row["label"])

    return len(found), tasks()


def _said_to_be_one(standing: Standing) -> set[str]:
    """Pairs of firms of which a judgement on one says that it is the other: they are judged as that firm."""
    found = set()
    for one in standing.settled:
        if one.about.kind == "firm" and one.verdict is Verdict.MERGED:
            firm, into = one.about.key["firm"], one_of(one.to, "into")
            found |= {about("pair", firm=a, other=b).text for a, b in ((firm, into), (into, firm))}
    return found


def _pairs(store: Asks, where: Corpus, rows: Mapping[str, pl.DataFrame]) -> _Group:
    served = dict(rows["engagement"].group_by("firm").agg(pl.col("town").n_unique()).iter_rows())
    found = []
    for row in select(store, _PAIRS):
        numbers = [where.known.number("firms", str(row[name])) for name in ("firm", "other")]
        towns = sum(served.get(number, 0) for number in numbers if number is not None)
        if towns:
            firms = [where.known.firm(number).label for number in numbers if number is not None]
            key = about("pair", firm=local_part(str(row["firm"])), other=local_part(str(row["other"])))
            first = (
                rows["engagement"]
                .filter(pl.col("firm").is_in([one for one in numbers if one is not None]))["number"]
                .min()
            )
            node = where.known.tables.nodes("services", [first])[0] if isinstance(first, int) else ""
            found.append(_Found("perhaps same", key, node, towns, " = ".join(firms)))
    return len(found), iter(sorted(found, key=lambda one: (-one.towns, one.about.text)))


def _unsure(where: Corpus, rows: Mapping[str, pl.DataFrame]) -> _Group:
    low = rows["adoption"].filter(pl.col("confidence") < UNSURE).sort("confidence", "number")
    return len(low), _statements(where, "adoption", low, "unsure")


def _disagreeing(where: Corpus, rows: Mapping[str, pl.DataFrame]) -> _Group:
    """Uses that another of the same town contradicts: planned in a year after it ran, or twice in one report with several
    statuses."""
    uses = rows["adoption"].with_columns(runs=pl.col("status").cast(pl.String).is_in(_RUNS))
    began = uses.filter("runs").group_by("town", "practice").agg(ran=pl.col("year").min())
    back = uses.filter(~pl.col("runs")).join(began, on=["town", "practice"]).filter(pl.col("year") > pl.col("ran"))
    several = uses.filter(pl.col("number").count().over("report", "practice") > 1)
    marked = [back.select("number", order=pl.lit(0)), several.select("number", order=pl.lit(1))]
    both = pl.concat(marked).group_by("number").agg(pl.col("order").min())
    found = rows["adoption"].join(both, on="number").sort("order", "town", "practice", "year", "number")
    return len(found), _statements(where, "adoption", found, "disagrees")


def _unplaced(store: Asks, where: Corpus, rows: Mapping[str, pl.DataFrame]) -> _Group:
    towns = where.known.tables["towns"].filter("unresolved").select(town="number", iri="iri", name="full_name")
    there = where.reports.join(towns, on="town").unique("town", keep="first").sort("iri")
    candidates: dict[str, list[str]] = {}
    for row in select(store, _CANDIDATES):
        candidates.setdefault(str(row["town"]), []).append(str(row["candidate"]))
    asked = _towns_of(rows, where)
    found = [
        _Found(
            "unplaced",
            about("town", town=local_part(row["iri"])),
            claim=row["name"],
            candidates=tuple(sorted(candidates.get(row["iri"], ()))),
        )
        for row in there.iter_rows(named=True)
        if row["town"] in asked
    ]
    return len(found), iter(found)


def _towns_of(rows: Mapping[str, pl.DataFrame], where: Corpus) -> set[int]:
    whole = all(len(rows[kind]) == len(where.facts(table)) for kind, table in TABLES.items())
    if whole:
        return set(where.reports["town"])
    return {one for table in rows.values() for one in table["town"].unique()}


def _others(where: Corpus, rows: Mapping[str, pl.DataFrame], kinds: Sequence[str], most: int) -> _Group:
    asked = [kind for kind in TABLES if not kinds or kind in kinds]

    def tasks() -> Iterator[_Found]:
        for kind in asked:
            yield from _statements(where, kind, rows[kind].head(most), "statement")

    return sum(len(rows[kind]) for kind in asked), tasks()


def _statements(where: Corpus, kind: str, rows: pl.DataFrame, reason: str) -> Iterator[_Found]:
    """In portions: what is not looked at is not made."""
    for at in range(0, len(rows), 100):
        part = rows.slice(at, 100)
        nodes = where.known.tables.nodes(TABLES[kind], part["number"].to_list())
        for node, row in zip(nodes, part.iter_rows(named=True), strict=True):
            yield _Found(reason, _key(where, kind, row, node), node)


def _key(where: Corpus, kind: str, row: Mapping[str, object], node: str) -> About:
    """The key of an adoption, told by its row; of others a stand-in, until the statement itself is read."""
    if kind != "adoption":
        return About(kind, {"node": node})
    tables = where.known.tables
    report = tables["reports"].row(int(str(row["report"])), named=True)["iri"]
    practice = tables["practices"].row(int(str(row["practice"])), named=True)["iri"]
    return about("adoption", report=local_part(report), mechanism=local_part(practice), status=str(row["status"]))


def _tasks(store: Asks, found: Sequence[_Found]) -> list[Task]:
    shown = statement_tasks(store, [one.node for one in found if one.node])
    by_node = dict(zip([one.node for one in found if one.node], shown, strict=True))
    made = []
    for one in found:
        task = by_node.get(one.node)
        if one.reason in ("unsure", "disagrees", "statement") and task is not None:
            made.append(replace(task, reason=one.reason))
            continue
        empty = Task(one.about, {}, one.reason, one.claim)
        made.append(
            replace(
                task or empty,
                about=one.about,
                was={"label": one.claim},
                reason=one.reason,
                claim=one.claim,
                towns=one.towns,
                confidence=None,
                candidates=one.candidates,
            )
        )
    return made


def tasks_of(store: Asks, report: str) -> tuple[Task, ...]:
    """Every statement of a report, in the order of its text: to judge it completely."""
    node = ox.NamedNode(NAMESPACES["report"] + report_id(store, report))
    rows = select_each(store, "SELECT DISTINCT ?node { ?node gov:report ?report ; a ?class }", "report", [node])
    nodes = sorted({str(row["node"]) for row in rows})
    return tuple(sorted(statement_tasks(store, nodes), key=lambda task: (task.start, task.about.text)))


def check_complete(store: Asks, report: str, standing: Standing) -> None:
    """Raises KgError where something that is extracted of a report is not judged: recall would be told of a part of it."""
    left = sum(not task.verdict for task in verdicts(tasks_of(store, report), standing.heads))
    if left:
        raise KgError(
            f"{left} statements of report:{report} are not judged yet: kg review --report {report}",
            f"report:{report} 还有 {left} 条没有评：kg review --report {report}",
        )
