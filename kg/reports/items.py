"""Lists inside a paragraph: 一是…；二是…, １．…；２．…, 首先，…其次，…"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Role
from kg.reports.markers import ITEM_RANK, LAST_WORDS, Marker, inside


class Item(NamedTuple):
    """The beginning of an item, or (``role`` set) of a part that a sentence opens."""

    style: str
    rank: float
    number: int
    start: int
    end: int
    role: Role | None = None


def items_inside(text: str, start: int, end: int, own: Marker | None, following: Marker | None) -> list[Item]:
    """The items of the lists in ``text[start:end]``, in order.

    A list begins with its first number and goes on with the next; a single marker is none, unless the paragraph begins
    with it or the next paragraph goes on counting. ``own`` is the marker of the paragraph itself, ``following`` that of
    the next paragraph.
    """
    runs: list[list[Marker]] = []
    active: dict[str, list[Marker]] = {}
    if own is not None:
        active[own.style] = [own]
    for marker in inside(text, start, end):
        words = active.get("item-word")
        if marker.style == "ordinal" and words and marker.number > 1 and "ordinal" not in active:
            marker = marker._replace(style="item-word", rank=words[0].rank)  # 首先，…其次，…第三，…
        aspects = active.get("item-aspect")
        if marker.style == "item-word" and aspects and (not words or words[-1].start < aspects[-1].start):
            marker = marker._replace(style="item-aspect")  # 一方面…，另一方面…，第三是…
        run = active.get(marker.style)
        if run is not None and _continues(run[-1], marker):
            run.append(marker)
        elif marker.number == 1:
            run = [marker]
            active[marker.style] = run
            runs.append(run)
    if own is not None and len(continued := active[own.style]) > 1 and continued[0] is own:
        runs.append(continued[1:])
        kept = [continued[1:]]
    else:
        kept = []
    for run in runs:
        goes_on = following is not None and following.style == run[-1].style and following.number == run[-1].number + 1
        leads = run[0].start == start and run[0].rank >= ITEM_RANK
        if len(run) > 1 or goes_on or leads:
            kept.append(run)
    found = {m.start: m for run in kept for m in run}
    return [Item(m.style, m.rank, m.number, m.start, m.end) for _, m in sorted(found.items())]


def _continues(last: Marker, marker: Marker) -> bool:
    if marker.style == "item-one":
        return True
    if marker.style == "item-word":
        return marker.number > last.number or marker.number >= LAST_WORDS
    return marker.number == last.number + 1
