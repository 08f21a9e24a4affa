"""Which year a report is about, and when it was signed and published."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from kg.extractors.dates import dates, first_date, only_date, plain, years
from kg.model import Report, Role

_FORECAST = re.compile(r"计划|打算|要点|思路|安排|部署|规划")
_LOOKING_BACK = re.compile(r"总结|报告|情况|汇报|回顾|工作开展")
_PRINTED = re.compile(r"印发|抄送|发布|浏览")
_TAIL_LINES = 25
_OPENING = 1500
# Words with which a text names its own year. Example: “现将2023年度法治政府建设情况报告如下”.
_OWN = re.compile(r"现将[^。]{0,40}$|^\s*$|[。:：\n]\s*$|报告如下[^。]{0,10}$|[一二三四五]、\s*$")


def published(report: Report) -> date | None:
    """Date of publication as the page states it; the document's own date where it states no other."""
    return first_date(report.metadata.published) or first_date(report.metadata.document_date)


def signed(report: Report) -> date | None:
    """Date below the signature, or in brackets below the title; None where there is none.

    “2022年12月28日印发” is the printer's and counts only where nothing else is dated.
    """
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    for line in reversed(lines[-_TAIL_LINES:]):
        tail = plain(line)
        if _PRINTED.search(tail):
            continue
        piece = tail.rsplit("。", 1)[-1] or tail
        if len(re.sub(r"\s", "", piece)) > 60:
            continue
        found = dates(piece)
        if found and re.search(r"(?:日|号|\d)\W*$", piece):
            # A date at the end of a clause (“于2024年3月5日”) is no signature's.
            before = re.sub(r"\s", "", re.split(r"20\d\d|[一二][〇○零O]", piece)[0])
            if not before or re.search(r"(?:府|处|会|委|室|镇|乡|道|木|所|[)(】]|[a-zA-Z:])$", before):
                return found[-1]
    for line in lines[:6]:
        if (day := only_date(line)) is not None:
            return day
    return None


def year_of(report: Report) -> int | None:
    """The year reported on: by the title, else by the text, else by the dates.

    “2022年…总结暨2023年工作计划” → 2022. A report signed in the first half of a year is about the year before, unless
    the text speaks of 今年以来 and of that year.
    """
    title = re.sub(r"《[^》]*》|[(（〔\[]\s*20\d\d\s*[-—–~至]\s*20\d\d\s*年?[)）〕\]]", "", plain(report.title))
    named = years(title)
    for index, (year, _start, end) in enumerate(named):
        until = named[index + 1][1] if index + 1 < len(named) else len(title)
        if _FORECAST.search(title[end:until]) and not _LOOKING_BACK.search(title[end:until]) and len(named) > 1:
            continue
        return year
    if bare := re.search(r"(?<!\d)(20[012]\d)(?!\d|[-/.号])", re.sub(r"[〔\[(（].*?[〕\])）]", "", title)):
        return int(bare[1])
    return _by_text(report) or _by_dates(report)


def _by_text(report: Report) -> int | None:
    """The year that the opening and the headings name as their own, held against the signature's."""
    past = "".join(p.text + "\n" for p in report.passages if p.role is not Role.PLANS)
    text = re.sub(r"《[^》]*》|[〔\[(（]20\d\d[〕\])）]", "", plain(past))
    day = signed(report) or published(report)
    possible = {day.year, day.year - 1} if day else None
    counted: Counter[int] = Counter()
    for year, start, end in years(text[:_OPENING]):
        if re.match(r"[\d一二三四五六七八九十]{1,2}月", text[end : end + 3]) or (possible and year not in possible):
            continue
        own = 4 if _OWN.search(text[max(0, start - 30) : start]) else 1
        counted[year] += own if not _FORECAST.search(text[end : end + 8]) else 0
    for section in report.sections:
        if section.role is Role.PLANS:
            continue
        for year, _start, end in years(section.heading):
            if not (possible and year not in possible) and not _FORECAST.search(plain(section.heading)[end:]):
                counted[year] += 3
    if not +counted:
        return None
    best = max(counted.values())
    return min(year for year, count in counted.items() if count == best)


def _by_dates(report: Report) -> int | None:
    day = signed(report) or published(report)
    if day is None:
        return None
    this_year = "今年以来" in report.text or "今年来" in report.text
    return day.year if day.month >= 10 or (this_year and day.month > 6) else day.year - 1
