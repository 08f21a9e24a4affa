from __future__ import annotations

from kg.analysis.wording.columns import for_people


def test_people_see_counts_with_what_they_are_of_and_no_identifiers() -> None:
    columns = ("practice", "practice_id", "towns", "of", "planned", "note")
    names, rows = for_people(columns, [("枫桥经验", "枫桥经验", 2, 5, 1, None)], "zh")
    assert names == ["做法", "乡镇数/总数", "计划"]
    assert rows == [["枫桥经验", "2/5", "1"]]


def test_a_column_may_have_a_denominator_of_its_own() -> None:
    names, rows = for_people(("cases", "of", "usual", "usual_of"), [(1, 3, 2, 40), (0, 0, None, None)], "en")
    assert names == ["cases/of", "usual/of"]
    assert rows == [["1/3", "2/40"], ["–", ""]]


def test_what_is_counted_of_the_towns_of_a_year_says_so() -> None:
    columns = ("year", "reporting", "running", "ever", "ever_reported")
    assert for_people(columns, [(2024, 22, 9, 12, 24)], "en") == (
        ["year", "running/of", "ever/of"],
        [["2024", "9/22", "12/24"]],
    )


def test_values_are_told_in_the_language() -> None:
    columns = ("status", "continues", "role", "copied", "lift")
    row = ("implemented", True, "villageAdviser", False, 1.23456)
    assert for_people(columns, [row], "zh")[1] == [["已实施（延续）", "村（社区）法律顾问", "否", "1.235"]]
    assert for_people(columns, [row], "en")[1] == [["implemented (continues)", "village adviser", "no", "1.235"]]
    assert for_people(("status_here",), [("planned、piloting",)], "zh")[1] == [["计划、试点中"]]


def test_no_rows_are_a_table_too() -> None:
    assert for_people(("town", "id"), [], "en") == (["town"], [])


def test_of_a_column_and_its_translation_one_is_shown() -> None:
    columns = ("finding", "finding_en", "severity")
    row = ("没有日期", "no date", "warning")
    assert for_people(columns, [row], "zh") == (["发现", "级别"], [["没有日期", "警告"]])
    assert for_people(columns, [row], "en") == (["finding", "severity"], [["no date", "warning"]])


def test_one_town_is_no_multiple_of_what_is_usual() -> None:
    columns = ("practice", "cases", "of", "few", "lift")
    rows = [("院坝会", 1, 3, True, 6.67), ("网格化", 9, 30, False, 2.5), ("法律明白人", 4, 9, None, None)]
    names, shown = for_people(columns, rows, "zh")
    assert names == ["做法", "案例/总数", "倍数"]
    assert [row[2] for row in shown] == ["–", "2.5", ""]


def test_reports_with_both_in_one_sentence_are_of_those_looked_at() -> None:
    columns = ("practice_a", "practice_b", "same_sentence", "looked_at")
    assert for_people(columns, [("院坝会", "网格化", 1, 20)], "en") == (
        ["practice A", "practice B", "in one sentence/of"],
        [["院坝会", "网格化", "1/20"]],
    )
