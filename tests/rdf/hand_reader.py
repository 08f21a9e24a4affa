"""A reader of documents for tests of building and asking: every document is the report made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hand_built import SmallGazetteer, make_facts, make_report
from pyoxigraph import Quad

from kg.model import Facts, NotATownshipReport, UnreadableReport
from kg.ontology import read
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads


class HandReader:
    """Says what ``facts`` makes of a text, unless the text asks for a failure. ``seen`` are the names it was given."""

    def __init__(self, folder: Path, version: str = "1") -> None:
        self.version = version
        self.seen: list[str] = []
        self.facts: Callable[..., Facts] = make_facts
        self._folder = folder
        self._ontology = read(folder)

    def read(self, data: bytes, name: str) -> list[Quad]:
        self.seen.append(name)
        if not data:
            raise UnreadableReport("the file is empty", "文件是空的", where=name)
        text = data.decode()
        if "菜谱" in text:
            raise NotATownshipReport("a recipe", "是菜谱")
        if "故障" in text:
            raise ZeroDivisionError("division by zero\nmore")
        report = make_report(text, file_name="")
        return report_quads(report, self.facts(report), self._ontology, SmallGazetteer())

    def shared(self) -> list[Quad]:
        return ontology_quads(self._folder)
