"""Several reports of one town and year are editions of one report: which of them is current."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath

from pyoxigraph import Literal, NamedNode, Store

from kg.rdf.asking import select

_REPORTS = """
SELECT ?report ?town ?year ?issued ?signed ?title ?file WHERE {
  ?report a gov:Report ; gov:township ?town .
  OPTIONAL { ?report gov:year ?year } OPTIONAL { ?report dct:issued ?issued } OPTIONAL { ?report gov:signed ?signed }
  OPTIONAL { ?report dct:title ?title } OPTIONAL { ?report gov:fileName ?file }
}"""
# What titles and file names say of an edition, with an example: 1 is newer than an edition that says nothing, -1 older.
WORDINGS = (
    (1, "更正|勘误|订正|修正", "清溪镇2024年法治政府建设年度报告（更正）"),
    (1, "修订|修改[版稿后]|更新[版稿]|新版", "清溪镇2024年法治政府建设年度报告（修订版）"),
    (1, "重新(?:公布|发布|公开)|重发", "关于重新公布清溪镇2024年法治政府建设年度报告的说明"),
    (1, "(?i:corrected|revised|updated)", "qingxi_corrected.txt"),
    (-1, "征求意见稿|送审稿|讨论稿|草稿|草案|初稿", "清溪镇2024年法治政府建设年度报告（征求意见稿）"),
    (-1, "(?i:draft)", "qingxi_draft.txt"),
    (-1, "旧版|原版|更正前|修[订改]前", "清溪镇（旧版）.txt"),
)
_PATTERNS = [(rank, re.compile(pattern)) for rank, pattern, _ in WORDINGS]


@dataclass(frozen=True, slots=True)
class Edition:
    """A report as far as it matters which of several is newer. Dates are ISO, ``""`` where unknown; ``year`` is -1
    where unknown: older than any."""

    report: NamedNode
    town: NamedNode
    year: int
    issued: str = ""
    signed: str = ""
    title: str = ""
    file_name: str = ""

    @property
    def age(self) -> tuple[object, ...]:
        """Greater is newer: published later, else signed later, else said to be a correction, else last by file name
        (numbers by their value). The report's id decides only between files of one name."""
        name = PurePosixPath(self.file_name)
        return (
            self.issued or self.signed,
            self.signed,
            correction(f"{self.title} {self.file_name}"),
            _natural(str(name.with_suffix("")) if name.name else ""),
            self.file_name,
            self.report.value,
        )


def correction(text: str) -> int:
    """1 where a title or file name says that this is a correction, -1 where a draft or the version before, else 0."""
    ranks = [rank for rank, pattern in _PATTERNS if pattern.search(text)]
    return min(ranks, default=0)  # 更正前 holds 更正


def editions(store: Store) -> list[list[Edition]]:
    """The reports in ``store`` (asked as the union of its graphs) by town and year, in order of these; each list
    begins with the current one, then newest first. Reports whose year is unknown are editions of no other."""
    groups: dict[tuple[str, int, str], list[Edition]] = defaultdict(list)
    for edition in _all(store):
        alone = edition.report.value if edition.year < 0 else ""
        groups[edition.town.value, edition.year, alone].append(edition)
    return [sorted(groups[key], key=lambda e: e.age, reverse=True) for key in sorted(groups)]


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Text and numbers in turn: 第2版 comes before 第10版."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _all(store: Store) -> list[Edition]:
    found: dict[NamedNode, Edition] = {}
    for solution in select(store, _REPORTS):
        report, town = solution["report"], solution["town"]
        assert isinstance(report, NamedNode) and isinstance(town, NamedNode)  # written by this room
        said = {
            name: term.value if isinstance(term := solution[name], Literal) else ""
            for name in ("year", "issued", "signed", "title", "file")
        }
        year = int(said["year"]) if said["year"] else -1
        edition = Edition(report, town, year, said["issued"], said["signed"], said["title"], said["file"])
        known = found.get(report)
        if known is None or edition.age < known.age:  # one that is told twice over counts once
            found[report] = edition
    return list(found.values())
