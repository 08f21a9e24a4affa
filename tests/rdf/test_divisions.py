"""The towns that report, and all above them, in the graph of divisions; by the list that the package carries."""

from __future__ import annotations

import pytest
from hand_built import identity, make_facts, make_report
from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import Ontology
from kg.places import load
from kg.rdf import iris
from kg.rdf.report import report_quads
from kg.rdf.vocabulary import DCT, GEO, GOV, TYPE


def divisions(ontology: Ontology, full_name: str) -> list[Quad]:
    town = load().division(full_name)
    assert town is not None
    who = identity(name=town.name, division=town, ancestors=load().ancestors(town), candidates=())
    report = make_report()
    return [
        q for q in report_quads(report, make_facts(report, who), ontology, load()) if q.graph_name == iris.DIVISIONS
    ]


def values(quads: list[Quad], name: str, predicate: NamedNode) -> list[str]:
    node = iris.named(iris.PLACE, name)
    found = (q.object for q in quads if q.subject == node and q.predicate == predicate)
    return sorted(o.value for o in found if isinstance(o, Literal | NamedNode))


def test_points_of_all_above_a_town(ontology: Ontology) -> None:
    quads = divisions(ontology, "浙江省湖州市德清县新安镇")
    for name in ("浙江省", "浙江省湖州市", "浙江省湖州市德清县"):
        (latitude,), (longitude,) = values(quads, name, GEO["lat"]), values(quads, name, GEO["long"])
        assert 27 < float(latitude) < 32 and 118 < float(longitude) < 123
    types = {
        q.object.datatype.value.rsplit("#")[-1]
        for q in quads
        if q.predicate == GEO["lat"] and isinstance(q.object, Literal)
    }
    assert types == {"decimal"}
    assert values(quads, "浙江省湖州市德清县新安镇", GEO["lat"]) == []


def test_no_point_where_none_is_known(ontology: Ontology) -> None:
    quads = divisions(ontology, "天津市宝坻区新安镇")
    assert values(quads, "天津市宝坻区", GEO["lat"]) == [] == values(quads, "天津市宝坻区", GEO["long"])


def test_a_former_town_with_its_years_and_what_took_its_place(ontology: Ontology) -> None:
    quads = divisions(ontology, "福建省漳州市龙文区步文镇")
    heirs = ["福建省漳州市龙文区步文街道", "福建省漳州市龙文区碧湖街道"]
    assert values(quads, "福建省漳州市龙文区步文镇", GOV["validTo"]) == ["2018"]
    assert values(quads, "福建省漳州市龙文区步文镇", DCT["isReplacedBy"]) == sorted(
        iris.named(iris.PLACE, h).value for h in heirs
    )
    for heir in heirs:
        assert values(quads, heir, GOV["validFrom"]) == ["2018"]
        assert values(quads, heir, GOV["divisionType"]) == ["街道"]


@pytest.mark.parametrize(
    "zone", ["安徽省合肥市合肥经济技术开发区", "河北省保定市清苑区河北清苑经济开发区", "湖北省荆门市钟祥市官庄湖管理区"]
)
def test_a_listed_zone_is_a_development_zone(ontology: Ontology, zone: str) -> None:
    quads = divisions(ontology, zone)
    kinds = values(quads, zone, TYPE)
    assert GOV["DevelopmentZone"].value in kinds and GOV["Township"].value not in kinds
    assert values(quads, zone, GOV["unresolved"]) == []
    assert len(values(quads, zone, GOV["within"])) == 1
