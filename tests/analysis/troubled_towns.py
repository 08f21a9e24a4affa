"""Towns with problems, plans and practices over the years: told as plain values, and as a graph that says the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pyoxigraph as ox
from small_graph import _HEAD, ReportText, UnionStore, concept, division

TYPES = {"执法力量不足": "行政执法问题", "执法规范化": "行政执法问题", "经费保障不足": "资源保障问题", "其他问题": ""}
PRACTICES = {"微网格": "网格化", "网格化": "", "院坝会": "", "村民议事": "", "法律明白人": ""}


@dataclass
class Problem:
    """``copied``: the place among all reports of the one that its sentence stands in as well."""

    heading: str
    types: list[str]
    practices: list[str] = field(default_factory=list)
    copied: int | None = None


@dataclass
class Plan:
    heading: str
    addresses: list[int] = field(default_factory=list)
    practices: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    sentence: str = ""
    copied: int | None = None


@dataclass
class Year:
    """One report. ``runs``: practice → status; ``done``: further sentences of the part on measures; ``copied``: of the
    practices that it runs, those whose sentences stand in another report as well, with that report's place."""

    town: str
    year: int
    problems: list[Problem] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    runs: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    copied: dict[str, int] = field(default_factory=dict)


def place(town: str) -> str:
    return f"甲省{town}"


def graph(years: list[Year]) -> UnionStore:
    """The store that says what ``years`` say."""
    divisions = division("甲省", "甲省", "Province", None)
    for full in sorted({one.town for one in years}):
        county, town = full[:2], full[2:]
        divisions += division(f"甲省{county}", county, "County", "甲省")
        divisions += division(place(full), town, "Township", f"甲省{county}")
    concepts = "".join(concept(p, p, f"; skos:broader mech:{up}" if up else "") for p, up in PRACTICES.items())
    topics = "".join(
        f'topic:{name} a skos:Concept ; skos:inScheme gov:topicScheme ; skos:prefLabel "{name}"@zh'
        + (f" ; skos:broader topic:{up}" if up else "")
        + " .\n"
        for name, up in [*TYPES.items(), ("行政执法问题", ""), ("资源保障问题", "")]
    )
    reports = "".join(_report(number, one) for number, one in enumerate(years, 1))
    return UnionStore(_HEAD + f"graph:shared {{ {divisions}{concepts}{topics} }}\n" + reports)


def _report(number: int, one: Year) -> str:
    report = ReportText(number, place(one.town), one.year)
    report.text = f"{one.town}{one.year}年法治政府建设年度报告\n一、主要举措\n本镇全年工作如下。"
    township = f"gov:township place:{place(one.town)} ;"
    for sentence in one.done:
        report.text += sentence
    for practice, status in one.runs.items():
        report.runs(practice, status, practice, f"{practice}情况为{status}。")
        _copied(report, one.copied.get(practice))
    report.text += "\n二、存在的问题\n"
    nodes = []
    for at, problem in enumerate(one.problems):
        about = f"{township} gov:heading {ox.Literal(problem.heading)}"
        about += "".join(f" ; gov:topic topic:{name}" for name in problem.types)
        about += "".join(f" ; gov:mechanism mech:{name}" for name in problem.practices)
        report.says("Problem", about, f"问题{at}：{problem.heading}。")
        _copied(report, problem.copied)
        nodes.append(f"report:{report.id}_s{report.count}")
    report.text += "\n三、下一步工作打算\n"
    for at, plan in enumerate(one.plans):
        about = f"{township} gov:heading {ox.Literal(plan.heading)}"
        about += "".join(f" ; gov:addresses {nodes[i]}" for i in plan.addresses)
        about += "".join(f" ; gov:topic topic:{name}" for name in plan.types)
        about += "".join(f" ; gov:mechanism mech:{name}" for name in plan.practices)
        report.says("Plan", about, plan.sentence or f"计划{at}：{plan.heading}，{'、'.join(plan.practices)}。")
        _copied(report, plan.copied)
    return report.trig()


def _copied(report: ReportText, source: int | None) -> None:
    """What was said last stands in the report at the place ``source`` as well."""
    if source is not None:
        report.body += f"report:{report.id}_p{report.count} gov:copiedFrom report:{source + 1:016x} .\n"


def at_random(seed: int, towns: int = 24, years: tuple[int, ...] = (2021, 2022, 2023)) -> list[Year]:
    """Reports without rhyme or reason, some missing."""
    of = random.Random(seed)
    names = [f"{'甲乙丙丁'[n % 4]}县第{n}镇" for n in range(towns)]
    found = []
    for town in names:
        for year in years:
            if of.random() < 0.15:
                continue
            problems = [
                Problem(
                    f"问题{of.randrange(9)}号不够好",
                    of.sample(sorted(TYPES), of.choice((1, 1, 2))),
                    of.sample(sorted(PRACTICES), of.choice((0, 0, 1))),
                )
                for _ in range(of.choice((0, 2, 3)))
            ]
            plans = [
                Plan(
                    f"办好第{of.randrange(9)}件事",
                    [i for i in range(len(problems)) if of.random() < 0.5],
                    of.sample(sorted(PRACTICES), of.choice((0, 1, 2))),
                    of.sample(sorted(TYPES)[1:], 1),
                )
                for _ in range(of.choice((0, 2, 3)))
            ]
            runs = {
                p: of.choice(("implemented", "piloting", "inProgress", "planned"))
                for p in PRACTICES
                if of.random() < 0.4
            }
            found.append(Year(town, year, problems, plans, runs))
    return found
