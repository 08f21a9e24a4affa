"""How much a site will be, judged by some of its pages."""

from __future__ import annotations

from pathlib import Path

from small_graph import UnionStore

from kg.pages.extent import extent
from kg.pages.jobs import Work
from kg.pages.site import Site


def test_files_and_bytes_are_about_those_that_are_written(store: UnionStore, tmp_path: Path) -> None:
    site = Site(store)
    paths = [path for path in site.paths() if path.startswith("place/")]
    told = extent(site, paths, ("zh", "en"))
    work = Work(store, tmp_path, ("zh", "en"))
    for path in paths:
        work.page(path)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert told.pages == len(paths) and told.seconds > 0
    assert abs(told.files - len(files)) <= len(paths)
    assert (
        sum(file.stat().st_size for file in files)
        < told.bytes
        < 8 * sum(-(-f.stat().st_size // 4096) * 4096 for f in files)
    )
    assert extent(site, [], ("zh",)).files == 0
