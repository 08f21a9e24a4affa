from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_by_hand import report_of

from kg.extractors.figure_words import CONTINUATIONS, NOT_AFTER, NOT_BEFORE, NOT_IN_CLAUSE
from kg.extractors.indicators import CHANGE, GENERAL, Indicators
from kg.extractors.observations import observations
from kg.extractors.units import NO_UNIT, Units
from kg.model import Identity, Mechanism, Mention, Observation, Role, Span, Status
from kg.ontology import Concept, Ontology

UNITS = (
    "件 宗 起 次 人次 件次 场 场次 人 名 户 家 个 条 份 册 项 处 支 台 辆 辆次 轮 轮次 批次 期 部 元 万元 个百分点 天 小时 学时 平方米 面 "
    "节 套 组 类 分 头 所 位 路 对"
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
        # Totals after a rule for every village.
        ("每村培养法律明白人不少于3名，全镇达到86名。", [("培养法律明白人", "86", "名")]),
        ("实施“法律明白人”培养工程，每村培育3名，共54名。", [("“法律明白人”", "54", "名")]),
        ("悬挂条幅9条，每个社区配备网格员2名，共计24名。", [("悬挂条幅", "9", "条"), ("配备网格员", "24", "名")]),
        ("每村每年宣讲不少于2场。", []),
        # Deeds that stand alone.
        ("信访案件实行“一案一专班”，化解6件。", [("信访案件实行“一案一专班”，化解", "6", "件")]),
        ("对信访案件实行领导包案，化解14件。", [("信访案件实行领导包案，化解", "14", "件")]),
        ("受理纠纷26件（其中邻里20件、其它6件），成功22件。",
         [("受理纠纷", "26", "件"), ("邻里", "20", "件"), ("其它", "6", "件"), ("成功", "22", "件")]),
        ("化解疑难纠纷32宗，其中涉及山林权属的9宗。",
         [("化解疑难纠纷", "32", "宗"), ("化解疑难纠纷32宗，其中涉及山林权属", "9", "宗")]),
        ("开展“瓜棚下拉家常”活动，干部与村民听民意、讲法律，全年开展86场。", [("“瓜棚下拉家常”", "86", "场")]),
        ("首批41项已经公布。", [("已经公布", "41", "项")]),
        ("事项目录正在分批梳理，首批41项已经公布。", [("事项目录正在分批梳理，首批41项已经公布", "41", "项")]),
        # Figures that 分别 parts; the last one's unit is that of all.
        ("其中家事、山林、邻里类纠纷分别为88、41、27起。",
         [("家事", "88", "起"), ("山林", "41", "起"), ("邻里类纠纷", "27", "起")]),
        ("初信、初访和网上投诉依次为12、30和34件。", [("初信", "12", "件"), ("初访", "30", "件"), ("网上投诉", "34", "件")]),
        ("接待来访、受理投诉分别达到41人次、17件。", [("接待来访", "41", "人次"), ("受理投诉", "17", "件")]),
        ("排查、化解矛盾纠纷分别为120件和117件。",
         [("排查、化解矛盾纠纷", "120", "件"), ("化解矛盾纠纷", "117", "件")]),
        ("家事、山林纠纷分别为88、41、27起。", [("家事、山林纠纷", "88", "起"), ("家事、山林纠纷", "41", "起"), ("家事、山林纠纷", "27", "起")]),
        # Sums in Chinese numerals, in the unit in which they are exact.
        ("全年罚款五万三千四百元，追缴三十六万元，收缴六千元。",
         [("罚款", "53400", "元"), ("追缴", "36", "万元"), ("收缴", "6000", "元")]),
        ("调解室专劝婆媳，全年劝和38对。", [("劝和", "38", "对")]),
        # Words that are not cut in two.
        ("参加考试17人，通过率94.1%。", [("参加考试", "17", "人"), ("通过率", "94.1", "%")]),
        ("妥善处理，及时结案率99.8%，办结率保持100%。", [("结案率", "99.8", "%"), ("办结率", "100", "%")]),
        ("为企业配备服务专员，集中协调解决用工、融资、手续办理等方面问题65个。", [("解决用工、融资、手续办理等方面问题", "65", "个")]),
        ("开展内部审计6次，查扣捕捞船只7件。", [("内部审计", "6", "次"), ("查扣捕捞船只", "7", "件")]),
        ("在信息公开网发布信息86条，平安治理云平台处置事件30件。", [("发布信息", "86", "条"), ("平安治理云平台处置事件", "30", "件")]),
        ("召开依法治镇联席会议2次。", [("依法治镇联席会议", "2", "次")]),
        ("3.12345热线工单69件。", [("12345热线工单", "69", "件")]),
        ("网格员组成的“1+3+N”服务队伍达到416人。", [("“1+3+N”服务队伍", "416", "人")]),
        ("依托炕头夜话、秧歌巡演等方式普法41场次。", [("普法", "41", "场次")]),
        ("全镇7个人民调解委员会调处纠纷238件，成功调解235件。",
         [("人民调解委员会", "7", "个"), ("调处纠纷", "238", "件"), ("成功调解", "235", "件")]),
        ("9个调委会调解纠纷85件。", [("调委会", "9", "个"), ("调解纠纷", "85", "件")]),
        ("选取3个村作为试点，其余11个村年内完成。", [("村", "3", "个"), ("村", "11", "个")]),
        ("对执法人员分两批进行轮训，共计38人次。", [("执法人员分两批进行轮训", "38", "人次")]),
        ("顾问费每年2万元。", [("顾问费", "2", "万元")]),
        ("每年投入2次。", []),
        ("镇党委会议先后4次研究部署示范创建。", [("镇党委会议", "4", "次")]),
        ("辖区15个村负责人与律师现场签订协议。", [("村负责人与律师现场签订协议", "15", "个")]),
        ("培训法律明白人90人，优化服务事项8类、18项。",
         [("培训法律明白人", "90", "人"), ("优化服务事项", "8", "类"), ("优化服务事项", "18", "项")]),
        ("受理来信68件，已办结65件，其余3件正在办理。", [("受理来信", "68", "件"), ("办结", "65", "件"), ("其余", "3", "件")]),
        ("申请救助372人次，占申请量的84.4%，受众90人。",
         [("申请救助", "372", "人次"), ("占申请量", "84.4", "%"), ("受众", "90", "人")]),
        ("将28个村、180平方米划分为96个网格。", [("村", "28", "个"), ("划分为96个网格", "96", "个")]),
        ("为5所学校上法治课11节。", [("学校", "5", "所"), ("学校上法治课", "11", "节")]),
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
        ("审查合同23份（去年同期17份），提出意见41条。", [("审查合同", "23", 2024), ("审查合同", "17", 2023), ("提出意见", "41", 2024)]),
        ("调处纠纷187件（2021年为203件）。", [("调处纠纷", "187", 2024), ("调处纠纷", "203", 2021)]),
        ("处罚案件13件（上年两乡镇合计6件）。", [("处罚案件", "13", 2024), ("处罚案件", "6", 2023)]),
        ("接待来访62件（去年为85件），下降27.1%。",
         [("接待来访", "62", 2024), ("接待来访", "85", 2023), ("接待来访62件（去年为85件），下降", "27.1", 2024)]),
        ("将原有76个网格调整为69个。", [("网格", "69", 2024)]),
        ("2022年41宗，2024年57宗。", []),
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
        "从3个方面发力，聚焦市场监管等18个领域。",
        "三台子街道走在前列。",
        "完善六项工作制度，抓好三项工作：",
        "构建三位一体机制。",
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


CONCEPTS = {
    GENERAL: (), "会议学习": ("学习", "会议"), "巡逻队伍": ("应急队伍",), "应急演练": ("演练",), "行政处罚案件": ("案件", "行政处罚"),
    "受理矛盾纠纷": ("纠纷",), "经济损失": ("经费", "金额"), "合法性审查": ("审查", "合同"), "办理时间": ("办结时间",), "12345工单": ("12345",),
    "执法检查": ("行政执法",), "执法人员": ("执法证",), "受众人次": ("参与", "受众"), "办结率": (), "代表建议和提案": ("建议",),
    "监督检查整改": ("问题",), "政务服务办件": ("办件",), "化解矛盾纠纷": ("化解",), "调解矛盾纠纷": ("调解成功", "调解"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "words", "expected"),
    [
        ("次", "民兵应急队伍演练", "应急演练"),
        ("件", "审查合同、会议纪要等文件", "合法性审查"),
        ("部", "学习《行政处罚法》等法律法规", "会议学习"),
        ("起", "土地使用权纠纷案件", "受理矛盾纠纷"),
        ("宗", "诉调对接案件", GENERAL),
        ("件", "办理案件", "行政处罚案件"),
        ("天", "12345工单平均办结时间", "办理时间"),
        ("件", "12345工单", "12345工单"),
        ("名", "持有行政执法证", "执法人员"),
        ("次", "参与涉法事务", GENERAL),
        ("人次", "参与群众", "受众人次"),
        ("%", "按期闭环办结", "办结率"),
        ("万元", "合同标的额", GENERAL),
        ("万元", "涉案金额", "经济损失"),
        ("个", "解决调解经费等具体问题", "监督检查整改"),
        ("件", "12345热线交办件", "12345工单"),
    ],
)
def test_the_indicator_is_the_head_of_what_is_counted(unit: str, words: str, expected: str) -> None:
    indicators = Indicators({i: concept("indicator", i, s) for i, s in CONCEPTS.items()})
    assert indicators.of(unit, (words,)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "全年排查矛盾纠纷76起，调解成功73起，成功率96%；去年为88起，调解成功81起。",
            [("排查矛盾纠纷", "76", 2024), ("调解成功", "73", 2024), ("成功率", "96", 2024), ("排查矛盾纠纷", "88", 2023), ("调解成功", "81", 2023)],
        ),
        (
            "全年排查隐患63处，整改54处；2022年这两项数字分别为71处和68处。",
            [("排查隐患", "63", 2024), ("整改", "54", 2024), ("排查隐患", "71", 2022), ("整改", "68", 2022)],
        ),
        (
            "全年审查合同164件，上半年73件、下半年91件。",
            [("审查合同", "164", 2024), ("审查合同", "73", 2024), ("审查合同", "91", 2024)],
        ),
        ("视频监控接入87路，12路灯已更换。", [("视频监控接入", "87", 2024)]),
        ("顾问合同金额每年9.8万元。", [("顾问合同金额", "9.8", 2024)]),
        ("对小门店适用“首违不罚”，全年一百零二起。", [("小门店适用“首违不罚”", "102", 2024)]),
    ],
)  # fmt: skip
def test_figures_beside_those_of_another_time(sentence: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(o.surface, o.value, o.year) for o in found(sentence)] == expected


def test_deeds_and_parts_have_the_indicator_of_the_whole() -> None:
    ontology = Ontology(
        {
            "mechanism": {},
            "problem-type": {},
            "unit": ONTOLOGY.units,
            "indicator": {i: concept("indicator", i, s) for i, s in CONCEPTS.items()},
        },
        "0",
    )

    def indicators(sentence: str) -> list[str]:
        return [o.indicator for o in observations(report_of(sentence), IDENTITY, (), ontology)]

    assert indicators("收到建议52件，已办结50件；种树6件。") == ["代表建议和提案", "代表建议和提案", GENERAL]
    assert indicators("化解41件，其中婚姻类17件、邻里类13件、其他11件。") == ["化解矛盾纠纷"] * 4
    assert indicators("受理纠纷126件（其中土地28件），成功122件。") == ["受理矛盾纠纷", "受理矛盾纠纷", "调解矛盾纠纷"]
    assert indicators("收到建议52件，走访农户40户。") == ["代表建议和提案", GENERAL]


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


def test_a_flood_of_numbers_is_not_read_to_its_end() -> None:
    report = report_of(*["2件" * 30] * 3_000, "检查企业6家。")
    assert observations(report, IDENTITY, (), ONTOLOGY) == ()


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
    assert values == [("联合检查", "18", "次", 2023), ("联合检查", "46", "次", 2024)]


ALPHABET = "排查矛盾纠纷化解开展了对由年初的增至共其中12345,，.。、；（）()“”《》%万余近第每两十百件次人名个户同比上升"


@given(st.lists(st.text(alphabet=ALPHABET, max_size=60), max_size=4))
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
