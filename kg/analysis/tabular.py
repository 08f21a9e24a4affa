"""Answers as tables: for spreadsheets, data frames and notebooks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Self

from kg.errors import KgError
from kg.language import from_environment
from kg.plain import aligned, clean, shortened, width

if TYPE_CHECKING:
    import pandas

Cells = tuple[tuple[str, ...], list[tuple[object, ...]]]
_SHOWN = 20  # rows that a notebook shows
_PRINTED = 10  # rows that an interpreter prints
_WIDE = 36  # columns of a cell that an interpreter prints


class Tabular:
    """An answer with one main table. Subclasses give ``table``: names of columns and rows, whole, nothing shortened.

    Shown in a notebook or an interpreter, it tells in words what was found (``kg.analysis.wording.telling``), in the language
    that ``spoken`` set, else the one that the environment says.
    """

    __slots__ = ("_lang",)

    def table(self) -> Cells:
        raise NotImplementedError

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas data frame. Raises KgError where pandas is not installed (extra ``notebook``)."""
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise KgError(
                "pandas is not installed: pip install 'towngov-kg[notebook]'",
                "没有安装 pandas：请运行 pip install 'towngov-kg[notebook]'",
            ) from error
        columns, rows = self.table()
        return pandas.DataFrame(rows, columns=list(columns))

    def spoken(self, lang: str) -> Self:
        """The same answer, which from now on shows itself in ``lang``, "zh" or "en"."""
        object.__setattr__(self, "_lang", lang)  # no part of what was answered: neither compared nor written out
        return self

    @property
    def lang(self) -> str:
        """The language in which the answer shows itself."""
        return getattr(self, "_lang", None) or from_environment(os.environ)

    def __repr__(self) -> str:
        headline, columns, rows, below = self._told(_PRINTED)
        cells = [[shortened(cell, _WIDE) for cell in row] for row in rows]
        lines = aligned(columns, cells) if rows else ()
        return "\n".join([headline, *lines, *below])

    def _repr_html_(self) -> str:
        headline, columns, rows, below = self._told(_SHOWN)
        table = ""
        if rows:
            styles = [_style([column, *cells]) for column, *cells in zip(columns, *rows, strict=True)]
            head = "".join(f"<th{style}>{escape(cell)}</th>" for cell, style in zip(columns, styles, strict=True))
            body = "".join(
                "<tr>"
                + "".join(f"<td{style}>{escape(cell)}</td>" for cell, style in zip(row, styles, strict=True))
                + "</tr>"
                for row in rows
            )
            table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            table = f'<div style="overflow-x:auto">{table}</div>'
        under = "".join(f"<p>{escape(line)}</p>" for line in below)
        # A report's dollar signs are no formula.
        return f'<div class="tex2jax_ignore mathjax_ignore"><p><b>{escape(headline)}</b></p>{table}{under}</div>'

    def _told(self, most: int) -> tuple[str, Sequence[str], list[list[str]], list[str]]:
        """Headline, columns and first rows as people read them, and what stands below."""
        from kg.analysis.wording import in_words as telling  # knows every type of answer and so comes after this one

        columns, rows = self.table()
        below = list(telling.notes(self, self.lang))
        if len(rows) > most:
            more = {
                "zh": f"以上是 {len(rows)} 行中的前 {most} 行：to_pandas() 给出全部。",
                "en": f"The first {most} of {len(rows)} rows: to_pandas() gives all.",
            }
            below.insert(0, more[self.lang])
        headline = telling.headline(self, self.lang)
        names, shown = self._for_people(columns, rows[:most])
        return clean(headline), names, [[clean(cell) for cell in row] for row in shown], [clean(line) for line in below]

    def _for_people(
        self, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> tuple[list[str], list[list[str]]]:
        """Names of columns and cells as people read them."""
        from kg.analysis.wording.columns import for_people

        return for_people(columns, rows, self.lang)


def _style(cells: Sequence[str]) -> str:
    """Of a column: short cells stay on one line, long ones have room; a file's name breaks anywhere. Without that a browser
    gives all room to the sentences, and the names of towns stand in columns of one character."""
    longest = max(map(width, cells))
    room = next((f"min-width:{ems}em;overflow-wrap:anywhere" for least, ems in _ROOM if longest > least), _WHOLE)
    return f' style="text-align:left;{room}"'


_ROOM = ((72, 24), (24, 12))  # longer than so many columns (广东省云浮市郁南县宋桂镇 has 24): at least so wide, in ems
_WHOLE = "white-space:nowrap"
