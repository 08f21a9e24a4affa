"""The options of ``kg build`` that say who reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from running import Run


@pytest.mark.parametrize("option", ["--master", "--conf", "--out"])
def test_what_is_for_spark_alone_is_told(kg: Run, tmp_path: Path, option: str) -> None:
    ran = kg("build", str(tmp_path), option, "x", "--store", str(tmp_path / "store"))
    assert ran.status == 2 and f"{option} 要和 --engine spark 一起用" in ran.err
    assert not (tmp_path / "store").exists()


def test_a_setting_has_a_name_and_a_value(kg: Run, tmp_path: Path) -> None:
    ran = kg("build", str(tmp_path), "--engine", "spark", "--conf", "spark.executor.memory", "--lang", "en")
    assert ran.status == 2 and "--conf wants KEY=VALUE: spark.executor.memory" in ran.err


def test_a_missing_spark_is_one_line(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    ran = kg("build", str(tmp_path), "--engine", "spark", "--store", str(tmp_path / "store"))
    assert (ran.status, ran.err) == (1, "kg: 没有安装 Spark：请运行 pip install 'towngov-kg[spark]'\n")
