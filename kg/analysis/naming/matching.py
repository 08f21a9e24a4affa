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
    "law": "法规文件",
    "province": "省份",
    "county": "县（市、区）",
    "problem type": "问题类型",
    "indicator": "指标",
    "town, practice, firm or problem type": "乡镇、做法、律所或问题类型",
    "saved query": "预存查询",
    "check": "审查项目",
    "unit": "单位",
    "practice, firm or town": "做法、律所或乡镇",
}


_ALIKE, _SAID_ALIKE = 50.0, 75.0  # percent of characters, or of letters of pinyin, that two names share
_WITHIN, _SAID_WITHIN = 110.0, 90.0  # what it counts that a name holds what was typed, as written or as said
_LEAST_SAID = 4  # letters of pinyin: fewer stand in too many names
_MOST = 12  # candidates that a message lists


class UnknownNameError(KgError):
    """No ``what`` (practice, town, firm, province, year, name) of the store is called ``name``, or (``ambiguous``)
    several are. ``candidates`` are what may have been meant, likest first; ``examples``, told where there are none, are
    names that the store has."""

    def __init__(
        self,
        what: str,
        name: str,
        candidates: Iterable[str] = (),
        *,
        ambiguous: bool = False,
        examples: Iterable[str] = (),
    ) -> None:
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
            of_graph = what not in ("saved query", "check")
            some = tuple(examples)
            if some and not en:
                every = (f"; there are, e.g., {', '.join(some)}", f"；有的如：{'、'.join(some)}")
            en, zh = (f"; nearest: {en}", f"；相近的有：{zh}") if en else every
            here, here_zh = (" in this graph", "图谱里") if of_graph else ("", "")
            kind = _KIND_ZH.get(what, what)
            super().__init__(f"no {what} called “{name}”{here}{en}", f"{here_zh}没有叫“{name}”的{kind}{zh}")


class OtherKindError(KgError):
    """``name`` is asked for as a ``wanted`` ("practice" or "town") and is a ``kind`` ("practice", "town", "firm" or
    "problem type")."""

    def __init__(self, name: str, kind: str, wanted: str = "practice") -> None:
        self.name, self.kind, self.wanted = name, kind, wanted
        commands = f"kg towns {name}", f"kg show {name}"
        ways = commands if kind == "practice" else commands[1:]
        super().__init__(
            f"“{name}” is a {kind}, no {wanted}: {' or '.join(ways)}",
            f"“{name}”是{_KIND_ZH[kind]}，不是{_KIND_ZH[wanted]}：请用 {' 或 '.join(ways)}",
        )


class DivisionError(KgError):
    """``name`` is asked for by itself and is that of a province or a county (``kind``), which has no dossier."""

    def __init__(self, name: str, kind: str, division: str) -> None:
        self.name, self.kind, self.division = name, kind, division
        super().__init__(
            f"“{name}” is a {kind}: kg shared --{kind} {division}",
            f"“{name}”是{_KIND_ZH[kind]}，不是乡镇、做法或律所：请用 kg shared --{kind} {division}",
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
    """Up to ``most`` known names like ``name``, likest first: those that contain it, then those spelt or said alike, or
    said so in part (枫乔 for 枫桥经验)."""
    wanted = folded(name)
    if not wanted:
        return ()
    if not isinstance(known, Labels):
        shown = sorted(set(known))
        known = Labels(shown, [folded(label) for label in shown], [spoken(folded(label)) for label in shown])
    scores: dict[str, tuple[float, int]] = {}

    def offer(at: int, score: float, long: int) -> None:
        label = known.shown[at]
        scores[label] = max(scores.get(label, (0.0, 0)), (score, -long))

    sound = spoken(wanted)
    for query, forms, least, within in (
        (wanted, known.folded, _ALIKE, _WITHIN),
        (sound, known.pinyin, _SAID_ALIKE, _SAID_WITHIN),
    ):
        for _, score, at in process.extract(query, forms, scorer=fuzz.ratio, limit=None, score_cutoff=least):
            offer(at, score, len(forms[at]))
        if forms is known.folded or len(query) >= _LEAST_SAID:
            for at, form in enumerate(forms):
                if query in form:
                    offer(at, within, len(form))
    return tuple(sorted(scores, key=lambda label: (-scores[label][0], -scores[label][1], label)))[:most]
