"""Reading one document: bytes in, quads out; and a version that tells when the same bytes would be read otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

import kg

# What decides how bytes are read, below the package's folder.
_ROOMS = ("model.py", "ontology.py", "reports", "places", "extractors", "copies", "rdf")


class Reader(Protocol):
    """How documents are read. ``version`` changes whenever the same bytes might be read otherwise."""

    @property
    def version(self) -> str: ...

    def read(self, data: bytes, name: str) -> list[Quad]:
        """What a document says, without its file name.

        Raises UnreadableReport where it cannot be read, NotATownshipReport where it is no township's report.
        """

    def shared(self) -> list[Quad]:
        """What no report says: the scheme of mechanisms, the topics, the vocabulary."""


class ReportReader:
    """Reads reports with this package's own rooms, loaded when the first is read. ``more``: a file of mechanisms that people
    accepted, see ``ontology.load``."""

    def __init__(self, more: Path | None = None) -> None:
        self.more = more

    @cached_property
    def version(self) -> str:
        from kg import ontology

        digest = hashlib.sha256(ontology.load(self.more).hash.encode())
        home = Path(kg.__file__).resolve().parent
        for room in _ROOMS:
            for file in _files(home / room):
                digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
        return f"{kg.__version__}+{digest.hexdigest()[:12]}"

    def read(self, data: bytes, name: str) -> list[Quad]:
        from kg import ontology, places
        from kg.extractors import extract
        from kg.rdf.report import report_quads
        from kg.reports import read_report

        report = read_report(data, name)
        known = ontology.load(self.more)
        facts = extract(report, known, places.load())
        # Names of files are recorded apart: a renamed file is not read again.
        return report_quads(replace(report, file_name=""), facts, known, places.load())

    def shared(self) -> list[Quad]:
        from kg import ontology
        from kg.rdf.reference import ontology_quads

        return ontology_quads(ontology.folder(), self.more)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for entry in sorted(path.rglob("*")):
            if entry.is_file() and "__pycache__" not in entry.parts:
                yield entry
