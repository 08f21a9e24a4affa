#!/usr/bin/env python3
"""How long looking for copied text takes: fingerprints of a report, and comparing all reports of a large corpus.

Fingerprints are told as a ratio to segmentation by jieba and to reading, measured in the same run on the reports that the
project ships. The corpus is put together from their clauses by fixed chance: towns that carry over what they wrote the year
before, with other figures, towns that fill in their county's template, wordings of everybody, and sentences of their own;
what was found is held against what was carried over.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "scripts"))

if TYPE_CHECKING:
    from kg.copies import Reported

FOLDERS = ("seeds", "tests/gold/forms", "tests/gold/provinces", "tests/gold/stages")
YEARS = (2022, 2023, 2024, 2025)
TOWNS_OF_A_COUNTY, COUNTIES_OF_A_PROVINCE = 15, 90
LAST_YEAR, TEMPLATE, FORMULA = 0.3, 0.15, 0.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000, help="reports of the corpus (default: 2000)")
    parser.add_argument("--sentences", type=int, default=100, help="sentences of each (default: 100)")
    arguments = parser.parse_args()
    texts = _one_report()
    clauses = sorted({c for text in texts for c in re.split("[，。；：！？\n\\s,;:]+", text) if 6 <= len(c) <= 30})
    with tempfile.TemporaryDirectory() as folder:
        _all(Path(folder), clauses, arguments.reports, arguments.sentences)
    return 0


def _one_report() -> list[str]:
    from kg.copies import fingerprints
    from kg.extractors.words import domain_words
    from kg.ontology import load
    from kg.reports import read_report

    data = [(file.read_bytes(), file.name) for folder in FOLDERS for file in sorted((ROOT / folder).iterdir())]
    words = domain_words(load())
    texts = [read_report(*one).text for one in data]
    words.segment("预热")
    fingerprints(texts[0], ["清溪镇"])
    steps = {
        "segmentation (baseline)": lambda: [words.segment(text) for text in texts],
        "reading": lambda: [read_report(*one) for one in data],
        "fingerprints": lambda: [fingerprints(text, ["清溪镇", "青石县", "云川省"]) for text in texts],
    }
    times = {}
    for name, work in steps.items():
        rounds = []
        for _ in range(3):
            start = time.process_time()
            work()
            rounds.append(time.process_time() - start)
        times[name] = min(rounds)
    print(f"{len(texts)} reports, {sum(map(len, texts)) // len(texts)} characters each")
    for name, seconds in times.items():
        ratio = seconds / times["segmentation (baseline)"]
        print(f"{name:26}{1000 * seconds / len(texts):>8.2f} ms/report{ratio:>8.2f}")
    return texts


def _all(folder: Path, clauses: list[str], reports: int, sentences: int) -> None:
    from kg.copies import Prints, copied, fingerprints

    known: list[Reported] = []
    carried: dict[str, array[int]] = {}
    start = time.process_time()
    for report, text, kept in _corpus(clauses, reports, sentences):
        (folder / report.id).write_bytes(fingerprints(text).to_bytes())
        known.append(report)
        carried[report.id] = array("I", [place for span in kept for place in span])
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{len(known)} reports of {sentences} sentences made in {time.process_time() - start:.0f} s")
    print(f"fingerprints on disk: {size / len(known) / 1000:.1f} KB/report")
    before = _memory()
    start = time.process_time()
    passages = there = 0
    found = copied(known, lambda report: Prints.from_bytes((folder / report).read_bytes()), folder)
    for report_id, of_report in groupby(found, key=lambda one: one.report):
        spans = [(one.start, one.end) for one in of_report]
        passages += len(spans)
        kept_places = carried[report_id]
        there += sum(
            any(a <= s and e <= b for a, b in spans) for s, e in zip(kept_places[::2], kept_places[1::2], strict=True)
        )
    seconds = time.process_time() - start
    print(
        f"compared in {seconds:.1f} s of a processor, {1000 * seconds / len(known):.2f} ms/report, {passages} passages"
    )
    many = sum(len(places) for places in carried.values()) // 2
    print(f"sentences carried over from the year before: {many}, found: {there} ({there / max(1, many):.2%})")
    print(f"memory before {before} MB, at most {_memory()} MB")


def _corpus(clauses: list[str], reports: int, sentences: int) -> Iterator[tuple[Reported, str, list[tuple[int, int]]]]:
    from kg.copies import Reported

    chance = random.Random(7)
    towns = max(1, reports // len(YEARS))
    formulas = [_sentence(chance, clauses) for _ in range(400)]
    everybodys = {_without_figures(line) for line in formulas}
    number = 0
    for county in range(-(-towns // TOWNS_OF_A_COUNTY)):
        province = county // COUNTIES_OF_A_PROVINCE
        template = [_sentence(chance, clauses) for _ in range(sentences // 4)]
        for town in range(min(TOWNS_OF_A_COUNTY, towns - county * TOWNS_OF_A_COUNTY)):
            name = f"县{county}镇{town:03}"
            last: list[str] = []
            for year in YEARS:
                lines, kept, at = [], [], 0
                for place in range(sentences):
                    draw = chance.random()
                    if draw < LAST_YEAR and last:
                        line = re.sub(r"\d+", lambda _: str(chance.randrange(20, 99)), last[place])
                        if _without_figures(line) not in everybodys:
                            kept.append((at, at + len(line)))
                    elif draw < LAST_YEAR + TEMPLATE:
                        line = chance.choice(template)
                    elif draw < LAST_YEAR + TEMPLATE + FORMULA:
                        line = chance.choice(formulas)
                    else:
                        line = _sentence(chance, clauses)
                    lines.append(line)
                    at += len(line) + 1
                last = lines
                number += 1
                yield (
                    Reported(year, "", f"{number:016x}", name, f"县{county}", "", f"省{province}"),
                    "\n".join(lines),
                    kept,
                )


def _sentence(chance: random.Random, clauses: list[str]) -> str:
    some = chance.sample(clauses, chance.choice((3, 3, 4, 5)))
    return "，".join(some) + f"{chance.randrange(20, 99)}件。"


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "", line)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
