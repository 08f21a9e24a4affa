"""From a name that a person types to what is called so: a practice, a town, a firm. Never a guess.

A name that fits nothing is an error with the nearest names (which take long to find in a large graph: not where ``near``
is False); one that fits several is an error that lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from kg import ontology
from kg.analysis.answers import Firm, Practice, Topic, Town
from kg.analysis.asking import Asks, local_part, name_of
from kg.analysis.naming.catalogue import Catalogue, Towns, catalogue
from kg.analysis.naming.matching import Labels, UnknownNameError, nearest
from kg.ontology import folded
from kg.tables.pinyin import spoken


def practice(store: Asks, name: str, *, near: bool = True) -> tuple[Practice, ...]:
    """The practice called ``name``: a label, a spelling, an id, with or without ``mech:``, or the name of a discovered
    one as a report writes it.

    One practice of the scheme; or all discovered ones of that name. Those are one per county (nobody has reviewed
    whether they are the same), so asking by name means all of them and asking by id means one.
    """
    known = catalogue(store)
    asked = name.strip().removeprefix("mech:")
    try:
        by_id = known.number("practices", name_of("mech", asked).value)
    except ValueError:  # no IRI is spelt so
        by_id = None
    if by_id is not None:
        return (known.practice(by_id),)
    meant = ontology.load().find(name)
    if len(meant) > 1:
        raise UnknownNameError("practice", name, (concept.id for concept in meant), ambiguous=True)
    if meant:
        number = known.number("practices", name_of("mech", meant[0].id).value)
        one = Practice(name_of("mech", meant[0].id).value, meant[0].id, meant[0].label, meant[0].label_en)
        return (one if number is None else known.practice(number),)
    ways = known.tables["spellings"]
    hits: list[int] = []
    for how in ("label", "written", "id"):
        # By “id”: of a spelling that gave way to another of its county.
        same = pl.col("label") == asked if how == "id" else pl.col("folded") == folded(asked)
        hits = hits or ways.filter((pl.col("how") == how) & same)["practice"].unique().sort().to_list()
    if not hits:
        raise UnknownNameError("practice", name, near_practices(store, asked) if near else ())
    found = [known.practice(number) for number in hits]
    if len(found) > 1 and not all(one.discovered for one in found):
        raise UnknownNameError("practice", name, (one.id for one in found), ambiguous=True)
    return tuple(found)


def named_practices(store: Asks) -> pl.DataFrame:
    """Every way to write the practices that any report names: ``practice`` (row number), ``label``, ``folded``, ``main``
    (whether it is the label, in either language)."""
    tables = catalogue(store).tables
    of = ("adoptions", "problem_practices", "plan_practices", "figures")
    named = pl.concat([tables[table].select("practice").drop_nulls() for table in of]).unique()
    one = tables["practices"].select(practice="number", zh="label", en="label_en")
    ways = tables["spellings"].filter(pl.col("how") != "id").join(named, on="practice").join(one, on="practice")
    main = (pl.col("label") == pl.col("zh")) | (pl.col("label") == pl.col("en"))
    return ways.select("practice", "label", "folded", main=main).unique().sort("practice", "label")


def near_practices(store: Asks, name: str) -> tuple[str, ...]:
    """Labels of practices that reports name, those spelt or said most like ``name`` first."""
    known = catalogue(store)
    ways = named_practices(store)
    one = known.tables["practices"].select(practice="number", zh="label", pinyin="pinyin")
    ways = ways.join(one, on="practice", maintain_order="left")
    labels = Labels(ways["zh"].to_list(), ways["folded"].to_list(), ways["pinyin"].to_list())
    return nearest(name, labels)


def town(towns: Towns | Iterable[Town], name: str, *, near: bool = True) -> Town:
    """The town called ``name``: 新安镇, 宝坻区新安镇, 天津市宝坻区新安镇 or its id."""
    if isinstance(towns, Towns) and (known := towns.called(name)) is not None:
        return known
    pool = towns.like(name.strip().removeprefix("place:")) if isinstance(towns, Towns) else tuple(towns)
    asked = folded(name.strip().removeprefix("place:"))
    exact = [one for one in pool if (folded(one.full_name) == asked and not one.unresolved) or asked == _id(one)]
    found = exact or [one for one in pool if asked in _ways_to_say(one)]
    if not found:
        alike, some = (near_towns(towns, asked), some_towns(towns)) if near else ((), ())
        raise UnknownNameError("town", name, alike, examples=some)
    if len(found) > 1:
        raise UnknownNameError("town", name, sorted(local_part(one.iri) for one in found), ambiguous=True)
    return found[0]


def near_towns(towns: Towns | Iterable[Town], name: str) -> tuple[str, ...]:
    """Full names of the towns spelt or said most like ``name``."""
    if isinstance(towns, Towns):
        table = towns.table
        full = table["full_name"].to_list()
        labels = Labels(
            [*full, *full], [*table["folded"].to_list(), *full], [*table["pinyin"].to_list(), *[""] * len(full)]
        )
    else:
        pool = tuple(towns)
        full = [one.full_name for one in pool]
        own = [folded(one.name) for one in pool]
        labels = Labels([*full, *full], [*own, *map(folded, full)], [*map(spoken, own), *[""] * len(full)])
    return nearest(name, labels)


def some_towns(towns: Towns | Iterable[Town], most: int = 5) -> tuple[str, ...]:
    """Full names of the first towns, for a person who knows none."""
    if isinstance(towns, Towns):
        return tuple(towns.table["full_name"].sort().head(most))
    return tuple(sorted(one.full_name for one in towns)[:most])


def _id(town: Town) -> str:
    return folded(local_part(town.iri))


def _ways_to_say(town: Town) -> set[str]:
    """Every way to name a town by itself and divisions above it, from large to small: 天津市新安镇, 宝坻区新安镇."""
    return {above + folded(town.name) for above in ways_above(town)}


def ways_above(town: Town) -> set[str]:
    """What may stand before a town's name, folded: nothing, 天津市, 天津宝坻, 宝坻区 …"""
    ways = {""}
    for above in (town.province, town.prefecture, town.county):
        ways |= {way + part for way in ways for part in _spoken(above)}
    return {folded(way) for way in ways}


def _spoken(division: str) -> Sequence[str]:
    """重庆市 is also said 重庆; a name of two characters (泰县) keeps its ending."""
    bare = division[:-1] if len(division) > 2 and division[-1] in "省市县区旗" else ""
    return tuple(part for part in (division, bare) if part)


class Firms(dict[str, Firm]):
    """Firms by IRI. ``labels``: how they are spelt and said, where the tables know it."""

    labels: Labels | None = None


def firms(store: Asks) -> Firms:
    """Law firms and legal service offices that any report names, by IRI."""
    known = catalogue(store)
    table = known.tables["firms"]
    found = Firms({one.iri: one for one in map(known.firm, table["number"])})
    found.labels = Labels(table["label"].to_list(), table["folded"].to_list(), table["pinyin"].to_list())
    return found


def firm(known: Mapping[str, Firm], name: str, *, near: bool = True) -> Firm:
    """The firm called ``name`` (its label or local name, with or without ``firm:``)."""
    asked = folded(name.strip().removeprefix("firm:"))
    found = [one for iri, one in known.items() if asked in (folded(one.label), folded(local_part(iri)))]
    if not found:
        raise UnknownNameError("firm", name, near_firms(known, asked) if near else ())
    if len(found) > 1:
        raise UnknownNameError("firm", name, sorted(local_part(one.iri) for one in found), ambiguous=True)
    return found[0]


def near_firms(known: Mapping[str, Firm], name: str) -> tuple[str, ...]:
    """Names of firms spelt or said most like ``name``."""
    labels = known.labels if isinstance(known, Firms) else None
    return nearest(name, labels or {one.label for one in known.values()})


def topic(known: Catalogue, name: str, *, near: bool = True) -> Topic:
    """The type of problems and plans called ``name`` (its label in either language or its id, with or without
    ``topic:``)."""
    asked = folded(name.strip().removeprefix("topic:"))
    table = known.tables["topics"]
    used = pl.concat([known.tables[f"{kind}_topics"].select(number="topic") for kind in ("problem", "plan")]).unique()
    broad = used.join(known.tables["topic_families"].select(number="narrow", broad="broad"), on="number")
    table = table.join(broad.select(number="broad").unique(), on="number", how="semi", maintain_order="left")
    pool = [known.topic(number) for number in table["number"]]
    found = [one for one in pool if asked in (folded(one.label), folded(one.label_en), folded(one.id))]
    if not found:
        labels = [one.label for one in pool]
        raise UnknownNameError("problem type", name, nearest(name, labels) if near else (), examples=labels[:5])
    return found[0]
