"""Which numbers of a sentence are figures: number, unit, year. What they count is told in ``counted``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.extractors.figure_words import HANZI_NAMES, NO_HANZI_UNITS, NOT_AFTER, NOT_BEFORE, NOT_IN_CLAUSE, VAGUE
from kg.extractors.numerals import Number, as_number, written_numbers
from kg.extractors.units import MONEY_UNITS, PER_CENT, SHARES, Unit, Units

_BREAK = re.compile("[，,。；;：:！？!?\n\t]")
_QUOTED = re.compile(r"“[^“”]{0,60}”|「[^「」]{0,60}」|『[^『』]{0,60}』|《[^《》]{0,100}》|〔[^〔〕]{0,20}〕")
_QUOTES = re.compile("[“「『《〔]")
_BEFORE = re.compile("(?:" + "|".join(p for p, _ in NOT_BEFORE) + ")$")
_IN_CLAUSE = re.compile("|".join(p for p, _ in NOT_IN_CLAUSE))
_AFTER = re.compile("|".join(p for p, _ in NOT_AFTER))
_HANZI_NAME = re.compile("|".join(p for p, _ in HANZI_NAMES))
_MORE = re.compile(r"(?:以上|左右|上下|余|多(?=[，。；、]))")
_TENTHS = re.compile(r"(?:占|超|近|约|下降|上升|增长|减少|增加|降低|提高|达到?|逾)(?:了|到|至)?(?:近|超|约)?$")
_TENTHS_END = re.compile(r"成(?=以上|左右|多|[，,。；;、）)]|$)")
_RANGE = re.compile(r"\s?[\-—–~～至到]\s?(?:\d|[一二两三四五六七八九十])")
# “由5.2天缩短至3.1天”: the first figure is an earlier one; of which year, only the words before it can tell.
_EARLIER = re.compile(
    r"(?:比|较|由|从|与|将)(?:原来|原先|原)?(?:(?P<last>上年|去年|上一年|上年度|去年度|上年同期|去年同期)|(?P<before>前年)"
    r"|(?P<start>年初|今年初)|(?P<year>\d{4})年)?(?:度|底|末|同期)?的?(?:约|近)?$"
)
# The year before in a bracket: 审查合同89份（上年74份）, 处罚案件13件（去年两乡合计6件）.
_BRACKETED = re.compile(
    r"[（(](?:其中)?(?:(?P<last>上年|去年|上一年|上年度|去年度)|(?P<before>前年)|(?P<year>\d{4})年)(?:度|全年|同期)?"
    r"(?:[^，,。；;（()）\d]{0,8}(?:合计|共计|共))?(?:为|是|有|达)?(?:约|近)?$"
)
# “将原有76个网格调整为69个”, “由原来的12个”: of an earlier time that nobody names.
_REPLACED = re.compile(r"(?:将|把|由|从)(?:原有|原来|原先|原)的?$")
_COMPARED = re.compile("[比较由从与将把（(]")  # one of which all of these need
_EXPLICIT = re.compile(
    r"(?:^|[，,。；;：:、\s是])(?:截至|截止)?(\d{4})年(?:度|底|末|全年|期间)?(?!以来|至今|起|[\-—–至到])"
)
# Where a part of a sentence begins so, all of it is of that year: …；去年为88起，调解成功81起.
_RELATIVE = re.compile(
    r"(?:^|[；;])\s*而?(?:(?P<last>去年|上年|上一年)(?:度|同期|全年)?(?=为|是|有|仅|共|则|分别|[，,])|(?:今年|本年)(?!初|来|年))"
)
_FURTHER = re.compile(r"(?:(?:[、和及与]|以及)\s?\d{1,6}(?:\.\d{1,4})?){1,12}(?![\d.])")
_EACH = re.compile("分别|依次|各自")
# 顾问费每年2万元 is what is paid, and no rule about how often.
_FEE = re.compile("(?:费|费用|报酬|补贴|补助|租金|薪酬|金额|价款|合同额)(?:标准)?(?:为|是)?每(?:年|月)$")
# A sentence with more figures than this is a table gone wrong.
MOST_FIGURES = 200
_WINDOW = 90


class Figure(NamedTuple):
    """A number with its unit in a sentence; offsets into the sentence.

    ``start``–``end`` covers 近, the number, 余 and the unit; ``clause_start`` is where the words before it begin that
    may say what is counted. ``year`` is None where the sentence names none. ``earlier``: the figure that another one is
    compared with (由年初的54人, 比上年的61件); ``words_end`` is then where that phrase begins. ``replaced``: an earlier
    figure whose noun follows it (将原有76个网格调整为69个).
    """

    value: Decimal
    unit: Unit
    approximate: bool
    start: int
    end: int
    clause_start: int
    words_end: int
    year: int | None = None
    earlier: bool = False
    replaced: bool = False
    dropped: bool = False


def figures(text: str, units: Units, year: int | None) -> list[Figure]:
    """The figures of a sentence, left to right; ``year`` is the year reported on."""
    counting = list(_counting(text, units))
    if not counting:
        return []
    quoted = [m.span() for m in _QUOTED.finditer(text)] if _QUOTES.search(text) else []
    named = "年" in text
    explicit = [(m.start(1), int(m[1])) for m in _EXPLICIT.finditer(text)] if named else []
    if year is not None and named:
        explicit += [(m.end(), year - (1 if m["last"] else 0)) for m in _RELATIVE.finditer(text)]
        explicit.sort()
    found: list[Figure] = []
    breaks = _breaks(text, quoted)
    at = q = 0
    for number, unit in counting:
        while q < len(quoted) and quoted[q][1] <= number.digits_start:
            q += 1
        if q < len(quoted) and quoted[q][0] < number.digits_start:
            continue
        while at + 1 < len(breaks) and breaks[at + 1] <= number.start:
            at += 1
        hard = breaks[at] if breaks and breaks[at] <= number.start else 0
        hard_near = max(hard, number.start - _WINDOW)
        figure = _figure(text, number, unit, units, hard_near, found[-1] if found else None)
        if figure is None:
            continue
        said = [value for place, value in explicit if place < number.start]
        found.append(_dated(figure, text, hard, said[-1] if said else None, year))
        if len(found) >= MOST_FIGURES:
            break
    return found


def _counting(text: str, units: Units) -> Iterator[tuple[Number, Unit | None]]:
    """The numbers that have a unit behind them, and those that may yet have one without."""
    if not units.may_count(text):
        return
    for found in written_numbers(text):
        end = found.end()
        if found["percent"] is None:
            unit = units.at(text, end)
        else:
            per_cent = units.called(PER_CENT)
            unit = None if per_cent is None else Unit(per_cent.id, per_cent.label, end)
        if unit is None and not text.startswith(SHARES, end):
            continue
        if (number := as_number(found)) is not None:
            yield number, unit


def _figure(
    text: str, number: Number, unit: Unit | None, units: Units, hard: int, previous: Figure | None
) -> Figure | None:
    before = text[max(0, number.start - 12) : number.start]
    value, approximate = number.value, number.approximate
    if unit is None and value < 10 and _TENTHS.search(before + text[number.start : number.digits_start]):
        tenths, per_cent = _TENTHS_END.match(text, number.end), units.called(PER_CENT)
        if tenths and per_cent:
            unit, value = Unit(per_cent.id, per_cent.label, tenths.end()), value * 10
    if unit is None:
        unit = _shared_unit(text, number, units, hard)
    if unit is None:
        return None
    exact = number.hanzi and value % 10_000 != 0 and value < 10**8  # 四万六千二百元 is 46200 元
    if unit.label == "元" and number.scaled and not exact and (money := units.called("万元")) is not None:
        unit, value = Unit(money.id, money.label, unit.end), value / 10_000
    elif unit.label == "万元" and number.scaled:
        value = value / 10_000
    after = text[unit.end : unit.end + 16]
    clause = text[hard : number.start]
    if number.hanzi and not number.approximate and not number.percent and unit.label != PER_CENT:
        bare = text[number.digits_start : number.end].strip()
        if value < 2 or bare in "百千万亿" or _HANZI_NAME.match(after) or unit.label in NO_HANZI_UNITS:
            return None
    if number.hanzi and before[-1:] in VAGUE and before:
        return None
    near = text[max(0, number.start - 24) : number.start]
    bracketed = ("（" in near or "(" in near) and _BRACKETED.search(near) is not None
    yearly_fee = unit.label in MONEY_UNITS and _FEE.search(clause) is not None
    counted = bracketed or yearly_fee
    if not counted and _BEFORE.search(text[max(0, number.start - 12) : number.digits_start].rstrip("近约")):
        return None
    if _AFTER.match(after) or (
        (_IN_CLAUSE.search(clause) and not yearly_fee)
        or _RANGE.match(text, number.end)
        or (_RANGE.match(text, unit.end) and previous is None)
    ):
        return None
    more = _MORE.match(text, unit.end)
    start = _clause_start(text, hard, number.start, previous)
    return Figure(
        value=value,
        unit=unit,
        approximate=approximate or more is not None,
        start=number.start,
        end=more.end() if more else unit.end,
        clause_start=start,
        words_end=number.start,
    )


def _shared_unit(text: str, number: Number, units: Units, hard: int) -> Unit | None:
    """The unit that follows the last of several numbers: 土地、婚姻类纠纷分别为|96|、71起."""
    further = _FURTHER.match(text, number.end)
    if further is None or not _EACH.search(text, hard, number.start):
        return None
    unit = units.at(text, further.end())
    return None if unit is None else Unit(unit.id, unit.label, number.end)


def _clause_start(text: str, hard: int, end: int, previous: Figure | None) -> int:
    """Step forward over a figure in the same clause and over a bracket that is still open."""
    start = hard
    if previous is not None and previous.end > start:
        start = previous.end
        closing = re.compile(r"\s?[)）]?\s?[、和及与]?").match(text, start)
        start = closing.end() if closing else start
        comma = text.rfind("、", start, end)
        if comma == end - 1:
            start = end
    depth = 0
    for i in range(end - 1, start - 1, -1):
        if text[i] in ")）":
            depth += 1
        elif text[i] in "(（":
            if depth == 0:
                return i + 1
            depth -= 1
    return start


def _dated(figure: Figure, text: str, hard: int, said: int | None, year: int | None) -> Figure:
    own = said if said is not None and year is not None and said < year else year
    dropped = said is not None and year is not None and said > year
    if _COMPARED.search(text, max(hard, figure.start - 24), figure.start) is None:
        return figure._replace(year=own, dropped=dropped)
    earlier = _EARLIER.search(text, max(hard, figure.start - 24), figure.start)
    bracketed = _BRACKETED.search(text, max(hard, figure.start - 24), figure.start)
    if bracketed is not None:
        if bracketed["year"]:
            return _with(figure, int(bracketed["year"]), earlier=True, words_end=figure.clause_start)
        ago = None if year is None else year - (1 if bracketed["last"] else 2)
        return _with(figure, ago, earlier=True, words_end=figure.clause_start)
    if _REPLACED.search(text, max(hard, figure.start - 6), figure.start):
        return _with(figure, None, earlier=True, dropped=True)._replace(replaced=True)
    if earlier is None or (figure.unit.label == PER_CENT and earlier.group()[0] not in "由从比较"):
        return _with(figure, own, dropped=dropped)
    if earlier["last"] or earlier["before"]:
        back = None if year is None else year - (1 if earlier["last"] else 2)
        return _with(figure, back, earlier=True, words_end=earlier.start())
    if earlier["year"]:
        return _with(figure, int(earlier["year"]), earlier=True, words_end=earlier.start())
    if earlier["start"]:
        return _with(figure, own, earlier=True, words_end=earlier.end("start"))
    if re.match(
        r"[^，,。；;]{0,4}(?:增加|减少|上升|下降|降|升|提高|提升|缩短|扩大|增|减|调整|上调|下调|压缩|精简|优化)",
        text[figure.end :],
    ):
        return _with(figure, None, earlier=True, words_end=earlier.start(), dropped=True)
    return _with(figure, own, dropped=dropped)


def _with(
    figure: Figure, year: int | None, *, earlier: bool = False, words_end: int | None = None, dropped: bool = False
) -> Figure:
    end = figure.words_end if words_end is None else max(words_end, figure.clause_start)
    return figure._replace(words_end=end, year=year, earlier=earlier, dropped=dropped)


def _breaks(text: str, quoted: Sequence[tuple[int, int]]) -> list[int]:
    """Where clauses begin: after a mark that stands neither in quotes nor between the digits of a number."""
    found = [0]
    q = 0
    for mark in _BREAK.finditer(text):
        i, char = mark.start(), mark[0]
        while q < len(quoted) and quoted[q][1] <= i:
            q += 1
        inside = q < len(quoted) and quoted[q][0] < i
        between = char in ",，" and text[i - 1 : i].isdigit() and text[i + 1 : i + 4].isdigit() and len(text) > i + 3
        if not inside and not between:
            found.append(i + 1)
    return found
