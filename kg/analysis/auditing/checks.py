"""What an audit looks for: one row for each check, with the rule it rests on and the words it is told in.

The rule is the Rules on inspecting the building of rule-of-law government and the fulfilment of responsibilities
(法治政府建设与责任落实督察工作规定, General Offices of the CPC Central Committee and the State Council, in force since
15 April 2019). Article 24: annual reports of local governments are published before 1 April of the year after, but for
state secrets. The contents that the same chapter asks for: measures and results; what falls short, and why; what the
Party and government heads did as first responsible persons; the main plans for the year to come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RULES_SINCE = 2019
"""The first year reported on to which the rule applies. What an earlier report lacks is only noted."""


class Severity(StrEnum):
    ERROR = "error"  # what the rule asks for is not there, or figures cannot be right
    WARNING = "warning"  # most likely wrong: to be looked at
    NOTE = "note"  # worth knowing


SEVERITY: Mapping[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
}
RANK = {severity.value: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Check:
    """``title`` and ``says`` are (Chinese, English); ``says`` has places for what was found: {date}, {n} …"""

    id: str
    group: str
    severity: Severity
    title: tuple[str, str]
    says: tuple[str, str]


GROUPS: Mapping[str, tuple[str, str]] = {
    "missing": ("未见报告", "No report"),
    "dates": ("公开时间", "Publication"),
    "parts": ("规定内容", "Prescribed parts"),
    "figures": ("数据", "Figures"),
    "answers": ("问题与计划", "Problems and plans"),
    "copied": ("文字雷同", "Copied text"),
}

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_ALL = (
    Check("no-report", "missing", _W, ("未见报告", "no report"),
          ("图谱里没有该乡镇 {year} 年的报告", "the graph has no report of this town on {year}")),
    Check("late", "dates", _W, ("公开偏晚", "published late"),
          ("{date} 才公开，应在 {due} 之前（晚 {days} 天）", "published {date}, due before {due} ({days} days late)")),
    Check("signed-late", "dates", _W, ("落款偏晚", "signed late"),
          ("未见公开日期；落款 {date}，应在 {due} 之前公开（晚 {days} 天）", "no date of publication; signed {date}, to be published before {due} ({days} days late)")),
    Check("undated", "dates", _W, ("没有日期", "undated"),
          ("既没有公开日期，也没有落款日期", "neither a date of publication nor one under the signature")),
    Check("signed-after-published", "dates", _W, ("落款晚于公开", "signed after publication"),
          ("落款 {signed} 晚于公开 {issued}", "signed {signed}, after its publication on {issued}")),
    Check("year-and-dates", "dates", _W, ("年份与日期不符", "year and dates disagree"),
          ("报告的是 {year} 年，而{kind}日期是 {date}", "reports on {year}, but is dated {date} ({kind_en})")),
    Check("no-year", "dates", _W, ("年份不明", "no year"),
          ("看不出报告的是哪一年", "does not tell which year it reports on")),
    Check("no-measures", "parts", _E, ("缺主要举措和成效", "no measures"),
          ("没有找到主要举措和成效", "what was done in the year was not found")),
    Check("no-duties", "parts", _W, ("缺第一责任人履职", "no duties of the heads"),
          ("没有找到党政主要负责人履行推进法治建设第一责任人职责的内容", "nothing was found on what the Party and government heads did as first responsible persons")),
    Check("no-problems", "parts", _E, ("缺存在的不足", "no shortcomings"),
          ("没有找到存在的不足", "what falls short was not found")),
    Check("no-causes", "parts", _N, ("缺不足的原因", "no causes"),
          ("写了不足，没有找到原因", "shortcomings are told, but not why")),
    Check("no-plans", "parts", _E, ("缺下一年度安排", "no plans"),
          ("没有找到下一年度的主要安排", "plans for the year to come were not found")),
    Check("part-over-whole", "figures", _E, ("部分大于总数", "part exceeds whole"),
          ("“{part} {b}{unit}”多于“{whole} {a}{unit}”", "“{part} {b}{unit}” is more than “{whole} {a}{unit}”")),
    Check("over-100", "figures", _E, ("比率超过 100%", "rate above 100%"),
          ("“{label}”为 {value}%", "“{label}” is {value}%")),
    Check("rate", "figures", _W, ("比率与数字不符", "rate does not fit"),
          ("“{rate} {value}%”，而 {b}/{a} 为 {real}%", "“{rate} {value}%”, but {b}/{a} is {real}%")),
    Check("two-values", "figures", _W, ("前后数据不一", "two values"),
          ("“{label}”前后不一：{values}", "“{label}” is told with two values: {values}")),
    Check("last-year", "figures", _W, ("与上年报告不符", "unlike last year's report"),
          ("{year} 年“{label}”本报告写作 {a}{unit}，上年报告写作 {b}{unit}", "“{label}” of {year}: {a}{unit} here, {b}{unit} in last year's report")),
    Check("problems-without-plan", "answers", _N, ("有问题无对策", "problems without a plan"),
          ("{of} 个问题中有 {n} 个没有找到对应的计划：{which}", "{n} of {of} problems are answered by no plan that was found: {which}")),
    Check("plans-without-problem", "answers", _N, ("计划不对应问题", "plans without a problem"),
          ("{of} 项计划都没有找到对应的问题", "none of the {of} plans answers a problem that the report tells")),
    Check("plans-dropped", "answers", _N, ("上年计划未再提及", "last year's plans unmentioned"),
          ("上年报告的 {of} 项计划，今年的报告里一项也没有找到", "none of the {of} plans of last year's report was found again in this one")),
    Check("copied", "copied", _N, ("文字雷同", "copied text"),
          ("全文约 {share}% 几乎逐字见于更早的报告，主要是 {source}", "some {share}% of the text stands almost word for word in earlier reports, mostly of {source}")),
)  # fmt: skip
CHECKS: Mapping[str, Check] = {check.id: check for check in _ALL}
ORDER = {check.id: rank for rank, check in enumerate(_ALL)}
PART_CHECKS: Mapping[str, str] = {
    "measuresPart": "no-measures",
    "dutiesPart": "no-duties",
    "problemsPart": "no-problems",
    "causesPart": "no-causes",
    "plansPart": "no-plans",
}
