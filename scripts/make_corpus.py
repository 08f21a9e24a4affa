#!/usr/bin/env python3
"""Made-up reports of real towns with exact truth: as files for the extractors, or as a store of any size.

    make_corpus.py OUT --towns 200 --years 2019-2024 --seed 1          files and OUT/truth.jsonl
    make_corpus.py --graph STORE --towns 40000 --years 2024 --seed 1   a store, made without reading any text
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]


def _years(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    years = tuple(range(int(first), int(last or first) + 1))
    if not years or not 2010 <= years[0] <= years[-1] <= 2035:
        raise argparse.ArgumentTypeError(f"{text} is no span of years such as 2019-2024")
    return years


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, help="folder for the reports and truth.jsonl")
    parser.add_argument("--graph", type=Path, metavar="STORE", help="make a store instead of files")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="where the truths go, a line of JSON each")
    parser.add_argument("--towns", type=int, default=60, help="how many towns report (default: 60)")
    parser.add_argument("--years", type=_years, default=_years("2024"), help="years reported on (default: 2024)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    args = parser.parse_args()
    if args.graph is not None:
        from corpus.building import build_store, to_stderr

        build_store(args.graph, args.towns, args.years, args.seed, args.truth, args.workers, to_stderr)
        return 0
    parser.error("give a folder OUT or --graph STORE")


if __name__ == "__main__":
    sys.exit(main())
