"""The READMEs say what is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.limits import settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("file", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_table_of_limits_is_that_of_the_settings(file: str, lang: str) -> None:
    rows = [
        f"| `{one.variable}` | {one.default:,} {one.unit.told(lang)} | {one.says.told(lang)} |" for one in settings()
    ]
    assert "\n".join(rows) in (ROOT / file).read_text(encoding="utf-8")
