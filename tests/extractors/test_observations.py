from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_by_hand import report_of

from kg.extractors.figure_words import CONTINUATIONS, NOT_AFTER, NOT_BEFORE, NOT_IN_CLAUSE
from kg.extractors.indicators import CHANGE, GENERAL
from kg.extractors.observations import observations
from kg.extractors.units import NO_UNIT, Units
from kg.model import Identity, Mechanism, Mention, Observation, Role, Span, Status
from kg.ontology import Concept, Ontology

UNITS = (
    "件 宗 起 次 人次 件次 场 场次 人 名 户 家 个 条 份 册 项 处 支 台 辆 辆次 轮 轮次 批次 期 部 元 万元 个百分点 天 小时 学时 平方米 面 "
    "节 套 组 类 分 头 所 位"
).split()
INDICATORS = {
    GENERAL: (),
    CHANGE: ("同比增长", "同比下降"),
    "化解矛盾纠纷": ("化解",),
    "化解率": (),
    "排查矛盾纠纷": ("矛盾纠纷",),
    "罚没款": ("罚款",),
    "执法检查": ("检查",),
    "人员配备": ("人", "干部"),
}
IDENTITY = Identity("云溪镇", None, (), (), 2024, None, None, ())


def concept(scheme: str, label: str, spellings: tuple[str, ...] = ()) -> Concept:
    return Concept(label, scheme, label, label, (label, *spellings), (), (), "", True)


ONTOLOGY = Ontology(
    {
        "mechanism": {},
        "problem-type": {},
        "unit": {u: concept("unit", u) for u in (*UNITS, "%")},
        "indicator": {i: concept("indicator", i, s) for i, s in INDICATORS.items()},
    },
    "0",
)


def found(*sentences: str, role: Role = Role.MEASURES) -> list[Observation]:
    return list(observations(report_of(*sentences, role=role), IDENTITY, (), ONTOLOGY))


def said(*sentences: str, role: Role = Role.MEASURES) -> list[tuple[str, str, str]]:
    return [(o.surface, o.value, o.unit) for o in found(*sentences, role=role)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("截至目前完成行政执法223余次(其中道路交通执法34次、违建执法120次)。", [("行政执法", "223", "次"), ("道路交通执法", "34", "次"), ("违建执法", "120", "次")]),
        ("全年对住建领域开展行政检查236次，对自然资源领域开展行政检查66次。", [("住建领域开展行政检查", "236", "次"), ("自然资源领域开展行政检查", "66", "次")]),
        ("全年排查各类矛盾纠纷53宗，化解49宗，化解率92.5%。", [("排查各类矛盾纠纷", "53", "宗"), ("化解", "49", "宗"), ("化解率", "92.5", "%")]),
        ("受理办结信访问题34件次，办结率100%。", [("受理办结信访问题", "34", "件次"), ("办结率", "100", "%")]),
        ("优化“暖心微网格”707个，覆盖1.2万余人。", [("优化“暖心微网格”", "707", "个"), ("优化“暖心微网格”707个，覆盖", "12000", "人")]),
        ("罚款1.86万元，追缴120余万元，收缴8800元。", [("罚款", "1.86", "万元"), ("追缴", "120", "万元"), ("收缴", "8800", "元")]),
        ("全镇46个村已选聘培养“法律明白人”138人，示范户47户。", [("村", "46", "个"), ("选聘培养“法律明白人”", "138", "人"), ("示范户", "47", "户")]),
        ("镇政府聘请两名律师。", [("聘请两名律师", "2", "名")]),
        ("先后参与调解7起土地使用权纠纷案件、1起居住权纠纷案件。", [("土地使用权纠纷案件", "7", "起"), ("居住权纠纷案件", "1", "起")]),
        ("全年共召开6次由部门负责人参加的法治建设专题会。", [("法治建设专题会", "6", "次")]),
        ("先后9次主持召开党委会、镇长办公会研究法治事项。", [("党委会、镇长办公会", "9", "次")]),
        ("组建32个由网格长、专(兼)网格员、党员组成的网格服务队伍。", [("网格服务队伍", "32", "个")]),
        ("对41起轻微违法行为适用“首违不罚”。", [("轻微违法行为适用“首违不罚”", "41", "起")]),
        ("为65名“法律明白人”颁发聘书。", [("“法律明白人”", "65", "名")]),
        ("发放宣传单（册）1000余册（份）。", [("发放宣传单（册）", "1000", "册")]),
        ("开展业务培训两场次，十余学时。", [("业务培训", "2", "场次"), ("业务培训", "10", "学时")]),
        ("走进广场举办“河灯夜话”，共办128场。", [("“河灯夜话”，共办", "128", "场")]),
        ("落实预授信农户1965户，可为创业提供3250.1万元的资金。", [("落实预授信农户", "1965", "户"), ("落实预授信农户1965户，可为创业提供3250.1万元的资金", "3250.1", "万元")]),
        ("可办事项126项，其中81项依托平台办理。", [("可办事项", "126", "项"), ("可办事项126项，其中81项依托平台办理", "81", "项")]),
        ("工单1,846条、线索1，286条、参会2 140人次。", [("工单", "1846", "条"), ("线索", "1286", "条"), ("参会", "2140", "人次")]),
        ("下沉人员中50周岁以上的占四成。", [("下沉人员中50周岁以上", "40", "%")]),
        ("劝返农用车、三轮车318辆次。", [("劝返农用车、三轮车", "318", "辆次")]),
        ("2.划分网格42个；3.安装摄像头19个。", [("划分网格", "42", "个"), ("安装摄像头", "19", "个")]),
        ("群众满意率达百分之九十八。", [("群众满意率", "98", "%")]),
        ("另有1个设在丝绸行业协会。", [("设在丝绸行业协会", "1", "个")]),
        ("创成国家级示范村1个、省级9个。", [("创成国家级示范村", "1", "个"), ("创成国家级示范村1个、省级", "9", "个")]),
    ],
)  # fmt: skip
def test_what_is_counted(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("审查文件136件，比2022年的97件明显增加。", [("审查文件", "136", 2024), ("审查文件", "97", 2022)]),
        ("图斑数量由上年的41个减至18个。", [("图斑数量", "41", 2023), ("图斑数量", "18", 2024)]),
        ("“法律明白人”由年初的54人增加到72人。", [("“法律明白人”由年初", "54", 2024), ("“法律明白人”", "72", 2024)]),
        ("平均办结时间由5.2天缩短至3.1天。", [("平均办结时间", "3.1", 2024)]),
        ("排查纠纷308起，较去年的335起下降8.1%。", [("排查纠纷", "308", 2024), ("排查纠纷", "335", 2023), ("排查纠纷308起，较去年的335起下降", "8.1", 2024)]),
        ("办理案件74件，同比增长15.6%。", [("办理案件", "74", 2024), ("办理案件74件，同比增长", "15.6", 2024)]),
        ("2023年，受理信访45件。", [("受理信访", "45", 2023)]),
        ("2025年拟不设限，建成网格9个。", []),
    ],
)  # fmt: skip
def test_of_which_year(sentence: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(o.surface, o.value, o.year) for o in found(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "第3次会议、第九批示范村。",
        "2024年3月5日成立。",
        "依法〔2024〕12号文件。",
        "50周岁以上人员。",
        "落实24小时值班。",
        "推行“1+3+N”、“532”机制，拨打12345热线、110。",
        "落实三项制度，做到两个维护。",
        "每季度召开会议1次，全年学法不少于12次。",
        "在5分钟内下达指令，3个工作日内办结。",
        "严格执行2人执法规定。",
        "将原先一个月4次的检查合并为1次。",
        "培训2-3次，配备1至2名律师。",
        "开展活动数十次，走访几十户。",
        "从3个方面发力。",
        "力争化解积案10宗以上。",
        "全年只见到律师两面。",
        "《刑法》第3条、“十个没有”。",
        "实现“进一次门、查多项事”。",
    ],
)
def test_numbers_that_are_no_figures(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(("_pattern", "example"), [*NOT_BEFORE, *NOT_IN_CLAUSE, *NOT_AFTER])
def test_each_row_of_exclusions(_pattern: str, example: str) -> None:
    assert said(example + "。") == []


@pytest.mark.parametrize(("_pattern", "example"), CONTINUATIONS)
def test_each_row_of_continuations_reaches_back(_pattern: str, example: str) -> None:
    first, second = found(example + "。")
    assert second.surface.startswith(first.surface)


@pytest.mark.parametrize(("unit", "_rest", "example"), [row for row in NO_UNIT if row[1]])
def test_each_word_that_only_begins_like_a_unit(unit: str, _rest: str, example: str) -> None:
    table = Units({unit: concept("unit", unit)})
    digits = len(example) - len(example.lstrip("0123456789"))
    assert table.at(example, digits) is None
    assert table.at(f"12{unit}。", 2) is not None


def test_units_in_brackets_and_beside_longer_ones() -> None:
    table = Units({u: concept("unit", u) for u in ("人", "人次", "件", "件次")})
    assert [u.label for u in (table.at("35人（次）", 2), table.at("35人次", 2), table.at("35人", 2)) if u] == [
        "人次",
        "人次",
        "人",
    ]


def test_targets_are_no_observations_and_shortcomings_are() -> None:
    assert said("建设文化广场5个。", role=Role.PLANS) == []
    assert said("法务人员仅有2人。", role=Role.PROBLEMS) == [("法务人员", "2", "人")]


def test_approximate_figures() -> None:
    flags = [
        o.approximate for o in found("走访二十余次，宣讲百余场次，接待近百人，推送超1.5万条，覆盖60%以上，检查6次。")
    ]
    assert flags == [True, True, True, True, True, False]


def test_indicators() -> None:
    by_value = {
        o.value: o.indicator for o in found("排查矛盾纠纷53宗，化解49宗，化解率92%，同比增长7%，罚款800元，种树6个。")
    }
    assert by_value == {
        "53": "排查矛盾纠纷",
        "49": "化解矛盾纠纷",
        "92": "化解率",
        "7": CHANGE,
        "800": "罚没款",
        "6": GENERAL,
    }


def test_the_mechanism_is_the_counted_one() -> None:
    sentence = "通过“微网格”开展排查10次，培养“法律明白人”97名。"

    def mention(name: str) -> Mention:
        at = sentence.index(name)
        return Mention(Mechanism(name, name), Span(at, at + len(name)), name, 0, Status.IMPLEMENTED)

    report = report_of(sentence)
    first, second = observations(report, IDENTITY, (mention("微网格"), mention("法律明白人")), ONTOLOGY)
    assert first.mechanism is None
    assert second.mechanism == Mechanism("法律明白人", "法律明白人")


def test_a_figure_said_twice_is_one() -> None:
    (only,) = found("“法律明白人”在册人员53人。", "对53名“法律明白人”。")
    assert only.passages == (0, 1)
    (only,) = found("划分9个基础网格，9个网格均达标。")
    assert only.surface == "基础网格"


def test_a_deed_without_object_needs_a_practice_before_it() -> None:
    assert found("全年开展10次。") == []


def test_tables() -> None:
    rows = (
        ("项目", "单位", "2023年", "2024年"),
        ("受理矛盾纠纷", "宗", "265", "1,229"),
        ("成功率", "%", "96.6", "98.7"),
        ("备注", "", "无", "—"),
    )
    report = report_of("数据如下：", rows=rows)
    assert [(o.surface, o.value, o.unit, o.year, o.passages) for o in observations(report, IDENTITY, (), ONTOLOGY)] == [
        ("受理矛盾纠纷", "265", "宗", 2023, (2,)),
        ("受理矛盾纠纷", "1229", "宗", 2024, (2,)),
        ("成功率", "96.6", "%", 2023, (3,)),
        ("成功率", "98.7", "%", 2024, (3,)),
    ]


def test_tables_that_plain_text_sets_with_spaces() -> None:
    report = report_of("项 目 单位 2023年 2024年\n", "法治讲座 场 39 52\n", "行政诉讼案件 件 5 2\n")
    values = [(o.surface, o.value, o.year) for o in observations(report, IDENTITY, (), ONTOLOGY)]
    assert values == [
        ("法治讲座", "39", 2023),
        ("法治讲座", "52", 2024),
        ("行政诉讼案件", "5", 2023),
        ("行政诉讼案件", "2", 2024),
    ]


def test_tables_with_units_in_brackets_and_words_for_years() -> None:
    report = report_of("附表。", rows=(("指标", "上年", "本年"), ("联合检查（次）", "18", "46")))
    values = [(o.surface, o.value, o.unit, o.year) for o in observations(report, IDENTITY, (), ONTOLOGY)]
    assert values == [("联合检查（次）", "18", "次", 2023), ("联合检查（次）", "46", "次", 2024)]


ALPHABET = "排查矛盾纠纷化解开展了对由年初的增至共其中12345,，.。、；（）()“”《》%万余近第每两十百件次人名个户同比上升"


@given(st.lists(st.text(alphabet=ALPHABET, max_size=60), max_size=4))
@settings(max_examples=300)
def test_whatever_is_found_stands_in_its_passage(sentences: list[str]) -> None:
    report = report_of(*sentences)
    for observation in observations(report, IDENTITY, (), ONTOLOGY):
        assert 0 < len(observation.surface) <= 40
        assert any(observation.surface in report.passages[i].text for i in observation.passages)
        assert Decimal(observation.value) >= 0
        assert observation.unit in ONTOLOGY.units
        assert observation.indicator in ONTOLOGY.indicators


@pytest.mark.parametrize("unit", ["1", "1件", "（", "“", "1件、", "开展", "二十余次，", "由1件增至", "(1件", "每1件"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    report = report_of(unit * 20_000)
    began = time.perf_counter()
    observations(report, IDENTITY, (), ONTOLOGY)
    assert time.perf_counter() - began < 4
