#!/usr/bin/env python3
"""Made-up reports of real towns with exact truth: as files for the extractors, or as a store of any size.

    make_corpus.py OUT --towns 200 --years 2019-2024 --seed 1          files and OUT/truth.jsonl
    make_corpus.py --graph STORE --towns 40000 --years 2024 --seed 1   a store, made without reading any text
    make_corpus.py --statistics                                        how they compare with the seeds
    make_corpus.py --recovery                                          how much of the truth the extractors find

The same towns, years and seed give the same files and the same store. There are no more towns than the ministry lists.
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
    try:
        years = tuple(range(int(first), int(last or first) + 1))
    except ValueError:
        years = ()
    if not years or not 2012 <= years[0] <= years[-1] <= 2030:
        raise argparse.ArgumentTypeError(f"{text} is no span of years between 2012 and 2030, such as 2019-2024")
    return years


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share from 0 to 1")
    return value


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("out", nargs="?", type=Path, help="folder for the reports and truth.jsonl")
    what.add_argument("--graph", type=Path, metavar="STORE", help="make a store instead of files")
    what.add_argument("--statistics", action="store_true", help="print means beside those of the seeds")
    what.add_argument("--recovery", action="store_true", help="extract the reports and compare with the truth")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="where the truths go, a line of JSON each")
    parser.add_argument("--towns", type=int, default=60, help="how many towns report (default: 60)")
    parser.add_argument("--years", type=_years, default=_years("2022-2024"), help="default: 2022-2024")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--html-share", type=_share, default=0.15, help="of web pages among the files (default: 0.15)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    parser.add_argument("--errors", type=int, default=3, help="with --recovery: the commonest of each kind to name")
    return parser


def main() -> int:
    args = parser().parse_args()
    from corpus.documents import Look

    look = Look(html=args.html_share)
    if args.graph is not None:
        from corpus.building import build_store, to_stderr

        build_store(args.graph, args.towns, args.years, args.seed, args.truth, args.workers, to_stderr, look)
        return 0
    from corpus.world import reports

    truths = reports(args.towns, args.years, args.seed, look)
    if args.statistics:
        from corpus.statistics import side_by_side

        print(side_by_side(truths))
    elif args.recovery:
        from corpus.recovery import recovery, table

        print(table(recovery(truths), args.errors))
    else:
        from corpus.files import write_files

        print(f"{write_files(truths, args.out, args.truth)} reports in {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
