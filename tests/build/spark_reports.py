"""Reports for builds by Spark, and what a build by this machine alone made of them."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kg.build import BuildSummary

ROOT = Path(__file__).parents[2]
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # Java that does not live long
SETTINGS = {
    "spark.executor.memory": "512m",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
}


@dataclass(frozen=True)
class Expected:
    """The reports, and what a build by this machine alone made of them: its graph as N-Quads."""

    reports: Path
    store: Path
    summary: BuildSummary
    graph: bytes


def gather(folder: Path) -> None:
    """Real reports, reports of every form, two editions of one, one under two names, and what is none."""
    below = folder / "2024" / "各地"
    below.mkdir(parents=True)
    for file in sorted((ROOT / "seeds").iterdir()):
        shutil.copy(file, folder)
    for file in sorted((ROOT / "tests/gold/forms").iterdir()):
        shutil.copy(file, below)
    first = (ROOT / "seeds/002_22c09d62a51847d2.txt").read_text(encoding="utf-8")
    (folder / "包鸾镇（更正）[2].txt").write_text(first.replace("人民调解", "联合调解"), encoding="utf-8")
    (folder / "again.txt").write_bytes((folder / "000_3f51fe86391b8547.txt").read_bytes())
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 40)
    (folder / "weather.txt").write_text("今天天气很好。", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("今天天气很好。", encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        os.truncate(file.fileno(), 30 * 2**20)
