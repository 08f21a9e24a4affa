"""Names that may be spellings of one firm: proposals, nothing merged."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.places import load
from kg.rdf.firm_spellings import FirmName, firm_name, may_be_same, spelling_quads
from kg.rdf.iris import DERIVED, FIRM, PLACE
from kg.rdf.vocabulary import GOV, RDF, SKOS, chinese


@pytest.mark.parametrize(
    ("name", "core", "branch"),
    [
        ("重庆渝州律师事务所", "渝州", ""),
        ("重庆市渝州律师事务所", "渝州", ""),
        ("渝州律所", "渝州", ""),
        ("北京盈岳（重庆）律师事务所", "盈岳", "重庆"),
        ("北京盈岳律师事务所重庆分所", "盈岳", "重庆"),
        ("甘肃省环县曲子法律服务所", "曲子", ""),
    ],
)
def test_parts_of_a_name(name: str, core: str, branch: str) -> None:
    parts = firm_name(name, load())
    assert parts is not None
    assert (parts.core, parts.branch) == (core, branch)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("重庆渝州律师事务所", "重庆市渝州律师事务所", True),
        ("渝州律师事务所", "重庆渝州律师事务所", True),
        ("北京盈岳（重庆）律师事务所", "北京盈岳律师事务所重庆分所", True),
        ("盈岳律师事务所", "北京盈岳（重庆）律师事务所", True),
        ("江苏明远律师事务所", "重庆明远律师事务所", False),
        ("江苏明远律师事务所", "江苏明达律师事务所", False),
        ("北京盈岳律师事务所", "北京盈岳（重庆）律师事务所", False),
        ("北京盈岳（重庆）律师事务所", "北京盈岳（天津）律师事务所", False),
    ],
)
def test_which_names_may_be_one(one: str, other: str, same: bool) -> None:
    left, right = firm_name(one, load()), firm_name(other, load())
    assert left is not None
    assert right is not None
    assert may_be_same(left, right) is may_be_same(right, left) is same


def test_a_core_of_one_character_tells_nothing() -> None:
    assert not may_be_same(FirmName((), "和", ""), FirmName((), "和", ""))


def _store(*served: tuple[str, str, str]) -> Store:
    """Firms (local name, label) and the province of the town that each serves."""
    store = Store()
    for at, (local, label, province) in enumerate(served):
        town, service, graph = PLACE[f"{province}某县{at}镇"], NamedNode(f"urn:service:{at}"), NamedNode("urn:g")
        for s, p, o in (
            (service, GOV["lawFirm"], FIRM[local]),
            (service, GOV["township"], town),
            (town, GOV["within"], PLACE[province]),
            (PLACE[province], RDF["type"], GOV["Province"]),
            (PLACE[province], GOV["fullName"], chinese(province)),
            (FIRM[local], SKOS["prefLabel"], chinese(label)),
        ):
            store.add(Quad(s, p, o, graph))
    return store


def test_a_proposal_stands_both_ways_and_only_within_a_province() -> None:
    store = _store(
        ("重庆市_渝州律师事务所", "渝州律师事务所", "重庆市"),
        ("四川省_渝州律师事务所", "渝州律师事务所", "四川省"),
        ("重庆渝州律师事务所", "重庆渝州律师事务所", "重庆市"),
    )
    found = spelling_quads(store, load())
    near, full = FIRM["重庆市_渝州律师事务所"], FIRM["重庆渝州律师事务所"]
    assert {(q.subject, q.object) for q in found} == {(near, full), (full, near)}
    assert {q.graph_name for q in found} == {DERIVED}
    assert spelling_quads(Store(), load()) == []
