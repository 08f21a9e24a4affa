"""Statuses, roles and kinds as people call them: (Chinese, English). One table for terminal and page."""

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
    "governmentAdviser": ("政府法律顾问", "advises the government"),
    "villageAdviser": ("村（社区）法律顾问", "advises villages"),
    "otherAdviser": ("其他法律服务", "other legal services"),
}
KIND: Wording = {
    "town": ("乡镇（街道）", "town"),
    "practice": ("做法", "practice"),
    "discovered": ("新发现的做法（未经审核）", "discovered practice (not reviewed)"),
    "firm": ("律师事务所", "law firm"),
    "office": ("法律服务所", "legal service office"),
}
BROADER = ("属于更大的做法", "is a kind of")


def say(wording: Wording, key: str, lang: str) -> str:
    """The Chinese (``lang`` "zh") or English name of ``key``; ``key`` itself where the table has none."""
    pair = wording.get(key, (key, key))
    return pair[0] if lang == "zh" else pair[1]
