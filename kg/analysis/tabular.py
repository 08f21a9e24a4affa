"""Answers as tables: for spreadsheets, data frames and notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import pandas

Cells = tuple[tuple[str, ...], list[tuple[object, ...]]]
_SHOWN = 20  # rows that a notebook shows


class Tabular:
    """An answer with one main table. Subclasses give ``table``: names of columns and rows, whole, nothing shortened."""

    __slots__ = ()

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

    def _repr_html_(self) -> str:
        columns, rows = self.table()
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{'' if cell is None else escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in rows[:_SHOWN]
        )
        more = f"<p>… {len(rows)} rows in all</p>" if len(rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
