from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import log2

import pyoxigraph as ox
import pytest
from random_graph import BROADER, Fact, random_store
from small_graph import UnionStore

from kg.analysis import UnknownNameError, similar, similar_sparql
from kg.analysis.likeness.similarity import SimilarAnswer
from kg.errors import KgError
from kg.ontology import NAMESPACES


def above(what: str) -> set[str]:
    """Everything that ``what`` is a kind of, but for top concepts."""
    found = set()
    for wider in BROADER.get(what, ()):
        if wider in BROADER:
            found |= {wider} | above(wider)
    return found


class ByHand:
    """The definition of likeness, town by town and thing by thing."""

    def __init__(self, facts: list[Fact], towns: set[str], kinds: str) -> None:
        self.has: dict[str, set[str]] = {town: set() for town in towns}
        for fact in facts:
            if fact.what[0] in kinds and fact.town in towns:
                self.has[fact.town] |= {fact.what} | above(fact.what)
        self.of = len(towns)
        self.having: dict[str, int] = defaultdict(int)
        for things in self.has.values():
            for thing in things:
                self.having[thing] += 1

    def bits(self, thing: str) -> float:
        return log2(self.of / self.having[thing])

    def gain(self, thing: str) -> float:
        if self.having[thing] < 2:
            return 0.0
        return self.bits(thing) - max((self.bits(wider) for wider in above(thing)), default=0.0)

    def likeness(self, one: str, other: str) -> float:
        both, either = self.has[one] & self.has[other], self.has[one] | self.has[other]
        whole = sum(map(self.gain, either))
        return sum(map(self.gain, both)) / whole if whole else 0.0

    def common(self, one: str, other: str) -> set[str]:
        both = self.has[one] & self.has[other]
        return both - {wider for thing in both for wider in above(thing)}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("by", "kinds"), [("practices", "p"), ("problems", "t"), ("all", "pt")])
def test_likeness_is_what_counting_by_hand_gives(seed: int, by: str, kinds: str) -> None:
    store, facts, years = random_store(seed)
    hand = ByHand(facts, set(years), kinds)
    seen: dict[tuple[str, str], float] = {}
    for town in years:
        answer = similar(store, town, by=by, k=50, evidence=False)
        expected = {other: hand.likeness(town, other) for other in years if other != town}
        expected = {other: score for other, score in expected.items() if score > 1e-9}
        assert {one.town.full_name: one.score for one in answer.alike} == pytest.approx(expected, abs=1e-12)
        order = [(-round(one.score, 9), one.town.full_name) for one in answer.alike]
        assert order == sorted(order)
        assert (answer.sharing.number, answer.sharing.of) == (len(expected), len(years) - 1)
        for one in answer.alike:
            seen[town, one.town.full_name] = one.score
            assert 0 < one.score <= 1 + 1e-12
            told = {thing.what.id: (thing.towns.number, thing.towns.of) for thing in one.common}
            assert told == {what: (hand.having[what], hand.of) for what in hand.common(town, one.town.full_name)}
            assert [thing.bits for thing in one.common] == sorted((thing.bits for thing in one.common), reverse=True)
    assert seen
    for (one, other), score in seen.items():
        assert seen[other, one] == pytest.approx(score, abs=1e-12)


@pytest.mark.parametrize("scope", [{"year": 2023}, {"province": "甲省"}, {"year": 2024, "province": "乙省"}])
def test_rarity_is_counted_in_the_scope_and_a_town_elsewhere_can_be_compared(scope: dict[str, object]) -> None:
    store, facts, years = random_store(3)
    town = next(town for town in sorted(years) if town.startswith("乙省") and years[town] == {2022, 2023, 2024})
    year, province = scope.get("year"), scope.get("province")
    inside = {one for one in years if year in (None, *years[one]) and one.startswith(str(province or ""))} | {town}
    hand = ByHand([fact for fact in facts if year in (None, fact.year)], inside, "p")
    answer = similar(store, town, k=50, evidence=False, **scope)  # type: ignore[arg-type]
    expected = {other: hand.likeness(town, other) for other in inside if other != town}
    found = {one.town.full_name: one.score for one in answer.alike}
    assert found == pytest.approx({other: score for other, score in expected.items() if score > 1e-9})
    assert found and answer.sharing.of == len(inside) - 1
    assert scores_by_query(store, answer) == pytest.approx(found)


def scores_by_query(store: UnionStore, answer: SimilarAnswer) -> dict[str, float]:
    """The scores again, from nothing but what the printed query gives."""
    has: dict[str, set[str]] = defaultdict(set)
    having: dict[str, int] = {}
    of = 0
    for town, thing, many, all_towns in store.store.query(similar_sparql(answer), use_default_graph_as_union=True):
        name = thing.value.rpartition("/")[2]
        has[town.value].add(name)
        having[name], of = int(many.value), int(all_towns.value)
    hand = ByHand([], set(), "")
    hand.has, hand.of = has, of
    hand.having.update(having)
    mine = answer.town.full_name
    return {one.town.full_name: hand.likeness(mine, one.town.full_name) for one in answer.alike}


@pytest.mark.parametrize("by", ["practices", "problems", "all"])
def test_the_printed_query_gives_what_the_scores_are_made_of(by: str) -> None:
    store, _, years = random_store(1)
    answer = similar(store, sorted(years)[3], by=by, k=5, evidence=False)
    assert len(answer.alike) > 2
    assert scores_by_query(store, answer) == pytest.approx({one.town.full_name: one.score for one in answer.alike})


@pytest.mark.parametrize("seed", range(4))
def test_the_sides_tell_what_each_town_names_and_who_is_ahead(seed: int) -> None:
    store, facts, years = random_store(seed)
    named: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        named[fact.town][fact.what].append(fact)

    def runs(town: str, whats: set[str]) -> bool:
        last = {what: max(fact.year for fact in named[town][what]) for what in whats}
        return any(fact.status != "planned" for what in whats for fact in named[town][what] if fact.year == last[what])

    for one, other in combinations(sorted(years)[:6], 2):
        answer = similar(store, one, k=50, evidence=False)
        for alike in (alike for alike in answer.alike if alike.town.full_name == other):
            for thing in alike.common:
                sides = []
                for town, told in ((one, thing.here), (other, thing.there)):
                    what = thing.what.id
                    names = {what} if what in named[town] else {w for w in named[town] if what in above(w)}
                    assert {(t.what.id, t.year, t.status) for t in told if t.what} == {
                        (fact.what, fact.year, fact.status) for name in names for fact in named[town][name]
                    }
                    sides.append(runs(town, names))
                assert thing.ahead == {(True, False): "here", (False, True): "there"}.get(tuple(sides), "")


def test_evidence_is_of_the_statement_and_only_where_asked_for() -> None:
    store, _, years = random_store(2)
    town = sorted(years)[0]
    for one in similar(store, town, by="all", k=3).alike:
        for thing in one.common:
            for said in thing.here:
                assert said.what is not None and said.iri
                assert any(said.what.id in proof.sentence and town in proof.sentence for proof in said.evidence)
    bare = similar(store, town, k=1, evidence=False).alike[0]
    assert all(not said.evidence for thing in bare.common for said in (*thing.here, *thing.there))


def test_reasons_are_limited_and_counted() -> None:
    store, _, years = random_store(2)
    town = sorted(years)[0]
    whole, short = (similar(store, town, k=2, reasons=reasons, evidence=False) for reasons in (None, 1))
    for every, kept in zip(whole.alike, short.alike, strict=True):
        assert kept.common == every.common[:1] and kept.left_out == len(every.common) - 1
        assert (kept.ahead_here, kept.ahead_there) == (every.ahead_here, every.ahead_there)
    assert len(short.table()[1]) == 2


SAID = """SELECT ?passage ?report ?town ?year ?what ?status {
  ?node a gov:Adoption ; prov:wasDerivedFrom ?passage ; gov:mechanism ?what ; gov:status ?status ; gov:report ?report .
  ?report gov:township/gov:fullName ?town ; gov:year ?year } ORDER BY ?passage"""


def test_what_is_copied_from_another_town_counts_on_neither_side() -> None:
    store, _, years = random_store.__wrapped__(4)  # its own: it is changed below
    rows = list(store.store.query(SAID, prefixes=dict(NAMESPACES), use_default_graph_as_union=True))
    kept: list[Fact] = []
    for at, (passage, report, town, year, what, status) in enumerate(rows):
        others = [row for row in rows if (row[2] == town) == (at % 2 == 0) and row[1] != report]
        if at % 3 == 0 and others:  # copied: from the own town where ``at`` is even
            copied = ox.NamedNode(NAMESPACES["gov"] + "copiedFrom")
            store.store.add(ox.Quad(passage, copied, others[0][1], ox.NamedNode(NAMESPACES["graph"] + "copied")))
        if at % 3 or at % 2 == 0:
            name = status.value.rpartition("#")[2]
            kept.append(Fact(town.value, "", int(year.value), what.value.rpartition("/")[2], name))
    hand = ByHand(kept, set(years), "p")
    town = next(town for town in sorted(years) if hand.has[town])
    answer = similar(store, town, k=50, evidence=False)
    assert answer.discounted == len(rows) - len(kept) > 5
    expected = {other: hand.likeness(town, other) for other in years if other != town}
    found = {one.town.full_name: one.score for one in answer.alike}
    assert found == pytest.approx({other: score for other, score in expected.items() if score > 1e-9})
    assert scores_by_query(store, answer) == pytest.approx(found)
    every = similar(store, town, k=50, evidence=False, copies=True)
    assert every.discounted == 0
    assert {one.town.full_name: one.score for one in every.alike} != pytest.approx(found)


def test_a_town_without_a_report_of_the_year(store: UnionStore) -> None:
    with pytest.raises(KgError, match="has no report on 2023; it has reports on 2024"):
        similar(store, "甲县一号镇", year=2023)
    with pytest.raises(UnknownNameError):
        similar(store, "九号镇")
    with pytest.raises(ValueError, match="by must be"):
        similar(store, "二号镇", by="firms")


def test_a_shared_kind_counts_where_the_names_differ(store: UnionStore) -> None:
    """一号镇 tries 微网格, 二号镇 runs 网格化 and 晒谷场夜话 (a kind of it). 网格化 is the top here, so that it is no likeness by
    itself; 枫桥经验 is what all three towns have."""
    answer = similar(store, "甲县一号镇")
    assert answer.alike == () and answer.sharing.of == 2
