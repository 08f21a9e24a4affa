"""What people look at: the practice graph as one HTML file that works offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.analysis.practice_graph import PracticeGraph


def render(graph: PracticeGraph, file: str | Path, *, lang: str = "zh") -> Path:
    """Writes ``graph`` as one self-contained page (UTF-8) and returns its path. KgError as in ``check_target``."""
    from kg.views.page import page

    target = check_target(file)
    target.write_text(page(graph, lang), encoding="utf-8", newline="\n")
    return target


def check_target(file: str | Path) -> Path:
    """``file`` as a path where a page can be written. KgError for another ending or a folder that does not exist."""
    target = Path(file)
    if target.suffix.lower() not in (".html", ".htm"):
        raise KgError(
            "the page needs a name that ends in .html or .htm", "网页的文件名须以 .html 或 .htm 结尾", where=str(file)
        )
    if not target.parent.is_dir():
        raise KgError(
            f"cannot be written: there is no folder {target.parent}",
            f"写不了：没有 {target.parent} 这个文件夹",
            where=str(file),
        )
    return target


__all__ = ["check_target", "render"]
