"""What a build did, for people and for exit statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.build import withdrawal
from kg.build.assembly import Numbers
from kg.build.corpus import Run
from kg.build.judging import Judged, State
from kg.build.manifest import Manifest, Record
from kg.build.readings import NO_TOWNSHIP, REPORT_READ, Reading, Readings
from kg.build.sources import Found, Source
from kg.errors import Bilingual

_NOTHING = Bilingual("", "")
_LISTS = ("built", "unchanged", "outdated", "withdrawn", "skipped", "failed", "ignored")


@dataclass(frozen=True, slots=True)
class Item:
    """One document. ``name`` is the file's, relative to the path that was built; ``also`` are further names under
    which the same bytes were found; ``reason`` (in English) and ``reason_zh`` say why it is not in the graph, or no
    longer."""

    name: str
    report: str = ""  # id; empty where it is no report
    town: str = ""
    year: int | None = None
    reason: str = ""
    reason_zh: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Editions:
    """Several reports of one town and year: the one that counts, and those that it replaces, newest first."""

    town: str
    year: int | None
    current: Item
    replaced: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """``built``, ``unchanged`` and ``outdated`` are in the graph: read now, read before, and read before by an older
    version (their files are not below the paths of this build). ``withdrawn`` were in it. ``skipped`` are no
    township reports; ``failed`` cannot be read; ``ignored`` are files of other kinds; ``empty`` are paths without any
    file to read.

    ``counts`` are numbers by class of what current reports say (see ``kg.rdf.description.current_counts``), ``years``
    those that are reported on, ``editions`` what is in the graph of one town and year several times; ``changed`` is
    False where the graph stayed as it was. ``judgements`` are numbers of judgements by what became of them (see
    ``kg.review.provenance.state``), ``unjudged`` lines of their file that cannot be read.
    """

    built: tuple[Item, ...] = ()
    unchanged: tuple[Item, ...] = ()
    outdated: tuple[Item, ...] = ()
    withdrawn: tuple[Item, ...] = ()
    skipped: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()
    ignored: tuple[Item, ...] = ()
    empty: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    editions: tuple[Editions, ...] = ()
    changed: bool = False
    judgements: Mapping[str, int] = field(default_factory=dict)
    unjudged: tuple[Item, ...] = ()

    def sentence(self, paths: Sequence[str]) -> str:
        """The build in one line, then each document that is not in the graph, or no longer, with its reason, for the
        log."""
        numbers = ", ".join(f"{len(getattr(self, name))} {name}" for name in _LISTS if getattr(self, name))
        lines = [f"{' '.join(paths) or 'remove'}: {numbers or 'nothing to read'}"]
        for name in ("withdrawn", "skipped", "failed"):
            lines += [f"  {name}: {item.name}: {item.reason}".rstrip(": ") for item in getattr(self, name)]
        return "\n".join(lines)


def summarise(
    found: Found,
    run: Run,
    previous: Manifest,
    kept: Mapping[str, Record],
    refused: Mapping[str, Bilingual],
    readings: Readings,
    numbers: Numbers,
    changed: bool,
    judgements: Judged,
    became: Mapping[str, State],
) -> BuildSummary:
    """Tell what became of each document; ``kept`` is what is in the graph, ``refused`` why others could not be."""
    summary: dict[str, list[Item]] = {name: [] for name in _LISTS}
    for key, record in kept.items():
        before = previous.records.get(key)
        reading = readings.get(record.reading, record.sha256)
        seen = record.sha256 in run.documents
        if before is None or before.reading != record.reading:
            group = "built"
        elif reading is not None and reading.version != run.reader.version:
            group = "outdated"
        else:
            group = "unchanged" if seen else ""
        if group:
            summary[group].append(_item(record, reading))
    for key, record in previous.records.items():
        if key not in kept and key not in refused:
            why = withdrawal.reason(record, found, run)
            summary["withdrawn"].append(_item(record, readings.get(record.reading, record.sha256), why))
    for document in run.documents.values():
        reading = document.reading
        if reading is None:
            summary["failed"].append(_left_out(document.sources, document.reason))
        elif reading.outcome != REPORT_READ:
            group = "skipped" if reading.outcome == NO_TOWNSHIP else "failed"
            summary[group].append(_left_out(document.sources, Bilingual(reading.reason, reading.reason_zh)))
        elif reading.id in refused:
            summary["failed"].append(_left_out(document.sources, refused[reading.id], reading.id))
    recorded = {source for record in kept.values() for source in record.sources}
    for source, reason in run.unread.items():
        stays = source.path in found.closed and any(source.path in (one.path, *one.path.parents) for one in recorded)
        summary["failed"].append(_left_out([source], _and_stays(reason) if stays else reason))
    summary["ignored"] += [_left_out([source], reason) for source, reason in found.ignored.items()]
    return BuildSummary(
        **{name: tuple(sorted(items, key=lambda item: item.name)) for name, items in summary.items()},
        empty=tuple(found.empty),
        counts=numbers.counts,
        years=numbers.years,
        editions=tuple(_editions(ids, kept, readings) for ids in numbers.editions),
        changed=changed,
        judgements=dict(sorted(Counter(one.state for one in became.values()).items())),
        unjudged=tuple(Item(str(one.line), reason=one.reason.en, reason_zh=one.reason.zh) for one in judgements.faults),
    )


def _item(record: Record, reading: Reading | None, reason: Bilingual = _NOTHING) -> Item:
    names = [source.name for source in record.sources]
    town, year = (reading.town, reading.year) if reading else ("", None)
    return Item(names[0], record.id, town, year, reason.en, reason.zh, also=tuple(names[1:]))


def _editions(ids: Sequence[str], kept: Mapping[str, Record], readings: Readings) -> Editions:
    items = [_item(kept[key], readings.get(kept[key].reading, kept[key].sha256)) for key in ids]
    return Editions(items[0].town, items[0].year, items[0], tuple(items[1:]))


def _and_stays(reason: Bilingual) -> Bilingual:
    return Bilingual(
        f"{reason.en}; what was read of it before stays in the graph", f"{reason.zh}；以前读过的内容仍留在图谱里"
    )


def _left_out(sources: Sequence[Source], reason: Bilingual | None, report: str = "") -> Item:
    """A document that is not in the graph; ``report`` is its id where it is a report all the same."""
    said = reason or _NOTHING
    names = [source.name for source in sources]
    return Item(names[0], report, reason=said.en, reason_zh=said.zh, also=tuple(names[1:]))
