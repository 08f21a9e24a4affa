"""Statements: the stretches of a report that each state one problem, one cause or one plan.

The outline says which sections are problems, causes or plans. Here is decided at which level a statement stands: the
numbered children of the section, not their own items (those describe), unless a child is a mere container
(“（一）存在的主要问题”); where nothing is numbered, the sentences. What only leads up to statements
(“主要表现在以下几个方面”) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from kg.extractors.heading_wordings import ORDINAL, compiled
from kg.extractors.headings import says_shortcoming, sentence_end
from kg.extractors.remembered import once_a_report
from kg.extractors.statement_wordings import (
    ANNOUNCING,
    CONTAINER_WORDS,
    CONTINUING,
    EMPTY_PROMISES,
    GENERAL_CAUSES,
    NOT_PLANNED,
    SAYINGS,
    TURNS_TO_PLANS,
)
from kg.model import Report, Role, Section, Span
from kg.reports.part_names import LACK, parts_named
from kg.reports.roles import opening_role

_CONTAINER = compiled(CONTAINER_WORDS)
_ANNOUNCING = compiled(ANNOUNCING)
_EMPTY = compiled(EMPTY_PROMISES)
_CONTINUING = compiled(CONTINUING)
_GENERAL_CAUSE = compiled(GENERAL_CAUSES)
_NOT_PLANNED = compiled(NOT_PLANNED)
_SAYING = compiled(SAYINGS)
_PLAN_TURN = compiled(TURNS_TO_PLANS)
_ORDINAL = re.compile(ORDINAL.pattern)
_REASON_AFTER = re.compile(r"[，,](?=主要是|(?:主要)?原因(?:是|在于))")
_CLAUSE = re.compile(r"[^，,]+")
_FOR_EXAMPLE = re.compile("(?:再|又)?(?:比如|例如|譬如)")
# …还有差距, …还存在不少短板: with nothing listed before it (存在经费不足、人员短缺等问题).
_ENDS_IN_LACK = re.compile(
    f"(?:还|仍|尚|也|但|依然|依旧|同样)[^，。、]{{0,12}}(?:存在|有)[^，。、]{{0,12}}{LACK}(?:(?:和|与|及){LACK})*$"
    f"|{LACK}(?:(?:和|与|及|、){LACK})*(?:也|却|仍然?|还|依然|依旧|同样)+(?:客观)?(?:存在|不少|很多|较多|明显|突出|不容忽视|不可忽视)$"
)
_NOTE = re.compile("[ \u3000]*(?:附?注|备注|说明|填[表报]说明)[：:]")
_SPACE = " \t\n\r\u3000"
_LONGEST_CONTAINER = 80
_LONGEST_HEADLINE = 18
_AFTER_LABEL = ("：", ":", "】", "】：", "）", "）：", "]", "——")
_LONGEST_LABELLED = 30  # of the first sentence of a plan that stands behind 下步举措：
_Children = dict[int, list[Section]]
_MANY = 3  # plans that end in 。; where so many do, ； parts none
_NEGATIONS = frozenset("不无没缺弱难欠")


@dataclass(frozen=True, slots=True)
class Statement:
    """One problem, cause or plan as it stands: ``text[start:end]`` without its number. ``section`` is the innermost
    section; ``root`` the part of the report it stands in; ``numbered`` says that it has a number or an ordinal."""

    start: int
    end: int
    section: int | None
    root: int | None
    numbered: bool


@lru_cache(maxsize=512)
def is_container(text: str) -> bool:
    """Whether a heading or sentence only names a part of the report and says nothing of its own."""
    if len(text) > _LONGEST_CONTAINER:
        return False
    if parts_named(text, None):
        return True
    rest = _CONTAINER.sub("", text)
    return len(rest) <= 1 and rest not in _NEGATIONS


@once_a_report
def statements(report: Report, role: Role) -> tuple[Statement, ...]:
    """All statements of one role (PROBLEMS, CAUSES or PLANS), in the order of the text.

    Where any is numbered, the others are what leads up to them or rounds them off, and are left out.
    """
    roots = _roots(report, role)
    children = _children(report)
    found = [s for root in roots for s in _of_root(report, root, role, children)]
    for start, end in _stray(report, role, [(r.start, r.end) for r in roots]):
        found.extend(_of_text(report, start, end, None, None, role))
    if any(s.numbered for s in found):
        found = [s for s in found if s.numbered]
    found.sort(key=lambda s: (s.start, s.end))
    return tuple(found)


def turning_point(report: Report, statement: Statement) -> int:
    """Where a statement's text leaves its subject: at a sentence on the causes of everything or on what is to come,
    or at a passage of another role. The statement's end where it does not."""
    text = report.text
    for start, end in sentences(text, statement.start, statement.end):
        if start > statement.start and (_GENERAL_CAUSE.match(text, start, end) or _PLAN_TURN.match(text, start, end)):
            return start
    return statement.end


def turns_to_causes(sentence: str) -> bool:
    """Whether a sentence gives the reason of all problems told before it."""
    return _GENERAL_CAUSE.match(sentence) is not None


def turns_to_plans(sentence: str) -> bool:
    """Whether a sentence turns to what will be done."""
    return _PLAN_TURN.match(sentence) is not None


def is_refusal(sentence: str) -> bool:
    """Whether a sentence says what is not planned, or what others do."""
    return _NOT_PLANNED.search(sentence) is not None


def is_empty_promise(sentence: str) -> bool:
    """Whether a sentence of a plan promises nothing in particular, or says what will not be done."""
    if _ANNOUNCING.search(sentence) or _SAYING.search(sentence) or is_refusal(sentence):
        return True
    clauses = [c.strip() for c in _CLAUSE.findall(sentence) if c.strip()]
    return is_container(sentence) or all(_EMPTY.search(c) or is_container(c) for c in clauses)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of ``text[start:end]``, without surrounding space and closing mark."""
    while start < end:
        stop = sentence_end(text, start, end)
        left, right = start, stop
        while left < right and text[left] in _SPACE:
            left += 1
        while right > left and text[right - 1] in _SPACE:
            right -= 1
        if left < right:
            yield left, right
        start = stop + 1


def sentences_of(report: Report, *roles: Role) -> Iterator[Span]:
    """The sentences of all passages of the roles, in order."""
    for passage in report.passages:
        if passage.role in roles:
            yield from (Span(*piece) for piece in sentences(report.text, passage.start, passage.end))


def content_start(section: Section) -> int:
    """Where a section's text begins after its marker."""
    return section.heading_start if section.heading_end > section.heading_start else section.body_start


def _roots(report: Report, role: Role) -> list[Section]:
    """The uppermost sections of a role."""
    by_index = {s.index: s for s in report.sections}
    return [s for s in report.sections if s.role is role and (s.parent is None or by_index[s.parent].role is not role)]


def _children(report: Report) -> _Children:
    found: _Children = defaultdict(list)
    for section in report.sections:
        if section.parent is not None:
            found[section.parent].append(section)
    return found


def _of_root(report: Report, root: Section, role: Role, children: _Children) -> Iterator[Statement]:
    """A numbered part of a section of another role, if it is no container, states something by itself."""
    start = content_start(root)
    if (
        root.parent is None
        or not root.marker
        or is_container(report.text[start : _headline_end(report.text, start, root.end)])
    ):
        yield from _of_section(report, root, root, role, children)
    else:
        yield Statement(start, root.end, root.index, root.parent, True)


def _of_section(
    report: Report, section: Section, root: Section, role: Role, children: _Children
) -> Iterator[Statement]:
    below = children.get(section.index, [])
    own = [s for s in below if s.role is role]
    if not own and _is_labelled(report.text, section):
        others = [s.start for s in below if s.role is not role]  # 问题：… 原因：…
        yield from _of_labelled(report, section, min(others, default=section.end), root, role)
        return
    if not own:
        at = _after_container(report.text, section)
        for child in below:
            yield from _of_text(report, at, max(at, child.start), section.index, root.index, role)
            at = max(at, child.end)
        yield from _of_text(report, at, section.end, section.index, root.index, role)
    for child in own:
        start = content_start(child)
        headline = report.text[start : _headline_end(report.text, start, child.end)]
        if is_container(headline):
            yield from _of_section(report, child, root, role, children)
        elif child.marker or role is not Role.PLANS or not is_empty_promise(headline):
            yield Statement(start, child.end, child.index, root.index, True)


def _is_labelled(text: str, section: Section) -> bool:
    """Whether a part names itself within its first paragraph: 不足之处：…"""
    if section.marker or section.heading_end == section.heading_start:
        return False
    return text[section.heading_end : section.body_start] in _AFTER_LABEL and section.body_start < section.end


def _of_labelled(report: Report, section: Section, end: int, root: Section, role: Role) -> Iterator[Statement]:
    """One statement where the first sentence is its headline; else those of the sentences. All count as numbered:
    another such part may well have a list."""
    start = section.body_start
    pieces = list(sentences(report.text, start, end))
    first = report.text[slice(*pieces[0])] if pieces else ""
    headline = _is_headline(first) or (role is Role.PLANS and len(first) <= _LONGEST_LABELLED)
    headline = headline and bool(pieces) and report.text[pieces[0][1]] not in "；;"
    before = report.sections[section.index - 1]
    # the remedy of one problem is one plan, however many steps ； parts: 问题1：… / 整改措施：…；…
    remedy = role is Role.PLANS and before.role is Role.PROBLEMS and bool(before.marker)
    remedy = remedy and before.parent == section.parent and all(report.text[b] in "；;" for _, b in pieces[:-1])
    if len(pieces) > 1 and (headline or remedy):
        yield Statement(start, end, section.index, root.index, True)
        return
    for told in _of_text(report, start, end, section.index, root.index, role):
        yield replace(told, numbered=True)


def _after_container(text: str, section: Section) -> int:
    """Where a section's own statements begin: after its heading if that only names the part."""
    start = content_start(section)
    stop = _headline_end(text, start, section.end)
    return stop + 1 if is_container(text[start:stop]) else start


def _headline_end(text: str, start: int, end: int) -> int:
    stop = sentence_end(text, start, end)
    colons = [i for i in (text.find("：", start, stop), text.find(":", start, stop)) if i >= 0]
    return min(colons, default=stop)


def _of_text(
    report: Report, start: int, end: int, section: int | None, root: int | None, role: Role
) -> Iterator[Statement]:
    """Statements of running text: a paragraph under a headline, else the sentences that state something."""
    text = report.text
    paragraphs = [(a, b, list(_said(text, a, b, role))) for a, b in _paragraphs(text, start, end)]
    headed = [len(pieces) > 1 and _is_headline(text[slice(*pieces[0])]) for _, _, pieces in paragraphs]
    stating = [_states(text[slice(*pieces[0])], role) for _, _, pieces in paragraphs if pieces]
    alone = all(h or len(pieces) == 1 for h, (_, _, pieces) in zip(headed, paragraphs, strict=True) if pieces)
    one_by_one = sum(headed) > 1 or (any(headed) and sum(stating) > 1 and alone)
    for (left, right, pieces), under_headline in zip(paragraphs, headed, strict=True):
        if under_headline and one_by_one:
            yield Statement(left, right, section, root, False)
            continue
        by_stops = role is Role.PLANS and sum(text[end : end + 1] == "。" for _, end in pieces) > _MANY
        examples = sum(_FOR_EXAMPLE.match(text, *piece) is not None for piece in pieces) > 1
        counted = _FOR_EXAMPLE if examples else _ORDINAL  # 比如，…；比如，…；再比如，…
        ordered = any(counted.match(text, *piece) for piece in pieces)
        open_start: int | None = None
        open_end = left
        for piece_start, piece_end in pieces:
            sentence = text[piece_start:piece_end]
            opens = _states(sentence, role) and (not ordered or counted.match(sentence) is not None)
            opens = opens and not (by_stops and text[piece_start - 1 : piece_start] in ("；", ";"))
            if role is Role.PLANS and is_refusal(sentence):
                if open_start is not None:
                    yield Statement(open_start, open_end, section, root, ordered)
                    open_start = None
                continue
            if role is Role.PLANS and is_empty_promise(sentence):
                continue  # resolve at the end is no part of the last plan
            if open_start is not None and (not opens or (not examples and _CONTINUING.match(sentence))):
                open_end = piece_end
                continue
            if open_start is not None:
                yield Statement(open_start, open_end, section, root, ordered)
                open_start = None
            if opens:
                open_start, open_end = piece_start, piece_end
        if open_start is not None:
            yield Statement(open_start, open_end, section, root, ordered)


def _is_headline(sentence: str) -> bool:
    """Whether the first sentence of an unnumbered paragraph is the headline of all of it."""
    if len(sentence) > _LONGEST_HEADLINE or "，" in sentence or "," in sentence:
        return False
    return not is_container(sentence) and _CONTINUING.match(sentence) is None


def _said(text: str, start: int, end: int, role: Role) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch, without what only announces them (“但仍有不足之处：”)."""
    for left, right in sentences(text, start, end):
        stop = _headline_end(text, left, right)
        lead = text[left:stop]
        if stop < right and (
            is_container(lead) or _opens_problems(lead, role) or (role is Role.PLANS and _ANNOUNCING.search(lead))
        ):
            yield from sentences(text, stop + 1, right)
        else:
            yield left, right


def _opens_problems(lead: str, role: Role) -> bool:
    """Whether words only say that there are problems: 虽然做了大量工作，但离上级要求还有差距"""
    return (
        role is Role.PROBLEMS
        and _ENDS_IN_LACK.search(lead) is not None
        and opening_role(lead, None, amid=False) is Role.PROBLEMS
    )


def _states(sentence: str, role: Role) -> bool:
    if role is Role.PLANS:
        return not is_empty_promise(sentence)
    if _opens_problems(sentence, role):
        return False
    if is_container(sentence) or turns_to_plans(sentence) or (role is Role.PROBLEMS and turns_to_causes(sentence)):
        return False
    return role is Role.CAUSES or says_shortcoming(_REASON_AFTER.split(sentence, maxsplit=1)[0])


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if line.strip() and "\t" not in line and not _NOTE.match(line):  # a row of a table is no sentence
            yield start + len(text[start:stop]) - len(text[start:stop].lstrip()), stop
        start = stop + 1


def _stray(report: Report, role: Role, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of passages of the role that stand in no section of the role."""
    reach = list(accumulate((end for _, end in covered), max))  # the roots stand in order, one may lie in another
    run: tuple[int, int] | None = None
    for passage in report.passages:
        before = bisect_right(covered, (passage.start, len(report.text))) - 1
        stray = passage.role is role and not (before >= 0 and passage.start < reach[before])
        if run and not stray:
            yield run
            run = None
        elif stray:
            run = (run[0] if run else passage.start, passage.end)
    if run:
        yield run
