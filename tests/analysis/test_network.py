"""Networks: weights as kg similar weighs, the same from run to run, communities that a person would see, brokers."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from random_graph import random_store
from small_graph import _HEAD, ReportText, UnionStore, division, hostile_graph, small_store

from kg.analysis import network, network_sparql, similar
from kg.analysis.answers import Count
from kg.analysis.asking import local_part
from kg.analysis.networks.answers import NetworkAnswer
from kg.analysis.networks.communities import features, positions, strongest
from kg.analysis.networks.projection import _largest
from kg.errors import KgError

CITIES = [f"庚省{county}{town}镇" for county in ("东县", "西县") for town in "一二三四五六"]


def two_counties() -> UnionStore:
    """Towns of two counties, each with practices of its own; one firm for each county and one for both."""
    divisions = division("庚省", "庚省", "Province", None)
    divisions += "".join(division(f"庚省{county}", county, "County", "庚省") for county in ("东县", "西县"))
    divisions += "".join(division(town, town[4:], "Township", town[:4]) for town in CITIES)
    practices = "".join(
        f'mech:{x} a gov:Mechanism ; skos:prefLabel "{x}"@zh .\n' for x in ("东法", "东会", "西法", "西会", "通法")
    )
    firms = "".join(f'firm:{x} a gov:LawFirm ; skos:prefLabel "{x}"@zh .\n' for x in ("东所", "西所", "通所"))
    reports = []
    for at, town in enumerate(CITIES):
        side = town[2]
        report = ReportText(50 + at, town, 2024)
        for practice in (f"{side}法", f"{side}会", *(["通法"] if at % 2 else [])):
            report.runs(practice, "implemented", practice, f"{town}推行“{practice}”。")
        report.advised(f"{side}所", "governmentAdviser", f"{town}聘请{side}所为政府法律顾问。")
        if at in (0, 6):
            report.advised("通所", "governmentAdviser", f"{town}聘请通所为政府法律顾问。")
        reports.append(report.trig())
    return UnionStore(_HEAD + f"graph:shared {{ {divisions}{practices}{firms} }}\n" + "".join(reports))


@pytest.fixture(scope="module")
def counties() -> UnionStore:
    return two_counties()


@pytest.fixture(scope="module")
def of_towns(counties: UnionStore) -> NetworkAnswer:
    return network(counties, "towns", neighbours=3)


def test_communities_are_the_counties_and_are_told_by_what_they_share(of_towns: NetworkAnswer) -> None:
    assert [len(one.members) for one in of_towns.communities] == [6, 6]
    for one in of_towns.communities:
        places = {of_towns.nodes[at].place for at in one.members}
        assert len(places) == 1
        side = places.pop()[2]
        assert [trait.label for trait in one.traits] == [f"{side}会", f"{side}法"]
        assert one.traits[0].inside == Count(6, 6) and one.traits[0].outside == Count(0, 6)
        assert one.provinces == (("庚省", 6),)
    assert of_towns.modularity == pytest.approx(0.5)


@pytest.mark.parametrize("seed", [1, 2])
def test_ties_are_the_nearest_towns_and_weigh_as_similar_does(seed: int) -> None:
    store, _, _ = random_store(seed, towns=14)
    answer = network(store, "towns", least=1, neighbours=3)
    weights = {}
    for tie in answer.ties:
        a, b = answer.nodes[tie.a], answer.nodes[tie.b]
        weights[a.place + a.label, b.place + b.label] = weights[b.place + b.label, a.place + a.label] = tie.weight
    for one in answer.nodes:
        name = one.place + one.label
        alike = similar(store, name, k=3, evidence=False).alike
        kept = {pair[1]: weight for pair, weight in weights.items() if pair[0] == name}
        # What shares by broader practices alone has no practice in common by name.
        for other in alike:
            if other.town.full_name in kept:
                assert kept[other.town.full_name] == pytest.approx(other.score, abs=1e-9)
        strongest_of_all = [other.score for other in alike]
        assert all(
            score in [pytest.approx(w, abs=1e-9) for w in strongest_of_all] or weights[name, town] > 0
            for town, score in kept.items()
        )
    everyone = network(store, "towns", least=1, neighbours=13)
    expected = {
        frozenset((one.place + one.label, other.town.full_name)): round(other.score, 9)
        for one in everyone.nodes
        for other in similar(store, one.place + one.label, k=13, evidence=False).alike
    }
    assert everyone.pairs == len(expected)
    names = [one.place + one.label for one in everyone.nodes]
    found = {frozenset((names[tie.a], names[tie.b])): round(tie.weight, 9) for tie in everyone.ties}
    assert found.items() <= expected.items() and len(found) > len(expected) / 2


@pytest.mark.parametrize("of", ["towns", "practices", "firms"])
def test_the_query_counts_what_ties_share(of: str, counties: UnionStore) -> None:
    answer = network(counties, of, least=1 if of != "practices" else 2, neighbours=11)
    rows = counties.store.query(network_sparql(answer), use_default_graph_as_union=True)
    shared = {frozenset((row["a"].value, row["b"].value)): int(row["shared"].value) for row in rows}
    ids = {one.id: one for one in answer.nodes}
    local = {frozenset(map(local_part, pair)): many for pair, many in shared.items()}
    assert answer.ties
    for tie in answer.ties:
        pair = frozenset(answer.nodes[end].id.partition(":")[2] for end in (tie.a, tie.b))
        assert local[pair] == tie.shared
    if of != "practices":  # of practices only what is beyond chance is tied
        assert len(shared) == len(answer.ties)
    assert len(ids) == len(answer.nodes)


def test_practices_that_go_together_are_tied(counties: UnionStore) -> None:
    answer = network(counties, "practices", least=4)
    ties = {frozenset((answer.nodes[tie.a].label, answer.nodes[tie.b].label)): tie for tie in answer.ties}
    assert ties.keys() == {frozenset(("东法", "东会")), frozenset(("西法", "西会"))}
    assert ties[frozenset(("东法", "东会"))].shared == 6
    assert ties[frozenset(("东法", "东会"))].weight == pytest.approx(1)
    assert answer.isolated == 1
    assert [one.count for one in answer.nodes if one.label == "通法"] == [6]


def test_brokers_serve_many_towns_and_join_counties(counties: UnionStore) -> None:
    answer = network(counties, "firms")
    told = {one.firm.label: (one.towns, one.counties, one.provinces, one.alone) for one in answer.brokers}
    assert told == {
        "东所": (Count(6, 12), 1, 1, 0),
        "西所": (Count(6, 12), 1, 1, 0),
        "通所": (Count(2, 12), 2, 1, 1),
    }
    between = {one.firm.label: one.betweenness or 0.0 for one in answer.brokers}
    assert between["通所"] > 0.5
    assert [one.firm.label for one in network(counties, "firms", least=3).brokers] == ["东所", "西所"]


def test_text_copied_from_another_town_ties_no_towns() -> None:
    copied = ReportText(71, "甲省甲县二号镇", 2025).runs("微网格", "implemented", "微网格", "在两个村试点微网格。")
    copy = f"graph:derived {{ report:{copied.id}_p1 gov:copiedFrom report:{1:016x} . }}"
    shared = {}
    for copies in (False, True):
        answer = network(small_store(copied.trig(), copy), "towns", least=1, copies=copies)
        pairs = {frozenset(answer.nodes[end].id for end in (tie.a, tie.b)): tie.shared for tie in answer.ties}
        shared[copies] = pairs.get(frozenset(("place:甲省甲县一号镇", "place:甲省甲县二号镇")), 0)
    # 枫桥经验, which all towns have, ties none by itself.
    assert shared == {False: 0, True: 2}


def fingerprint() -> str:
    store, _, _ = random_store(7, towns=16)
    told = [network(store, of, least=1) for of in ("towns", "practices")]
    return sha256(repr([(a.nodes, a.ties, a.communities, a.modularity) for a in told]).encode()).hexdigest()


@pytest.mark.slow
def test_the_same_from_run_to_run_whatever_the_hash_seed() -> None:
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    code = "import test_network; print(test_network.fingerprint())"
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == fingerprint()  # whose seed is another one


def test_files_are_read_back_as_they_were(of_towns: NetworkAnswer, tmp_path: Path) -> None:
    graph = of_towns.to_networkx()
    for name, read in (("a.gexf", nx.read_gexf), ("a.graphml", nx.read_graphml)):
        again = read(of_towns.save(tmp_path / name))
        assert set(again.nodes) == set(graph.nodes) and {frozenset(e) for e in again.edges} == {
            frozenset(e) for e in graph.edges
        }
        for node, told in graph.nodes(data=True):
            assert told.items() <= again.nodes[node].items()
        for a, b, told in graph.edges(data=True):
            assert told.items() <= again.edges[a, b].items()
    with pytest.raises(KgError):
        of_towns.save(tmp_path / "a.csv")


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    answer = network(small_store(hostile_graph()), "towns", least=1)
    again = nx.read_gexf(answer.save(tmp_path / "a.gexf"))
    assert "</script>" in again.nodes["place:丙省丙县三号镇"]["label"]


def test_a_place_that_no_report_is_of_and_an_empty_network() -> None:
    with pytest.raises(ValueError, match="of"):
        network(small_store(), "villages")
    with pytest.raises(ValueError, match="neighbours"):
        network(small_store(), neighbours=0)
    empty = network(small_store(), "towns", least=99)
    assert (empty.ties, empty.communities, empty.isolated) == ((), (), 3)
    assert network(UnionStore(""), "towns").nodes == ()


def test_a_tie_stays_if_either_end_keeps_it() -> None:
    a, b = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    kept = strongest(a, b, np.array([0.9, 0.5, 0.4, 0.1]), 1, 4)
    assert kept.tolist() == [True, True, False, True]


@pytest.mark.parametrize(("columns", "most"), [(1, 1), (15, 3), (64, 5), (333, 11), (1000, 2)])
def test_the_largest_are_found_by_groups(columns: int, most: int) -> None:
    values = np.random.default_rng(columns).random((7, columns), dtype=np.float32)
    found = np.sort(np.take_along_axis(values, _largest(values, most), axis=1), axis=1)
    assert np.array_equal(found, np.sort(values, axis=1)[:, -most:])


def test_positions_of_a_path() -> None:
    found = positions(4, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 1.0]))
    assert found.degree.tolist() == [1, 2, 1, 0] and found.community[3] == -1
    assert found.betweenness is not None and found.betweenness.tolist() == [0.0, 1.0, 0.0, 0.0]


def test_what_all_have_is_no_trait() -> None:
    from scipy.sparse import csr_matrix

    having = csr_matrix(np.array([[1, 1], [1, 1], [1, 1], [1, 1], *[[1, 0]] * 8]))
    told = features(np.array([0] * 4 + [1] * 8), having, 2, 5)
    assert [(one.what, one.inside, one.outside) for one in told[0]] == [(1, 4, 0)] and told[1] == []
