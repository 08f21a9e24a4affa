"""A county of five towns by hand, for audits: what is late, lacks a part, or holds figures that cannot both be right.

青石县 has 柳河镇, 桃源街道, 白塔乡, 石门镇 and, since 2024, 新河街道; 云川高新区 is a development zone and on no list.
"""

from __future__ import annotations

import pyoxigraph as ox
from small_graph import _HEAD, ReportText, UnionStore, division

from kg.places import Gazetteer

COUNTY = "云川省青石县"
LIUHE, TAOYUAN, BAITA, SHIMEN, XINHE = (
    COUNTY + name for name in ("柳河镇", "桃源街道", "白塔乡", "石门镇", "新河街道")
)
ZONE = COUNTY + "云川高新区"
ALL = ("measuresPart", "dutiesPart", "problemsPart", "causesPart", "plansPart")
LISTED = (
    "990000\t\t云川省",
    "990100\t990000\t青石县",
    "990101001\t990100\t柳河镇",
    "990101002\t990100\t桃源街道",
    "990101003\t990100\t白塔乡",
    "990101004\t990100\t石门镇",
    "990101005\t990100\t新河街道\t\t2024",
    "990200\t990000\t白水县",
    "990201001\t990200\t大河镇",
)
EARLIER = (f"{COUNTY}\t石门乡\t990101009\t\t2022\t{SHIMEN}\tlist",)
_TOPICS = {
    "件": "unitScheme",
    "起": "unitScheme",
    "百分比": "unitScheme",
    "排查矛盾纠纷": "indicatorScheme",
    "化解矛盾纠纷": "indicatorScheme",
    "化解率": "indicatorScheme",
    "其他指标": "indicatorScheme",
}


def gazetteer() -> Gazetteer:
    return Gazetteer(LISTED, EARLIER)


class Audited(ReportText):
    """A report with dates, parts and figures; several figures may stand in one sentence."""

    def __init__(
        self, number: int, town: str, year: int | None = 2024, *, issued: str = "", signed: str = "",
        parts: tuple[str, ...] = ALL,
    ) -> None:  # fmt: skip
        more = "".join(f" ; gov:hasPart gov:{part}" for part in parts)
        for name, day in (("dct:issued", issued), ("gov:signed", signed)):
            more += f' ; {name} "{day}"^^xsd:date' if day else ""
        super().__init__(number, town, year or 0, more)
        self.known_year = year is not None

    def figures(
        self, sentence: str, *told: tuple[str, float, str, str], year: int | None = None, about: bool = False
    ) -> Audited:
        """``told``: what is counted, value, unit, indicator."""
        passage = self.passage(sentence)
        for label, value, unit, indicator in told:
            self.count += 1
            self.body += (
                f"report:{self.id}_s{self.count} a gov:Observation ; gov:report report:{self.id} ;"
                f" gov:year {year or self.year} ; gov:township place:{self.town} ; gov:surfaceForm {ox.Literal(label)} ;"
                f" gov:value {value:.2f} ; gov:unit topic:{unit} ; gov:indicator topic:{indicator} ;"
                f" prov:wasDerivedFrom {passage} {'; gov:approximate true' if about else ''} .\n"
            )
        return self

    def tells(self, kind: str, heading: str, more: str = "") -> str:
        """A problem or plan; returns its name in the graph."""
        self.says(kind, f"gov:township place:{self.town} ; gov:heading {ox.Literal(heading)} {more}", heading + "。")
        return f"report:{self.id}_s{self.count}"

    def trig(self) -> str:
        text = super().trig()
        return text if self.known_year else text.replace(f"; gov:year {self.year} ;", ";")


def store(*reports: Audited) -> UnionStore:
    divisions = division("云川省", "云川省", "Province", None) + division(COUNTY, "青石县", "County", "云川省")
    for full in (LIUHE, TAOYUAN, BAITA, SHIMEN, XINHE, COUNTY + "石门乡"):
        divisions += division(full, full.removeprefix(COUNTY), "Township", COUNTY)
    divisions += division(ZONE, "云川高新区", "DevelopmentZone", COUNTY)
    topics = "".join(
        f'topic:{name} a skos:Concept ; skos:inScheme gov:{scheme} ; skos:prefLabel "{"%" if name == "百分比" else name}"@zh .\n'
        for name, scheme in _TOPICS.items()
    )
    graph = f"graph:divisions {{ {divisions} }}\ngraph:topics {{ {topics} }}\n"
    return UnionStore(_HEAD + graph + "".join(report.trig() for report in reports))
