"""Parts of dossiers as tables of their own, for the panels that show them."""

from __future__ import annotations

from collections.abc import Callable

from kg.analysis.tabular import Cells, Tabular


def of_kind(dossier: Callable[[], Tabular], kind: str) -> Callable[[], Cells]:
    """The rows of one kind (column ``kind`` of a dossier's table), without columns that are empty in all of them.

    ``dossier`` gives it, when somebody asks: a page shows the first towns only.
    """

    def table() -> Cells:
        columns, rows = dossier().table()
        at = columns.index("kind")
        own = [row for row in rows if row[at] == kind]
        kept = [i for i, _ in enumerate(columns) if any(row[i] not in (None, "") for row in own)]
        return tuple(columns[i] for i in kept), [tuple(row[i] for i in kept) for row in own]

    return table


def left_of(rows: int, most: int | None) -> int:
    """How many of the rows a file leaves out that takes ``most`` (None: all)."""
    return 0 if most is None else max(rows - most, 0)
