"""A small graph by hand, in the contract's words: four towns that reported (one twice), one of them hostile.

一号镇 甲县 甲省 2024   枫桥经验 implemented, 微网格 (a kind of 网格化) piloting; firm 甲律师事务所 (government)
二号镇 甲县 甲省 2024   枫桥经验 planned, 网格化 implemented, 试点院坝 (discovered) implemented; the same firm (villages)
一号镇 乙县 乙市 乙省 2023 and 2024   枫桥经验 inProgress (2023), implemented (2024); 2023's report replaced once
<script> 镇   names that try to break out
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.ontology import NAMESPACES

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">"
_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items())


def _server() -> Any:
    """The server that tests run over; None where they run over no server (see ``served``)."""
    if os.environ.get("KG_TEST_STORE", "embedded") == "embedded":
        return None
    from served import desk

    return desk()


class UnionStore:
    """The least that an analysis needs of a store: SELECT over all graphs. With ``--store-kind`` a real server answers."""

    def __init__(self, trig: str) -> None:
        self.key = object()  # no other graph has it
        self.store = ox.Store()
        self.store.load(trig.encode(), format=ox.RdfFormat.TRIG)

    def query(self, sparql: str) -> Any:
        if (there := _server()) is not None:
            answer = there.asked(self.store, self.key).query(sparql)
            if answer.kind != "table":
                return answer
            return ox.parse_query_results(answer.serialize("json"), format=ox.QueryResultsFormat.JSON)
        return self.store.query(sparql, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)


def division(full: str, name: str, kind: str, parent: str | None) -> str:
    within = f"; gov:within place:{parent}" if parent else ""
    return f'place:{full} a gov:{kind} ; skos:prefLabel "{name}"@zh ; gov:fullName "{full}" {within} .\n'


def concept(name: str, label: str, more: str = "") -> str:
    return f'mech:{name} a gov:Mechanism ; skos:prefLabel "{label}"@zh {more} .\n'


class ReportText:
    """One report's graph: sentences are added to its text as they are cited."""

    def __init__(self, number: int, town: str, year: int, more: str = "") -> None:
        self.id, self.town, self.year, self.more = f"{number:016x}", town, year, more
        self.text = "本镇全年工作如下。"
        self.body = ""
        self.count = 0

    def passage(self, sentence: str, section: str = "主要做法") -> str:
        start = len(self.text)
        self.text += sentence + "此后另有安排。"
        self.count += 1
        node = f"report:{self.id}_p{self.count}"
        self.body += (
            f"{node} a gov:Passage ; oa:exact {ox.Literal(sentence)} ; oa:start {start} ; oa:end {start + len(sentence)} ;"
            f" gov:section {ox.Literal(section)} ; gov:report report:{self.id} .\n"
        )
        return node

    def says(self, kind: str, properties: str, sentence: str) -> ReportText:
        passage = self.passage(sentence)
        self.body += (
            f"report:{self.id}_s{self.count} a gov:{kind} ; gov:report report:{self.id} ; gov:year {self.year} ;"
            f" prov:wasDerivedFrom {passage} ; {properties} .\n"
        )
        return self

    def runs(self, practice: str, status: str, surface: str, sentence: str) -> ReportText:
        about = f"gov:township place:{self.town} ; gov:mechanism mech:{practice} ; gov:status gov:{status} ;"
        return self.says("Adoption", about + f" gov:surfaceForm {ox.Literal(surface)} ; gov:confidence 0.9", sentence)

    def advised(self, firm: str, role: str, sentence: str, more: str = "") -> ReportText:
        about = f"gov:township place:{self.town} ; gov:lawFirm firm:{firm} ; gov:role gov:{role} {more}"
        return self.says("Engagement", about, sentence)

    def trig(self) -> str:
        return (
            f"graph:{self.id} {{ report:{self.id} a gov:Report ; gov:township place:{self.town} ; gov:year {self.year} ;"
            f' dct:title "{self.town}报告" ; gov:fileName "{self.id[-2:]}.txt" ; gov:text {ox.Literal(self.text)}'
            f" {self.more} .\n{self.body} }}\n"
        )


def reports() -> list[ReportText]:
    first = (
        ReportText(1, "甲省甲县一号镇", 2024)
        .runs("枫桥经验", "implemented", "“枫桥经验”", "我镇践行“枫桥经验”，化解纠纷。")
        .runs("微网格", "piloting", "微网格", "在两个村试点微网格。")
        .advised("甲律师事务所", "governmentAdviser", "聘请甲律师事务所为政府法律顾问。", "; gov:lawyerCount 2")
        .says(
            "Problem",
            'gov:township place:甲省甲县一号镇 ; gov:heading "力量不足" ; gov:mechanism mech:网格化',
            "网格力量不足。",
        )
    )
    second = (
        ReportText(2, "甲省甲县二号镇", 2024)
        .runs("枫桥经验", "planned", "枫桥经验", "明年推行枫桥经验。")
        .runs("网格化", "implemented", "网格化管理", "实行网格化管理。")
        .runs("甲省甲县_晒谷场夜话", "implemented", "晒谷场夜话", "每月举办“晒谷场夜话”。")
        .advised("甲律师事务所", "villageAdviser", "甲律师事务所为各村提供服务。")
    )
    older = ReportText(3, "乙省乙市乙县一号镇", 2023, f"; dct:isReplacedBy report:{4:016x}").runs(
        "枫桥经验", "planned", "枫桥经验", "旧版：计划推行枫桥经验。"
    )
    newer = ReportText(4, "乙省乙市乙县一号镇", 2023).runs("枫桥经验", "inProgress", "枫桥经验", "加快推进枫桥经验。")
    latest = ReportText(5, "乙省乙市乙县一号镇", 2024).runs(
        "枫桥经验", "implemented", "枫桥经验", "已全面践行枫桥经验。"
    )
    return [first, second, older, newer, latest]


@cache  # to be read only
def small_store(*further: str) -> UnionStore:
    divisions = "".join(
        [
            division("甲省", "甲省", "Province", None),
            division("甲省甲县", "甲县", "County", "甲省"),
            division("甲省甲县一号镇", "一号镇", "Township", "甲省甲县"),
            division("甲省甲县二号镇", "二号镇", "Township", "甲省甲县"),
            division("乙省", "乙省", "Province", None),
            division("乙省乙市", "乙市", "Prefecture", "乙省"),
            division("乙省乙市乙县", "乙县", "County", "乙省乙市"),
            division("乙省乙市乙县一号镇", "一号镇", "Township", "乙省乙市乙县"),
        ]
    )
    concepts = "".join(
        [
            concept(
                "枫桥经验",
                "枫桥经验",
                '; skos:prefLabel "Fengqiao Experience"@en ; skos:definition "就地化解矛盾。"@zh, "Settle disputes on the spot."@en',
            ),
            concept("网格化", "网格化"),
            concept("微网格", "微网格", "; skos:broader mech:网格化"),
            concept("甲省甲县_晒谷场夜话", "晒谷场夜话", "; gov:discovered true ; skos:broader mech:网格化"),
        ]
    )
    firms = 'firm:甲律师事务所 a gov:LawFirm ; skos:prefLabel "甲律师事务所"@zh .\n'
    shared = f"graph:shared {{ {divisions}{concepts}{firms} }}\n"
    return UnionStore(_HEAD + shared + "".join(report.trig() for report in reports()) + "".join(further))


def hostile_graph() -> str:
    """TriG of a further town whose name, practice and sentence try to become markup."""
    report = ReportText(6, "丙省丙县三号镇", 2024).runs("丙省丙县_坏", "implemented", HOSTILE, f"推行{HOSTILE}工作法。")
    label = ox.Literal(HOSTILE)
    names = (
        f"place:丙省丙县三号镇 a gov:Township ; skos:prefLabel {label} ; gov:fullName {label} .\n"
        f"mech:丙省丙县_坏 a gov:Mechanism ; gov:discovered true ; skos:prefLabel {label} .\n"
    )
    return f"graph:hostile {{ {names} }}\n" + report.trig()


def saved(store: UnionStore, folder: Path) -> Path:
    """The small graph as an N-Quads file, for what reads files."""
    file = folder / "small.nq"
    store.store.dump(str(file), format=ox.RdfFormat.N_QUADS)
    return file
