"""Corpus → store: reads what is new or changed, withdraws what is gone, and switches to the new graph at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.build.assembly import assemble, numbers, without_collisions
from kg.build.corpus import Progress, Run, records
from kg.build.crew import cores
from kg.build.engine import Engine, Local
from kg.build.judging import Judged, judged, states
from kg.build.log import Log
from kg.build.manifest import Manifest, Record, load
from kg.build.reading import Reader, ReportReader
from kg.build.readings import Readings
from kg.build.sources import Found
from kg.build.summary import BuildSummary, Editions, Item, summarise
from kg.errors import Bilingual, KgError
from kg.store.layout import StoreFolder, building

__all__ = ["BuildSummary", "Editions", "Engine", "Item", "Progress", "Reader", "build", "rejudge", "remove"]


def build(
    paths: Iterable[str | Path],
    store: str | Path,
    *,
    reader: Reader | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    engine: Engine | None = None,
    stage: Callable[[str], None] | None = None,
) -> BuildSummary:
    """Bring the graph in the folder ``store`` up to date with the reports below ``paths`` (files or folders).

    Only new or changed files are read. Reports that were recorded below these paths and whose file is gone, or says
    something else now, are withdrawn; others stay, also where their file cannot be opened. What is no township report
    or cannot be read is named in the summary and stops nothing. ``progress`` is told (files done, files in all, name
    of the next). ``workers``: how many processes read, by default as many as can run at the same time; what is built does
    not depend on it. ``engine`` finds and reads the documents, by default this machine; see ``kg.build.spark``.
    ``stage`` is told when each of ``assembly.STAGES`` begins, where the graph becomes another.

    Raises KgError, before anything is written or withdrawn, where a path does not exist, where the store's folder
    holds other things or the reports themselves, where another build is running, or where the folder cannot be used.
    Until the very end readers see the graph as it was; a build that is interrupted keeps what it has read.
    """
    folder = _local(store)
    engine = engine or Local()
    found = engine.find(paths)
    _check_paths(found, folder, engine)
    with building(folder):
        log = Log(folder.log)
        judgements = judged(folder)
        reader = reader or ReportReader(judgements.more)
        folder.clean()
        previous = load(folder.current())
        readings = Readings(folder.readings)
        run = Run(reader, readings, log.write, workers or cores())
        engine.over(run, found, progress)
        wanted = records(run, found, previous)
        kept, refused, changed = _update(folder, previous, wanted, readings, reader, judgements, stage)
        summary = summarise(
            found,
            run,
            previous,
            kept,
            refused,
            readings,
            numbers(folder),
            changed,
            judgements,
            states(folder.current()),
        )
        _finish(folder, readings, kept, reader)
        log.write(summary.sentence([str(scope) for scope in found.scopes]))
        return summary


def remove(store: str | Path, reports: Iterable[str], *, reader: Reader | None = None) -> BuildSummary:
    """Withdraw reports, each told by the beginning of its id or SHA-256 (at least 4 digits) or by its file name.

    Raises KgError where a name fits no report or several, NoStoreError where there is no graph. A withdrawn report
    comes back with the next build of a path where its file still is.
    """
    folder = _local(store)
    folder.require_current()
    with building(folder):
        log = Log(folder.log)
        judgements = judged(folder, rereads=False)
        reader = reader or ReportReader(judgements.more)
        folder.clean()
        previous = load(folder.current())
        gone = {_one_report(name, previous) for name in reports}
        readings = Readings(folder.readings)
        wanted = {key: record for key, record in previous.records.items() if key not in gone}
        kept, refused, changed = _update(folder, previous, wanted, readings, reader, judgements)
        run = Run(reader, readings, log.write)
        summary = summarise(
            Found(),
            run,
            previous,
            kept,
            refused,
            readings,
            numbers(folder),
            changed,
            judgements,
            states(folder.current()),
        )
        _finish(folder, readings, kept, reader)
        log.write(summary.sentence([]))
        return summary


def rejudge(store: str | Path, *, reader: Reader | None = None) -> BuildSummary:
    """Apply the judgements as they are now, without reading a report again. NoStoreError where there is no graph."""
    return remove(store, (), reader=reader)


def _update(
    folder: StoreFolder,
    previous: Manifest,
    wanted: Mapping[str, Record],
    readings: Readings,
    reader: Reader,
    judgements: Judged,
    stage: Callable[[str], None] | None = None,
) -> tuple[Mapping[str, Record], Mapping[str, Bilingual], bool]:
    """Make ``wanted`` the current graph. Returns the records in it, for those that could not be why, and whether
    the graph is another one now."""
    current = folder.current()
    same = (reader.version, judgements.digest)
    unchanged = (previous.version, previous.judgements) == same and dict(previous.records) == dict(wanted)
    if (current is not None and unchanged) or (current is None and not wanted):
        return wanted, {}, False
    scheme = reader.shared()
    kept, refused = without_collisions(wanted.values(), readings, scheme)
    manifest = Manifest(reader.version, kept, judgements.digest)
    changed = current is None or manifest.digest != previous.digest
    if changed:
        assemble(folder, manifest, readings, scheme, judgements.judgements, stage)
    return kept, refused, changed


def _finish(folder: StoreFolder, readings: Readings, kept: Mapping[str, Record], reader: Reader) -> None:
    """Remove what the current graph no longer rests on."""
    folder.clean()
    readings.clean((record.reading for record in kept.values()), reader.version)


def _local(store: str | Path) -> StoreFolder:
    if str(store).startswith(("http://", "https://")):
        raise KgError(
            f"{store} can only be read: a graph is built in a folder",
            f"{store} 只能查询，不能写入：请用 --store 指定一个文件夹来建图谱",
        )
    folder = StoreFolder(store)
    if folder.path.exists() and not folder.path.is_dir():
        raise KgError(
            f"{store} is a file: a store is a folder",
            f"{store} 是一个文件：图谱须放在文件夹里，请换一个位置",
        )
    return folder


def _check_paths(found: Found, folder: StoreFolder, engine: Engine) -> None:
    """Refuse paths that do not exist (a disk that is not there, a folder that was renamed: nothing is withdrawn for
    that), and a store in the midst of reports."""
    previous = load(folder.current())
    for missing in found.missing:
        below = engine.find([missing])
        held = sum(any(map(below.covers, record.sources)) for record in previous.records.values())
        stay, stay_zh = "", ""
        if held:
            stay = f"; the reports read from there ({held}) stay in the graph (kg remove withdraws them)"
            stay_zh = f"；从那里读过的 {held} 份报告仍留在图谱里（要撤下请用 kg remove）"
        raise KgError(f"no such file or folder{stay}", f"没有这个文件或文件夹{stay_zh}", where=missing)
    home = Path(os.path.realpath(folder.path))
    for scope in found.scopes:
        if home == scope or home in scope.parents:
            raise KgError(
                f"{scope} and the store {folder.path} share a folder: keep graph and reports apart, choose another --store",
                f"报告 {scope} 和图谱 {folder.path} 在同一个文件夹里：要分开存放，请用 --store 换一个文件夹",
            )
    if not folder.exists() and folder.path.is_dir() and any(not e.name.startswith(".") for e in folder.path.iterdir()):
        raise KgError(
            f"{folder.path} holds other things: a store needs a folder of its own, choose another --store",
            f"{folder.path} 里已有别的东西：图谱要单独用一个文件夹，请用 --store 换一个",
        )


def _one_report(name: str, manifest: Manifest) -> str:
    """The id of the one report that ``name`` tells."""
    plain = name.removeprefix("report:").lower()
    by_name = [r.id for r in manifest.records.values() if any(s.name == name for s in r.sources)] or [
        r.id for r in manifest.records.values() if any(s.path.name == name for s in r.sources)
    ]
    by_id = [r.id for r in manifest.records.values() if len(plain) >= 4 and r.sha256.startswith(plain)]
    found = sorted(set(by_name or by_id))
    if not found:
        raise KgError(
            f"no report in the graph is called {name}",
            f"图谱里没有叫“{name}”的报告：请写报告的文件名，或编号开头的至少 4 位",
        )
    if len(found) > 1:
        raise KgError(
            f"{name} may mean any of {', '.join(found)}: give more of the id",
            f"“{name}”可能指：{'、'.join(found)}；请把编号写长些",
        )
    return found[0]
