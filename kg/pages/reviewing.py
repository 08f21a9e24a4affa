"""Pages on which a reviewer works: the work list, one report, what was judged, and how good the graph is by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.asking import Asks
from kg.analysis.judging.log import PENDING, log
from kg.analysis.judging.making import labels, verdicts
from kg.analysis.judging.missing import text_of
from kg.analysis.judging.quality import quality
from kg.analysis.judging.sheet import ROLES, STATUSES, key_of
from kg.analysis.judging.tasks import REASONS, Task
from kg.analysis.judging.worklist import tasks_of, worklist
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.reading.asked import report_id
from kg.build.judging import State
from kg.pages.page import Page
from kg.review.journal import Read
from kg.review.judgement import Judgement
from kg.review.standing import Standing, standing

PATH = "review"
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages need besides the graph. ``token``: for the forms; ``by``: the reviewer, "" where not known; ``notice``:
    a key of the words; ``fault``: what was wrong with the last form; ``busy``: judgements are being brought into the graph."""

    read: Read
    became: Mapping[str, State]
    token: str
    by: str = ""
    notice: str = ""
    fault: str = ""
    busy: bool = False
    newer: bool = False

    @property
    def standing(self) -> Standing:
        return standing(self.read.judgements)


@dataclass(frozen=True, slots=True)
class Card:
    """A task as it is shown. ``judgement``: the one that stands on it; ``before``, ``named``, ``after``: the sentence around the
    first of its words."""

    task: Task
    key: str
    judgement: Judgement | None
    before: str
    named: str
    after: str


def work(store: Asks, query: Mapping[str, str], desk: Desk) -> Page:
    """The work list. ``query``: reason, kind, town, practice, province, county, year."""
    stand = desk.standing
    reason = query.get("reason", "").replace("-", " ")
    year = query.get("year", "")
    found = worklist(
        store,
        stand,
        reasons=[reason] if reason in REASONS else (),
        kinds=[query["kind"]] if query.get("kind") else (),
        town=query.get("town") or None,
        practice=query.get("practice") or None,
        province=query.get("province") or None,
        county=query.get("county") or None,
        year=int(year) if year.isascii() and year.isdecimal() and len(year) < 5 else None,
        limit=_SHOWN,
    )
    data = {"cards": cards(found.tasks, stand), "left": found.left, "done": found.done, "asked_reason": reason}
    return _page(PATH, "review.html", "review", store, desk, data)


def report(store: Asks, name: str, desk: Desk) -> Page:
    """Every statement of one report, its text, and a form for what was missed. Raises as ``report_id``."""
    found = report_id(store, name)
    stand = desk.standing
    tasks = verdicts(tasks_of(store, found), stand.heads)
    complete = next(iter(stand.heads.get(f'["report", {{"report": "{found}"}}]', ())), None)
    data = {
        "cards": cards(tasks, stand),
        "report": found,
        "text": text_of(store, found),
        "complete": complete,
        "unjudged": sum(not task.verdict for task in tasks),
    }
    return _page(f"{PATH}/report", "review_report.html", "review_of_report", store, desk, data)


def judged(store: Asks, desk: Desk) -> Page:
    """What was judged, the latest first, and what became of it."""
    found = log(desk.read, desk.became)
    by_id = {one.id: one for one in desk.read.judgements}
    names = labels(catalogue(store), [part for one in by_id.values() for part in _ids(one)])
    data = {
        "entries": found.entries[::-1],
        "counts": found.counts,
        "faults": found.faults,
        "names": names,
        "by_id": by_id,
    }
    return _page(f"{PATH}/log", "review_log.html", "review_log", store, desk, data)


def figures(store: Asks, desk: Desk) -> Page:
    found = quality(desk.standing)
    return _page(f"{PATH}/quality", "review_quality.html", "review_quality", store, desk, {"quality": found})


def cards(tasks: Sequence[Task], stand: Standing) -> tuple[Card, ...]:
    made = []
    for task in tasks:
        heads = stand.heads.get(task.about.text, ())
        word = next((one for one in sorted(task.words, key=len, reverse=True) if one in task.sentence), "")
        at = task.sentence.find(word) if word else len(task.sentence)
        parts = (task.sentence[:at], word, task.sentence[at + len(word) :])
        made.append(Card(task, key_of(task), heads[0] if len(heads) == 1 else None, *parts))
    return tuple(made)


def _page(path: str, template: str, title: str, store: Asks, desk: Desk, data: Mapping[str, object]) -> Page:
    pending = log(desk.read, desk.became).counts.get(PENDING, 0)
    return Page(
        path,
        template,
        title,
        data={"desk": desk, "pending": pending, "statuses": STATUSES, "roles": ROLES, "reasons": REASONS, **data},
    )


def _ids(judgement: Judgement) -> list[str]:
    values = [*judgement.about.key.values(), *judgement.to.values()]
    return [one for value in values for one in ((value,) if isinstance(value, str) else value)]
