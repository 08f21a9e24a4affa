"""A page is a list of panels; a panel is one question to the graph, its answer, and a small template."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.analysis.tabular import Cells
from kg.rdf.exporters.cells import safe_cell

FORMATS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Panel:
    """``id``: its name in addresses. ``title``: a key of ``wording.WORDS``. ``template``: a file in templates/panels, which
    reads ``data``. ``table``: the whole answer, of which the panel may show a part. ``sparql``: the query that gives it."""

    id: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    table: Callable[[], Cells] | None = None
    sparql: str = ""
    headline: str = ""
    notes: tuple[str, ...] = ()
    script: Callable[[Callable[[str], str]], bytes] | None = None
    """What the panel's drawing needs beside the page, as a script: it is given what an address has for a path."""
    left: int = 0
    """How many of its rows ``table`` leaves out, see ``Site``."""

    def download(self, form: str) -> bytes:
        """The whole answer as CSV (with a byte order mark, which spreadsheets need for Chinese) or JSON."""
        return self.downloads((form,))[form]

    def downloads(self, forms: Sequence[str] = FORMATS) -> dict[str, bytes]:
        """The whole answer in each form, asked for once."""
        assert self.table is not None
        columns, rows = self.table()
        rows = list(rows)
        return {form: self._written(form, columns, rows) for form in forms}

    def _written(self, form: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        if form == "json":
            told = {
                "headline": self.headline,
                "notes": self.notes,
                **({"left_out": self.left} if self.left else {}),
                "sparql": self.sparql,
                "rows": [dict(zip(columns, row, strict=True)) for row in rows],
            }
            return json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in row])
        return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Page:
    """``path``: see ``addresses``. ``kind``: what the page is about, a key of ``wording.WORDS``. ``iri``: of that thing."""

    path: str
    template: str
    title: str
    kind: str = ""
    description: str = ""
    panels: tuple[Panel, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    iri: str = ""
    styled: bool = False
    """Whether a library that draws in it brings styles of its own, which its policy must then allow; never scripts."""

    def panel(self, asked: str) -> Panel | None:
        return next((panel for panel in self.panels if panel.id == asked), None)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    return str(value)
