"""What people are told where Spark cannot begin: one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from spark_cluster import free_port

from kg.build.spark import spark
from kg.build.spark.session import not_begun, reason
from kg.errors import KgError


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(KgError, match=r"Spark is not installed: pip install 'towngov-kg\[spark\]'"), spark():
        pass


@pytest.mark.spark
@pytest.mark.parametrize("home", ["", "/nowhere"])
def test_missing_java_is_told(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", home)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KgError, match="Spark needs Java, and there is none here"), spark():
        pass


@pytest.mark.spark
@pytest.mark.parametrize("master", ["spark://127.0.0.1:{}", "spark://127.0.0.1:{},127.0.0.1:{}", "spark://nothing"])
def test_a_master_that_does_not_answer_is_told_at_once(master: str) -> None:
    there = master.replace("{}", str(free_port()))
    with pytest.raises(KgError, match=f"^{there}: no Spark master answers there"), spark(there):
        pass


def test_what_java_says_is_told() -> None:
    said = io.BytesIO(
        b"WARNING: using incubator modules\n"
        b'Exception in thread "main" java.lang.UnsupportedClassVersionError: compiled by a more recent version\n'
        b"\tat java.base/java.lang.ClassLoader.defineClass1(Native Method)\n"
    )
    error = not_begun("local[*]", RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited"), said)
    assert str(error) == (
        "local[*]: Spark could not start: java.lang.UnsupportedClassVersionError: compiled by a more recent version"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("An error occurred\n: a.B: outer\n\tat x\nCaused by: c.D: inner\n\tat y", "c.D: inner"),
        (
            "An error occurred while calling o1.\n: java.net.ConnectException: refused\n\tat x",
            "java.net.ConnectException: refused",
        ),
        ("plain", "plain"),
        ("", "ValueError"),
    ],
)
def test_the_line_that_says_most(said: str, told: str) -> None:
    assert reason(ValueError(said)) == told
