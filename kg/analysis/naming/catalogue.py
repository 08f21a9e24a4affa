"""Rows of the tables as towns, practices, firms and problem types: made for what is shown, not for what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import polars as pl

from kg.analysis.answers import Firm, Practice, Topic, Town
from kg.analysis.asking import Asks, local_part
from kg.ontology import folded
from kg.tables import Tables, tables_of

T = TypeVar("T")


class Catalogue:
    """What the tables of one store name, by row number or IRI. Objects are made once and kept."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._towns: dict[int, Town] = {}
        self._practices: dict[int, Practice] = {}
        self._firms: dict[int, Firm] = {}
        self._topics: dict[int, Topic] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self.scopes: dict[tuple[int | None, str, str], Any] = {}
        """Which reports are in scope, by what was asked for; kept by ``kg.analysis.scope``."""

    def town(self, number: int) -> Town:
        return _kept(self._towns, number, self.tables["towns"], _town)

    def practice(self, number: int) -> Practice:
        return _kept(self._practices, number, self.tables["practices"], _practice)

    def firm(self, number: int | None) -> Firm:
        """The firm; of lawyers whom a report does not name, a firm without a name."""
        return Firm("", "") if number is None else _kept(self._firms, number, self.tables["firms"], _firm)

    def topic(self, number: int) -> Topic:
        return _kept(self._topics, number, self.tables["topics"], _topic)

    def number(self, table: str, iri: str) -> int | None:
        """The row number of an entity by its IRI, None where the table has none."""
        known = self._numbers.get(table)
        if known is None:
            rows = self.tables[table].select("iri", "number")
            known = self._numbers[table] = dict(zip(rows["iri"], rows["number"], strict=True))
        return known.get(iri)

    def numbers(self, table: str, iris: Iterable[str]) -> list[int]:
        """The row numbers of those IRIs that the table has, in order."""
        wanted = pl.Series(list(iris), dtype=pl.String)
        return self.tables[table].filter(pl.col("iri").is_in(wanted.implode()))["number"].to_list()

    def family(self, numbers: Iterable[int], table: str = "families") -> list[int]:
        """The row numbers of concepts along skos:broader* below any of ``numbers``, themselves included."""
        wanted = pl.Series(list(numbers), dtype=pl.UInt32)
        pairs = self.tables[table].filter(pl.col("broad").is_in(wanted.implode()))
        return pairs["narrow"].unique().sort().to_list()


def _kept(made: dict[int, T], number: int, table: pl.DataFrame, make: Callable[[Mapping[str, Any]], T]) -> T:
    if number not in made:
        made[number] = make(table.row(number, named=True))
    return made[number]


def catalogue(store: Asks) -> Catalogue:
    """The catalogue of a store, kept as long as the store is."""
    known = _KEPT.get(store)
    if known is None:
        known = _KEPT[store] = Catalogue(tables_of(store))
    return known


_KEPT: WeakKeyDictionary[Asks, Catalogue] = WeakKeyDictionary()


class Towns(Mapping[str, Town]):
    """Every town that any report is of, by IRI; looked up in the table, made when asked for."""

    def __init__(self, known: Catalogue) -> None:
        self._known = known
        self.table = known.tables["towns"]

    def __getitem__(self, iri: str) -> Town:
        number = self._known.number("towns", iri)
        if number is None:
            raise KeyError(iri)
        return self._known.town(number)

    def __iter__(self) -> Iterator[str]:
        return iter(self.table["iri"].to_list())

    def __len__(self) -> int:
        return len(self.table)

    def called(self, full_name: str) -> Town | None:
        """The one town whose full name is exactly so; None where there is none or several, or its place is unknown."""
        found = self.table.filter((pl.col("full_name") == full_name) & ~pl.col("unresolved"))["number"]
        return self._known.town(found[0]) if len(found) == 1 else None

    def like(self, name: str) -> list[Town]:
        """The towns that ``name`` may mean, wholly or in part: it ends as their name does, or holds a part of it."""
        asked = folded(name)
        if not asked:
            return []
        own, bare, text = pl.col("folded"), pl.col("stem"), pl.lit(asked)
        may = own.str.contains(asked, literal=True) | text.str.ends_with(own)
        may |= (bare != "") & text.str.ends_with(bare)
        for start in range(1, len(asked)):
            may |= own.str.starts_with(asked[start:])
        may |= pl.col("iri").str.to_lowercase().str.ends_with("/" + asked)
        return [self._known.town(number) for number in self.table.filter(may)["number"]]


def _town(row: Mapping[str, Any]) -> Town:
    return Town(
        row["iri"], row["name"], row["full_name"], row["county"], row["prefecture"], row["province"], row["unresolved"]
    )


def _practice(row: Mapping[str, Any]) -> Practice:
    return Practice(row["iri"], local_part(row["iri"]), row["label"], row["label_en"], row["discovered"])


def _firm(row: Mapping[str, Any]) -> Firm:
    return Firm(row["iri"], row["label"], row["office"])


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(row["iri"], local_part(row["iri"]), row["label"], row["label_en"])
