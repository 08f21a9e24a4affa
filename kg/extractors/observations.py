"""Observations: figures with unit, year, indicator and what they count, from sentences and tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extractors.counted import LONGEST, Counted, counted, is_bare, is_change
from kg.extractors.figure_tables import table_figures
from kg.extractors.figures import Figure, figures
from kg.extractors.indicators import Indicators
from kg.extractors.numerals import plain
from kg.extractors.units import Units, fits
from kg.model import Identity, Mechanism, Mention, Observation, Passage, Report, Role
from kg.ontology import Ontology

_ROLES = frozenset({Role.INTRO, Role.MEASURES, Role.DUTIES, Role.PROBLEMS, Role.CAUSES})
# A report that holds more is no report; the rest is not read.
MOST_OBSERVATIONS = 5_000
# What may stand between a mechanism's name and the number without something else being counted.
_TAIL = re.compile(
    r"[”」』）)]?(?:在册|持证|注册|人员|队伍|队员|工作|活动|案件|工单|热线|服务|站点|点|会议|项目|会|室|队|员|等|专场|\s)*"
)

_PEOPLE = frozenset({"人", "名", "位"})


def observations(
    report: Report, identity: Identity, mentions: Sequence[Mention], ontology: Ontology
) -> tuple[Observation, ...]:
    """The figures of a report in order of appearance; the same figure said twice is one with both passages.

    Targets (figures in plans), rules and names are no observations. A figure whose unit is not in the unit scheme
    is left out. The year is the reported one unless the sentence or the table's head names another.
    """
    units, indicators = Units(ontology.units), Indicators(ontology.indicators)
    found: list[Observation] = []
    tabular = {p for table in table_figures(report, units, identity.year) for p in table.passages}
    by_passage = _by_passage(mentions)
    for passage in report.passages:
        if passage.role not in _ROLES or passage.index in tabular:
            continue
        for figure, about in _read(passage.text, units, identity.year):
            named = by_passage.get(passage.index, ())
            before = by_passage.get(passage.index - 1, ())
            observation = _observation(passage, figure, about, named, before, indicators)
            if observation is not None:
                found.append(observation)
            if len(found) >= MOST_OBSERVATIONS:
                return _merged(found)
    for row in table_figures(report, units, identity.year):
        mechanism = _named(row.mentioned(mentions), row.label)
        found.append(
            Observation(
                indicator=indicators.of(row.unit.label, (row.label,)),
                surface=row.label[:LONGEST],
                value=plain(row.value),
                unit=row.unit.id,
                year=row.year,
                passages=row.passages,
                mechanism=mechanism,
            )
        )
    found.sort(key=lambda o: o.passages[0])
    return _merged(found[:MOST_OBSERVATIONS])


def _read(text: str, units: Units, year: int | None) -> Iterator[tuple[Figure, Counted]]:
    """The figures of a sentence with what they count."""
    all_figures = figures(text, units, year)
    previous: Counted | None = None
    for i, figure in enumerate(all_figures):
        following = all_figures[i + 1] if i + 1 < len(all_figures) else None
        about = counted(text, figure, following, all_figures[i - 1] if i else None, previous)
        if about is None:
            continue
        previous = about
        if not figure.dropped and fits(figure.unit.label, text[figure.clause_start : figure.end + 12]):
            yield figure, about


def _observation(
    passage: Passage,
    figure: Figure,
    about: Counted,
    mentions: Sequence[Mention],
    mentions_before: Sequence[Mention],
    indicators: Indicators,
) -> Observation | None:
    """None where nothing says what was done so often: “全年开展10次” after a sentence that names no practice."""
    surface = passage.text[about.start : about.end]
    core = passage.text[about.core_start : about.core_end]
    clause = passage.text[figure.clause_start : figure.end]
    mechanism = _counted_mechanism(passage, about, mentions)
    if is_bare(surface):
        if not mentions_before:
            return None
        mechanism = mentions_before[-1].mechanism
    return Observation(
        indicator=indicators.of(figure.unit.label, (core,) if is_change(core) else (core, surface, clause)),
        surface=surface,
        value=plain(figure.value),
        unit=figure.unit.id,
        year=figure.year,
        passages=(passage.index,),
        approximate=figure.approximate,
        mechanism=mechanism,
    )


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


def _named(mentions: Sequence[Mention], label: str) -> Mechanism | None:
    return next((m.mechanism for m in mentions if m.surface and m.surface in label), None)


def _by_passage(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.passage, []).append(mention)
    return grouped


def _merged(found: Sequence[Observation]) -> tuple[Observation, ...]:
    """One observation for a figure that is said twice of the same thing: 在册53人 … 53名“法律明白人”."""
    kept: list[Observation] = []
    places: dict[tuple[str, str, str, int | None], list[int]] = {}
    for observation in found:
        # 53人 and 53名 are one figure; so the unit counts only by its kind.
        kind = "人" if observation.unit in _PEOPLE else observation.unit
        key = (observation.indicator, kind, observation.value, observation.year)
        for at in places.setdefault(key, []):
            if _same(kept[at], observation):
                kept[at] = _joined(kept[at], observation)
                break
        else:
            places[key].append(len(kept))
            kept.append(observation)
    return tuple(kept)


def _same(one: Observation, other: Observation) -> bool:
    if one.mechanism is not None and one.mechanism == other.mechanism:
        return True
    return one.surface in other.surface or other.surface in one.surface


def _joined(one: Observation, other: Observation) -> Observation:
    passages = list(one.passages)
    if (at := bisect_left(passages, other.passages[0])) == len(passages) or passages[at] != other.passages[0]:
        passages.insert(at, other.passages[0])
    return Observation(
        one.indicator,
        one.surface,
        one.value,
        one.unit,
        one.year,
        tuple(passages),
        one.approximate and other.approximate,
        one.mechanism or other.mechanism,
    )
