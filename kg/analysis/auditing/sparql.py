"""The SPARQL that finds what an audit finds, for each check that a query can reproduce.

A query cannot know which towns there should be (that takes the official list), nor set rates and last year's reports
beside figures as carefully as the audit does: "no-report", "rate", "last-year", "plans-without-problem",
"plans-dropped" and "copied" have none.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.analysis.auditing.answers import AuditAnswer
from kg.analysis.auditing.checks import CHECKS, PART_CHECKS
from kg.analysis.auditing.figures import ASIDE, LEADING, PART, PER_CENT, WHOLE, WHOLES_RATE
from kg.analysis.reproducing import in_scope, query

_NAME = "OPTIONAL { ?report gov:fileName ?file } ?township gov:fullName ?town ."
_SELECT = "DISTINCT ?town ?year ?file ?report"
_ORDER = "ORDER BY ?town ?year ?report"


def audit_sparql(answer: AuditAnswer) -> str:
    """The queries of ``audit_queries`` one after another, each with its question; before them, as a remark, the checks
    asked for that no query reproduces."""
    made = audit_queries(answer)
    without = [CHECKS[check].title for check in answer.asked or CHECKS if check not in made]
    remark = ""
    if without:
        zh, en = "、".join(zh for zh, _ in without), ", ".join(en for _, en in without)
        remark = f"# 没有一条查询能重现：{zh}\n# No query gives again: {en}\n"
    return remark + "\n".join(made.values())


def audit_queries(answer: AuditAnswer) -> dict[str, str]:
    """Check → query, for the checks asked for that a query can reproduce. ``?report`` is the report concerned."""
    checks = answer.asked or tuple(CHECKS)
    made = {**_dates(answer.due), **_parts(), **_answers(), **_figures()}
    return {check: _query(answer, check, *made[check]) for check in checks if check in made}


def _query(answer: AuditAnswer, check: str, more: str, *patterns: str) -> str:
    zh, en = CHECKS[check].title
    question = (f"问：哪些报告{zh}？（kg audit 的 {check}）", f"Which reports: {en}? (the check {check} of kg audit)")
    lines = ("?report a gov:Report .", in_scope(answer.scope), _NAME, *patterns)
    return query(question, f"{_SELECT}{more}", lines, _ORDER)


def _dates(due: str) -> dict[str, tuple[str, ...]]:
    last = f'?report gov:year ?year BIND(STRDT(CONCAT(STR(?year + 1), "-{due}"), xsd:date) AS ?due)'
    begun = '?report gov:year ?year BIND(STRDT(CONCAT(STR(?year), "-10-01"), xsd:date) AS ?begun)'
    return {
        "late": (" ?issued", "?report dct:issued ?issued .", last, "FILTER(?issued >= ?due)"),
        "signed-late": (
            " ?signed",
            "?report gov:signed ?signed . FILTER NOT EXISTS { ?report dct:issued ?issued }",
            last,
            "FILTER(?signed >= ?due)",
        ),
        "undated": ("", "FILTER NOT EXISTS { ?report dct:issued|gov:signed ?date }"),
        "signed-after-published": (
            " ?issued ?signed",
            "?report dct:issued ?issued ; gov:signed ?signed FILTER(?signed > ?issued)",
        ),
        "year-and-dates": (" ?date", "?report dct:issued|gov:signed ?date .", begun, "FILTER(?date < ?begun)"),
        "no-year": ("", "FILTER NOT EXISTS { ?report gov:year ?any }"),
    }


def _parts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part, check in PART_CHECKS.items():
        lacks = f"?report gov:hasPart ?any FILTER NOT EXISTS {{ ?report gov:hasPart gov:{part} }}"
        also = "?report gov:hasPart gov:problemsPart ." if part == "causesPart" else ""
        found[check] = ("", lacks, also)
    return found


def _answers() -> dict[str, tuple[str, ...]]:
    return {
        "problems-without-plan": (
            " ?problem ?heading",
            "?problem a gov:Problem ; gov:report ?report ; gov:heading ?heading .",
            "FILTER EXISTS { ?some a gov:Plan ; gov:report ?report }",
            "FILTER NOT EXISTS { ?plan gov:addresses ?problem }",
        ),
    }


def _figures() -> dict[str, tuple[str, ...]]:
    aside = f"FILTER(!REGEX(?{{}}, {_text(ASIDE)}))"
    only = "FILTER NOT EXISTS {{ {} FILTER(?{} != ?{} && {}) }}"
    return {
        "over-100": (
            " ?label ?value",
            f"?figure a gov:Observation ; gov:report ?report ; gov:unit <{PER_CENT}> ; gov:value ?value ;",
            "  gov:surfaceForm ?label FILTER(?value > 100)",
            "FILTER NOT EXISTS { ?figure gov:approximate true }",
            f"FILTER(REGEX(?label, {_text(WHOLES_RATE)}))",
        ),
        "part-over-whole": (
            " ?sentence",
            _figure("whole"),
            _figure("part"),
            f"FILTER(REGEX(?whole_label, {_text(WHOLE)}) && REGEX(?part_label, {_text(PART)}))",
            "FILTER(?whole_unit = ?part_unit && ?part_value > ?whole_value)",
            only.format(_figure("other"), "other", "whole", f"REGEX(?other_label, {_text(WHOLE)})"),
            only.format(_figure("other"), "other", "part", f"REGEX(?other_label, {_text(PART)})"),
            "?passage oa:exact ?sentence .",
            aside.format("sentence"),
        ),
        "two-values": (
            " ?label ?one_value ?two_value",
            _figure("one", "passage_one"),
            _figure("two", "passage_two"),
            _same_words("one", "label"),
            _same_words("two", "label_two"),
            "FILTER(?label = ?label_two && ?one_unit = ?two_unit && ?one_value < ?two_value)",
            f"FILTER(?passage_one != ?passage_two && STRLEN(?label) >= 4 && ?one_unit != <{PER_CENT}>)",
            f"FILTER(!REGEX(?one_label, {_text(PART)}) && !REGEX(?two_label, {_text(PART)}))",
            "FILTER NOT EXISTS {\n"
            + _figure("third", "passage_third")
            + "\n"
            + _same_words("third", "label_third")
            + "\nFILTER(?third != ?one && ?third != ?two && ?label_third = ?label && ?third_unit = ?one_unit"
            + f" && !REGEX(?third_label, {_text(PART)})) }}",
            "?passage_one oa:exact ?sentence_one . ?passage_two oa:exact ?sentence_two .",
            aside.format("sentence_one"),
            aside.format("sentence_two"),
        ),
    }


def _figure(name: str, passage: str = "passage") -> str:
    """An exact figure of the year reported on, and the sentence it stands in."""
    return (
        f"?{name} a gov:Observation ; gov:report ?report ; gov:year ?year ; gov:surfaceForm ?{name}_label ;"
        f" gov:value ?{name}_value ; gov:unit ?{name}_unit ; prov:wasDerivedFrom ?{passage} .\n"
        f"FILTER NOT EXISTS {{ ?{name} gov:approximate true }}"
    )


def _same_words(name: str, label: str) -> str:
    return f'BIND(REPLACE(REPLACE(?{name}_label, {_text(LEADING)}, ""), "各类|各种", "") AS ?{label})'


def _text(value: str) -> str:
    return str(ox.Literal(value))
