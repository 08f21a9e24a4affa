"""From an exception to the one line that tells a person what is wrong and what to do."""

from __future__ import annotations

from kg.cli.language import lang, tr
from kg.errors import KgError, system_reason


def explained(fault: BaseException) -> str:
    """One line. What nobody foresaw says so, and how to see more."""
    if isinstance(fault, KgError):
        return fault.told(lang())
    if isinstance(fault, OSError):
        where = f"{fault.filename}{tr('：', ': ')}" if fault.filename else ""
        return where + system_reason(fault).told(lang())
    return tr(
        f"程序内部错误：{type(fault).__name__}: {fault}；设 KG_DEBUG=1 再运行可看详情",
        f"internal error: {type(fault).__name__}: {fault}; run again with KG_DEBUG=1 for details",
    )
