"""Reports, facts, an ontology and a gazetteer made by hand, for tests of the rooms that turn facts into a graph."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.model import (
    Adoption,
    AdviserRole,
    Cause,
    Citation,
    Division,
    DivisionLevel,
    Engagement,
    Facts,
    Identity,
    Mechanism,
    Metadata,
    Observation,
    OffsetMap,
    Passage,
    Plan,
    Problem,
    Report,
    Role,
    Section,
    Status,
)
from kg.ontology import Ontology, read
from kg.places import PlaceMention

GOVERNANCE = """
@prefix gov: <https://w3id.org/towngov/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
gov:Adoption a owl:Class ; rdfs:label "采用"@zh , "Adoption"@en ;
    rdfs:subClassOf [ a owl:Restriction ; owl:onProperty gov:status ; owl:cardinality 1 ] .
"""
MECHANISMS = """
@prefix gov: <https://w3id.org/towngov/ontology#> .
@prefix mech: <https://w3id.org/towngov/mechanism/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
mech:枫桥经验 a gov:Mechanism , skos:Concept ; skos:inScheme gov:mechanismScheme ;
    skos:prefLabel "枫桥经验"@zh , "Fengqiao experience"@en ;
    skos:definition "测试所用的机制。"@zh , "A practice for tests."@en .
mech:网格化 a gov:Mechanism , skos:Concept ; skos:inScheme gov:mechanismScheme ;
    skos:prefLabel "网格化"@zh , "Grid governance"@en ;
    skos:definition "测试所用的机制。"@zh , "A practice for tests."@en .
mech:警格_网格 a gov:Mechanism , skos:Concept ; skos:inScheme gov:mechanismScheme ; skos:broader mech:网格化 ;
    skos:prefLabel "警格+网格"@zh , "Police grid and community grid"@en ;
    skos:definition "测试所用的机制。"@zh , "A practice for tests."@en .
mech:一支队伍管执法 a gov:Mechanism , skos:Concept ; skos:inScheme gov:mechanismScheme ;
    skos:prefLabel "一支队伍管执法"@zh , "One team enforces all"@en ;
    skos:definition "测试所用的机制。"@zh , "A practice for tests."@en .
"""
TOPICS = """
@prefix gov: <https://w3id.org/towngov/ontology#> .
@prefix topic: <https://w3id.org/towngov/topic/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
topic:执法力量 a gov:Topic , skos:Concept ; skos:inScheme gov:topicScheme ;
    skos:prefLabel "执法力量"@zh , "Enforcement staff"@en .
topic:化解矛盾纠纷 a gov:Indicator , skos:Concept ; skos:inScheme gov:indicatorScheme ;
    skos:prefLabel "化解矛盾纠纷"@zh , "Disputes resolved"@en .
topic:件 a gov:Unit , skos:Concept ; skos:inScheme gov:unitScheme ; skos:prefLabel "件"@zh , "cases"@en .
"""

PROVINCE = Division("湖北省", "湖北省", DivisionLevel.PROVINCE, "省", None, "420000")
PREFECTURE = Division("湖北省襄阳市", "襄阳市", DivisionLevel.PREFECTURE, "市", "湖北省", "420600")
COUNTY = Division("湖北省襄阳市谷城县", "谷城县", DivisionLevel.COUNTY, "县", "湖北省襄阳市", "420625")
TOWN = Division("湖北省襄阳市谷城县清溪镇", "清溪镇", DivisionLevel.TOWNSHIP, "镇", "湖北省襄阳市谷城县", "420625199")

BODY = (
    "清溪镇2024年法治政府建设年度报告\n"
    "一、主要做法\n"
    "坚持和发展新时代“枫桥经验”，推行“警格+网格”联动。"
    "探索“五老五步”工作法，化解矛盾纠纷136件。"
    "聘请湖北汉水律师事务所担任政府法律顾问，聘请清溪律师事务所2名律师为12个村提供服务。"
    "认真执行《湖北省行政执法条例》。\n"
    "二、存在问题\n"
    "（一）执法力量不足。执法人员只有3名，主要是因为人员流动频繁。\n"
    "三、下一步打算\n"
    "（一）充实执法队伍。2025年推行一支队伍管执法，解决执法力量不足的问题。\n"
    "清溪镇人民政府\n2025年1月10日"
)
_HEADINGS = {"一、主要做法": Role.MEASURES, "二、存在问题": Role.PROBLEMS, "三、下一步打算": Role.PLANS}


class SmallGazetteer:
    """Knows the divisions above, Luoyang, and two districts of one name."""

    def __init__(self) -> None:
        luoyang = Division("河南省洛阳市", "洛阳市", DivisionLevel.PREFECTURE, "市", "河南省")
        henan = Division("河南省", "河南省", DivisionLevel.PROVINCE, "省", None)
        self._known = {d.full_name: d for d in (PROVINCE, PREFECTURE, COUNTY, TOWN, henan, luoyang)}
        self._names = {
            "湖北": ("湖北省",),
            "洛阳": ("河南省洛阳市",),
            "谷城县": (COUNTY.full_name,),
            "谷城": (COUNTY.full_name,),
            "新华区": ("河北省沧州市新华区", "河南省新乡市新华区"),
        }

    def division(self, full_name: str) -> Division | None:
        return self._known.get(full_name)

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        parent = self._known.get(division.parent or "")
        return () if parent is None else (parent, *self.ancestors(parent))

    def find_in(self, text: str) -> tuple[PlaceMention, ...]:
        pattern = "|".join(sorted(self._names, key=len, reverse=True))
        return tuple(
            PlaceMention(m.start(), m.end(), m[0], self._names[m[0]], m[0][-1] not in "省市县区")
            for m in re.finditer(pattern, text)
        )


def ontology_folder(folder: Path, **changed: str) -> Path:
    """A small ontology in ``folder``; ``changed`` replaces the text of a file (``mechanisms``, ``topics`` …)."""
    folder.mkdir(parents=True, exist_ok=True)
    files: Mapping[str, str] = {"governance": GOVERNANCE, "mechanisms": MECHANISMS, "topics": TOPICS} | changed
    for name, content in files.items():
        (folder / f"{name}.ttl").write_text(content, encoding="utf-8")
    return folder


def small_ontology(folder: Path) -> Ontology:
    return read(ontology_folder(folder))


def make_report(body: str = BODY, file_name: str = "qingxi.txt", url: str = "") -> Report:
    """A report whose passages are its sentences and whose sections are its lines that begin with 一、 to 三、."""
    sha256 = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    sections: list[Section] = []
    passages: list[Passage] = []
    for found in re.finditer(r"[^。\n]+。?", body):
        if found[0] in _HEADINGS:
            sections.append(
                Section(
                    index=len(sections),
                    parent=None,
                    level=1,
                    marker=found[0][:2],
                    style="hanzi-comma",
                    heading=found[0][2:],
                    role=_HEADINGS[found[0]],
                    start=found.start(),
                    end=len(body),
                    heading_start=found.start() + 2,
                    heading_end=found.end(),
                    body_start=found.end() + 1,
                )
            )
        section = len(sections) - 1 if sections else None
        role = sections[-1].role if sections else Role.TITLE
        passages.append(Passage(len(passages), found.start(), found.end(), found[0], section, role))
    return Report(
        id=sha256[:16],
        sha256=sha256,
        file_name=file_name,
        media_type="text/plain",
        encoding="utf-8",
        title=body.partition("\n")[0],
        text=body,
        original=body,
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(url=url),
        sections=tuple(sections),
        passages=tuple(passages),
    )


def identity(**changed: object) -> Identity:
    known = Identity(
        name="清溪镇",
        division=TOWN,
        ancestors=(COUNTY, PREFECTURE, PROVINCE),
        candidates=(),
        year=2024,
        issued=date(2025, 1, 15),
        signed=date(2025, 1, 10),
        issuers=("清溪镇人民政府",),
    )
    return replace(known, **changed)  # type: ignore[arg-type]


def where(report: Report, *words: str) -> tuple[int, ...]:
    """Indices of the passages that hold any of the words."""
    return tuple(p.index for p in report.passages if any(word in p.text for word in words))


def make_facts(report: Report, who: Identity | None = None) -> Facts:
    """What ``BODY`` says."""
    one_team = Mechanism("一支队伍管执法", "一支队伍管执法")
    return Facts(
        identity=who or identity(),
        adoptions=(
            Adoption(Mechanism("枫桥经验", "枫桥经验"), Status.IMPLEMENTED, ("枫桥经验",), where(report, "枫桥"), True),
            Adoption(
                Mechanism("警格+网格", "警格_网格"),
                Status.IMPLEMENTED,
                ("警格+网格",),
                where(report, "警格"),
                False,
                0.9,
            ),
            Adoption(
                Mechanism("“五老五步”工作法", None, ("枫桥经验",)),
                Status.PILOTING,
                ("五老五步",),
                where(report, "五老"),
            ),
            Adoption(one_team, Status.PLANNED, ("一支队伍管执法",), where(report, "一支队伍")),
        ),
        engagements=(
            Engagement(AdviserRole.GOVERNMENT, where(report, "汉水"), law_firm="湖北汉水律师事务所"),
            Engagement(
                AdviserRole.VILLAGE,
                where(report, "汉水"),
                law_firm="清溪律师事务所",
                lawyer_count=2,
                village_count=12,
            ),
        ),
        problems=(
            Problem(
                "执法力量不足",
                "执法人员只有3名，主要是因为人员流动频繁。",
                where(report, "（一）执法力量不足", "只有3名"),
                topics=("执法力量",),
                causes=(0,),
            ),
        ),
        causes=(Cause("人员流动频繁", where(report, "流动频繁"), topics=("执法力量",)),),
        plans=(
            Plan(
                "充实执法队伍",
                "2025年推行一支队伍管执法，解决执法力量不足的问题。",
                where(report, "充实执法队伍", "一支队伍"),
                target_year=2025,
                topics=("执法力量",),
                addresses=(0,),
                mechanisms=(one_team,),
            ),
        ),
        observations=(Observation("化解矛盾纠纷", "化解矛盾纠纷", "136", "件", 2024, where(report, "136件")),),
        citations=(Citation("湖北省行政执法条例", where(report, "条例")),),
    )
