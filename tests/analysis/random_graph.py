"""Random small graphs with the facts they are made of, for comparison with counting by hand.

Practices p0…p15 and problem types t0…t7 stand in two hierarchies of which p0, p1 and t0, t1 are the top; some practices
have two broader ones, two are discovered and a kind of nothing. Towns lie in two provinces and report on up to three years.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from small_graph import _HEAD, ReportText, UnionStore, concept, division

BROADER = {
    **{f"p{i}": ("p0",) for i in (2, 3, 4)},
    **{f"p{i}": ("p1",) for i in (5, 6)},
    **{f"p{i}": ("p2",) for i in (7, 8)},
    **{f"p{i}": ("p5",) for i in (9, 10)},
    "p11": ("p3", "p6"),
    "p12": ("p7",),
    "p13": ("p7", "p9"),
    **{f"t{i}": ("t0",) for i in (2, 3, 4)},
    **{f"t{i}": ("t1",) for i in (5, 6)},
    "t7": ("t2",),
}
STATUSES = ("implemented", "piloting", "inProgress", "planned")


@dataclass(frozen=True)
class Fact:
    """What one current report says: ``what`` p… with its status, or t… as the type of a problem."""

    town: str
    province: str
    year: int
    what: str
    status: str


@cache  # to be read only
def random_store(seed: int, towns: int = 12) -> tuple[UnionStore, list[Fact], dict[str, set[int]]]:
    """The store, its facts, and for each town (full name) the years that it reported on."""
    chance = random.Random(seed)
    facts: list[Fact] = []
    years: dict[str, set[int]] = {}
    reports: list[ReportText] = []
    for number in range(towns):
        province = ("甲省", "乙省")[number % 2]
        town = f"{province}{number}号镇"
        years[town] = {year for year in (2022, 2023, 2024) if chance.random() < 0.6} or {2024}
        for year in sorted(years[town]):
            report = ReportText(len(reports) + 1, town, year)
            for what in chance.sample([f"p{i}" for i in range(16)], chance.randrange(0, 9)):
                for status in chance.sample(STATUSES, chance.choice((1, 1, 1, 2))):
                    report.runs(what, status, what, f"{town}{year}年{what}{status}。")
                    facts.append(Fact(town, province, year, what, status))
            for what in chance.sample([f"t{i}" for i in range(8)], chance.randrange(0, 4)):
                about = f'gov:township place:{town} ; gov:heading "{what}不足" ; gov:topic topic:{what}'
                report.says("Problem", about, f"{town}{year}年{what}不足。")
                facts.append(Fact(town, province, year, what, ""))
            reports.append(report)
    shared = f"graph:shared {{ {''.join(_divisions(years))}{''.join(_concepts())} }}\n"
    return UnionStore(_HEAD + shared + "".join(report.trig() for report in reports)), facts, years


def _divisions(towns: dict[str, set[int]]) -> Iterator[str]:
    for province in ("甲省", "乙省"):
        yield division(province, province, "Province", None)
        for town in towns:
            if town.startswith(province):
                yield division(town, town.removeprefix(province), "Township", province)


def _concepts() -> Iterator[str]:
    for number in range(16):
        wider = "".join(f"; skos:broader mech:{one}" for one in BROADER.get(f"p{number}", ()))
        yield concept(f"p{number}", f"p{number}", wider + ("; gov:discovered true" if number > 13 else ""))
    for number in range(8):
        wider = "".join(f"; skos:broader topic:{one}" for one in BROADER.get(f"t{number}", ()))
        yield (
            f"topic:t{number} a gov:Topic , skos:Concept ; skos:inScheme gov:topicScheme ;"
            f' skos:prefLabel "t{number}"@zh {wider} .\n'
        )
