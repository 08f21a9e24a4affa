"""What a build did, for people and for exit statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.build.assembly import Numbers
from kg.build.corpus import Run
from kg.build.manifest import Manifest, Record
from kg.build.readings import NO_TOWNSHIP, REPORT_READ, Reading, Readings
from kg.build.sources import Found, Source
from kg.errors import Bilingual

_LISTS = ("built", "unchanged", "outdated", "withdrawn", "skipped", "failed", "ignored")


@dataclass(frozen=True, slots=True)
class Item:
    """One document. ``name`` is the file's, relative to the path that was built; ``also`` are further names under
    which the same bytes were found; ``reason`` (in English) and ``reason_zh`` say why it is not in the graph, where it
    is not."""

    name: str
    report: str = ""  # id; empty where it is no report
    town: str = ""
    year: int | None = None
    reason: str = ""
    reason_zh: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """``built``, ``unchanged`` and ``outdated`` are in the graph: read now, read before, and read before by an older
    version (their files are not below the paths of this build). ``withdrawn`` were in it. ``skipped`` are no
    township reports; ``failed`` cannot be read; ``ignored`` are files of other kinds; ``empty`` are paths without any
    file to read.

    ``counts`` are numbers by class (see ``kg.rdf.description.counts``), ``years`` those that are reported on;
    ``changed`` is False where the graph stayed as it was.
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
    changed: bool = False

    def sentence(self, paths: Sequence[str]) -> str:
        """The build in one line, then each document that is not in the graph with its reason, for the log."""
        numbers = ", ".join(f"{len(getattr(self, name))} {name}" for name in _LISTS if getattr(self, name))
        lines = [f"{' '.join(paths) or 'remove'}: {numbers or 'nothing to read'}"]
        for name in ("skipped", "failed"):
            lines += [f"  {name}: {item.name}: {item.reason}" for item in getattr(self, name)]
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
            summary["withdrawn"].append(_item(record, readings.get(record.reading, record.sha256)))
    for document in run.documents.values():
        reading = document.reading
        if reading is None:
            summary["failed"].append(_left_out(document.sources, document.reason))
        elif reading.outcome != REPORT_READ:
            group = "skipped" if reading.outcome == NO_TOWNSHIP else "failed"
            summary[group].append(_left_out(document.sources, Bilingual(reading.reason, reading.reason_zh)))
        elif reading.id in refused:
            summary["failed"].append(_left_out(document.sources, refused[reading.id], reading.id))
    summary["failed"] += [_left_out([source], reason) for source, reason in run.unread.items()]
    summary["ignored"] += [_left_out([source], reason) for source, reason in found.ignored.items()]
    return BuildSummary(
        **{name: tuple(sorted(items, key=lambda item: item.name)) for name, items in summary.items()},
        empty=tuple(found.empty),
        counts=numbers.counts,
        years=numbers.years,
        changed=changed,
    )


def _item(record: Record, reading: Reading | None) -> Item:
    names = [source.name for source in record.sources]
    town, year = (reading.town, reading.year) if reading else ("", None)
    return Item(names[0], record.id, town, year, also=tuple(names[1:]))


def _left_out(sources: Sequence[Source], reason: Bilingual | None, report: str = "") -> Item:
    """A document that is not in the graph; ``report`` is its id where it is a report all the same."""
    said = reason or Bilingual("", "")
    names = [source.name for source in sources]
    return Item(names[0], report, reason=said.en, reason_zh=said.zh, also=tuple(names[1:]))
