"""When two spellings of a name are the same, and what to say when a name fits nothing or too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.errors import KgError
from kg.ontology import folded
from kg.tables.pinyin import spoken

_KIND_ZH = {
    "practice": "做法",
    "town": "乡镇",
    "firm": "律所",
    "province": "省份",
    "county": "县（市、区）",
    "problem type": "问题类型",
    "town, practice or firm": "乡镇、做法或律所",
    "saved query": "预存查询",
}


_ALIKE, _SAID_ALIKE = 50.0, 75.0  # percent of characters, or of letters of pinyin, that two names share
_MOST = 12  # candidates that a message lists


class UnknownNameError(KgError):
    """No ``what`` (practice, town, firm, province, year, name) of the store is called ``name``, or (``ambiguous``)
    several are. ``candidates`` are what may have been meant, likest first."""

    def __init__(self, what: str, name: str, candidates: Iterable[str] = (), *, ambiguous: bool = False) -> None:
        self.what, self.name, self.candidates, self.ambiguous = what, name, tuple(candidates), ambiguous
        en, zh = ", ".join(self.candidates[:_MOST]), "、".join(self.candidates[:_MOST])
        if len(self.candidates) > _MOST:
            en, zh = f"{en} … ({len(self.candidates)} in all)", f"{zh}……共 {len(self.candidates)} 个"
        if ambiguous:
            super().__init__(f"“{name}” may mean several: {en}; say which", f"“{name}”可能指：{zh}；请写全")
        elif what == "status":
            super().__init__(f"no status “{name}”: choose one of {en}", f"没有“{name}”这种状态；可用：{zh}")
        elif what == "year":
            en, zh = (f"; there are reports on {en}", f"；有的年份：{zh}") if en else ("", "")
            super().__init__(f"no report on {name} in this graph{en}", f"图谱里没有 {name} 年的报告{zh}")
        else:
            every = ("; kg query --list shows all", "；kg query --list 列出全部") if what == "saved query" else ("", "")
            en, zh = (f"; nearest: {en}", f"；相近的有：{zh}") if en else every
            here, here_zh = ("", "") if what == "saved query" else (" in this graph", "图谱里")
            kind = _KIND_ZH.get(what, what)
            super().__init__(f"no {what} called “{name}”{here}{en}", f"{here_zh}没有叫“{name}”的{kind}{zh}")


class OtherKindError(KgError):
    """``name`` is asked for as a practice and is a ``kind`` ("town" or "firm")."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        super().__init__(
            f"“{name}” is a {kind}, no practice: kg show {name}",
            f"“{name}”是{_KIND_ZH[kind]}，不是做法：请用 kg show {name}",
        )


def same(left: str, right: str) -> bool:
    return folded(left) == folded(right)


@dataclass(frozen=True)
class Labels:
    """Names to choose from: what is suggested, how it is compared (``folded``) and how it is said (``pinyin``)."""

    shown: Sequence[str]
    folded: Sequence[str]
    pinyin: Sequence[str] = ()


def nearest(name: str, known: Iterable[str] | Labels, most: int = 5) -> tuple[str, ...]:
    """Up to ``most`` known names like ``name``, likest first: those that contain it, then those spelt or said alike."""
    wanted = folded(name)
    if not isinstance(known, Labels):
        shown = sorted(known)
        known = Labels(shown, [folded(label) for label in shown], [])
    if not wanted:
        return ()
    within = sorted((len(form), form, known.shown[i]) for i, form in enumerate(known.folded) if wanted in form)
    found = [label for _, _, label in within]
    for query, forms in ((wanted, known.folded), (spoken(wanted), known.pinyin)):
        least = _ALIKE if forms is known.folded else _SAID_ALIKE
        hits = process.extract(query, forms, scorer=fuzz.ratio, limit=4 * most, score_cutoff=least)
        found += [known.shown[i] for _, _, i in sorted(hits, key=lambda hit: (-hit[1], known.shown[hit[2]]))]
    return tuple(dict.fromkeys(found))[:most]
