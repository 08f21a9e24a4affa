"""The indicator of a figure: the concept whose spelling stands in what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.extractors.units import MONEY_UNITS, PER_CENT, TIME_UNITS
from kg.ontology import Concept, folded

GENERAL = "其他指标"
# By how much a figure changed; the general indicator where the scheme has none of its own.
CHANGE = "同比变化"
# Spellings that go with any indicator: another one in the same words is nearer to what is counted.
WEAK = frozenset(
    "案件 事项 人员 问题 文件 任务 资料 发放 率 中心 平台 干部 干部职工 群众 信息 业务 项目 设施 文书 立案 查处 纠纷 矛盾纠纷 发现问题 "
    "领导干部 工作人员 党员 村干部 建议 意见 参与 覆盖 上报 资金 处罚 违法 窗口 设备 队伍 会议 学习 办结 处理人员 服务次数".split()
)
_CHANGED = re.compile(r"(?:同比|环比|下降|上升|增长|提高|减少|增加|降低)$")
# A rate is no number of cases and the other way round: 化解率 is not 化解矛盾纠纷.
_RATE = re.compile(r"率|满意度|占比|比例|比重|同比|增长|下降|上升|变化|增幅|降幅|覆盖面")
# Units of one kind go only with spellings of their kind: money with sums, time with durations.
_MONEY = re.compile(r"款|罚没|金额|损失|薪|资金|费|补贴|投入|工资|收入|救助|贷|授信|所得|定补|金$")
_ONLY_MONEY = re.compile(r"款$(?<!条款)|罚款金额|罚没|金额|损失|资金|经费|补贴|投入|所得|罚金")
_TIME = re.compile(r"时间|时长|时限|广播|播放|培训|缩短")
_PERSONS = frozenset({"人次", "人", "名", "位", "户", "户次", "人天"})
# What only persons are counted for, whatever verb stands beside it: 参与涉法事务9次 is no audience.
_AUDIENCE = frozenset({"参与", "覆盖", "惠及", "受益", "观众", "师生", "学生", "人数", "聆听", "受教育"})
# 案件 alone means cases of administrative punishment, but not beside words of courts and mediators.
_OTHER_CASES = re.compile(r"纠纷|对接|调解|诉|民事|刑事|信访|仲裁|审理|开庭|法庭|援助|承包")
# 交办件 are no 办件, 免罚金额 is no 罚金, 事项目录 no 项目.
_INSIDE = re.compile(r"[交转督]办件|罚金额|项目录")
# What is checked follows: 审查行政合同、会议纪要等文件.
_CHECKS = frozenset({"审查", "审核"})
_HEAD_BONUS = 3
_LONGEST = 80
_TITLE = re.compile(r"《[^《》]{0,100}》")


class Indicators:
    """Look-up of an indicator by the spelling that says best what a figure counts."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._ids: dict[str, str] = {}
        for concept in concepts.values():
            if concept.recognised and concept.label != GENERAL:
                for spelling in filter(None, map(folded, concept.spellings)):
                    self._ids.setdefault(spelling, concept.id)
        labels = {c.id: c.label for c in concepts.values()}
        rates = [s for s, i in self._ids.items() if _RATE.search(labels[i] + s)]
        counts = [s for s in self._ids if s not in set(rates)]
        self._rates, self._counts = _Spellings(rates), _Spellings([s for s in counts if not _ONLY_MONEY.search(s)])
        self._sums = _Spellings([s for s in counts if _MONEY.search(s)])
        self._times = _Spellings([s for s in counts if _TIME.search(s)])
        by_label = {c.label: c.id for c in concepts.values()}
        self.general = by_label.get(GENERAL, GENERAL)
        self.change = by_label.get(CHANGE, self.general)

    def of(self, unit: str, texts: Sequence[str], *, strong: bool = False) -> str:
        """Id of the indicator for a figure in ``unit`` (its label); ``texts`` from the narrowest to the widest.

        ``strong``: spellings that go with any indicator (纠纷, 案件) do not count.
        """
        rate = unit == PER_CENT or unit.endswith("百分点")
        spellings = self._rates if rate else self._of_kind(unit)
        for text in texts:
            words = folded(_TITLE.sub("", text))
            if rate and _CHANGED.search(words):
                return self.change
            if words in spellings.all:
                return self._ids[words]
            found = self._best(words, spellings, unit)
            if found is None and rate:  # 按期闭环办结100% is a rate that is not called one
                found = self._best(words + "率", spellings, unit)
            if found is not None and not (strong and found in WEAK):
                return self._ids[found]
        return self.general

    def _of_kind(self, unit: str) -> _Spellings:
        if unit in MONEY_UNITS:
            return self._sums
        return self._times if unit in TIME_UNITS else self._counts

    def _best(self, words: str, spellings: _Spellings, unit: str) -> str | None:
        """The longest; one at the end gains, for Chinese nouns have their head last (民兵应急队伍演练 is a drill)."""
        words = words[:_LONGEST]
        found = [f for f in spellings.in_text(words) if f.end - f.start > 1 and _fitting(f.word, words, unit)]
        best = max(found, key=lambda f: (_is_telling(f, words), *_rank(f, len(words))), default=None)
        return best.word if best else None


class _Spelled(NamedTuple):
    """A spelling in a text."""

    word: str
    start: int
    end: int


class _Spellings:
    """Spellings of one kind, found all at once."""

    def __init__(self, spellings: Sequence[str]) -> None:
        self.all = frozenset(spellings)
        self._words = sorted(self.all, key=lambda s: (-len(s), s))
        self._automaton = AhoCorasick(self._words)

    def in_text(self, text: str) -> list[_Spelled]:
        """The longest spelling at each offset where one begins: 行政执法 and 执法证 overlap."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        longest = {start: _Spelled(self._words[at], start, end) for at, start, end in sorted(found, key=itemgetter(2))}
        return [longest[start] for start in sorted(longest)]


def _is_telling(found: _Spelled, words: str) -> bool:
    """解决执法装备、调解经费等具体问题 is of problems, whatever they are about."""
    return found.word not in WEAK or (found.word == "问题" and found.end == len(words) and "解决" in words)


def _rank(found: _Spelled, end: int) -> tuple[int, bool, int]:
    at_end = found.end == end
    checked = found.start == 0 and found.word in _CHECKS
    return len(found.word) + _HEAD_BONUS * (at_end or checked), at_end, found.start


def _fitting(spelling: str, words: str, unit: str) -> bool:
    if spelling in ("案件", "办理案件", "办结案件") and _OTHER_CASES.search(words):
        return False
    if any(spelling in m.group() for m in _INSIDE.finditer(words)) and spelling in ("办件", "罚金", "项目"):
        return False
    if spelling == "通过率" and "审" in words:
        return False
    return spelling not in _AUDIENCE or unit in _PERSONS
