"""The small graph with coordinates of its two counties, as many further towns as are asked for, and figures of theirs."""

from __future__ import annotations

from small_graph import ReportText, UnionStore, division, hostile_graph, small_store


def mapped_store(more_towns: int = 0) -> UnionStore:
    """As ``small_store`` with its hostile town; 甲县 and 乙县 have coordinates, 丁县 (of 乙市) has none. Of ``more_towns``
    in 丁县 each reports on 2023 and 2024 and runs 枫桥经验 from 2024 on."""
    places = (
        "place:甲省甲县 geo:lat 30.5 ; geo:long 104.2 .\nplace:乙省乙市乙县 geo:lat 34.1 ; geo:long 110.3 .\n"
        + division("乙省乙市丁县", "丁县", "County", "乙省乙市")
    )
    reports = ""
    for number in range(more_towns):
        town = f"乙省乙市丁县第{number:02d}镇"
        places += division(town, f"第{number:02d}镇", "Township", "乙省乙市丁县")
        reports += ReportText(0x100 + number, town, 2023).trig()
        report = ReportText(0x200 + number, town, 2024)
        reports += report.runs("枫桥经验", "implemented", "枫桥经验", f"第{number:02d}镇践行“枫桥经验”。").trig()
    return small_store(hostile_graph(), f"graph:mapped {{ {places} }}\n", reports)
