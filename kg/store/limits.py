"""What one query may use, and how many may run and wait: one table of settings for every service that runs queries of
others (the endpoint, the editor, assistants)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from kg.errors import Bilingual, KgError


class SettingError(KgError):
    """A setting is no number, or too small."""


def _setting(default: int, unit: Bilingual, says: Bilingual, least: int = 1) -> Any:
    return field(default=default, metadata={"unit": unit, "says": says, "least": least})


@dataclass(frozen=True, slots=True)
class Limits:
    """Settings, each with its unit and a sentence of help in its ``metadata``; see ``settings``."""

    seconds: int = _setting(
        60,
        Bilingual("seconds", "秒"),
        Bilingual("How long a query may run; then it is stopped", "一条查询最多运行多久，到时停止"),
    )
    memory: int = _setting(
        2048,
        Bilingual("megabytes", "兆字节"),
        Bilingual(
            "Memory of a query's process (Linux); one that needs more is stopped",
            "一条查询的进程最多用多少内存（Linux），超过则停止",
        ),
        least=256,
    )
    rows: int = _setting(
        100_000,
        Bilingual("rows", "行"),
        Bilingual("Rows or triples of an answer; what is cut says so", "答案最多多少行（或三元组），截短时会说明"),
    )
    bytes: int = _setting(
        64 * 2**20,
        Bilingual("bytes", "字节"),
        Bilingual("Size of an answer; what is cut says so", "答案最多多大，截短时会说明"),
        least=1000,
    )
    workers: int = _setting(
        2,
        Bilingual("queries", "条查询"),
        Bilingual(
            "Queries that run beside each other, each in a process of its own; as many again of those that take long",
            "同时运行几条查询，每条一个进程；耗时长的另外还有同样多个",
        ),
    )
    quick: int = _setting(
        2,
        Bilingual("seconds", "秒"),
        Bilingual(
            "When a query takes long: it goes on beside the others or, where as many as may do so, is begun anew later",
            "运行多久算耗时长：之后让出位置，与其他查询并行继续；并行的已满时，稍后重新开始",
        ),
    )
    waiting: int = _setting(
        32,
        Bilingual("queries", "条查询"),
        Bilingual(
            "Queries that wait for their turn, at most half of them of one caller; who comes then is asked to come again",
            "最多几条查询排队，同一来源不超过一半；再来的请稍后重试",
        ),
    )

    @property
    def inside(self) -> int:
        """Queries that run or wait at most, quick and slow ones: each takes a thread of a service."""
        return 2 * (self.workers + self.waiting)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. ``variable``: of the environment."""

    name: str
    variable: str
    default: int
    least: int
    unit: Bilingual
    says: Bilingual


def settings() -> tuple[Setting, ...]:
    return tuple(
        Setting(
            one.name,
            f"KG_QUERY_{one.name.upper()}",
            int(one.default),  # type: ignore[arg-type]
            one.metadata["least"],
            one.metadata["unit"],
            one.metadata["says"],
        )
        for one in fields(Limits)
    )


def limits(environment: Mapping[str, str] | None = None) -> Limits:
    """The limits that the environment sets (``KG_QUERY_SECONDS=10``). SettingError for what is no whole number, or too
    small."""
    given = os.environ if environment is None else environment
    chosen = {one.name: _number(one, given[one.variable]) for one in settings() if given.get(one.variable)}
    return Limits(**chosen)


def _number(setting: Setting, text: str) -> int:
    if text.strip().isascii() and text.strip().isdecimal() and int(text) >= setting.least:
        return int(text)
    raise SettingError(
        f"{setting.variable}={text}: must be a whole number of {setting.unit.en}, {setting.least} or more",
        f"{setting.variable}={text}：必须是不小于 {setting.least} 的整数（{setting.unit.zh}）",
    )
