"""Names that counties give to their own ways: in no list, found by how they are written."""

from __future__ import annotations

from typing import NamedTuple

from corpus.chance import chance, pick
from corpus.practices import Practice


class Kind(NamedTuple):
    """What a name of one's own stands for: how it ends, the broader practice by which that is known, the theme."""

    ends: str
    broader: str
    theme: str


KINDS = (
    Kind("工作法", "调解工作法", "settle"),
    Kind("微网格", "微网格", "grid"),
    Kind("调解室", "人民调解委员会", "settle"),
    Kind("议事会", "村民议事会", "self"),
)
_FIRST = "清秋春青红金银石柳杨梅兰竹松桂荷莲杏槐榆枣茶稻麦渔船桥井泉溪塘湖海峰岭云霞雨雪星"
_SECOND = "溪山水林塘桥风月花香树根叶伴语音情意心韵家门灯火潮帆舟港湾滩泉源坡岭田园"


def brands(seed: int, county: str) -> list[Practice]:
    """A handful of names, each used by some towns of the county."""
    of = chance(seed, "brands", county)
    found = []
    for _ in range(3 + int(3 * of.random())):
        kind = pick(of, KINDS)
        name = pick(of, _FIRST) + pick(of, _SECOND)
        label = f"{name}{kind.ends}"
        found.append(
            Practice(None, label, (kind.broader,), (f"“{label}”",), kind.theme, 2012 + int(14 * of.random()), 0.01)
        )
    return list({p.label: p for p in found}.values())
