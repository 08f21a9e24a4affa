"""All reports of all towns: prefecture by prefecture, year by year."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.chance import chance, share
from corpus.documents import Look, document
from corpus.following import contradictions, courses, fates
from corpus.history import Neighbourhood, Year, corrected, town_history
from corpus.pen import Source
from corpus.places import Town, town_of, units
from corpus.truth import Copied, Issue, ReportTruth
from corpus.writing import Written, write
from kg.model import Metadata, OffsetMap, Report

_COPIES_OWN, _COPIES_OTHER = 0.12, 0.05  # of reports: take over sentences of last year's, of another town's
_CORRECTED, _REPRINTED, _COPIED = 0.025, 0.02, 0.015  # of reports


@dataclass(frozen=True, slots=True)
class _Story:
    """A year of a town as it happened to be told; ``second`` is what the corrected edition tells, if there is one."""

    first: Year
    second: Year | None

    @property
    def valid(self) -> Year:
        return self.second or self.first


def reports(
    towns: int, years: Sequence[int], seed: int, look: Look | None = None, richness: float = 1.0
) -> Iterator[ReportTruth]:
    """The reports of ``towns`` towns on ``years`` (in order, without gaps), one after the other. ``richness``: how much
    they tell, of as much as real reports do."""
    for name, members in units(towns, seed):
        yield from prefecture(name, members, years, seed, look, richness)


def prefecture(
    name: str, members: Sequence[str], years: Sequence[int], seed: int, look: Look | None = None, richness: float = 1.0
) -> Iterator[ReportTruth]:
    """The reports of some towns of one prefecture, by year and town. They depend on nothing outside."""
    look = look or Look()
    towns = [town_of(path) for path in members]
    around = Neighbourhood(name, towns[0].province.full_name, seed)
    stories = [
        [_story(town, year, seed) for year in town_history(town, around, years, seed, richness)] for town in towns
    ]
    before: dict[str, Source] = {}
    for n, year in enumerate(years):
        now: dict[str, Source] = {}
        for town, story in zip(towns, stories, strict=True):
            if not story[n].first.reports:
                continue
            last = story[n - 1].valid if n else None
            following = story[n + 1].valid if n + 1 < len(story) else None
            written = write(town, story[n].first, seed, _source(town, year, seed, before, now))
            truth = _truth(town, story[n].first, written, last, following, look, seed)
            said = written.said
            if (second := story[n].second) is not None:
                written, truth = yield from _corrected(town, written, truth, second, last, following, look, seed)
                said = written.said
            else:
                truth = yield from _repeated(town, written, truth, look, seed)
            yield truth
            now[town.full_name] = Source(town.full_name, year, town.villages, said, truth.id)
        before = now


def _story(town: Town, year: Year, seed: int) -> _Story:
    lot = share(seed, "corrected", town.full_name, year.year)
    return _Story(year, corrected(year, seed, town.full_name) if year.reports and lot < _CORRECTED else None)


def _source(town: Town, year: int, seed: int, before: dict[str, Source], now: dict[str, Source]) -> Source | None:
    """What the town's report on this year copies from: its own of last year, one that a neighbour wrote, or nothing."""
    lot = share(seed, "copies", town.full_name, year)
    if lot < _COPIES_OWN:
        return before.get(town.full_name)
    if lot < _COPIES_OWN + _COPIES_OTHER:
        others = [*now.values()] or [s for s in before.values() if s.town != town.full_name]
        return chance(seed, "copied", town.full_name, year).choice(others) if others else None
    return None


def _corrected(
    town: Town, written: Written, first: ReportTruth, second: Year, last: Year | None, following: Year | None,
    look: Look, seed: int,
) -> Generator[ReportTruth, None, tuple[Written, ReportTruth]]:  # fmt: skip
    """Yields the edition that is replaced; returns the text and the truth of the one that replaces it."""
    yield replace(first, current=False)
    known = first.facts.identity
    when = known.issued or known.signed or date(second.year + 1, 1, 31)
    source = Source(town.full_name, second.year, town.villages, written.said, first.id, whole=True)
    again = write(town, second, seed, source, when)
    truth = _truth(town, second, again, last, following, look, seed, "（更正）")
    return again, replace(truth, issue=Issue.CORRECTED, replaces=first.id, copied=_through(first.copied, again))


def _repeated(
    town: Town, written: Written, first: ReportTruth, look: Look, seed: int
) -> Generator[ReportTruth, None, ReportTruth]:
    """Returns the truth of a report that may lie there twice; yields the older, if it is on two pages."""
    lot = share(seed, "repeated", town.full_name, first.year)
    issued = first.facts.identity.issued
    if lot < _REPRINTED and issued is not None:
        yield replace(first, current=False)
        later = issued + timedelta(1 + int(60 * share(seed, "reprinted", town.full_name, first.year)))
        facts = replace(first.facts, identity=replace(first.facts.identity, issued=later))
        again = _with_document(first, replace(written, facts=facts), town, look, seed, "_2")
        return replace(again, issue=Issue.REPRINT, replaces=first.id)
    if _REPRINTED <= lot < _REPRINTED + _COPIED:
        name, dot, ending = first.names[0].rpartition(".")
        return replace(first, names=(first.names[0], f"{name}_副本{dot}{ending}"))
    return first


def _truth(
    town: Town, year: Year, written: Written, last: Year | None, following: Year | None, look: Look, seed: int,
    suffix: str = "",
) -> ReportTruth:  # fmt: skip
    page = written.page
    text = page.text
    bare = Report(
        id="",
        sha256="",
        file_name="",
        media_type="text/plain",
        encoding="utf-8",
        title=written.title,
        text=text,
        original=text,
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(title=written.title),
        sections=page.sections,
        passages=tuple(page.passages),
    )
    truth = ReportTruth(
        town=town.division,
        county=town.county.full_name,
        province=town.province.full_name,
        year=year.year,
        report=bare,
        facts=written.facts,
        names=(),
        document=b"",
        parts=written.parts,
        fates=tuple(fates(written.plans, following)),
        courses=tuple(courses(year, following)),
        copied=_copied(written),
        contradictions=tuple(contradictions(year, last)),
        style=written.style,
        left_out=tuple(p.id for p in year.silent if p.id),
    )
    return _with_document(truth, written, town, look, seed, suffix)


def _with_document(truth: ReportTruth, written: Written, town: Town, look: Look, seed: int, suffix: str) -> ReportTruth:
    """The truth with its file, by whose bytes it is known."""
    made = document(written, town, truth.year, look, chance(seed, "document", town.full_name, truth.year, suffix))
    sha256 = hashlib.sha256(made.data).hexdigest()
    name = f"{truth.year}/{town.full_name}{suffix}{made.ending}"
    report = replace(
        truth.report, id=sha256[:16], sha256=sha256, file_name=name, media_type=made.media_type, encoding=made.encoding
    )
    return replace(truth, report=report, facts=written.facts, names=(name,), document=made.data)


def _copied(written: Written) -> tuple[Copied, ...]:
    source = written.source
    if source is None or not written.taken:
        return ()
    taken = written.taken
    return (
        Copied(
            tuple(t.here for t in taken),
            source.town,
            source.year,
            source.report,
            tuple(t.there for t in taken),
            tuple(t.changed for t in taken),
        ),
    )


def _through(copied: tuple[Copied, ...], again: Written) -> tuple[Copied, ...]:
    """What a new edition still has of what the first had copied."""
    kept = {t.there: t.here for t in again.taken if not t.changed}
    found = []
    for one in copied:
        rows = zip(one.passages, one.source_passages, one.changed, strict=True)
        left = [(kept[here], there, changed) for here, there, changed in rows if here in kept]
        if left:
            here, there, changed = zip(*left, strict=True)
            found.append(replace(one, passages=here, source_passages=there, changed=changed))
    return tuple(found)
