"""What the build log and those who look on are told of stages."""

from __future__ import annotations

import re
from pathlib import Path

from corpus_files import write
from hand_built import BODY
from hand_reader import HandReader

from kg.build import build
from kg.build.assembly import STAGES
from kg.cli.building import _STAGES


def test_every_stage_is_told_when_it_begins_and_logged_when_all_ended(
    corpus: Path, tmp_path: Path, reader: HandReader
) -> None:
    told: list[str] = []
    for text in (BODY, BODY + "\n乙"):
        write(corpus, a_txt=BODY, b_txt=text, c_txt=BODY + "\n丙", d_txt=BODY + "\n丁", e_txt=BODY + "\n戊")
        build([corpus], tmp_path / "store", reader=reader, stage=told.append)
    first, second = (told[: told.index("switching") + 1], told[told.index("switching") + 1 :])
    assert first == [stage for stage in STAGES if stage != "renewing"]
    assert second[:2] == ["names", "renewing"] and second[2:] == first[2:]
    lines = [
        line for line in (tmp_path / "store/build.log").read_text(encoding="utf-8").splitlines() if "together" in line
    ]
    assert [re.findall(r"([a-z]+) \d+\.\d\d s", line) for line in lines] == [first, second]


def test_nothing_new_is_no_stage(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    told: list[str] = []
    write(corpus, a_txt=BODY)
    for _ in range(2):
        told.clear()
        build([corpus], tmp_path / "store", reader=reader, stage=told.append)
    assert told == []


def test_every_stage_has_words() -> None:
    assert tuple(_STAGES) == STAGES
