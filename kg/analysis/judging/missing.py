"""Words of a report that say what nothing found: their sentence, as a judgement that adds it tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.analysis.asking import Asks, select_each
from kg.errors import KgError
from kg.ontology import NAMESPACES
from kg.reports.passages import sentences

_TEXT = "SELECT ?text { ?report gov:text ?text }"
_PASSAGES = """SELECT ?start ?end ?section { ?p a gov:Passage ; gov:report ?report ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?p gov:section ?section } }"""
_AROUND = 20  # characters shown to either side of one of several places
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in their sentence. ``occurrence``: which of several sentences like it, from 0; ``section``: its heading."""

    words: str
    sentence: str
    occurrence: int
    section: str

    @property
    def values(self) -> dict[str, str]:
        """As ``kg.review.statements.ADDED_FIELDS``."""
        found = {"sentence": self.sentence, "occurrence": str(self.occurrence), "words": self.words}
        return {**found, "section": self.section} if self.section else found


def text_of(store: Asks, report: str) -> str:
    """The clean text of a report, by its id; "" where there is none."""
    rows = select_each(store, _TEXT, "report", [ox.NamedNode(NAMESPACES["report"] + report)])
    return next((str(row["text"]) for row in rows), "")


def places_of(text: str, words: str) -> list[int]:
    """Where words stand in a text, also overlapping."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def mark(store: Asks, report: str, words: str, nth: int | None = None) -> Marked:
    """The sentence of a report's text that holds ``words``; of several places the ``nth``, from 1. Raises KgError where there
    is none, or several and nobody says which: then it tells them."""
    text = text_of(store, report)
    places = places_of(text, words)
    if not places or not 1 <= (nth or 1) <= len(places):
        raise KgError(
            f"“{words:.40}” stands {len(places)} times in the text of report:{report} (kg inspect --text shows it)",
            f"“{words:.40}”在 report:{report} 的正文里出现 {len(places)} 次（kg inspect --text 可看正文）",
        )
    if nth is None and len(places) > 1:
        shown = [text[max(0, at - _AROUND) : at + len(words) + _AROUND] for at in places[:_LISTED]]
        listed = "；".join(f"{number}. …{' '.join(one.split())}…" for number, one in enumerate(shown, 1))
        raise KgError(
            f"“{words:.40}” stands {len(places)} times, say which (by its number) or give more words: {listed}",
            f"“{words:.40}”出现 {len(places)} 次，请指明第几处，或把词句写长些：{listed}",
        )
    start = places[(nth or 1) - 1]
    return _marked(_passages(store, report), text, start, start + len(words))


def _marked(passages: Sequence[tuple[int, int, str]], text: str, start: int, end: int) -> Marked:
    around = [(b - a, a, b, section) for a, b, section in passages if a <= start and end <= b]
    if around:
        _, first, last, section = min(around)
    else:
        opens, closes = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        spans = sentences(text, opens, len(text) if closes < 0 else closes)
        touched = [(a, b) for a, b in spans if a < end and start < b]
        first, last = (touched[0][0], touched[-1][1]) if touched else (start, end)
        before = max(((b, its) for _, b, its in passages if b <= first), default=(0, ""))[1]
        after = min(((a, its) for a, _, its in passages if a >= last), default=(0, ""))[1]
        section = before if before == after else ""
    sentence = text[first:last]
    return Marked(text[start:end], sentence, places_of(text, sentence).index(first), section)


def _passages(store: Asks, report: str) -> list[tuple[int, int, str]]:
    """(start, end, heading) of the sentences that the graph has of a report."""
    node = ox.NamedNode(NAMESPACES["report"] + report)
    rows = select_each(store, _PASSAGES, "report", [node])
    return sorted({(int(row["start"]), int(row["end"]), str(row.get("section", ""))) for row in rows})
