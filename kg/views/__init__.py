"""What people look at: the practice graph as one HTML file that works offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analysis.practice_graph import PracticeGraph


def render(graph: PracticeGraph, file: str | Path, *, lang: str = "zh") -> Path:
    """Writes ``graph`` as one self-contained page (UTF-8) and returns its path. The folder is made if needed."""
    from kg.views.page import page

    target = Path(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(graph, lang), encoding="utf-8", newline="\n")
    return target


__all__ = ["render"]
