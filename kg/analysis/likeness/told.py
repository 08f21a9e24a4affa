"""What the reports of a few towns tell, thing by thing and year by year: for setting towns side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from kg.analysis.answers import Evidence, Firm, Practice, Topic, Town
from kg.analysis.asking import Asks, name_of
from kg.analysis.likeness.rarity import problem_types
from kg.analysis.scope import Corpus
from kg.analysis.statements import STATUSES, evidence

_GENERAL = "其他指标"  # the indicator of whatever has none of its own
KINDS = ("practice", "firm", "problem", "plan", "figure")


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of one town. ``what``: the practice, the firm (None: lawyers without a name), the type of the
    problem or plan (None: of no type), the indicator of the figure.

    ``status`` is a value of ``model.Status`` of a practice, of ``model.AdviserRole`` of a firm, else empty. ``text`` is
    the heading of a problem or plan, of a figure what is counted, as written. ``year`` is the report's, of a figure the
    year that it is of. ``number`` is the row in its table; ``iri`` and ``evidence`` are filled where evidence was asked
    for.
    """

    number: int
    kind: str
    what: Practice | Firm | Topic | None
    year: int | None
    status: str = ""
    text: str = ""
    value: float | None = None
    unit: Topic | None = None
    approximate: bool = False
    iri: str = ""
    evidence: tuple[Evidence, ...] = ()


Key = tuple[str, int | None, int | None]  # kind, row number of what, of the unit (figures)
OfTown = Mapping[Key, Sequence[Told]]
Statements = Mapping[int, OfTown]  # by row number of the town


def told(where: Corpus, towns: Sequence[Town], kinds: Iterable[str] = KINDS) -> Statements:
    """What the reports in scope tell of ``towns``, by thing; the latest first, of one year the strongest status.

    Figures that are not ``comparable`` can be set beside nothing and are left out. Evidence is added by ``proven``.
    """
    known = where.known
    numbers = known.numbers("towns", [town.iri for town in towns])
    mine = pl.Series(numbers, dtype=pl.UInt32)
    found: dict[int, dict[Key, list[Told]]] = {number: defaultdict(list) for number in numbers}
    for kind in kinds:
        rows = _rows(where, kind, mine)
        for row in rows.iter_rows(named=True):
            what = row["what"]
            unit = row.get("unit")
            one = Told(
                row["number"],
                kind,
                _what(where, kind, what),
                row["year"],
                row.get("status") or "",
                row.get("text") or "",
                row.get("value"),
                known.topic(unit) if unit is not None else None,
                bool(row.get("approximate")),
            )
            found[row["town"]][kind, what, unit].append(one)
    return {
        town: {key: sorted(told, key=_order) for key, told in sorted(things.items(), key=_by_key)}
        for town, things in found.items()
    }


def comparable(where: Corpus) -> pl.Expr:
    """Of rows of ``figures``: whether they have an indicator that says what is counted."""
    general = where.known.number("topics", name_of("topic", _GENERAL).value)
    known = pl.col("indicator").is_not_null()
    return known if general is None else known & (pl.col("indicator") != general)


def latest(said: Iterable[Told]) -> list[Told]:
    """Of each thing what holds now: what the latest report that names it says, of several statuses the strongest."""
    first: dict[str, Told] = {}
    for one in said:
        first.setdefault(one.what.iri if one.what else "", one)
    return list(first.values())


def proven(store: Asks, where: Corpus, said: Iterable[Told]) -> dict[Told, Told]:
    """Each statement with its IRI and the sentences behind it."""
    nodes: dict[Told, str] = {}
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for one in dict.fromkeys(said):
        by_kind[one.kind].append(one)
    for kind, those in by_kind.items():
        nodes.update(zip(those, where.known.tables.nodes(_TABLE[kind], [one.number for one in those]), strict=True))
    proofs = evidence(store, list(nodes.values()))
    return {one: replace(one, iri=node, evidence=proofs.get(node, ())) for one, node in nodes.items()}


_TABLE = {"practice": "adoptions", "firm": "services", "problem": "problems", "plan": "plans", "figure": "figures"}


def _rows(where: Corpus, kind: str, towns: pl.Series) -> pl.DataFrame:
    """Rows ``number``, ``town``, ``year``, ``what`` and what else the kind has."""
    here = pl.col("town").is_in(towns.implode())
    base = [pl.col("number"), pl.col("town"), pl.col("year")]
    if kind == "practice":
        return where.facts("adoptions").filter(here).select(*base, "status", what="practice")
    if kind == "firm":
        return where.facts("services").filter(here).select(*base, status="role", what="firm")
    if kind == "problem":
        rows = problem_types(where, here)
        return rows.select(*base, text="heading", what="topic")
    if kind == "plan":
        types = where.known.tables["plan_topics"].select("topic", number="statement")
        rows = where.facts("plans").filter(here).join(types, on="number", how="left", maintain_order="left")
        return rows.select(*base, text="heading", what="topic")
    rows = where.facts("figures").filter(here & comparable(where))
    return rows.select(*base, "value", "unit", "approximate", text="label", what="indicator")


def _what(where: Corpus, kind: str, number: int | None) -> Practice | Firm | Topic | None:
    if number is None:
        return None
    if kind == "practice":
        return where.known.practice(number)
    return where.known.firm(number) if kind == "firm" else where.known.topic(number)


def _order(one: Told) -> tuple[object, ...]:
    rank = STATUSES.index(one.status) if one.status in STATUSES else len(STATUSES)
    return (-(one.year or 0), rank, one.status, one.text, one.value or 0.0, one.number)


def _by_key(item: tuple[Key, Sequence[Told]]) -> tuple[object, ...]:
    kind, what, unit = item[0]
    return (KINDS.index(kind), -1 if what is None else what, -1 if unit is None else unit)
