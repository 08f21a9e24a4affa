"""Statuses, roles and kinds as people call them: (Chinese, English). One table for terminal and page.

Statuses and roles are called as ``ontology/governance.ttl`` labels them, which saved queries answer with; a test holds
the two together. Here they stand again because a page and a table need them where no store is open.
"""

from __future__ import annotations

from collections.abc import Mapping

Wording = Mapping[str, tuple[str, str]]

STATUS: Wording = {
    "implemented": ("已实施", "implemented"),
    "piloting": ("试点中", "piloting"),
    "inProgress": ("推进中", "in progress"),
    "planned": ("计划", "planned"),
}
ROLE: Wording = {
    "governmentAdviser": ("政府法律顾问", "government adviser"),
    "villageAdviser": ("村（社区）法律顾问", "village adviser"),
    "otherAdviser": ("其他法律服务", "other legal services"),
}
KIND: Wording = {
    "town": ("乡镇（街道）", "town"),
    "practice": ("做法", "practice"),
    "discovered": ("新发现的做法（未经审核）", "discovered practice (not reviewed)"),
    "firm": ("律师事务所", "law firm"),
    "lawyers": ("律师（报告未写名称）", "lawyers (not named)"),
    "office": ("法律服务所", "legal service office"),
}
PART: Wording = {  # of what sets towns side by side, in the order of kg.analysis.likeness.told.KINDS
    "practice": ("做法", "practices"),
    "firm": ("法律服务", "legal services"),
    "problem": ("问题", "problems"),
    "plan": ("计划", "plans"),
    "figure": ("数字", "figures"),
}
UNNAMED = ("未写名称的律师", "unnamed lawyers")
BROADER = ("属于更大的做法", "is a kind of")


def say(wording: Wording, key: str, lang: str) -> str:
    """The Chinese (``lang`` "zh") or English name of ``key``; ``key`` itself where the table has none."""
    pair = wording.get(key, (key, key))
    return pair[0] if lang == "zh" else pair[1]


# What people write for a status besides its names above.
_ALSO = {
    "已实行": "implemented",
    "实施": "implemented",
    "试点": "piloting",
    "pilot": "piloting",
    "推进": "inProgress",
    "计划中": "planned",
    "plan": "planned",
}


def status_called(name: str) -> str | None:
    """The value of ``model.Status`` that a person or a program means: 计划, planned, in-progress, inProgress."""
    ways = {_plain(way): status for status, names in STATUS.items() for way in (status, *names)}
    ways |= {_plain(way): status for way, status in _ALSO.items()}
    return ways.get(_plain(name))


def _plain(name: str) -> str:
    return "".join(c for c in name if c not in "-_ \u3000").casefold()
