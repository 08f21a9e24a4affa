#!/usr/bin/env python3
"""How often a town is told, left open or taken for another, by what a report gives away of its place.

For every township of the ministry's list (or every N-th) an opening is written that holds one kind of hint and no
other, in a body that also names towns, villages and a law firm from elsewhere, as reports do. What counts is the last
column: a town may be left open, but none may be taken for another. “renamed” is the same town under the county or
name of another year.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.extractors.identity import identify  # noqa: E402
from kg.model import Division, Metadata, OffsetMap, Report  # noqa: E402
from kg.places import Gazetteer, load  # noqa: E402
from kg.places.areas import load_areas  # noqa: E402
from kg.places.names import short_forms  # noqa: E402
from kg.places.villages import load_villages  # noqa: E402


@dataclass(frozen=True)
class Case:
    """A town with what lies above it, nearest first, and a source of chance that is its own."""

    town: Division
    above: tuple[Division, ...]
    chance: random.Random
    gazetteer: Gazetteer
    year: int = 2024  # reported on

    @property
    def county(self) -> Division:
        return self.above[0]

    @property
    def province(self) -> Division:
        return self.above[-1]

    def spelt(self, division: Division, letters: bool = False) -> str:
        """Pinyin of a division's stem, or its initials; "" where not known."""
        form = (short_forms(division.name) or (division.name,))[-1]
        syllables = load_areas().spelt(division.name, form)
        return "".join(s[:1] if letters else s for s in syllables)


def report(title: str, text: str, around: str = "", **metadata: str) -> Report:
    return Report(
        id="0" * 16,
        sha256="0" * 64,
        file_name="report.txt",
        media_type="text/plain",
        encoding="utf-8",
        title=title,
        text=text,
        original=f"{around}\n{title}\n{text}\n{around}",
        offsets=OffsetMap((0,), (0,)),
        metadata=Metadata(**metadata),  # type: ignore[arg-type]
        sections=(),
        passages=(),
    )


def elsewhere(case: Case) -> str:
    """What a report says of other places: a study trip, a far firm, villages with common names."""
    other = case.chance.choice(FAR)
    return f"组织干部赴{other}考察学习，学习浙江省“千万工程”经验。北京某某律师事务所开展讲座。在团结村、新华社区、和平村开展宣讲。"


def written(
    case: Case, title: str = "", sentence: str = "", around: str = "", signature: str = "", **metadata: str
) -> Report:
    name = case.town.name
    text = f"{case.year}年，{name}扎实推进依法行政，现将有关情况报告如下：\n一、主要举措\n{sentence}{elsewhere(case)}\n{signature}"
    title = title or f"{name}2024年法治政府建设年度报告"
    return report(title.replace("2024年", f"{case.year}年"), text, around, **metadata)


def host(case: Case, label: str) -> Report | None:
    return written(case, url=f"http://www.{label}.gov.cn/xxgk/1.html") if len(label) > 1 else None


def phone(case: Case) -> Report | None:
    codes = [c for c in CODES if any(area in CODES[c] for area in (d.full_name for d in case.above))]
    return written(case, around=f"联系电话：{codes[0]}-82345678") if codes else None


def neighbours(case: Case, number: int) -> Report | None:
    others = [n for n in case.gazetteer.towns_of(case.county.full_name) if n != case.town.name and len(n) > 2]
    chosen = case.chance.sample(others, min(number, len(others)))
    return written(case, sentence=f"与{'、'.join(chosen)}建立联合执法机制。") if chosen else None


def villages(case: Case, number: int) -> Report | None:
    own = VILLAGES.get(case.town.full_name, [])
    chosen = case.chance.sample(own, min(number, len(own)))
    return written(case, sentence=f"在{'、'.join(f'{v}村' for v in chosen)}设立站点。") if chosen else None


def strangers(case: Case, number: int) -> list[str]:
    """Villages of towns anywhere, as if the list lacked the town's own."""
    towns = case.chance.sample(sorted(VILLAGES), number)
    return [f"{case.chance.choice(VILLAGES[town])}村" for town in towns]


def organ(case: Case) -> str:
    return case.town.name + ("办事处" if case.town.name.endswith("街道") else "人民政府")


KINDS: dict[str, Callable[[Case], Report | None]] = {
    "name alone": lambda c: written(c),
    "county in the title": lambda c: written(c, f"{c.county.name}{c.town.name}2024年法治政府建设年度报告"),
    "county's stem in the title": lambda c: written(
        c, f"{(short_forms(c.county.name) or (c.county.name,))[-1]}{c.town.name}2024年法治政府建设年度报告"
    ),
    "county in the signature": lambda c: written(
        c, "2024年法治政府建设年度报告", signature=f"{c.county.name}{organ(c)}\n2025年1月8日"
    ),
    "publisher's line": lambda c: written(c, publisher=f"{c.county.name}人民政府"),
    "name of the site": lambda c: written(c, around=f"{c.county.name}人民政府门户网站"),
    "中国·stem": lambda c: written(c, around=f"中国·{(short_forms(c.county.name) or (c.county.name,))[-1]}"),
    "address, written out": lambda c: host(c, c.spelt(c.county)),
    "address, province and initials": lambda c: host(c, c.spelt(c.province, True) + c.spelt(c.county, True)),
    "address, initials": lambda c: host(c, c.spelt(c.county, True)),
    "address of the prefecture": lambda c: host(c, c.spelt(c.above[1])) if len(c.above) > 2 else None,
    "telephone": phone,
    "number of the document": lambda c: written(
        c, document_number=f"{(short_forms(c.county.name) or (c.county.name,))[-1]}政发〔2025〕3号"
    ),
    "one neighbour": lambda c: neighbours(c, 1),
    "three neighbours": lambda c: neighbours(c, 3),
    "one village": lambda c: villages(c, 1),
    "two villages": lambda c: villages(c, 2),
    "four villages": lambda c: villages(c, 4),
    "a town from anywhere": lambda c: written(c, sentence=f"与{c.chance.choice(FAR).split('市')[-1]}共建。"),
    "three villages from anywhere": lambda c: written(c, sentence=f"在{'、'.join(strangers(c, 3))}设立站点。"),
    "county's court": lambda c: written(c, sentence=f"{c.county.name}人民法院指导调解。"),
    "law of the province": lambda c: written(c, sentence=f"落实《{c.province.name}优化营商环境条例》。"),
    "firm of the province": lambda c: written(
        c, sentence=f"聘请{(short_forms(c.province.name) or (c.province.name,))[-1]}明理律师事务所担任法律顾问。"
    ),
    "registration": lambda c: written(c, around="沪ICP备05000000号") if c.province.name == "上海市" else None,
}
FAR: list[str] = []
CODES: dict[str, tuple[str, ...]] = {}
VILLAGES: dict[str, list[str]] = {}


def cases(every: int, shared: bool, former: bool) -> Iterator[Case]:
    gazetteer = load()
    paths = gazetteer.former_townships() if former else gazetteer.all_townships()
    for number, path in enumerate(paths):
        town = gazetteer.division(path)
        if number % every or town is None or (shared and len(gazetteer.candidates(town.name)) < 2):
            continue
        year = max((town.valid_to or 2023) - 1, town.valid_from or 0) if former else 2024
        yield Case(town, gazetteer.ancestors(town), random.Random(path), gazetteer, year)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=20, help="take every N-th township (default: 20; 1 is all)")
    parser.add_argument("--shared", action="store_true", help="only towns that share their name")
    parser.add_argument("--show", type=int, default=5, help="wrong ones to name for each kind (default: 5)")
    parser.add_argument("--former", action="store_true", help="former towns, in the year before they ended")
    parser.add_argument("--kind", action="append", help="only this kind of hint (may be repeated)")
    args = parser.parse_args()
    gazetteer = load()
    FAR.extend(["枫桥镇", "北京市平谷区", *list(gazetteer.all_townships())[::977]])
    areas = load_areas()
    CODES.update({f"0{n}": areas.dialled(f"0{n}") for n in (10, *range(20, 30), *range(310, 1000))})
    VILLAGES.update({path: list(names) for path, names in load_villages().rows()})
    print(f"{'hint':34}{'towns':>8}{'told':>8}{'renamed':>8}{'open':>8}{'wrong':>8}   ms")
    for kind, write in KINDS.items():
        if args.kind and kind not in args.kind:
            continue
        counted: Counter[str] = Counter()
        wrong = []
        spent = 0.0
        for case in cases(max(1, args.every), args.shared, args.former):
            document = write(case)
            if document is None:
                continue
            start = time.perf_counter()
            division = identify(document, gazetteer).division
            spent += time.perf_counter() - start
            if division is None:
                counted["open"] += 1
            elif division.full_name == case.town.full_name:
                counted["told"] += 1
            elif division.full_name in case.town.replaced_by or case.town.full_name in division.replaced_by:
                counted["renamed"] += 1
            else:
                counted["wrong"] += 1
                wrong.append(f"{case.town.full_name} → {division.full_name}")
        total = sum(counted.values())
        row = "".join(f"{counted[what]:>8}" for what in ("told", "renamed", "open", "wrong"))
        print(f"{kind:34}{total:>8}{row}   {1000 * spent / max(1, total):.1f}")
        for line in wrong[: args.show]:
            print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
