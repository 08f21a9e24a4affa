"""Which of the townships of a name is meant: candidates scored by named hints, and no guess where they tie.

A hint names a division (or several of one name) that the town lies in, says where it was read and how much that
place of reading is worth. The weights are a scale of trust: the town's own signature outweighs everything else, a
code of the page outweighs names, a name in the running text alone decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Division
from kg.places.gazetteer import Gazetteer
from kg.places.names import area_type

# What a place of reading is worth. Example beside each row.
WEIGHTS: dict[str, float] = {
    "attached": 10.0,  # 睢宁县王集镇人民政府
    "code": 8.0,  # 网站标识码：3305210001
    "addressee": 7.0,  # 城中区委全面依法治区委员会：
    "site": 6.0,  # 主办：德清县人民政府办公室; also source line and breadcrumb
    "host": 4.5,  # www.baodi.gov.cn
    "host-composed": 3.0,  # www.tjbd.gov.cn
    "phone": 2.5,  # 联系电话：0716-8888888
    "document": 2.5,  # 宝坻政发〔2025〕3号
    "host-letters": 1.5,  # www.bd.gov.cn: two letters fit many places
    "neighbour": 2.0,  # 与大钟庄镇联合执法, where one of the candidates lies in a county with a 大钟庄镇
    "rare-village": 2.0,  # 在王善庄村试点, where one of the candidates has a village that few towns have
    "village": 1.0,  # 在清河村试点, where one of the candidates has a 清河村: such names are common
    "registration": 3.0,  # 粤ICP备05079421号
    "institution": 3.0,  # 郁南县人民法院, 云浮市矛盾纠纷协同调处系统
    "law": 2.5,  # 《重庆市优化营商环境条例》
    "repeated": 2.5,  # a county's full name three times and more in running text
    "text": 1.5,  # once or twice: 赴湖州市考察 is elsewhere; all such hints together count once
    "adviser": 2.0,  # 聘请广东光源律师事务所为法律顾问: a town's adviser is of its province
    "firm": 1.0,  # 广东光源律师事务所 otherwise: firms work beyond their place
    "far-firm": 0.0,  # 北京…, 上海…律师事务所: serve towns everywhere
}
DECISIVE = 5.0  # a hint of this weight that excludes a candidate excludes it for good
_ONCE = {"text"}  # kinds of which any number is worth one
_EACH = {"neighbour", "rare-village", "village"}  # kinds of which each name read counts
MARGIN = 2.0  # the winner must lead by this much
ENOUGH = 2.0  # and have this much


@dataclass(frozen=True, slots=True)
class Hint:
    """The town lies in one of ``divisions`` (full names, several where the name is shared), as read at ``kind``."""

    kind: str  # a key of WEIGHTS
    divisions: tuple[str, ...]
    surface: str  # as written, for people

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]


@dataclass(frozen=True, slots=True)
class Resolution:
    """``division`` is None where no candidate stands out; ``candidates`` are the full names that then remain."""

    division: Division | None
    candidates: tuple[str, ...]
    evidence: tuple[str, ...]


def resolve(
    gazetteer: Gazetteer,
    name: str,
    hints: Sequence[Hint] = (),
    parent_types: Sequence[str] = (),
    year: int | None = None,
) -> Resolution:
    """The township called ``name`` that the hints point to.

    ``parent_types``: kinds of the division right above, where the text tells (县委 → 县, 自治县); candidates below
    another kind are left out. ``year``: the year reported on; towns that were gone by then, or not yet there, are left
    out. The only township of a name is taken without hints unless a decisive one excludes it.
    """
    candidates = list(gazetteer.candidates(name))
    if not candidates:
        return Resolution(None, (), ())
    decisive = [hint for hint in hints if hint.weight >= DECISIVE]
    allowed = [
        c for c in candidates if not any(_excludes(gazetteer, hint, c) for hint in decisive if hint.kind == "attached")
    ]
    if not allowed:
        return Resolution(None, (), (f"{name}: none lies in " + "、".join(sorted({h.surface for h in decisive})),))
    evidence: list[str] = []
    if year is not None and len(allowed) > 1:
        of_time = [c for c in allowed if gazetteer.existed(c, year)]
        if of_time and len(of_time) < len(allowed):
            allowed = of_time
            evidence.append(f"there in {year}: {len(allowed)} of {len(candidates)} called {name}")
    if parent_types and len(allowed) > 1:
        of_kind = [c for c in allowed if _parent_types(gazetteer, c, year) & set(parent_types)]
        if of_kind and len(of_kind) < len(allowed):
            allowed = of_kind
            evidence.append(f"addressed to a {'/'.join(parent_types)}")
    scores = {c: _score(gazetteer, c, hints) for c in allowed}
    ranked = sorted(allowed, key=lambda c: (-scores[c], not c.endswith(name), not gazetteer.is_listed(c), c))
    best = ranked[0]
    rivals = [c for c in ranked[1:] if not _same_place(gazetteer, best, c)]
    contradicted = any(_excludes(gazetteer, hint, best) for hint in decisive)
    lead = scores[best] - (scores[rivals[0]] if rivals else 0.0)
    if (rivals and (lead < MARGIN or scores[best] < ENOUGH)) or (contradicted and scores[best] < DECISIVE):
        tied = [c for c in ranked if scores[c] > scores[best] - MARGIN] if not contradicted else ranked
        return Resolution(None, tuple(sorted(tied)), tuple(evidence))
    chosen = _as_of_then(gazetteer, best, ranked, hints, year)
    evidence += [f"{h.kind}: {h.surface}" for h in hints if not _excludes(gazetteer, h, best)]
    if not rivals and not evidence:
        evidence.append(f"only township called {name}")
    return Resolution(gazetteer.division(chosen), (), tuple(dict.fromkeys(evidence)))


def _excludes(gazetteer: Gazetteer, hint: Hint, candidate: str) -> bool:
    return not any(_holds(gazetteer, division, candidate) for division in hint.divisions)


def _holds(gazetteer: Gazetteer, division: str, candidate: str) -> bool:
    return division == candidate or gazetteer.contains(division, candidate)


def _score(gazetteer: Gazetteer, candidate: str, hints: Sequence[Hint]) -> float:
    """Sum of the weights of the hints that hold the candidate, each division counted once per kind."""
    counted = set()
    total = 0.0
    for hint in hints:
        key = (hint.kind, () if hint.kind in _ONCE else hint.divisions, hint.surface if hint.kind in _EACH else "")
        if key not in counted and not _excludes(gazetteer, hint, candidate):
            counted.add(key)
            total += hint.weight
    return total


def _parent_types(gazetteer: Gazetteer, candidate: str, year: int | None) -> set[str]:
    """Kinds of the division right above: also the former one's, where that was there in the year reported on or ended
    in the year before (禄丰县 became 禄丰市 in 2021: a report on 2020 speaks of either)."""
    division = gazetteer.division(candidate)
    if division is None or not division.parent:
        return {""}
    kinds = {area_type(gazetteer.ancestors(division)[0].name)}
    for path in gazetteer.former_areas(division.parent):
        former = gazetteer.division(path)
        if former is not None and year is not None and former.valid_to is not None and year <= former.valid_to + 1:
            kinds.add(area_type(former.name))
    return kinds


def _same_place(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Is one the former name of the other, or another spelling below the same county (邓家乡, 邓家土家族乡)?"""
    a, b = gazetteer.division(one), gazetteer.division(other)
    if a is not None and b is not None and a.parent == b.parent:
        return True
    return other in gazetteer.successors(one) or one in gazetteer.successors(other)


def _as_of_then(gazetteer: Gazetteer, best: str, ranked: Sequence[str], hints: Sequence[Hint], year: int | None) -> str:
    """The full name that the report itself uses: 渝北区大盛镇 in 2024, though the town has moved to 北碚区 since."""
    for hint in hints:
        if hint.weight >= DECISIVE and not any(best.startswith(division) for division in hint.divisions):
            for division in hint.divisions:
                if earlier := gazetteer.former(division, best):
                    return earlier
    for heir in (path for path in gazetteer.successors(best) if path in ranked):
        told = any(d for h in hints for d in h.divisions if best.startswith(d) and not heir.startswith(d))
        if not told and not _before_the_end(gazetteer, best, year):
            return heir
    for earlier in (path for path in ranked if best in gazetteer.successors(path)):
        told = any(d for h in hints for d in h.divisions if best.startswith(d) and not earlier.startswith(d))
        if not told and _before_the_end(gazetteer, earlier, year):
            return earlier
    return best


def _before_the_end(gazetteer: Gazetteer, full_name: str, year: int | None) -> bool:
    """Is it known that a division still was there at the end of that year?"""
    division = gazetteer.division(full_name)
    return division is not None and year is not None and division.valid_to is not None and year < division.valid_to
