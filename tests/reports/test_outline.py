"""Outlines: nesting, headings and roles for the forms that reports take."""

from pathlib import Path

import pytest

from kg.model import Report, Role, Section
from kg.reports import read_report

SEEDS = Path(__file__).parents[2] / "seeds"


def _read(*lines: str) -> Report:
    return read_report("\n".join(lines).encode(), "a.txt")


def _tree(report: Report) -> list[tuple[int, str, str, str]]:
    """Level, role, marker, heading of each section below title, introduction and tail."""
    outer = (Role.TITLE, Role.INTRO, Role.SIGNATURE)
    return [(s.level, s.role.value, s.marker, s.heading) for s in report.sections if s.role not in outer]


TITLE = "石桥镇2024年法治政府建设年度报告"
INTRO = "2024年，我镇坚持依法行政，扎实推进法治政府建设，取得了一定成效。现将有关情况报告如下："


def test_styles_nest_by_their_order() -> None:
    report = _read(
        TITLE, INTRO,
        "一、主要举措和成效",
        "（一）强化领导。全年召开会议4次。",
        "1.抓学习。集中学法6次。",
        "（1）会前学法。",
        "（2）旁听庭审。",
        "2.抓考核。",
        "(二）规范执法",
        "一是亮证执法；二是说理执法。",
        "二、存在的不足",
        "①人手少。",
        "②经费紧。",
        "三、2025年工作安排",
        "第一，抓队伍。新增持证人员3名。",
        "第二，抓宣传。",
    )  # fmt: skip
    assert _tree(report) == [
        (1, "measures", "一、", "主要举措和成效"),
        (2, "measures", "（一）", "强化领导"),
        (3, "measures", "1.", "抓学习"),
        (4, "measures", "（1）", "会前学法"),
        (4, "measures", "（2）", "旁听庭审"),
        (3, "measures", "2.", "抓考核"),
        (2, "measures", "(二）", "规范执法"),
        (3, "measures", "一是", "亮证执法"),
        (3, "measures", "二是", "说理执法"),
        (1, "problems", "二、", "存在的不足"),
        (2, "problems", "①", "人手少"),
        (2, "problems", "②", "经费紧"),
        (1, "plans", "三、", "2025年工作安排"),
        (2, "plans", "第一，", "抓队伍"),
        (2, "plans", "第二，", "抓宣传"),
    ]


def test_plans_may_stand_before_problems_and_a_closing_sentence_plans_nothing() -> None:
    report = _read(
        TITLE, INTRO,
        "一、推进情况", "（一）规范执法。全年办案3件。",
        "二、2025年工作思路", "（一）深化改革。完善机制。", "（二）加强普法。开展宣讲。",
        "三、困难和短板", "1.合力不强。多头执法时有发生。", "2.人才紧缺。",
        "四、原因剖析", "一是改革不到位；二是待遇有限。",
        "下一步，我们将正视问题、补齐短板，推动工作再上新台阶。",
        "石桥镇人民政府", "2025年1月6日",
    )  # fmt: skip
    roles = [(s.role.value, s.heading) for s in report.sections if s.level == 1][2:]
    assert roles == [
        ("measures", "推进情况"), ("plans", "2025年工作思路"), ("problems", "困难和短板"), ("causes", "原因剖析"),
        ("boilerplate", ""), ("signature", ""),
    ]  # fmt: skip


def test_headings_without_numbers_and_parts_without_headings() -> None:
    report = _read(
        TITLE, "县人民政府：", INTRO,
        "压实责任，扛牢法治建设使命",
        "镇党委、政府全年召开会议研究法治工作7次，主要负责人对重点案件亲自督办，班子成员集中学法。",
        "规范执法，整治身边乱象",
        "全年开展联合执法26次，立案查处9起，没有发生一起因执法不当引发的复议撤销案件，群众满意。",
        "一年来的工作虽有进步，但短板仍旧明显。首先，宣传深度不够，偏远村组普法不足。其次，执法人员专业度不高。造成这些问题的原因，主要在于经费有限、人员流动过快。",
        "下步工作中，我们将着重做好以下几点。",
        "深化普法强基。继续用好各类阵地，拍摄普法短视频，让群众看得懂、记得住。",
        "练强执法队伍。与县级部门建立师带徒制度，每季度评查一次案卷。",
        "石桥镇人民政府", "2025年1月10日", "（此件公开发布）",
    )  # fmt: skip
    assert _tree(report) == [
        (1, "measures", "", "压实责任，扛牢法治建设使命"),
        (1, "measures", "", "规范执法，整治身边乱象"),
        (1, "problems", "", ""),
        (2, "problems", "首先，", "宣传深度不够，偏远村组普法不足"),
        (2, "problems", "其次，", "执法人员专业度不高"),
        (2, "causes", "", ""),
        (1, "plans", "", ""),
        (2, "plans", "", "深化普法强基"),
        (2, "plans", "", "练强执法队伍"),
        (1, "boilerplate", "", ""),
    ]
    causes = next(s for s in report.sections if s.role is Role.CAUSES)
    assert report.text[causes.start : causes.end] == "造成这些问题的原因，主要在于经费有限、人员流动过快。"


def test_a_combined_heading_is_told_apart_by_its_items() -> None:
    report = _read(
        TITLE, INTRO, "一、工作开展情况", "（一）规范执法。办案3件。",
        "二、存在的问题及下一步打算",
        "一是普法覆盖面不够广，形式单一。", "二是执法能力有待提升。",
        "三是加强业务培训，每季度一次。", "四是创新普法形式，制作短视频。",
    )  # fmt: skip
    assert [s.role.value for s in report.sections if s.style == "item-shi"] == [
        "problems",
        "problems",
        "plans",
        "plans",
    ]


def test_a_turn_to_plans_amid_a_paragraph_of_problems() -> None:
    report = _read(
        TITLE, INTRO, "一、工作情况", "（一）规范执法。办案3件。", "二、存在的问题及打算",
        "我镇工作仍有不足：一是覆盖面不够广；二是能力有待提升。下一步，我镇将做好以下工作：一是加大力度；二是加强培训。",
    )  # fmt: skip
    items = [(s.role.value, s.heading) for s in report.sections if s.style == "item-shi"]
    assert items == [
        ("problems", "覆盖面不够广"),
        ("problems", "能力有待提升"),
        ("plans", "加大力度"),
        ("plans", "加强培训"),
    ]


def test_causes_as_last_child_of_the_problems() -> None:
    report = _read(
        TITLE, INTRO, "一、工作情况", "（一）规范执法。办案3件。", "二、存在的不足和原因",
        "(一)法治意识不足:部分干部学习不深。", "(二)专业化水平待提升:能力不足。", "(三)主要原因:一是缺乏培训;二是力量薄弱。",
    )  # fmt: skip
    assert _tree(report)[2:] == [
        (1, "problems", "二、", "存在的不足和原因"),
        (2, "problems", "(一)", "法治意识不足"),
        (2, "problems", "(二)", "专业化水平待提升"),
        (2, "causes", "(三)", "主要原因"),
        (3, "causes", "一是", "缺乏培训"),
        (3, "causes", "二是", "力量薄弱"),
    ]


def test_duties_and_problems_below_a_measures_heading() -> None:
    report = _read(
        TITLE, INTRO, "一、工作总结", "（一）规范执法。办案3件。", "（二）以上率下，履行第一责任人职责。书记讲课2次。",
        "（三）存在问题", "1.人手少。", "2.经费紧。", "二、来年计划", "（一）补齐队伍短板。",
    )  # fmt: skip
    assert [(r, h) for _, r, _, h in _tree(report)] == [
        ("measures", "工作总结"), ("measures", "规范执法"), ("duties", "以上率下，履行第一责任人职责"), ("problems", "存在问题"),
        ("problems", "人手少"), ("problems", "经费紧"), ("plans", "来年计划"), ("plans", "补齐队伍短板"),
    ]  # fmt: skip


def test_two_plain_parts_that_each_number_from_one() -> None:
    report = _read(
        "石桥镇2022年法治政府建设工作总结暨2023年工作计划", "2022年工作总结",
        "一、加强领导", "成立领导小组，召开会议3次，研究解决突出问题。", "二、规范执法", "办理案件10件，审查合同20份，群众满意度高。",
        "2023年工作计划", "一、建强队伍", "开展培训4次，提升能力。",
    )  # fmt: skip
    assert [(level, r, h) for level, r, _, h in _tree(report)] == [
        (1, "measures", "2022年工作总结"), (2, "measures", "加强领导"), (2, "measures", "规范执法"),
        (1, "plans", "2023年工作计划"), (2, "plans", "建强队伍"),
    ]  # fmt: skip


def test_a_list_of_the_same_style_below_its_heading() -> None:
    report = _read(
        TITLE, INTRO, "一、主要措施", "一、强化责任，夯实基础", "全年召开会议4次。", "二、规范执法，提升水平", "办案12件。",
        "二、存在的不足", "（一）人手少。", "三、下一步打算", "（一）建强队伍。",
    )  # fmt: skip
    assert [(level, m, h) for level, _, m, h in _tree(report)] == [
        (1, "一、", "主要措施"), (2, "一、", "强化责任，夯实基础"), (2, "二、", "规范执法，提升水平"),
        (1, "二、", "存在的不足"), (2, "（一）", "人手少"), (1, "三、", "下一步打算"), (2, "（一）", "建强队伍"),
    ]  # fmt: skip


def test_title_over_several_lines_and_what_follows_the_signature() -> None:
    report = _read(
        "石政发〔2025〕3号", "中共安平县石桥镇委员会", "安平县石桥镇人民政府", "关于2024年法治政府建设情况的报告", "县委、县政府：", INTRO,
        "一、主要做法", "（一）规范执法。办案3件。", "特此报告。", "中共安平县石桥镇委员会", "安平县石桥镇人民政府", "2025年1月8日",
        "抄送：县司法局。", "石桥镇党政办公室    2025年1月8日印发",
    )  # fmt: skip
    assert report.title == "中共安平县石桥镇委员会 安平县石桥镇人民政府 关于2024年法治政府建设情况的报告"
    assert report.metadata.document_number == "石政发〔2025〕3号"
    tail = [(s.role.value, report.text[s.start : s.end]) for s in report.sections[-3:]]
    assert tail == [
        ("boilerplate", "特此报告。"),
        ("signature", "中共安平县石桥镇委员会\n安平县石桥镇人民政府\n2025年1月8日"),
        ("boilerplate", "抄送：县司法局。\n石桥镇党政办公室 2025年1月8日印发"),
    ]


def test_a_centred_title_in_wide_digits() -> None:
    report = _read(
        "　　　　２０２３ 年度法治政府建设",
        "　　　　　工作情况报告",
        "",
        "县委、县政府：",
        INTRO,
        "一、主要做法",
        "全年办案3件。",
    )
    assert report.title == "2023年度法治政府建设工作情况报告"
    assert not report.dropped


def test_main_text_without_headings_begins_after_its_announcement() -> None:
    report = _read(
        "关于2023年度法治政府建设情况的自查报告", "区委依法治区办：", INTRO,
        "镇成立领导小组，全年召开专题会议3次，研究部署法治工作。", "在依法决策方面，聘请法律顾问2名，审查合同45份。",
        "虽然取得了一些成绩，但还存在一定差距：一是意识不强；二是力量不足。",
        "下一步，我镇将从以下方面加强工作：一是抓学习；二是抓队伍。",
        "石桥镇人民政府", "2024年1月8日",
    )  # fmt: skip
    parts = [(s.role.value, report.text[s.start : s.start + 4]) for s in report.sections if s.level == 1]
    assert parts[1:] == [
        ("intro", "区委依法"),
        ("measures", "镇成立领"),
        ("problems", "虽然取得"),
        ("plans", "下一步，"),
        ("signature", "石桥镇人"),
    ]


def test_a_plan_below_each_problem_and_plans_by_their_year() -> None:
    report = _read(
        "石桥乡2022年度推进法治政府建设情况报告", "一、主要工作", "（一）加强领导。召开会议3次。", "二、存在的问题和2023年重点工作",
        "（一）存在的问题", "1.执法力量不足。只有3名执法人员。下一步，将招录2名执法人员。", "2.普法不深入。参与度不高。",
        "（二）2023年重点工作", "1.建强队伍。", "2.深化普法。", "三、需要上级支持的事项", "建议增加编制。",
    )  # fmt: skip
    found = [(s.role.value, s.heading or report.text[s.start : s.end]) for s in report.sections][3:]
    assert found == [
        ("problems", "存在的问题和2023年重点工作"), ("problems", "存在的问题"), ("problems", "执法力量不足"),
        ("plans", "下一步，将招录2名执法人员。"), ("problems", "普法不深入"), ("plans", "2023年重点工作"), ("plans", "建强队伍"),
        ("plans", "深化普法"), ("boilerplate", "需要上级支持的事项"),
    ]  # fmt: skip


# --- the five real reports

FORMS = {
    "000": ["measures 7", "problems 7", "plans 4"],
    "001": ["measures 5", "problems 3", "plans 4"],
    "002": ["measures 8", "duties 4", "problems 2", "plans 3"],
    "003": ["measures 6", "duties 2", "problems 6", "plans 6"],
    "004": ["measures 7", "problems 3", "plans 3"],
}


def _seed(number: str) -> Report:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read_report(path.read_bytes(), path.name)


def _children(report: Report, parent: Section) -> list[Section]:
    return [s for s in report.sections if s.parent == parent.index]


@pytest.mark.parametrize("number", sorted(FORMS))
def test_parts_of_a_real_report(number: str) -> None:
    report = _seed(number)
    parts = [s for s in report.sections if s.level == 1 and s.marker]
    assert [f"{s.role.value} {len(_children(report, s))}" for s in parts] == FORMS[number]
    assert [s.marker for s in parts] == ["一、", "二、", "三、", "四、"][: len(parts)]


def test_all_sections_of_the_damaged_report_come_back() -> None:
    report = _seed("001")
    measures, problems, plans = (s for s in report.sections if s.level == 1 and s.marker)
    assert [s.marker for s in _children(report, measures)] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert [s.marker for s in _children(report, problems)] == ["一是", "二是", "三是"]
    assert [s.marker for s in _children(report, plans)] == ["（一）", "（二）", "(三)", "(四)"]
    assert _children(report, measures)[0].heading == "□建与法治深度融合,依法行政水平全面提升"
    assert _children(report, plans)[0].heading == "持续深化普法宣传,营造浓厚法治氛围"
    assert sum(r.lost for r in report.repairs) == 6
    assert "?" not in report.text
    assert "保障。现将我镇" in report.text
