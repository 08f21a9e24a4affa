"""A judgement: what it is about, the verdict, by whom, when and why; as one line of text and back.

What it is about is told by content (the report, the practice, the status …), never by position: so it still fits when the
graph is built again, or by a better extractor. ``to`` is what shall stand instead; ``was`` what stood there, for people.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import KgError


class Verdict(StrEnum):
    """The value is the local name in the ``gov:`` namespace."""

    ACCEPTED = "accepted"  # it is as the report says
    CHANGED = "changed"  # it is, but otherwise: see ``to``
    REJECTED = "rejected"  # the report says no such thing; of a name: it is none
    ADDED = "added"  # the report says it, and nothing was extracted
    MERGED = "merged"  # of a name: another one for the same
    DISTINCT = "distinct"  # of two names: not the same
    COMPLETE = "complete"  # of a report: all that it says is judged, and what was missed is added
    UNDONE = "withdrawn"  # of a judgement: it stands no more


STATEMENTS = ("adoption", "engagement", "problem", "plan", "observation")
NAMES = ("mechanism", "firm", "town")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "adoption": ("report", "mechanism", "status"),
    "engagement": ("report", "role", "firm", "office"),
    "problem": ("report", "heading"),
    "plan": ("report", "heading"),
    "observation": ("report", "indicator", "surface", "value", "unit", "year"),
    "mechanism": ("mechanism",),
    "firm": ("firm",),
    "town": ("town",),
    "pair": ("firm", "other"),
    "report": ("report",),
    "judgement": ("judgement",),
}
_FITTING: Mapping[str, tuple[Verdict, ...]] = {
    **dict.fromkeys(STATEMENTS, (Verdict.ACCEPTED, Verdict.CHANGED, Verdict.REJECTED, Verdict.ADDED)),
    "mechanism": (Verdict.ACCEPTED, Verdict.MERGED, Verdict.REJECTED),
    "firm": (Verdict.ACCEPTED, Verdict.MERGED),
    "town": (Verdict.MERGED,),
    "pair": (Verdict.DISTINCT,),
    "report": (Verdict.COMPLETE,),
    "judgement": (Verdict.UNDONE,),
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_ID = re.compile(r"[0-9a-f]{1,64}")
_NAMED = frozenset(
    (
        "report",
        "mechanism",
        "mechanisms",
        "firm",
        "office",
        "other",
        "town",
        "into",
        "broader",
        "topics",
        "indicator",
        "unit",
    )
)
_DIGITS = 16
_LONGEST = 10_000  # characters of one value: more is no judgement

Values = Mapping[str, "str | tuple[str, ...]"]


class JudgementError(KgError):
    """What is no judgement: a verdict that does not fit, a part that is missing."""


@dataclass(frozen=True, slots=True)
class About:
    """``kind``: one of STATEMENTS or NAMES, "pair" (of firms), "report" or "judgement". ``key``: what tells it apart, by name:
    see ``_KEYS``; ids and local names as in the graph's IRIs."""

    kind: str
    key: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def report(self) -> str:
        """The id of the report, "" for what is of no single one."""
        return self.key.get("report", "")

    @property
    def text(self) -> str:
        """The key as text: equal for what is the same."""
        return json.dumps([self.kind, self.key], ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``by``: a person's name; ``at``: UTC, to the second or finer. ``replaces``: ids of judgements on the same that the person
    saw, and that stand no more. ``drawn``: by which random draw it came before the person, "" where they chose it."""

    about: About
    verdict: Verdict
    by: str
    at: str
    to: Values = field(default_factory=dict)
    why: str = ""
    was: Values = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    drawn: str = ""

    @property
    def id(self) -> str:
        """Key of all that is said: the same line in two files is one judgement."""
        return hashlib.sha256(self.line.encode()).hexdigest()[:_DIGITS]

    @property
    def line(self) -> str:
        """The judgement as a line of a journal, without its end. What is empty is left out."""
        body: dict[str, Any] = {
            "kind": self.about.kind,
            "about": dict(self.about.key),
            "verdict": self.verdict.value,
            "to": {name: list(v) if isinstance(v, tuple) else v for name, v in self.to.items()},
            "by": self.by,
            "at": self.at,
            "why": self.why,
            "was": {name: list(v) if isinstance(v, tuple) else v for name, v in self.was.items()},
            "replaces": sorted(self.replaces),
            "drawn": self.drawn,
        }
        return json.dumps({name: value for name, value in body.items() if value}, ensure_ascii=False, sort_keys=True)

    @property
    def effect(self) -> str:
        """What it does, whoever says it: two of one effect agree."""
        return json.dumps([self.verdict.value, dict(self.to)], ensure_ascii=False, sort_keys=True)


def one_of(values: Values, name: str) -> str:
    """The value, or the first of several; "" where there is none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else next(iter(value), "")


def many_of(values: Values, name: str) -> tuple[str, ...]:
    """The values that are not empty."""
    return tuple(one for one in _several(values.get(name, ())) if one)


def about(kind: str, **key: str) -> About:
    """Raises JudgementError for a kind that is none, or a key that lacks a part."""
    if kind not in _KEYS:
        raise JudgementError(
            f"“{kind}” cannot be judged: it is none of {', '.join(_KEYS)}",
            f"“{kind}”不能评判：可以是 {'、'.join(_KEYS)}",
        )
    if set(key) != set(_KEYS[kind]):
        raise JudgementError(
            f"what is judged ({kind}) is told by {', '.join(_KEYS[kind])}, not by {', '.join(key) or 'nothing'}",
            f"评判对象（{kind}）须写明 {'、'.join(_KEYS[kind])}，而不是 {'、'.join(key) or '空'}",
        )
    return About(kind, key)


def parse(line: str) -> Judgement:
    """A line of a journal. Raises JudgementError where it is none."""
    try:
        body = json.loads(line)
        found = Judgement(
            about(body["kind"], **_texts(body["about"])),
            Verdict(body["verdict"]),
            _text(body["by"]),
            _text(body["at"]),
            _values(body.get("to", {})),
            _text(body.get("why", "")),
            _values(body.get("was", {})),
            tuple(map(_text, body.get("replaces", ()))),
            _text(body.get("drawn", "")),
        )
    except JudgementError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise JudgementError(f"is no judgement: {error}", f"不是一条评判：{error}") from error
    check(found)
    return found


def check(judgement: Judgement) -> None:
    """Raises JudgementError where a judgement says too little, or what does not fit."""
    kind, verdict = judgement.about.kind, judgement.verdict
    if verdict not in _FITTING[kind]:
        raise JudgementError(
            f"“{verdict}” does not fit what is judged ({kind}): {', '.join(_FITTING[kind])} would",
            f"“{verdict}”不适用于{kind}：可以用 {'、'.join(_FITTING[kind])}",
        )
    for one in _all_texts(judgement):
        _text(one)
    if not judgement.by.strip() or not _is_time(judgement.at):
        raise JudgementError(
            "a judgement says by whom it is, and when (2026-01-31T12:00:00Z)",
            "评判须写明是谁、何时（如 2026-01-31T12:00:00Z）",
        )
    names = {**judgement.about.key, **judgement.to}
    for name in _NAMED & names.keys():
        for value in many_of(names, name):
            if not _is_name(value):
                raise JudgementError(
                    f"{name}: “{value:.40}” is no name of the graph", f"{name}：“{value:.40}”不是图谱里的名称"
                )
    for one in (*judgement.replaces, *many_of(judgement.about.key, "judgement")):
        if not _ID.fullmatch(one):
            raise JudgementError(f"“{one:.40}” is no id of a judgement", f"“{one:.40}”不是评判的编号")
    _check_key(judgement.about)
    if kind == "mechanism" and verdict is Verdict.ACCEPTED and not one_of(judgement.to, "label").strip():
        raise JudgementError("an accepted practice needs a name (label)", "接受一个做法须写明它的名称（label）")
    if verdict in (Verdict.CHANGED, Verdict.MERGED, Verdict.ADDED) and not judgement.to:
        raise JudgementError(f"“{verdict}” must say what shall stand instead", f"“{verdict}”须写明改成什么")


def _check_key(what: About) -> None:
    """Raises JudgementError for a key that tells nothing apart: an adoption is of a practice and a status, other statements may
    lack some parts but not all."""
    parts = {name: value for name, value in what.key.items() if name != "report"}
    whole = what.kind not in STATEMENTS or what.kind == "adoption"
    told = [bool(value.strip()) for value in parts.values()]
    if ("report" in what.key and not what.report) or (told and not (all(told) if whole else any(told))):
        raise JudgementError(
            f"what is judged ({what.kind}) is not told: {', '.join(what.key)} say it",
            f"没有写明评判的是哪一个（{what.kind}）：须有 {'、'.join(what.key)}",
        )


def _all_texts(judgement: Judgement) -> list[str]:
    values = [one for held in (judgement.to, judgement.was) for value in held.values() for one in _several(value)]
    names = [*judgement.about.key, *judgement.to, *judgement.was]
    own = (judgement.by, judgement.at, judgement.why, judgement.drawn, *judgement.replaces)
    return [*own, *judgement.about.key.values(), *names, *values]


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_time(written: str) -> bool:
    try:
        return bool(_TIME.fullmatch(written) and datetime.fromisoformat(written))
    except ValueError:
        return False


def _is_name(value: str) -> bool:
    """Whether it can be the local name of an IRI."""
    try:
        return not any(map(str.isspace, value)) and bool(NamedNode(f"https://example.org/{value}").value)
    except ValueError:
        return False


def _texts(found: Any) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in found.items()}


def _values(found: Any) -> Values:
    return {
        _text(name): tuple(map(_text, value)) if isinstance(value, list) else _text(value)
        for name, value in found.items()
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise JudgementError(f"{value!r:.40} is no text", f"{value!r:.40} 不是文字")
    if len(value) > _LONGEST:
        raise JudgementError(
            f"“{value:.40}…” is longer than {_LONGEST:,} characters", f"“{value:.40}……”超过 {_LONGEST:,} 字"
        )
    try:
        value.encode()
    except UnicodeEncodeError:  # JSON can tell half of a pair (a lone surrogate), UTF-8 cannot
        raise JudgementError(f"{value!a:.40} holds half a character", f"{value!a:.40} 含有不成对的代理字符") from None
    return value
