"""How many lawyers and how many villages the clauses about a firm count."""

from __future__ import annotations

import re

from kg.extractors.adviser_roles import roles_of, without_own_lawyers
from kg.extractors.numerals import numbers
from kg.model import AdviserRole

_LAWYERS = re.compile(
    r"[名位](?:[^，,。；、名位村居]{0,6}?)(?:律师|法律顾问|法律工作者|法律服务工作者|工作人员|人员|法律专家)(?!事务所)|个律师"
)
_LAWYERS_FIRST = re.compile(r"(?:律师|法律顾问)(?:共|各|共计|计)?$")
_PERSONS_FIRST = re.compile(r"(?:其中|由|另有|另外?)?(?P<count>\d+|[一二两三四五六七八九十]+)[名位人](?!次)")
_COUNT_BEHIND = re.compile(
    r"(?:选派|指派|委派|安排|派出|派驻)?的?(?P<count>\d+|[一二两三四五六七八九十]+)[名位](?:执业|专业|专职|驻村)*(?:律师|法律(?:服务)?工作者)"
)
_TEAM = re.compile(r"人(?:的)?(?:专业|法律|律师|顾问|服务)*团队")
_PERSONS = re.compile("[名位人]")
_EACH = re.compile(
    "每(?:个)?(?:行政)?(?:村居|村|社区|嘎查|居)?(?:（[^）]{1,3}）)?(?:均|都|至少|各)?(?:配备|安排|选派|指派|派驻|聘请|落实)?(?:了)?$"
)
_MIXED = re.compile(r"(?:和|及|与|、)(?!\s?[\d一二两三])[^，,。；]{0,8}(?:工作者|人员|干部)")
_VILLAGE_UNIT = re.compile(r"(?:个)?(?:行政|移民|自然|建制|涉农|牧业|农业)?(?:村居|村|社区|嘎查|居委会|行政村|居)")
_VILLAGES_FIRST = re.compile(r"(?:村居|村|社区|嘎查)(?:[（(].{1,4}[)）])?(?:有|已?达到?|共有?|为)$")
_EACH_SENDS = re.compile(
    r"各(?:自)?(?:派|选派|指派|安排|派出|派驻|委派)(?:了|出)?(?P<count>\d+|[一二两三四五六七八九十]+)[名位](?:执业|专业|专职|驻村)*(?:律师|法律)"
)
_EACH_OF_THEM = re.compile("每[人名位]律?师?[^，,。；;]{0,6}$")  # 4名律师每人包联4个村 serve more than 4
_CLAUSE_END = re.compile(r"[，,：:。；;\n]")
_PARTS = re.compile("[，,、：:。；;\n]|和|及")


def goes_on_about_lawyers(segment: str) -> bool:
    """Whether a segment after a firm's goes on about its lawyers: “；3名律师轮流到镇坐班”."""
    return bool(_LAWYERS.match(segment[1:6] and segment.lstrip("0123456789一二两三四五六七八九十 ")))


def count_behind(text: str, at: int) -> int | None:
    """How many lawyers a number right behind a firm's name counts: 循远律师事务所|4名律师."""
    behind = _COUNT_BEHIND.match(text, at)
    return int(numbers(behind["count"])[0].value) if behind else None


def count_of_each(text: str) -> int | None:
    """How many lawyers each of several firms sends: 各派1名律师."""
    sent = _EACH_SENDS.search(text)
    return int(numbers(sent["count"])[0].value) if sent else None


def count_in_role(text: str, role: AdviserRole) -> int | None:
    """How many of a firm's lawyers serve in one of two roles: 2人服务镇政府，3人服务各村; 镇法律顾问1名、驻村律师6名."""
    for clause in _CLAUSE_END.split(text):
        if roles_of(clause) == (role,) and (own := _PERSONS_FIRST.match(clause)) is not None:
            return int(numbers(own["count"])[0].value)
    told = [(roles_of(part), count) for part in _PARTS.split(text) if (count := lawyer_count(part)) is not None]
    return next((count for roles, count in told if roles == (role,)), None) if len(told) > 1 else None


def lawyer_count(text: str) -> int | None:
    """How many lawyers a statement counts; None where it counts none, or lawyers and others together."""
    text = without_own_lawyers(text)
    for number in numbers(text):
        if _PERSONS.match(text, number.end) and _LAWYERS_FIRST.search(text, 0, number.start):
            return int(number.value)
        if _TEAM.match(text, number.end):
            return int(number.value)
        unit = _LAWYERS.match(text, number.end)
        if unit is None or _EACH.search(text, max(0, number.start - 10), number.start):
            continue
        if not _MIXED.match(text, unit.end()):
            return int(number.value)
    return None


def village_count(text: str) -> int | None:
    """How many villages a statement speaks of; None where it gives no number."""
    for number in numbers(text):
        if _EACH_OF_THEM.search(text, 0, number.start):
            continue
        if text[max(0, number.start - 1) : number.start] not in ("每", "第") and number.value >= 2:
            unit = _VILLAGE_UNIT.match(text, number.end)
            if unit is not None and text[unit.end() : unit.end() + 1] != "级":
                return int(number.value)
            if text[number.end : number.end + 1] == "个" and _VILLAGES_FIRST.search(text, 0, number.start):
                return int(number.value)  # 签约的村有9个
    return None
