"""Engagements: which law firm, legal service office or unnamed lawyers serve the town, and in which role."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extractors.adviser_roles import (
    COUNTED_VILLAGES,
    is_former,
    is_governments,
    roles_of,
    succeeds,
    without_own_lawyers,
)
from kg.extractors.contract_terms import Term, term
from kg.extractors.firm_names import FirmKind, FirmMention, firm_mentions
from kg.extractors.lawyer_counts import (
    count_behind,
    count_in_role,
    count_of_each,
    goes_on_about_lawyers,
    lawyer_count,
    village_count,
)
from kg.extractors.respectively import respectively
from kg.model import AdviserRole, Engagement, Passage, Report, Role

_NEGATED = re.compile(
    r"没有(?:聘|配|律师|法律顾问)|尚未|未(?:聘|与|能|签|配|有)"
    r"|(?:拟|计划|力争|争取|考虑|准备)[^，,。；]{0,6}?(?:聘|引进|引入|签|选派|配备|担任)"
)
_CONTINUED = re.compile("继续|续聘|续签|持续")
_SAME_FIRM = re.compile("该(?:律师事务所|法律服务所|事务所|律所|所)")
_OTHER_OFFICE = re.compile("(?:司法|派出|监管|国土|自然资源|财政|税务|交管|法律援助)所")  # then 该所 means that
_FORMER, _LATTER = re.compile("前者"), re.compile("后者")
_SEGMENT_END = re.compile(r"[。；;！？\n]")
_TELLING = re.compile("律师|法律顾问|该")
_CLAUSE_END = re.compile(r"[，,：:。；;\n]")
_JOINED = re.compile(
    r"(?:的?[\d一二两三四五六七八九十]{1,3}[名位](?:执业|专业|专职)?(?:律师|法律(?:服务)?工作者|工作人员|人员))?"
    r"(?:和|与|及|以及|会同|协同|携手|连同|、|[（(][^）)]{0,12}[)）])+"
)

# A clause that only names who does what the clause before says: …提供法律顾问的，是循远律师事务所.
_AGENT = re.compile("(?:分别|均|都|主要)?(?:是|由|系|为)(?!我|镇|乡|村)")
_FAR = 200  # characters after which 该所 in another item is no longer the firm
_EXCEPT = re.compile("除(?!了)")
_NUMBER_OF = re.compile(r"[\d一二两三四五六七八九十]+个(?=(?:行政)?(?:村|社区|嘎查|居))")
_OTHERS = re.compile(
    "[，,；;](?:其余|其他|剩余|另外?)(?=[^，,。；;]{0,12}[村居社])(?![^。；;]{0,40}(?:律师事务所|法律服务所|该所|律所))"
)


# Unnamed lawyers: a verb of engaging and lawyers or legal advisers as its object, in one clause.
_ENGAGING = r"聘请|聘用|聘任|聘有|续聘|选聘|外聘|特聘|配备|配齐|签订|签约|选派|担任|统一调度|派驻|进驻|安排|落实了"
_UNNAMED = re.compile(rf"(?:{_ENGAGING})|派驻的[^，,。；]{{0,6}}律师")
_LAWYER_WORD = re.compile(r"律师(?!事务所)|法律顾问(?!制度|机制|作用|工作|合同|协议|团队?制)|法律服务合同")
# 聘请律师2名 without a word about whose: the reporting town's, unless villages are named.
_HIRED = re.compile(
    r"(?:聘请|聘用|聘任|续聘|选聘|外聘)(?:了)?(?:[\d一二两三四五六七八九十]+[名位])?(?:专业|执业|专职)?律师(?!事务所)"
    r"(?:[\d一二两三四五六七八九十]+[名位人])?(?=[，,。；;、]|$|对|为|参与|协助|负责|担任)"
)
_OF_VILLAGES = re.compile("村|社区|嘎查|居委会")
_POSTED = re.compile(r"(?:区|县|市|旗|司法局)[^，,。；]{0,4}派驻的?[^，,。；]{0,16}律师")


@dataclass(slots=True)
class _Entry:
    passages: set[int] = field(default_factory=set)
    lawyers: int | None = None
    villages: int | None = None
    term: Term = field(default_factory=Term)


@dataclass(frozen=True, slots=True)
class _Said:
    """Firms named together (none for unnamed lawyers) and the text that says what they do."""

    firms: tuple[tuple[str, FirmKind], ...]
    text: str
    own: str = ""  # the clauses that name the firms, where the text reaches further
    context: str = ""  # the clauses before, which tell the role where these do not
    lawyers: tuple[int | None, ...] = ()  # where the number behind the firm's name tells

    def is_denied(self) -> bool:
        """Whether the firms' own clauses say that nobody is engaged (yet)."""
        own = self.own or self.text
        return _NEGATED.search(own) is not None and _CONTINUED.search(own) is None

    def is_occasional(self) -> bool:
        """Whether the firm did something before it is said that nobody engaged it: 讲解合同，未与我镇建立顾问关系."""
        own = self.own or self.text
        denial = _NEGATED.search(own)
        return bool(self.firms and denial and roles_of(own[: denial.start()]) == (AdviserRole.OTHER,))


_Key = tuple[str | None, FirmKind | None, AdviserRole]


def engagements(report: Report) -> tuple[Engagement, ...]:
    """One engagement per firm (or office, or unnamed lawyers) and role, in order of first mention.

    Firms only planned to be hired are left out. Counts come from the first statement that gives them; a count for
    two firms together is neither's. Unnamed lawyers are left out where a named firm fills the same role.
    """
    entries: dict[_Key, _Entry] = {}
    mentions = firm_mentions(report.text)
    begins = [m.start for m in mentions]
    spoken: tuple[tuple[str, FirmKind], ...] = ()  # the firms named last, and in which passage
    spoken_in: Passage | None = None
    last: list[_Key] = []  # what “该所” and a mention without any relation refer to
    for passage in _telling(report, begins):
        if passage.role in (Role.TITLE, Role.SIGNATURE, Role.BOILERPLATE):
            continue
        at = bisect_left(begins, passage.start)
        named = at < len(begins) and begins[at] < passage.end
        here = [m for m in mentions[at : bisect_left(begins, passage.end)] if m.end <= passage.end] if named else []
        if not here and not _may_tell(passage.text, bool(spoken)):
            continue
        before = spoken if spoken_in is not None and _still_meant(report, spoken_in, passage) else ()
        for said in _statements(passage, here, before):
            keys = _record(entries, said, passage, last)
            last = keys or last
            if said.firms:
                spoken, spoken_in = said.firms, passage
    return tuple(_engagement(key, entry) for key, entry in _without_doubles(entries).items())


def _telling(report: Report, named: Sequence[int]) -> list[Passage]:
    """The passages in which firms are ``named``, that may speak of lawyers, or go on about a firm (该所), in order."""
    starts = [passage.start for passage in report.passages]
    words = (word.start() for word in _TELLING.finditer(report.text))
    places = {bisect_right(starts, at) - 1 for at in (*named, *words)}
    return [report.passages[at] for at in sorted(places) if at >= 0]


def _may_tell(text: str, after_firms: bool) -> bool:
    """Whether a passage that names no firm may speak of unnamed lawyers, or of a firm named before (该所)."""
    return "律师" in text or "法律顾问" in text or (after_firms and "该" in text)


def _still_meant(report: Report, named: Passage, passage: Passage) -> bool:
    """Whether 该所 may mean the firm of an earlier passage: in its section, or in the next item of the same list."""
    if named.section == passage.section:
        return True
    if named.section is None or passage.section is None or passage.start - named.end > _FAR:
        return False
    beside = report.sections[named.section].parent == report.sections[passage.section].parent
    return beside and _OTHER_OFFICE.search(report.text, named.start, passage.start) is None


def _record(entries: dict[_Key, _Entry], said: _Said, passage: Passage, last: Sequence[_Key]) -> list[_Key]:
    """Enter one statement; the keys of the engagements that it speaks of."""
    planned = passage.role is Role.PLANS and not _CONTINUED.search(said.text)
    if planned or (said.is_denied() and not said.is_occasional()):
        return []
    roles = roles_of(said.text) or roles_of(said.context)
    if said.is_denied():
        roles = (AdviserRole.OTHER,)
    if not roles and last and succeeds(said.text):
        roles = tuple(dict.fromkeys(role for _, _, role in last))
    served = roles
    if is_former(said.own or said.text):
        roles = (AdviserRole.OTHER,)
    keys: list[_Key] = []
    for name, kind in said.firms or ((None, None),):
        known = [k for k in entries if k[:2] == (name, kind)]
        if roles:
            keys += [(name, kind, role) for role in roles]
        elif known:
            keys += [k for k in known if k in last] or known[-1:]
        elif passage.role not in (Role.PROBLEMS, Role.CAUSES):
            keys.append((name, kind, AdviserRole.OTHER))
    alone = len(said.firms) <= 1
    for key in keys:
        entry = entries.setdefault(key, _Entry())
        entry.passages.add(passage.index)
        if entry.term == Term():
            entry.term = term(said.text) if term(said.text) != Term() else term(said.own)
        if alone:
            entry.lawyers = entry.lawyers if entry.lawyers is not None else _lawyers_in(said, key[2], keys)
            if key[2] is AdviserRole.VILLAGE and entry.villages is None and not said.lawyers:
                entry.villages = village_count(said.text)
    if served != roles:  # who takes over serves as the former firm did
        return [(name, kind, role) for name, kind in said.firms for role in served]
    return keys


def _lawyers_in(said: _Said, role: AdviserRole, keys: Sequence[_Key]) -> int | None:
    """How many lawyers serve in a role: of two roles each in its own clause (2人服务镇政府，3人服务各村)."""
    text = said.text
    if said.lawyers:
        return said.lawyers[0]
    if len({key[2] for key in keys}) > 1 and (count := count_in_role(text, role)) is not None:
        return count
    return lawyer_count(text)


def _statements(
    passage: Passage, mentions: Sequence[FirmMention], before: tuple[tuple[str, FirmKind], ...]
) -> Iterator[_Said]:
    """Firms with the clauses about them; then what is said of unnamed lawyers. ``before`` are the firms that the
    sentence before named, which 该所 may mean."""
    text, start = passage.text, 0
    last: tuple[tuple[str, FirmKind], ...] = ()
    for end in [*(m.start() for m in _SEGMENT_END.finditer(text)), len(text)]:
        segment = text[start:end]
        here = [m for m in mentions if start <= m.start - passage.start < end]
        groups = _groups(here, text, passage.start)
        free = topic = segment if not groups else text[start : groups[0][0].start - passage.start]
        for i, group in enumerate(groups):
            floor = groups[i - 1][-1].end - passage.start if i else start
            begin = _clause_start(text, floor, group[0].start - passage.start)
            if i == 0:
                free = topic = text[start:begin]
            stop = end
            if i + 1 < len(groups):
                named = group[-1].end - passage.start
                stop = _clause_start(text, named, groups[i + 1][0].start - passage.start)
            last = tuple((m.name, m.kind) for m in group)
            counts = tuple(count_behind(text, m.end - passage.start) for m in group)
            about = own = _without_the_others(text[begin:stop], group[-1].end - passage.start - begin)
            if i == 0 and roles_of(free) and (_AGENT.match(about) or not roles_of(about)):
                topical = _NUMBER_OF.sub("各", free) if _EXCEPT.match(about) else free  # 12个村…，除甲村由…外
                about, free = topical + about, ""
            if len(group) > 1 and counts[0] is not None:  # behind the last name alone it may count for all
                yield from (
                    _Said((firm,), about, own, topic, (count,)) for firm, count in zip(last, counts, strict=True)
                )
            else:
                yield from _shared_out(last, about, own, topic)
        meant = last or (before if not _OTHER_OFFICE.search(text, 0, end) else ())
        if not groups and meant and (_SAME_FIRM.search(segment) or (last and goes_on_about_lawyers(segment))):
            yield _Said(meant[-1:], segment)
        else:
            yield from _unnamed(free, passage)
        start = end + 1


def _without_the_others(text: str, named: int) -> str:
    """Up to where it speaks of other villages than the firms': …指派律师4人，|其余19个村正在落实."""
    others = _OTHERS.search(text, named)
    return text[: others.start()] if others else text


def _shared_out(firms: tuple[tuple[str, FirmKind], ...], text: str, own: str, topic: str) -> Iterator[_Said]:
    """“前者 … 后者 …” gives each of two firms its own clauses, “分别” its own role and numbers."""
    former, latter = _FORMER.search(text), _LATTER.search(text)
    if len(firms) == 2 and former and latter and former.start() < latter.start():
        before = topic + text[: former.start()]
        yield _Said(firms[:1], text[former.start() : latter.start()], context=before)
        yield _Said(firms[1:], text[latter.start() :], context=before)
    elif len(firms) == 2 and (parted := respectively(text)) is not None:
        yield from (_Said((firm,), part, own, topic) for firm, part in zip(firms, parted, strict=True))
    elif len(firms) > 1 and (count := count_of_each(text)) is not None:
        yield from (_Said((firm,), text, own, topic, (count,)) for firm in firms)
    else:
        yield _Said(firms, text, own, topic)


def _unnamed(text: str, passage: Passage) -> Iterator[_Said]:
    if passage.role in (Role.PLANS, Role.PROBLEMS, Role.CAUSES) or ("律师" not in text and "法律顾问" not in text):
        return
    clauses = _CLAUSE_END.split(without_own_lawyers(text))
    for i, clause in enumerate(clauses):
        if not (_UNNAMED.search(clause) and _LAWYER_WORD.search(clause)):
            continue
        roles = roles_of(clause)
        if not roles and _HIRED.search(clause):
            roles = (AdviserRole.VILLAGE,) if _OF_VILLAGES.search(clause) else (AdviserRole.GOVERNMENT,)
            yield _Said((), clause + ("，村法律顾问" if roles[0] is AdviserRole.VILLAGE else "，镇法律顾问"))
            continue
        counted = lawyer_count(clause) is not None or village_count(clause) is not None
        if AdviserRole.GOVERNMENT in roles and not counted and not is_governments(clause):
            continue  # “聘请法律顾问审核文件” tells neither whose nor how many
        if not roles and re.search(COUNTED_VILLAGES, clause) and re.search("签|聘|配", clause):
            clause = clause + "，村法律顾问"
            roles = (AdviserRole.VILLAGE,)
        if roles and AdviserRole.OTHER not in roles:
            following = clauses[i + 1] if i + 1 < len(clauses) else ""
            more = lawyer_count(clause) is None and lawyer_count(following) is not None
            with_count = f"{clause}，{following}" if more else clause
            yield _Said((), with_count)
        elif not roles and _POSTED.search(clause):
            yield _Said((), clause)


def _groups(mentions: Sequence[FirmMention], text: str, offset: int) -> list[list[FirmMention]]:
    """Mentions joined by 和 or 、 are one group."""
    groups: list[list[FirmMention]] = []
    for m in mentions:
        if groups and _JOINED.fullmatch(text[groups[-1][-1].end - offset : m.start - offset]):
            groups[-1].append(m)
        else:
            groups.append([m])
    return groups


def _clause_start(text: str, floor: int, at: int) -> int:
    for i in range(at - 1, floor - 1, -1):
        if text[i] in "，,：:":
            return i + 1
    return floor


def _without_doubles(entries: dict[_Key, _Entry]) -> dict[_Key, _Entry]:
    """Unnamed lawyers are kept only where they are others than those of the named firms in the same role; an adviser's
    lectures and lawsuits are no engagement of their own."""
    kept = dict(entries)
    advisers = {key[:2] for key in entries if key[2] is not AdviserRole.OTHER}
    for key, entry in entries.items():
        if key[0] is not None:
            if key[2] is AdviserRole.OTHER and key[:2] in advisers:
                del kept[key]
            continue
        named = [e for k, e in entries.items() if k[2] is key[2] and k[0] is not None]
        more_villages = entry.villages is not None and any((e.villages or 10**6) < entry.villages for e in named)
        if named and key[2] is not AdviserRole.OTHER and not more_villages:
            del kept[key]
    return kept


def _engagement(key: _Key, entry: _Entry) -> Engagement:
    name, kind, role = key
    return Engagement(
        role=role,
        passages=tuple(sorted(entry.passages)),
        law_firm=name if kind is FirmKind.LAW_FIRM else None,
        service_office=name if kind is FirmKind.SERVICE_OFFICE else None,
        lawyer_count=entry.lawyers,
        village_count=entry.villages,
        contract_years=entry.term.years,
        contract_from=entry.term.first,
        contract_until=entry.term.last,
    )
