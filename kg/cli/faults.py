"""From an exception to the one line that tells a person what is wrong and what to do."""

from __future__ import annotations

from kg.cli.language import tr
from kg.model import KgError

_WHAT_ZH = {
    "practice": "做法",
    "town": "乡镇",
    "firm": "律所",
    "province": "省份",
    "town, practice or firm": "乡镇、做法或律所",
    "saved query": "预存查询",
}


def explained(fault: BaseException) -> str:
    """One line. What nobody foresaw says so, and how to see more."""
    if isinstance(fault, KgError):
        return _named(fault) or str(fault)
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return where + (fault.strerror or str(fault) or type(fault).__name__)
    return tr(
        f"程序内部错误：{type(fault).__name__}: {fault}；设 KG_DEBUG=1 再运行可看详情",
        f"internal error: {type(fault).__name__}: {fault}; run again with KG_DEBUG=1 for details",
    )


def _named(fault: KgError) -> str:
    from kg.cli.language import lang

    if lang() == "en":
        return ""
    from kg.analysis.matching import UnknownNameError

    if not isinstance(fault, UnknownNameError):
        return ""
    listed = "、".join(fault.candidates)
    if fault.ambiguous:
        return f"“{fault.name}”可能指：{listed}；请写全"
    if fault.what == "year":
        return f"图谱里没有 {fault.name} 年的报告" + (f"；有的年份：{listed}" if listed else "")
    if fault.what == "status":
        return f"没有“{fault.name}”这种状态；可用：{listed}"
    what = _WHAT_ZH.get(fault.what, fault.what)
    return f"图谱里没有叫“{fault.name}”的{what}" + (f"；相近的有：{listed}" if listed else "")
