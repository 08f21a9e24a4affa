"""The indicator of a figure: the concept whose spelling stands in what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extractors.units import PER_CENT
from kg.ontology import Concept, folded

GENERAL = "其他指标"
# By how much a figure changed; the general indicator where the scheme has none of its own.
CHANGE = "同比变化"
# Spellings that go with any indicator: another one in the same words is nearer to what is counted.
WEAK = frozenset(
    "案件 事项 人员 问题 文件 任务 资料 发放 率 中心 平台 干部 干部职工 群众 信息 业务 项目 设施 文书 立案 查处 纠纷 矛盾纠纷 发现问题 "
    "领导干部 工作人员 党员 村干部 建议 意见 参与 覆盖 上报 资金 处罚 违法".split()
)
_CHANGED = re.compile(r"(?:同比|环比|下降|上升|增长|提高|减少|增加|降低)$")
# A rate is no number of cases and the other way round: 化解率 is not 化解矛盾纠纷.
_RATE = re.compile(r"率|满意度|占比|比例|比重|同比|增长|下降|上升|变化|增幅|降幅|覆盖面")


class Indicators:
    """Look-up of an indicator by the longest of its spellings in a text."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._ids: dict[str, str] = {}
        rates: list[str] = []
        counts: list[str] = []
        for concept in concepts.values():
            if concept.recognised and concept.label != GENERAL:
                for spelling in filter(None, map(folded, concept.spellings)):
                    self._ids.setdefault(spelling, concept.id)
                    (rates if _RATE.search(concept.label + spelling) else counts).append(spelling)
        self._rates, self._counts = _pattern(rates), _pattern(counts)
        by_label = {c.label: c.id for c in concepts.values()}
        self.general = by_label.get(GENERAL, GENERAL)
        self.change = by_label.get(CHANGE, self.general)

    def of(self, unit: str, texts: Sequence[str]) -> str:
        """Id of the indicator for a figure in ``unit`` (its label); ``texts`` from the narrowest to the widest."""
        rate = unit == PER_CENT or unit.endswith("百分点")
        pattern = self._rates if rate else self._counts
        for text in texts:
            words = folded(text)
            if rate and _CHANGED.search(words):
                return self.change
            if words in self._ids and pattern.fullmatch(words):
                return self._ids[words]
            found = max(
                (m for m in pattern.finditer(words) if len(m.group()) > 1),
                key=lambda m: (m.group() not in WEAK, len(m.group()), m.start()),
                default=None,
            )
            if found is not None:
                return self._ids[found.group()]
        return self.general


def _pattern(spellings: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=lambda s: (-len(s), s))
    return re.compile("|".join(re.escape(s) for s in longest_first) or r"(?!)")
