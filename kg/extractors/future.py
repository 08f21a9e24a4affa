"""Where a sentence on problems or on what was done turns to what is to come: 对此，我们将…, the column of remedies."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extractors.statement_tables import rows
from kg.model import Passage, Report, Role

# The wording after which a passage speaks of plans, by what the passage is for. Examples: 下一步，…; 对此，我们将推行…;
# 改进措施：…; 今年已在三个村试行，明年起…
_AMONG_PROBLEMS = re.compile(
    r"下一步|下步|今后|接下来|明年|来年|(改进|整改|解决|应对)(措施|方向|办法|思路|打算)[:：]|对策[:：]|"
    r"(对此|为此|针对(这|此|该|上述|以上)[^，。；]{0,8})[，,]?(我们|我镇|我乡|街道|镇|乡)?[^，。；]{0,4}(将|拟|要|计划|打算|准备)"
)
_AMONG_MEASURES = re.compile(
    r"下一步[^，。；]{0,6}[，,:：]|下步[，,:：]|接下来[，,:：]|(?<![较去比])明年(将|拟|计划|打算|起|重点)"
)


class Future:
    """The parts of a report's passages that speak of plans though their section does not."""

    def __init__(self, report: Report) -> None:
        self._cells = sorted((row.plan.start, row.plan.end) for row in rows(report) if row.plan is not None)
        self._starts = [start for start, _ in self._cells]

    def turn(self, passage: Passage) -> int | None:
        """Offset into the passage's text from which it speaks of plans, None where it does not."""
        if passage.role in (Role.PROBLEMS, Role.CAUSES):
            found = _AMONG_PROBLEMS.search(passage.text)
        elif passage.role in (Role.MEASURES, Role.DUTIES):
            text = passage.text
            ahead = "下" in text or "明年" in text  # one of which the wordings need
            found = _AMONG_MEASURES.search(text) if ahead else None
        else:
            return None
        return found.start() if found else None

    def in_column(self, offset: int) -> bool:
        """Whether the offset into the clean text lies in a table's column of remedies."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._cells[at][1]
