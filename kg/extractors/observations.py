"""Observations: figures with unit, year, indicator and what they count, from sentences and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.extractors.antecedents import LONGEST, Counted
from kg.extractors.counted import counted, is_bare, is_change, is_deed, is_success, told_apart
from kg.extractors.figure_tables import TableFigure, table_figures
from kg.extractors.figures import Figure, figures
from kg.extractors.indicators import Indicators
from kg.extractors.numerals import plain
from kg.extractors.units import PER_CENT, Units, fits
from kg.model import Identity, Mechanism, Mention, Observation, Passage, Report, Role
from kg.ontology import Ontology

_ROLES = frozenset({Role.INTRO, Role.MEASURES, Role.DUTIES, Role.PROBLEMS, Role.CAUSES})
# A report that holds more is no report; the rest is not read.
MOST_OBSERVATIONS = 5_000
# Numbers looked at, whether they count anything or not: more stand in no report.
MOST_READ = 20_000
# What is longer is no sentence; only its beginning is read, so that no text can hold the reading up.
LONGEST_SENTENCE = 5_000
# What may stand between a mechanism's name and the number without something else being counted.
_TAIL = re.compile(
    r"[”」』）)]?(?:在册|持证|注册|人员|队伍|队员|工作|活动|案件|工单|热线|服务|站点|点|会议|项目|会|室|队|员|等|专场|\s)*"
)
_AIM = re.compile("(?:实现|确保|做到|达到)[“「]?$")
# 成功122件 after disputes that were taken up.
_SETTLED = "调解成功"
_REST = re.compile(".{0,8}(?:其他|其余|其它|类|级|纠纷|案件)")
_YEAR_ALONE = re.compile(
    r"(?:而)?(?:去年|上年|上一年|前年|\d{4}年)(?:度|同期|全年)?(?:的?(?:这|上述|以上|此)[一两二三四五]?项(?:数字|数据|指标)?)?(?:则|仅|分别)*(?:为|是|有)"
)
_AND = re.compile("[和与及、]?")
_PEOPLE = frozenset({"人", "名", "位"})


class _Found(NamedTuple):
    """An observation and the narrowest words that say what it counts."""

    observation: Observation
    core: str


@lru_cache(maxsize=4)
def _lookups(ontology: Ontology) -> tuple[Units, Indicators]:
    """The look-ups of an ontology, made once: their patterns take some milliseconds."""
    return Units(ontology.units), Indicators(ontology.indicators)


def observations(
    report: Report, identity: Identity, mentions: Sequence[Mention], ontology: Ontology
) -> tuple[Observation, ...]:
    """The figures of a report in order of appearance; the same figure said twice is one with both passages.

    Targets (figures in plans), rules and names are no observations. A figure whose unit is not in the unit scheme
    is left out. The year is the reported one unless the sentence or the table's head names another.
    """
    units, indicators = _lookups(ontology)
    rows = table_figures(report, units, identity.year)
    tabular = {passage for row in rows for passage in row.passages}
    found = [_of_row(row, mentions, indicators) for row in rows[:MOST_OBSERVATIONS]]
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.passage, []).append(mention)
    looked_at = 0
    for passage in report.passages:
        if passage.role not in _ROLES or passage.index in tabular:
            continue
        if len(found) >= MOST_OBSERVATIONS or looked_at >= MOST_READ:
            break
        all_figures = figures(passage.text[:LONGEST_SENTENCE], units, identity.year)
        if not all_figures:
            continue
        looked_at += len(all_figures)
        before = report.passages[passage.index - 1] if passage.index else None
        resolved: dict[Counted, str] = {}
        for read in _read(passage.text[:LONGEST_SENTENCE], all_figures):
            one = _of_sentence(passage, read, named, before, indicators, resolved)
            if one is not None:
                resolved[read.about] = one.observation.indicator
                found.append(one)
    found.sort(key=lambda f: f.observation.passages[0])
    return _merged(found)


class _Read(NamedTuple):
    """A figure of a sentence, what it counts, and the figure (and what that counts) that it may go on from."""

    figure: Figure
    about: Counted
    near: Figure | None
    near_about: Counted | None


def _read(text: str, all_figures: Sequence[Figure]) -> Iterator[_Read]:
    """The figures of a sentence with what they count."""
    before: list[tuple[int, Figure, Counted]] = []  # with the depth of brackets
    apart = told_apart(text, all_figures)
    depth = at = listed = 0
    for i, figure in enumerate(all_figures):
        following = all_figures[i + 1] if i + 1 < len(all_figures) else None
        between = text[at : figure.start]
        opened, closed = between.count("（") + between.count("("), between.count("）") + between.count(")")
        depth = max(0, depth + opened - closed)
        at = figure.start
        while before and before[-1][0] > depth:  # what stood in a bracket is over with it
            before.pop()
        near, previous = _whole(text, figure, before)
        told = _told_before(text, figure, before, listed)
        listed = 0 if told is None else listed + 1
        about = told if told is not None else apart.get(i) or counted(text, figure, following, near, previous)
        if about is None:
            continue
        before.append((depth, figure, about))
        around = text[min(figure.clause_start, about.start) : figure.end + 12]
        if not figure.dropped and fits(figure.unit.label, around):
            yield _Read(figure, about, near, previous)


def _told_before(
    text: str, figure: Figure, before: Sequence[tuple[int, Figure, Counted]], listed: int
) -> Counted | None:
    """What a figure of another year counts that names only the year (去年为88起; 2022年这两项数字分别为301起和283起):
    what the figures of its unit before it count, in their order. ``listed``: how many were told so just before."""
    lead = text[figure.clause_start : figure.start]
    goes_on = listed and _AND.fullmatch(lead) is not None
    if not goes_on and not _YEAR_ALONE.fullmatch(lead):
        return None
    same = [about for _, one, about in before if one.unit.id == figure.unit.id]
    place = listed if goes_on else 0
    told = len(same) - listed  # those before the list itself
    return same[place] if place < told else None


def _whole(
    text: str, figure: Figure, before: Sequence[tuple[int, Figure, Counted]]
) -> tuple[Figure, Counted] | tuple[None, None]:
    """The figure before; for a part (其中重大疑难5件) the nearest one that is no rate."""
    if not before:
        return None, None
    _, near, about = before[-1]
    if figure.unit.label != PER_CENT and near.unit.label == PER_CENT and "其中" in text[near.end : figure.start]:
        return next(((f, c) for _, f, c in reversed(before) if f.unit.label != PER_CENT), (near, about))
    return near, about


def _of_sentence(
    passage: Passage,
    read: _Read,
    named: dict[int, list[Mention]],
    before: Passage | None,
    indicators: Indicators,
    resolved: dict[Counted, str],
) -> _Found | None:
    """None where nothing says what was done so often: “全年开展10次” after a sentence that names no practice."""
    figure, about = read.figure, read.about
    surface = passage.text[about.start : about.end]
    core = passage.text[about.core_start : about.core_end]
    mechanism = _counted_mechanism(passage, about, named.get(passage.index, ()))
    if is_bare(surface):
        mechanism = _practice_before(before, named.get(passage.index - 1, ())) if before else None
        if mechanism is None:
            return None
    label = figure.unit.label
    part = read.near_about in resolved and _is_part(passage.text, read, core)
    indicator = indicators.change if is_change(core) else indicators.of(label, (core, surface), strong=part)
    if part and read.near_about and indicator == indicators.general:
        indicator = (is_success(core) and indicators.of(label, (_SETTLED,))) or resolved[read.near_about]
    observation = Observation(
        indicator=indicator,
        surface=surface,
        value=plain(figure.value),
        unit=figure.unit.id,
        year=figure.year,
        passages=(passage.index,),
        approximate=figure.approximate,
        mechanism=mechanism,
    )
    return _Found(observation, core)


def _is_part(text: str, read: _Read, core: str) -> bool:
    """Whether a figure is of the same things as the one before it: 收到建议52件，办结52件; 化解419件，其中婚姻类172件、…"""
    if read.near is None or read.near.unit.id != read.figure.unit.id or "；" in text[read.near.end : read.figure.start]:
        return False
    between = text[read.near.end : read.figure.start]
    listed = "其中" in text[: read.near.start] and (between[:1] == "、" or _REST.fullmatch(core) is not None)
    return is_deed(core) or "其中" in between or listed or core in ("其余", "其他", "其它")


def _practice_before(passage: Passage, mentions: Sequence[Mention]) -> Mechanism | None:
    """The practice of the sentence before, not the aim that it names after 实现 or 确保."""
    means = [m for m in mentions if not _AIM.search(passage.text, 0, m.span.start - passage.start)]
    return means[-1].mechanism if means else None


def _of_row(row: TableFigure, mentions: Sequence[Mention], indicators: Indicators) -> _Found:
    within = row.mentioned(mentions)
    observation = Observation(
        indicator=indicators.of(row.unit.label, (row.label,)),
        surface=row.label[:LONGEST],
        value=plain(row.value),
        unit=row.unit.id,
        year=row.year,
        passages=row.passages,
        mechanism=within[-1].mechanism if within else None,
    )
    return _Found(observation, row.label)


def _counted_mechanism(passage: Passage, about: Counted, mentions: Sequence[Mention]) -> Mechanism | None:
    """The mechanism that is what is counted: named at the end of the words that say so."""
    start, end = passage.start + about.core_start, passage.start + about.core_end
    within = [
        m
        for m in mentions
        if start - 1 <= m.span.start
        and m.span.end <= end + 1
        and _TAIL.fullmatch(passage.text, m.span.end - passage.start, max(about.core_end, m.span.end - passage.start))
    ]
    best = max(within, key=lambda m: (m.span.end - m.span.start, -m.span.start), default=None)
    return best.mechanism if best else None


def _merged(found: Sequence[_Found]) -> tuple[Observation, ...]:
    """One observation for a figure that is said twice of the same thing: 在册53人 … 53名“法律明白人”."""
    kept: list[_Found] = []
    places: dict[tuple[str, str, str, int | None], list[int]] = {}
    for one in found:
        new = one.observation
        # 53人 and 53名 are one figure; so the unit counts only by its kind.
        kind = "人" if new.unit in _PEOPLE else new.unit
        for at in places.setdefault((new.indicator, kind, new.value, new.year), []):
            if one.core in kept[at].core or kept[at].core in one.core:
                kept[at] = _Found(_joined(kept[at].observation, new), kept[at].core)
                break
        else:
            places[new.indicator, kind, new.value, new.year].append(len(kept))
            kept.append(one)
    return tuple(one.observation for one in kept)


def _joined(one: Observation, other: Observation) -> Observation:
    return replace(
        one,
        passages=tuple(sorted({*one.passages, *other.passages})),
        approximate=one.approximate and other.approximate,
        mechanism=one.mechanism or other.mechanism,
    )
