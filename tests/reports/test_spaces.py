"""Spaces, digit groups and lost line ends."""

import pytest

from kg.reports.draft import Draft
from kg.reports.spaces import split_run_in_headings, split_run_in_paragraphs, tidy_spaces
from kg.reports.width import narrow


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("三、下 一 步 打 算", "三、下一步打算"),
        ("调整充实法 治建设领导小组，每月学习一次", "调整充实法治建设领导小组，每月学习一次"),
        ("全年审查重大决策事项1 17件，提出修改意见8条", "全年审查重大决策事项117件，提出修改意见8条"),
        ("参学干部2\u2009140人次，覆盖学生9\u00a0300余人次", "参学干部2140人次，覆盖学生9300余人次"),
        ("悬挂横幅及电子屏  200余条，发放资料 500 份", "悬挂横幅及电子屏200余条，发放资料500份"),
        ("中共石桥镇委员会  石桥镇人民政府", "中共石桥镇委员会 石桥镇人民政府"),
        ("(二) 执法水平待提升", "(二)执法水平待提升"),
        ("　　石桥镇人民政府　", "石桥镇人民政府"),
        ("使用 Open Data 平台，办理事项，通过 APP 申报完成", "使用Open Data平台，办理事项，通过APP申报完成"),
    ],
)
def test_spaces(before: str, after: str) -> None:
    draft = Draft.of(before)
    tidy_spaces(draft)
    assert draft.text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("咨询1，286人次，比上年多", "咨询1,286人次，比上年多"),
        ("６，７００余条", "6,700余条"),
        ("满意率９６．８％", "满意率96.8%"),
        ("派出所＋司法所，（一）：；", "派出所+司法所，（一）：；"),
        ("参加43，120人受教育", "参加43,120人受教育"),
        ("2023，2024两年", "2023，2024两年"),
        ("⽤法治⽅式", "用法治方式"),
    ],
)
def test_width(before: str, after: str) -> None:
    draft = Draft.of(before)
    narrow(draft)
    assert draft.text == after


def test_paragraphs_with_wide_gaps_between_come_apart() -> None:
    body = "，坚持依法行政，规范执法行为" * 6
    draft = Draft.of(f"我镇{body}，现报告如下：　　一、主要举措　　（一）加强学习。全年学习4次。　　（二）规范执法。")
    split_run_in_paragraphs(draft)
    assert draft.text.split("\n")[1:] == ["一、主要举措", "（一）加强学习。全年学习4次。", "（二）规范执法。"]


def test_headings_without_any_line_end_come_apart() -> None:
    body = "，坚持依法行政，规范执法行为，提升服务水平" * 6
    text = f"石桥镇2023年法治政府建设报告 区政府：我镇{body}。现报告如下：一、主要做法（一）加强公开。依据第（二）项办理。（二）规范执法。办案3件。二、存在问题。人手少。三、打算。"
    draft = Draft.of(text)
    split_run_in_headings(draft)
    lines = draft.text.split("\n")
    assert lines[0] == "石桥镇2023年法治政府建设报告"
    assert lines[2:] == [
        "一、主要做法",
        "（一）加强公开。依据第（二）项办理。",
        "（二）规范执法。办案3件。",
        "二、存在问题。人手少。",
        "三、打算。",
    ]
