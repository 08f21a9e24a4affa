"""Which of the prescribed parts a report has: what was done, the duties of the first responsible persons, what falls
short and why, what is planned.

The parts are those that the Rules on inspecting the building of rule-of-law government (法治政府建设与责任落实督察工作规定,
2019, the articles on annual reports) ask for. A part need not be a section: the duties of the Party and government heads
stand in one sentence of the measures as often as under a heading, and are then known by their wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Facts, Passage, Report, Role

PARTS = (Role.MEASURES, Role.DUTIES, Role.PROBLEMS, Role.CAUSES, Role.PLANS)
_LONGEST_HEADING = 60  # characters; what is longer has run into its text
_DONE = (Role.INTRO, Role.MEASURES, Role.DUTIES)
_LAW = "法治|述法|依法行政|依法治|普法|学法|法律顾问"

# The heads of Party committee and government; heads of villages, offices and firms are none.
_HEADS = (
    "党政(?:主要)?(?:负责人|负责同志|领导|一把手)"
    "|(?<![村位办站所室门科局组企])主要(?:负责人|负责同志|领导(?!小组))"
    "|“?一把手”?"
    "|(?:党委|党工委|镇委|乡委|街道)书记(?![处员])"
    "|书记[、和与及]?(?:[镇乡]长|主任|苏木达|办事处主任)"
)
_DEEDS = "述法|亲自|带头|领学|领读|主持|牵头|听取|专题研究|研究部署|部署|研究(?:解决)?|督办|过问|讲授?.{0,6}法治?课|上.{0,4}法治课|述职|包案|点题"


class Wording(NamedTuple):
    """A way to say that the heads did their duty; ``example`` is a sentence of that kind."""

    pattern: str
    example: str


DUTIES: tuple[Wording, ...] = (
    Wording(
        f"(?:法治|依法行政|依法治|述法)[^。；]{{0,40}}第一责任人|第一责任人[^。；]{{0,60}}(?:{_LAW})",
        "镇党委书记、镇长切实履行推进法治建设第一责任人职责，全年专题研究6次。",
    ),
    Wording(
        f"(?:{_HEADS})[^。；]{{0,12}}(?:履行|落实|扛牢|压实|担起|担负起)[^。；]{{0,12}}第一责任人",
        "书记、镇长认真履行第一责任人职责，全年召开专题会议6次。",
    ),
    Wording(
        f"(?:{_HEADS})[^。；]{{0,40}}(?:{_DEEDS})[^。；]{{0,40}}(?:{_LAW})",
        "党政主要负责人专题听取法治建设情况汇报4次。",
    ),
    Wording(
        f"(?:{_HEADS})[^。；，]{{0,24}}(?:{_LAW})[^。；]{{0,20}}(?:{_DEEDS})",
        "街道党工委书记、办事处主任对法治建设重要工作亲自部署。",
    ),
    Wording(
        f"(?:{_HEADS})[^。；]{{0,50}}述法",
        "党政主要负责人与班子成员签订责任书39份，年底逐一述法。",
    ),
    Wording(
        f"(?:{_LAW})[^。；]{{0,30}}(?:{_HEADS})[^。；]{{0,30}}(?:{_DEEDS})",
        "牢牢抓住法治这一要务，党政主要负责人对重大矛盾亲自过问。",
    ),
    Wording(
        "(?<![村社居])(?:[镇乡]长|书记[、和与][镇乡]长|办事处主任)[^。；，]{0,24}(?:述法|上法治课|讲法治课)",
        "书记、镇长带头在全镇干部大会上述法。",
    ),
)
# Others are first responsible for something else, or what is said is not of this town's heads.
_NOT_OF_THE_HEADS = re.compile(
    "(?:安全生产|消防安全|食品安全|环境保护|生态环境|信访(?:工作)?|党建|党风廉政|意识形态|河长|防汛|扶贫|乡村振兴|秸秆)[^，。；]{0,8}第一责任人"
    "|(?:村|社区|嘎查|党支部|党总支|党组织|站所|科室|部门|企业|单位)(?:[（(][^（()）]{1,6}[)）])?(?:党支部|党总支|党组织|党委)?(?:书记|主任|主要负责人|主要负责同志|负责人)"
)
# Rules that are studied or explained to others: 宣讲《党政主要负责人履行推进法治建设第一责任人职责规定》 is no duty done.
_ONLY_NAMED = re.compile("(?<!落实)(?<!执行)(?<!履行)《[^《》]{1,60}》")
_COMPILED = tuple(re.compile(row.pattern) for row in DUTIES)


def tells_duties(sentence: str) -> bool:
    """Whether a sentence says what the heads did as first responsible persons."""
    own = _NOT_OF_THE_HEADS.sub("□", _ONLY_NAMED.sub("□", sentence))
    return any(pattern.search(own) for pattern in _COMPILED)


def parts(report: Report, facts: Facts) -> tuple[Role, ...]:
    """The prescribed parts that a report has, in the order of ``PARTS``.

    A part is there where a passage below its heading or its opening is, or where a fact of its kind was found anywhere.
    A heading without text is no part.
    """
    found = set(_with_text(report))
    found |= {role for role, facts_of in _facts(facts) if facts_of}
    if Role.DUTIES not in found and any(
        p.role in _DONE and tells_duties(p.text) and not _is_bare_heading(report, p) for p in report.passages
    ):
        found.add(Role.DUTIES)
    return tuple(role for role in PARTS if role in found)


def _facts(facts: Facts) -> Iterator[tuple[Role, bool]]:
    yield Role.PROBLEMS, bool(facts.problems)
    yield Role.CAUSES, bool(facts.causes)
    yield Role.PLANS, bool(facts.plans)


def _with_text(report: Report) -> Iterator[Role]:
    return (passage.role for passage in report.passages if not _is_bare_heading(report, passage))


def _is_bare_heading(report: Report, passage: Passage) -> bool:
    """Whether a passage is the heading of an upper section and no sentence. What stands below it speaks for itself."""
    if passage.section is None:
        return False
    section = report.sections[passage.section]
    return (
        section.parent is None
        and 0 < section.heading_end - section.heading_start <= _LONGEST_HEADING
        and passage.end <= section.body_start
        and passage.text[-1] not in "。；"
    )
