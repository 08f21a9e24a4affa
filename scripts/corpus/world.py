"""All reports of all towns: prefecture by prefecture, year by year."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from corpus.chance import chance, share
from corpus.documents import document
from corpus.history import Neighbourhood, Year, town_history
from corpus.places import Town, town_of, units
from corpus.truth import Contradiction, Copied, Fate, Part, PlanFate, ProblemCourse, ReportTruth
from corpus.words_measures import FIGURES
from corpus.writing import Source, Written, write
from kg.model import Metadata, OffsetMap, Report, Status

_COPIES_OWN, _COPIES_OTHER = 0.12, 0.05  # of reports: take over sentences of last year's, of another town's


def reports(towns: int, years: Sequence[int], seed: int) -> Iterator[ReportTruth]:
    """The reports of ``towns`` towns on ``years`` (in order, without gaps), one after the other."""
    for name, members in units(towns, seed):
        yield from prefecture(name, members, years, seed)


def prefecture(name: str, members: Sequence[str], years: Sequence[int], seed: int) -> Iterator[ReportTruth]:
    """The reports of some towns of one prefecture, by year and town. They depend on nothing outside."""
    towns = [town_of(path) for path in members]
    around = Neighbourhood(name, towns[0].province.full_name, seed)
    stories = [town_history(town, around, years, seed) for town in towns]
    before: dict[str, Source] = {}
    for n, year in enumerate(years):
        now: dict[str, Source] = {}
        for town, story in zip(towns, stories, strict=True):
            if not story[n].reports:
                continue
            written = write(town, story[n], seed, _source(town, year, seed, before, now))
            now[town.full_name] = Source(town.full_name, year, written.said)
            following = story[n + 1] if n + 1 < len(story) else None
            last = story[n - 1] if n else None
            yield _truth(town, story[n], written, last, following)
        before = now


def _source(town: Town, year: int, seed: int, before: dict[str, Source], now: dict[str, Source]) -> Source | None:
    """What the town's report on this year copies from: its own of last year, one that a neighbour wrote, or nothing."""
    lot = share(seed, "copies", town.full_name, year)
    if lot < _COPIES_OWN:
        return before.get(town.full_name)
    if lot < _COPIES_OWN + _COPIES_OTHER:
        others = [*now.values()] or [s for s in before.values() if s.town != town.full_name]
        return chance(seed, "copied", town.full_name, year).choice(others) if others else None
    return None


def _truth(town: Town, year: Year, written: Written, last: Year | None, following: Year | None) -> ReportTruth:
    page = written.page
    page_text = page.text
    name = f"{year.year}/{town.full_name}.txt"
    data = document(written)
    sha256 = hashlib.sha256(data).hexdigest()
    report = Report(
        id=sha256[:16],
        sha256=sha256,
        file_name=name,
        media_type="text/plain",
        encoding="utf-8",
        title=written.title,
        text=page_text,
        original=page_text,
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(title=written.title),
        sections=page.sections,
        passages=tuple(page.passages),
    )
    return ReportTruth(
        town=town.division,
        county=town.county.full_name,
        province=town.province.full_name,
        year=year.year,
        report=report,
        facts=written.facts,
        names=(name,),
        document=data,
        parts=written.parts,
        fates=tuple(_fates(written, following)),
        courses=tuple(_courses(year, written, following)),
        copied=_copied(written),
        contradictions=tuple(_contradictions(year, last)),
        style=written.style,
        left_out=tuple(p.id for p in year.silent if p.id),
    )


def _fates(written: Written, following: Year | None) -> Iterator[PlanFate]:
    for n, (known, practices) in enumerate(written.plan_practices):
        if following is None or not following.reports:
            yield PlanFate(n, Fate.UNKNOWN)
            continue
        keys = {p.key for p in practices}
        statuses = {t.status for t in following.told if t.practice.key in keys}
        if not following.tells_plans:
            statuses.discard(Status.PLANNED)
        if Status.IMPLEMENTED in statuses:
            fate = Fate.DONE
        elif statuses & {Status.PILOTING, Status.IN_PROGRESS}:
            fate = Fate.UNDER_WAY
        elif Status.PLANNED in statuses or (not keys and known in _planned_topics(following)):
            fate = Fate.AGAIN
        else:
            fate = Fate.SILENT
        yield PlanFate(n, fate)


def _planned_topics(year: Year) -> set[str]:
    from corpus.words_future import SHORTCOMINGS

    if not (year.tells_plans and year.tells_problems):
        return set()
    return {SHORTCOMINGS[year.problems[i].row].topic for i in year.answered}


def _courses(year: Year, written: Written, following: Year | None) -> Iterator[ProblemCourse]:
    if Part.PROBLEMS not in written.parts:
        return
    for n, trouble in enumerate(year.problems):
        if following is None or not following.reports or not following.tells_problems:
            persists = None
        else:
            persists = any(t.row == trouble.row for t in following.problems)
        yield ProblemCourse(n, trouble.since, persists)


def _copied(written: Written) -> tuple[Copied, ...]:
    if written.source is None or not written.taken:
        return ()
    here, there = zip(*written.taken, strict=True)
    return (Copied(here, written.source.town, written.source.year, there),)


def _contradictions(year: Year, last: Year | None) -> Iterator[Contradiction]:
    told = {c.row: str(c.value) for c in last.figures} if last is not None and last.reports else {}
    for counted in year.figures:
        row = FIGURES[counted.row]
        if counted.contradicts and told.get(counted.row, counted.before) != counted.before:
            yield Contradiction(
                row.indicator, row.surface, row.unit, year.year - 1, counted.before, told[counted.row], within=False
            )
        if counted.again and year.tells_duties:
            yield Contradiction(row.indicator, row.surface, row.unit, year.year, str(counted.value), counted.again, within=True)
