"""Towns that count the same thing: twelve of 丁县 with 1 to 12 mediated disputes, one of them with two values, one apart."""

from __future__ import annotations

from small_graph import ReportText, UnionStore, division, hostile_graph, small_store

NAMES = (
    'topic:调解 a skos:Concept ; skos:inScheme gov:indicatorScheme ; skos:prefLabel "调解矛盾纠纷"@zh , "mediation"@en .'
    ' topic:其他指标 a skos:Concept ; skos:inScheme gov:indicatorScheme ; skos:prefLabel "其他指标"@zh .'
    ' topic:件 a skos:Concept ; skos:inScheme gov:unitScheme ; skos:prefLabel "件"@zh .'
    ' topic:次 a skos:Concept ; skos:inScheme gov:unitScheme ; skos:prefLabel "次"@zh .'
    ' topic:难 a skos:Concept ; skos:inScheme gov:topicScheme ; skos:prefLabel "难"@zh , "hard"@en .'
)


def town_name(number: int) -> str:
    return f"乙省乙市丁县第{number:02d}镇"


def counted(
    report: ReportText, value: float, indicator: str = "调解", unit: str = "件", year: int | None = None
) -> None:
    told = f" ; gov:year {year}" if year else ""
    report.says(
        "Observation",
        f'gov:township place:{report.town} ; gov:surfaceForm "调解" ; gov:value {value} ; gov:unit topic:{unit} ;'
        f" gov:indicator topic:{indicator}{told}",
        f"调解{value}{unit}。",
    )


def counted_store() -> UnionStore:
    """第01镇 … 第12镇 tell 1 … 12 for 2024; 第13镇 tells two values, 第14镇 counts in another unit; each tells 100 of no
    known indicator. 第01镇 … 第03镇 report on 2023 as well, with a problem in both years for 第01镇 and 第02镇 in 2023."""
    places = division("乙省乙市丁县", "丁县", "County", "乙省乙市")
    places += "place:乙省乙市丁县 geo:lat 34.1 ; geo:long 110.3 .\n"
    texts = []
    for number in range(1, 15):
        places += division(town_name(number), f"第{number:02d}镇", "Township", "乙省乙市丁县")
        report = ReportText(0x300 + number, town_name(number), 2024)
        counted(report, 100, "其他指标")
        if number <= 12:
            counted(report, number)
        elif number == 13:
            counted(report, 5)
            counted(report, 50)
        else:
            counted(report, 7, unit="次")
        if number == 1:
            trouble(report)
        texts.append(report.trig())
        if number <= 3:
            before = ReportText(0x400 + number, town_name(number), 2023)
            if number <= 2:
                trouble(before)
            texts.append(before.trig())
    return small_store(hostile_graph(), f"graph:counted {{ {places} {NAMES} }}\n", *texts)


def trouble(report: ReportText) -> None:
    report.says("Problem", f'gov:township place:{report.town} ; gov:heading "力量难" ; gov:topic topic:难', "力量难。")
