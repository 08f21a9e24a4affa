"""Identifiers of cited instruments: one for a law however it is written, none of national reach for a town's own paper.

《民法典》 and 《中华人民共和国民法典》 are one law; 《…办法（试行）》 is 《…办法》; 《…纲要（2021—2025年）》 is not that of
2015—2020. A work plan, a list or a town's own rules are known in their county only: every county has its
《2024年法治政府建设工作要点》.
"""

from __future__ import annotations

import re

from kg.model import Identity

_STATE = "中华人民共和国"
_BRACKETS = re.compile(r"[(（〔\[]([^()（）〔〕\[\]]{1,20})[)）〕\]]$")
_DASHES = re.compile(r"[—–－~～]+")
# What superiors and towns issue for their own ground. Example: 2024年全县法治政府建设工作要点, 领导干部年度学法清单.
_LOCAL_PAPER = re.compile(
    r"(要点|方案|预案|计划|通知|清单|制度|机制|台账|汇编|公约|流程|手册|目录|标准|守则|报告|纪要|协议|责任书|决议)$"
)


def law_key(title: str) -> str:
    """What must agree for two titles to be one instrument: no state prefix, no (试行); years stay, as ``_2021-2025年``."""
    key = title.strip().removeprefix(_STATE)
    while (bracket := _BRACKETS.search(key)) is not None:
        inner = bracket.group(1)
        key = key[: bracket.start()]
        if any(c.isdigit() for c in inner) and "修" not in inner:
            key += "_" + _DASHES.sub("-", inner)
            break
    return _DASHES.sub("-", key) or title


def is_local(title: str, identity: Identity) -> bool:
    """Whether a title is known in its county only: a working paper, or rules that begin with the town's own name."""
    key = law_key(title)
    return bool(_LOCAL_PAPER.search(key)) or (bool(identity.name) and key.startswith(identity.name))
