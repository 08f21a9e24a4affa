"""Practices that a report names, each mention with its status, and the adoptions they add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.extractors import discovery_words as words
from kg.extractors.advisers import ADVISER, unqualified_advisers
from kg.extractors.brands import CODE
from kg.extractors.broader import nearest
from kg.extractors.candidates import Candidate
from kg.extractors.clauses import clause_at, split_clauses
from kg.extractors.discovery import discover, named_heading
from kg.extractors.elsewhere import Elsewhere
from kg.extractors.folding import QUOTE_PAIRS, fold_label
from kg.extractors.future import Future
from kg.extractors.recogniser import Hit, recogniser
from kg.extractors.status import STATUS_WORDS, Verdict, judge, lent_by
from kg.extractors.unquoted import NEEDED
from kg.model import Adoption, Mechanism, Mention, Passage, Report, Role, Span, Status
from kg.ontology import Ontology

_SILENT = frozenset({Role.TITLE, Role.SIGNATURE, Role.BOILERPLATE})
_NO_DISCOVERY = _SILENT | {Role.PROBLEMS, Role.CAUSES, Role.INTRO}
_HEAD = 8  # characters after a name that may say what it is: “红袖”巡逻队伍
_NEAR = 6  # characters that a name may go on to its closing quote
_CLAUSES = re.compile("[，,；;]")
_QUOTE = re.compile(f'["{"".join(chain.from_iterable(QUOTE_PAIRS))}]')
_LONGEST_LINE = 24  # characters of a line that lists what follows
_RUNNING = (Status.IMPLEMENTED, Status.IN_PROGRESS, Status.PILOTING)


def mentions(report: Report, ontology: Ontology, elsewhere: Elsewhere | None = None) -> tuple[Mention, ...]:
    """Every place where the report names a mechanism, in order of the text.

    Names within 《》 are titles of documents, not practices, unless the town made or follows the rules itself; title,
    signature and boilerplate say nothing. ``elsewhere`` tells other places from the town that reports.
    ``Mention.status`` is None where the clause says that the practice is absent, ended or another town's.
    """
    reading = _Reading(report, ontology, elsewhere)
    passages = [passage for passage in report.passages if passage.role not in _SILENT]
    texts = [passage.text for passage in passages]
    about = zip(
        passages,
        recogniser(ontology).scan_all(texts),
        NEEDED.possible_in(texts),
        STATUS_WORDS.present_in(texts),
        strict=True,
    )
    return _merge_names([m for passage in about for m in reading.mentions(*passage)])


class _Name(NamedTuple):
    """A mechanism's name in a passage, with offsets into the passage's text."""

    start: int
    end: int
    mechanism: Mechanism
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that lists what follows it and is no heading: 二〇二五年拟新上的项目."""

    text: str
    section: int | None


class _Reading:
    """One report as its mechanisms are read from it."""

    def __init__(self, report: Report, ontology: Ontology, elsewhere: Elsewhere | None) -> None:
        self._report = report
        self._ontology = ontology
        self._elsewhere = elsewhere
        self._future = Future(report)
        self._line = _Line("", None)

    def mentions(
        self, passage: Passage, known: list[Hit], possible: Sequence[re.Pattern[str]], status_words: int
    ) -> list[Mention]:
        """The names in a passage in which these mechanisms are ``known``, these patterns may be found, and these words
        of wordings that tell a status stand."""
        text = passage.text
        headings = self._headings(passage)
        heading_may_name = passage.role not in _NO_DISCOVERY and lent_by(headings) is not None
        if not (known or possible or heading_may_name or ADVISER in text or words.CLUE.search(text)):
            return []
        titles = words.titles(text)
        others = [span for span in titles if not own_rules(text, *span)]
        hits = [h for h in known if not _inside(h.start, h.end, others)] if others else known
        hits += unqualified_advisers(text, hits, self._ontology)
        turn = self._future.turn(passage)
        discovered = [] if self._says_no_names(passage, turn) else discover(text, hits, possible)
        if passage.role in _NO_DISCOVERY:
            discovered = [c for c in discovered if self._is_to_come(passage, c.start, turn)]
        heading_name = named_heading(text, headings, hits) if heading_may_name else None
        if heading_name is not None:
            discovered = [
                heading_name,
                *(c for c in discovered if c.end <= heading_name.start or heading_name.end <= c.start),
            ]
        if not hits and not discovered:
            return []
        names = self._names(passage, hits, discovered, headings)
        if any(word in text for word in words.TOPICAL):
            names = [n for n in names if not _is_topic(text, n.start, n.end)]
        bounds = split_clauses(text)
        return [self._mention(passage, name, names, titles, headings, bounds, turn, status_words) for name in names]

    def _says_no_names(self, passage: Passage, turn: int | None) -> bool:
        return passage.role in _NO_DISCOVERY and turn is None and not self._future.in_column(passage.end - 1)

    def _is_to_come(self, passage: Passage, at: int, turn: int | None) -> bool:
        return (turn is not None and turn < at) or self._future.in_column(passage.start + at)

    def _names(
        self, passage: Passage, hits: list[Hit], discovered: list[Candidate], headings: tuple[str, ...]
    ) -> list[_Name]:
        names = [_Name(h.start, h.end, _known(h.concept.label, h.concept.id)) for h in hits]
        if not discovered:
            return names if len(names) == 1 else sorted(names, key=lambda n: (n.start, n.end, n.mechanism.label))
        specialised = {(c.start, c.end) for c in discovered if c.known and c.stands_for}
        names = [n for n in names if not any(s < n.end and n.start < e for s, e in specialised)]
        for found in discovered:
            beside = next((n for n in names if found.code and n.start <= found.end and found.start < n.end), None)
            if beside:
                names.remove(beside)
                names.append(_Name(found.start, max(found.end, beside.end), beside.mechanism, beside.confidence))
            else:
                mechanism = self._discovered(found, passage, headings)
                names.append(_Name(found.start, found.end, mechanism, found.confidence))
        return sorted(names, key=lambda n: (n.start, n.end, n.mechanism.label))

    def _mention(
        self,
        passage: Passage,
        name: _Name,
        names: list[_Name],
        titles: list[tuple[int, int]],
        headings: tuple[str, ...],
        bounds: list[tuple[int, int]],
        turn: int | None,
        status_words: int,
    ) -> Mention:
        text = passage.text
        role = Role.PLANS if self._is_to_come(passage, name.start, turn) else passage.role
        # What a title says of itself (“试行”) is not said of the practice.
        # Of a name that spells out its parts each part has what is said of the whole.
        told = (name.start, name.end)
        if titles or len(names) > 1:
            wholes = [*titles, *((n.start, n.end) for n in names if n.end - n.start > name.end - name.start)]
            told = next(((s, e) for s, e in wholes if s <= name.start and name.end <= e), told)
        clause = clause_at(text, *told, bounds, [n.start for n in names])
        if len(names) > 1 and any(names_next(text, name.end, other.start) for other in names):
            # 试行镇级合法性审查“一表清”: what is tried is the second.
            clause = clause._replace(before="", previous="")
        if self._elsewhere is not None and self._elsewhere.owns(clause.before, clause.after + "，" + clause.following):
            verdict = Verdict(None, explicit=True)
        else:
            verdict = judge(clause, role, headings, status_words)
        start, end = written(text, name.start, name.end)
        span = Span(passage.start + start, passage.start + end)
        return Mention(
            name.mechanism,
            span,
            text[start:end],
            passage.index,
            verdict.status,
            continues=verdict.continues,
            explicit=verdict.explicit and not _in_plan_heading(self._report, passage, span),
            widens=verdict.widens,
            confidence=name.confidence if verdict.explicit else _less_sure(name.confidence),
        )

    def _discovered(self, found: Candidate, passage: Passage, headings: tuple[str, ...]) -> Mechanism:
        if found.known:
            return Mechanism(found.label, None, (found.known,))
        head = re.split(r"[，。；、,;：:]", passage.text[found.end : found.end + _HEAD])[0]
        sections = self._report.sections
        section = sections[passage.section] if passage.section is not None else None
        around = self._report.text[section.start : section.end] if section is not None else ""
        above = " ".join(headings)
        broader = nearest(found.label + head, (found.label, passage.text, above, around), self._ontology)
        return Mechanism(found.label, None, (broader,) if broader else ())

    def _headings(self, passage: Passage) -> tuple[str, ...]:
        """The headings above a passage, the nearest first; a line that lists what follows counts as one."""
        text = passage.text.strip()
        if len(text) <= _LONGEST_LINE and text[-1:] not in "。；：;:，,！" and lent_by([text]):
            self._line = _Line(text, passage.section)
        found = [self._line.text] if self._line.text and self._line.section == passage.section else []
        at = passage.section
        while at is not None:
            section = self._report.sections[at]
            # A heading that runs on into text says of its own clauses what they say.
            if not section.heading_start <= passage.start < section.heading_end or not _CLAUSES.search(section.heading):
                found.append(section.heading)
            at = section.parent
        return tuple(found)


@lru_cache(maxsize=256)
def _less_sure(confidence: float) -> float:
    """Where only the kind of section tells the status."""
    return round(confidence * 0.9, 2)


def names_next(text: str, end: int, start: int) -> bool:
    """Whether a quoted name begins right where another ends: 合法性审查“一表清”."""
    return start == end + 1 and text[end] in "“「『"


def _is_topic(text: str, start: int, end: int) -> bool:
    """Whether the name is a subject of publicity and nothing that is run: 围绕“扫黑除恶、禁毒”等主题开展宣传."""
    return bool(words.TOPIC_BEFORE.search(text[:start]) and words.TOPIC_AFTER.match(text[end:]))


def own_rules(text: str, start: int, end: int) -> bool:
    """Whether the title at this span is of rules that a town made or follows: 修订《河东镇重大行政决策程序办法》."""
    return bool(words.OWN_RULES.search(text[start:end]) and words.MADE.search(text[:start]))


def written(text: str, start: int, end: int) -> tuple[int, int]:
    """A name as written, with both its quotes or none: 新时代“枫桥经验”, “532”处置机制, 访调 of “诉调、访调”对接."""
    if _QUOTE.search(text, start, end) is None:
        return start, end
    if text[start:end].count('"') == 1:  # straight quotes open and close alike
        if text[start - 1 : start] == '"':
            start -= 1
        elif text[end : end + 1] == '"':
            end += 1
    for opening, closing in QUOTE_PAIRS:
        name = text[start:end]
        if name.count(opening) > name.count(closing):
            close = text.find(closing, end, end + _NEAR)
            end = close + 1 if close >= 0 else start + name.rindex(opening)
        elif name.count(closing) > name.count(opening):
            open_ = text.rfind(opening, max(0, start - 1), start)
            if open_ >= 0:
                start = open_
            elif name.index(closing) >= 2:
                end = start + name.index(closing)
    return start, end


def _in_plan_heading(report: Report, passage: Passage, span: Span) -> bool:
    """Headings of plans are formulas (“提升…”, “深化…”): what stands below them tells more."""
    if passage.role is not Role.PLANS or passage.section is None:
        return False
    section = report.sections[passage.section]
    return section.heading_start <= span.start < section.heading_end


@lru_cache(maxsize=4096)
def _known(label: str, id_: str) -> Mechanism:
    return Mechanism(label=label, id=id_)


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(s <= start and end <= e for s, e in spans)


def _merge_names(found: list[Mention]) -> tuple[Mention, ...]:
    """One mechanism for the spellings of a discovered name: “532”快速响应机制 and “532”处置机制, 村民调解会 and
    湖伴无争·村民调解会. The first full name stands."""
    names: dict[str, Mechanism] = {}
    for mention in found:
        if mention.mechanism.id is None:
            key = _name_key(mention.mechanism.label)
            if key in names:
                continue
            longer = next((k for k in names if (len(key) >= 4 and key in k) or (len(k) >= 4 and k in key)), None)
            if longer is None:
                names[key] = mention.mechanism
            elif len(key) > len(longer):
                del names[longer]
                names[key] = mention.mechanism
    result = []
    for mention in found:
        mechanism = mention.mechanism
        if mechanism.id is None:
            key = _name_key(mechanism.label)
            mechanism = names.get(key) or next(m for k, m in names.items() if key in k or k in key)
        result.append(mention if mechanism == mention.mechanism else replace(mention, mechanism=mechanism))
    return tuple(result)


def _name_key(label: str) -> str:
    """What makes a discovered name the same within a report: its number pattern (“532”, “1+3+N”; no year, no hotline),
    or the folded name."""
    folded = fold_label(label)
    code = CODE.match(folded)
    return code.group(0) if code else folded


def adoptions(found: Iterable[Mention]) -> tuple[Adoption, ...]:
    """What the mentions add up to: one adoption for each mechanism and status, in order of first mention.

    A plan to carry on what runs is no second adoption: it marks the running one ``continues``. A plan to take what runs
    to further places is: it runs here and is planned there. (Of a trial that is to spread the trial tells enough.) A
    mention that says nothing of its status yields to one that does.
    """
    grouped: dict[Mechanism, list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.status is not None:
            grouped[mention.mechanism].append(mention)
    return tuple(adoption for all_of_it in grouped.values() for adoption in _adoptions_of_one(all_of_it))


def _adoptions_of_one(found: list[Mention]) -> list[Adoption]:
    first = found[0]
    if len(found) == 1 and first.status in _RUNNING and not (first.continues or first.widens):
        return [
            Adoption(first.mechanism, first.status, (first.surface,), (first.passage,), confidence=first.confidence)
        ]
    statuses = _settle(found)
    shown = {status: [m for m in found if m.status is status] for status in statuses}
    carried_on = any(m.continues for m in found)
    if Status.PLANNED in statuses and len(statuses) > 1:
        shown[Status.PLANNED] = [m for m in found if m.widens]
        shown = {s: ms if s is Status.PLANNED else [m for m in ms if not m.widens] for s, ms in shown.items()}
    elif Status.PLANNED not in statuses and any(m.status is Status.PLANNED for m in found):
        carried_on = True
    if carried_on and statuses[0] is not Status.PLANNED:
        plans = [m for m in found if m.status is Status.PLANNED and m not in shown.get(Status.PLANNED, [])]
        shown[statuses[0]] = [*shown[statuses[0]], *plans]
    return [
        Adoption(
            found[0].mechanism,
            status,
            tuple(dict.fromkeys(m.surface for m in shown[status])),
            tuple(dict.fromkeys(m.passage for m in shown[status])),
            continues=carried_on and status is not Status.PLANNED,
            confidence=max(m.confidence for m in shown[status]),
        )
        for status in statuses
    ]


def _settle(found: list[Mention]) -> list[Status]:
    """The statuses that stand: those said in so many words, else what the kind of section implies."""
    running = [m for m in found if m.status in _RUNNING and not m.continues]
    if not running:
        said = [m for m in found if m.explicit] or found
        return [Status.IMPLEMENTED] if any(m.continues for m in said) else [Status.PLANNED]
    said = [m for m in running if m.explicit] or running
    statuses = sorted({m.status for m in said if m.status}, key=_RUNNING.index)
    widened = statuses != [Status.PILOTING] and any(m.widens for m in found)
    return [*statuses, Status.PLANNED] if widened else statuses
