"""When a plan or a problem of one report is told again in the next: rules as data, each with an example and how sure it is.

Headings are compared without the words that any of them may begin or end with; what remains is their core.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

DONE, UNDER_WAY, AGAIN, SILENT = "done", "under way", "planned again", "not mentioned again"
VERDICTS = (DONE, UNDER_WAY, AGAIN, SILENT)  # the first that anything speaks for is the verdict
PERSISTS, FADED, UNKNOWN = "persists", "not told again", "cannot tell"

# Left out when headings are compared: they say how much, not what.
FILLERS = (
    *("进一步", "持续", "不断", "继续", "大力", "切实", "着力", "全面", "深入", "积极", "扎实", "有效", "坚决"),
    *("加强", "强化", "加大", "加快", "提升", "提高", "推进", "推动", "深化", "完善", "健全", "增强", "优化", "做好"),
    *("还有待", "有待", "还需", "亟待", "仍需", "存在", "不够", "不足", "不强", "不高", "欠缺", "薄弱", "仍然", "较为"),
    *("方面", "工作", "力度", "水平", "问题", "差距"),
)
_FILLER = "|".join(sorted(map(re.escape, FILLERS), key=len, reverse=True))

LEFT_OUT = rf"(?:{_FILLER}|\W+)"  # right in Python and for columns of polars


class Rule(NamedTuple):
    """What speaks for a verdict. ``alike``: how alike the two cores must be at least (0–100, ``rapidfuzz.fuzz.ratio``).
    ``example`` are two headings that the rule is right about."""

    basis: str
    verdict: str
    confidence: float
    alike: float
    type_shared: bool
    example: tuple[str, str]


# Of two plans of successive reports. Where the plan names practices, what became of them is asked first; a shared type
# alone says something only of a plan that names none.
PLAN_RULES = (
    Rule("heading", AGAIN, 0.9, 90, False, ("进一步加大普法宣传力度", "持续加大普法宣传")),
    Rule("heading and type", AGAIN, 0.8, 60, True, ("提升执法队伍专业能力", "提升执法人员专业能力")),
    Rule("type", AGAIN, 0.5, 0, True, ("加强经费保障", "多方筹措资金")),
)
HEADING_ALONE = 0.6  # headed alike, but the practices that the plan named are not in the next report
# Of two problems of successive reports.
PROBLEM_RULES = (
    Rule("heading and type", PERSISTS, 0.95, 60, True, ("执法力量不足", "基层执法力量薄弱")),
    Rule("heading", PERSISTS, 0.85, 85, False, ("网格员队伍不稳定", "网格员队伍仍然不稳定")),
    Rule("type", PERSISTS, 0.75, 0, True, ("普法宣传形式单一", "宣传手段较为传统")),
)
PRACTICE_AND_FIELD = 0.6  # a problem that names the same practice, of a type of the same field

# By the status that the next report gives to a practice that the plan names: verdict, and how sure it is.
STATUS_VERDICT = {
    "implemented": (DONE, 0.95),
    "piloting": (UNDER_WAY, 0.95),
    "inProgress": (UNDER_WAY, 0.95),
    "planned": (AGAIN, 0.9),
}


class Told(NamedTuple):
    """A stretch of a plan that a sentence on what was done tells again. ``least``: characters that its core must have;
    ``alike``: how much of it the sentence must hold (0–100, ``rapidfuzz.fuzz.partial_ratio``)."""

    of: str
    least: int
    alike: float
    confidence: float
    example: tuple[str, str]


SENTENCE_RULES = (
    Told("heading", 6, 88, 0.6, ("建设镇级矛盾调解中心", "镇级矛盾调解中心建成投用，受理纠纷30件。")),
    # A verb of two characters may stand behind what it is about.
    Told("heading turned", 6, 88, 0.55, ("修缮法治文化长廊", "完成法治文化长廊修缮。")),
    Told("clause", 8, 88, 0.6, ("为每个村配备一名专职调解员", "已为每个村配备一名专职调解员。")),
    Told("heading", 4, 100, 0.45, ("加强经费保障", "加强经费保障，投入12万元。")),
)
# In a sentence that tells a plan again: it is not finished.
UNFINISHED = (
    ("正在", "镇级调解中心正在建设。"),
    ("试点", "在两个村试点专职调解员。"),
    ("加快", "加快建设镇级调解中心。"),
    ("逐步", "逐步为各村配备调解员。"),
    ("筹建", "筹建镇级调解中心。"),
)
_UNFINISHED = re.compile("|".join(cue for cue, _ in UNFINISHED))
_LEFT_OUT = re.compile(LEFT_OUT)


def core(heading: str) -> str:
    """A heading without fillers and marks: 进一步加大普法宣传力度 → 普法宣传; the heading itself where nothing is left."""
    return _LEFT_OUT.sub("", heading) or heading


def alike(left: Sequence[str], right: Sequence[str]) -> list[float]:
    """How alike the cores of headings are, pair by pair, 0–100."""
    if not len(left):
        return []
    found: list[float] = process.cpdist(left, right, scorer=fuzz.ratio).tolist()
    return found


def told_again(heading: str, clauses: Sequence[str], sentences: Sequence[str]) -> tuple[str, float, int] | None:
    """The sentence on what was done that tells a plan: verdict, confidence and index; None where none does.

    Of several the surest, then the likest, then the first.
    """
    best: tuple[float, float, int] | None = None
    bare = [core(sentence) for sentence in sentences]
    for rule in SENTENCE_RULES:
        for part in clauses if rule.of == "clause" else (heading,):
            wanted = core(part)
            if rule.of == "heading turned":
                wanted = wanted[2:] + wanted[:2]
            if len(wanted) < rule.least:
                continue
            for at, sentence in enumerate(bare):
                if len(sentence) < len(wanted):
                    continue
                score = fuzz.partial_ratio(wanted, sentence, score_cutoff=rule.alike)
                if score >= rule.alike and (best is None or (rule.confidence, score, -at) > best):
                    best = (rule.confidence, score, -at)
    if best is None:
        return None
    at = -best[2]
    return (UNDER_WAY if _UNFINISHED.search(sentences[at]) else DONE), best[0], at
