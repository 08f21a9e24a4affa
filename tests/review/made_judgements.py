"""Judgements for tests, made up."""

from __future__ import annotations

from kg.review.judgement import Judgement, Verdict, about

REPORT = "0123456789abcdef"


def at(number: int) -> str:
    return f"2026-03-{number // 1440 % 28 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:00Z"


def judged(number: int = 1, by: str = "张三", verdict: Verdict = Verdict.ACCEPTED, why: str = "") -> Judgement:
    return Judgement(
        about("adoption", report=REPORT, mechanism="枫桥经验", status="planned"), verdict, by, at(number), why=why
    )
