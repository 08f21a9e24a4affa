"""What benchmarks print, and that a build measured is a build made."""

from __future__ import annotations

from pathlib import Path

import pytest
from measures import Row, Table, best, builds, markdown


def test_tables_are_markdown() -> None:
    rows = [Row("plain", 1234.5, "k quads/s", 1.0, "plain"), Row("ours", 0.5, "s", wanted="<= 1")]
    assert markdown([Table("Load", "Ten quads.", rows)]).splitlines() == [
        "## Load",
        "",
        "Ten quads.",
        "",
        "| what | value | ratio | baseline | wanted |",
        "| --- | --: | --: | --- | --- |",
        "| plain | 1,234 k quads/s | 1.00 | plain |  |",
        "| ours | 0.5 s |  |  | <= 1 |",
    ]


def test_the_fastest_round_counts() -> None:
    ticks = iter([0.0, 5.0, 10.0, 12.0, 20.0, 29.0])
    assert best(lambda: None, 3, lambda: next(ticks)) == 2.0


@pytest.mark.slow
def test_builds_are_measured_by_stage(tmp_path: Path) -> None:
    table, largest = builds.growth(tmp_path, [4, 8])
    assert largest.reports >= 7
    assert largest.quads > 5_000
    assert {"names", "loading", "comparing", "deriving", "tables"} <= set(largest.stages)
    assert any(row.what.startswith("growth from") for row in table.rows)
    of_kinds = {row.what: row.value for row in builds.kinds(tmp_path / "store8").rows}
    assert of_kinds["Adoption"] > 20
    assert abs(of_kinds["all"] * largest.reports - largest.quads) < 1
    assert builds.again(tmp_path, 8).rows[0].what == "unchanged"
