"""The audit as one offline page for a bureau's review: to read, to filter, to print on A4.

As safe as the graph's page: the data stand in a JSON block that no text can end, the script makes text nodes only, and a
content security policy allows no script but this one (by its hash) and no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.analysis.answers import Evidence
from kg.analysis.auditing.answers import AuditAnswer, Audited, Finding
from kg.analysis.auditing.checks import CHECKS, GROUPS, SEVERITY
from kg.analysis.auditing.telling import CAUTION
from kg.analysis.wording.telling import scope
from kg.views.page import asset, embedded, filled

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("法治政府建设年度报告审查", "Audit of annual reports on rule-of-law government"),
    "other": ("English", "中文"),
    "reports": ("份报告，来自 {towns} 个乡镇（街道）", "reports of {towns} towns"),
    "clean": ("份报告没有错误和警告", "reports without error or warning"),
    "counties": ("个县（市、区）有报告", "counties with any report"),
    "checks": ("查了什么", "What was checked"),
    "group": ("类别", "group"),
    "check": ("项目", "check"),
    "severity": ("级别", "severity"),
    "found": ("发现 / 报告数", "found / reports"),
    "nothing_of": ("查过而没有发现：", "checked, nothing found: "),
    "search": ("县（市、区）或乡镇", "county or town"),
    "every": ("全部项目", "every check"),
    "shown": ("显示 {n} 条，共 {of} 条", "{n} of {of} findings"),
    "left_out": ("；另有 {n} 条未写入本页", "; {n} more are not in this page"),
    "findings": ("逐个乡镇", "Town by town"),
    "none": ("没有符合条件的条目", "nothing found"),
    "year": ("{year} 年", "{year}"),
    "of_year": ("年份", "year"),
    "issued": ("公开 {date}", "published {date}"),
    "signed": ("落款 {date}", "signed {date}"),
    "offsets": ("正文第 {start}–{end} 字", "characters {start}–{end}"),
    "unplaced": ("地点不明", "place not known"),
    "present": ("{year} 年 {listed} 个乡镇中有 {present} 个的报告", "{year}: {present} of {listed} towns are here"),
    "coverage": ("报告收集情况", "Whose reports are here"),
    "coverage_says": (
        "按官方区划名单（或所给名单）对照，开发区另列。一个县只收集到少数报告时，未见的只列名，不算作发现。",
        "Set beside the official list (or the list given); development zones are told apart. Where few towns of a county "
        "are here, the others are named and not counted as findings.",
    ),
    "county": ("县（市、区）", "county"),
    "here": ("有 / 应有", "here / listed"),
    "missing": ("未见报告", "without a report"),
    "others": ("名单之外：", "not on the list: "),
    "caution": CAUTION,
    "rule": (
        "依据《法治政府建设与责任落实督察工作规定》（2019 年）：年度报告应于次年 {due} 之前公开，并写明主要举措和成效、不足和原因、"
        "党政主要负责人履行推进法治建设第一责任人职责的情况、下一年度主要安排。2019 年以前的报告只作提示。",
        "By the Rules on inspecting the building of rule-of-law government (2019): a report is to be published before "
        "{due} of the next year and to tell measures and results, what falls short and why, the duties of the Party and "
        "government heads, and plans. What earlier reports lack is only noted.",
    ),
    "noscript": (
        "此页需要 JavaScript 才能显示；不需要网络。",
        "This page needs JavaScript to draw; it needs no network.",
    ),
}
MOST = 20_000
"""Findings that one page holds; of more the gravest."""


def write_audit(answer: AuditAnswer, out: Path, lang: str = "zh") -> Path:
    """Write the page to ``out``, opened in ``lang`` ("zh" or "en"; the reader can switch)."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(audit_page(answer, lang), encoding="utf-8", newline="\n")
    return out


def audit_page(answer: AuditAnswer, lang: str = "zh") -> str:
    """The whole HTML document."""
    script = asset("audit.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": html.escape(WORDS["title"][0 if lang == "zh" else 1]),
        "noscript": html.escape(" ".join(WORDS["noscript"])),
        "policy": html.escape(policy),
        "style": asset("audit.css"),
        "data": embedded(data(answer, lang)),
        "scripts": f"<script>{script}</script>",
    }
    return filled(asset("audit.html"), parts)


def data(answer: AuditAnswer, lang: str) -> dict[str, Any]:
    """What the script reads. Findings stand under their area and town, in the answer's order."""
    total = len(answer.findings) + answer.left_out
    kept = _gravest(answer.findings)
    covered: dict[str, list[dict[str, Any]]] = {}
    for one in answer.coverage:
        covered.setdefault(one.area, []).append({"year": one.year, "listed": one.listed, "present": one.present})
    areas: dict[str, dict[str, Any]] = {}
    for finding in kept:
        name = finding.area
        area = areas.setdefault(name, {"name": name, "covered": covered.get(name, []), "towns": {}})
        town = area["towns"].setdefault(
            (finding.town.full_name, finding.town.iri),
            {"name": finding.town.name, "full": finding.town.full_name, "reports": {}, "findings": []},
        )
        if finding.report is not None:
            town["reports"].setdefault(finding.report.id, _report(finding.report))
        town["findings"].append(_finding(finding))
    for area in areas.values():
        area["towns"] = [{**town, "reports": [*town["reports"].values()]} for town in area["towns"].values()]
    return {
        "lang": lang,
        "words": WORDS,
        "severities": SEVERITY,
        "groups": GROUPS,
        "due": answer.due,
        "scope": {
            "towns": answer.scope.towns,
            "reports": answer.scope.reports,
            "years": len(answer.scope.years),
            "words": (scope(answer.scope, "zh"), scope(answer.scope, "en")),
        },
        "counts": answer.by_severity,
        "clean": {"number": answer.clean.number, "of": answer.clean.of},
        "counties": {"number": answer.counties.number, "of": answer.counties.of},
        "checks": [
            {
                "id": check,
                "group": CHECKS[check].group,
                "severity": CHECKS[check].severity.value,
                "title": CHECKS[check].title,
                "number": count.number,
                "of": count.of,
            }
            for check, count in answer.by_check.items()
        ],
        "areas": list(areas.values()),
        "coverage": [
            {
                "area": one.area,
                "year": one.year,
                "listed": one.listed,
                "present": one.present,
                "missing": one.missing,
                "others": one.others,
            }
            for one in answer.coverage
        ],
        "total": total,
        "left_out": total - len(kept),
    }


def _gravest(findings: tuple[Finding, ...]) -> list[Finding]:
    if len(findings) <= MOST:
        return list(findings)
    rank = {severity: place for place, severity in enumerate(SEVERITY)}
    first = sorted(range(len(findings)), key=lambda at: (rank[findings[at].severity], at))[:MOST]
    return [findings[at] for at in sorted(first)]


def _report(report: Audited) -> dict[str, Any]:
    return {"title": report.title, "file": report.file, "issued": report.issued, "signed": report.signed}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "year": finding.year,
        "says": (finding.told("zh"), finding.told("en")),
        "proofs": [_proof(proof) for proof in finding.evidence],
    }


def _proof(proof: Evidence) -> dict[str, Any]:
    return {
        "sentence": proof.sentence,
        "section": proof.section,
        "file": proof.file,
        "year": proof.year,
        "start": proof.start,
        "end": proof.end,
    }
