"""Answers about a report that several kinds of facts ask for, worked out once for each report."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from kg.model import Report

_More = ParamSpec("_More")
_Answer = TypeVar("_Answer")


def once_a_report(
    asked: Callable[Concatenate[Report, _More], _Answer],
) -> Callable[Concatenate[Report, _More], _Answer]:
    """``asked``, which keeps its answers about the report that it was asked about last, one for each further argument.

    Reports are told apart as objects: they never change, and to compare two would take longer than most answers.
    """
    kept: tuple[Report | None, dict[object, _Answer]] = (None, {})

    @wraps(asked)
    def answer(report: Report, /, *more: _More.args, **named: _More.kwargs) -> _Answer:
        nonlocal kept
        about, answers = kept
        if about is not report:
            answers = {}
            kept = (report, answers)
        key = (more, *named.items())
        if key not in answers:
            answers[key] = asked(report, *more, **named)
        return answers[key]

    return answer
