"""Spellings as met in practice, and strings that look like one and are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jieba
import pytest

from kg.extractors.folding import fold
from kg.extractors.recogniser import recogniser
from kg.ontology import load

ONTOLOGY = load()


def read(sentence: str) -> set[str]:
    """Ids of the practices that the recogniser reads from a sentence."""
    return {hit.concept.id for hit in recogniser(ONTOLOGY).scan(fold(sentence))}


def everyday_words() -> Iterator[str]:
    """Words of three characters and more of jieba's dictionary that its corpus has at least three times."""
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, times, _ = line.split()
            if len(word) > 2 and int(times) >= 3:
                yield word


@pytest.mark.parametrize(
    ("asked", "practice"),
    [
        ("新时代“枫桥经验”", "枫桥经验"),
        ("「枫桥经验」", "枫桥经验"),
        ("“双随机、一公开”监管", "双随机一公开"),
        ("双随机·一公开", "双随机一公开"),
        ("街乡吹哨、部门报到", "吹哨报到"),
        ("“街乡吹哨 部门报到”工作机制", "吹哨报到"),
        ("四议两公开一监督", "四议两公开"),
        ("接诉即办工作机制", "接诉即办"),
        ("12345政务服务便民热线", "12345热线"),
        ("一村（居）一法律顾问制度", "一村一法律顾问"),
        ("一嘎查一法律顾问", "一村一法律顾问"),
        ("村村享法律顾问", "一村一法律顾问"),
        ("村务监委会", "村务监督委员会"),
        ("嘎查监督委员会", "村务监督委员会"),
        ("微网格治理模式", "微网格"),
        ("警格＋网格", "警格_网格"),
        ("“八五”普法", "八五普法"),
        ("“八五”普法规划", "八五普法"),
        ("八·五普法", "八五普法"),
        ("“七五”法治宣传教育", "七五普法"),
        ("九五普法规划", "九五普法"),
        ("首违免罚", "首违不罚"),
        ("两轻一免", "免罚清单"),
        ("轻微违法免罚清单", "免罚清单"),
        ("“综合查一次”改革", "综合查一次"),
        ("一支队伍管执法改革", "一支队伍管执法"),
        ("行政裁量权基准制度", "行政裁量基准"),
        ("执法监督联系点", "行政执法监督联系点"),
        ("人民调解以奖代补", "以案定补"),
        ("行政执法与刑事司法衔接机制", "行刑衔接"),
        ("四所合一", "四所一庭"),
        ("庭所联动机制", "多所联动"),
        ("五治融合", "五治融合"),
        ("自治、法治、德治相结合", "三治融合"),
        ("爱心超市", "积分制"),
        ("积分银行", "道德银行"),
        ("小板凳议事", "板凳会"),
        ("田间调解", "拉家常调解"),
        ("院坝夜话", "院坝会"),
        ("马背普法", "普法宣讲团"),
        ("蒙汉双语普法", "双语普法"),
        ("送法进牧区", "法律进乡村"),
        ("高效办成一件事改革", "高效办成一件事"),
        ("无差别综合窗口", "一窗受理"),
        ("县乡一体、条抓块统", "县乡一体条抓块统"),
        ("村（社区）法律顾问制度", "一村一法律顾问"),
        ("会前学法制度", "会前学法"),
        ("“公转私”工作法", ""),
        ("机制", ""),
        ("新时代", ""),
    ],
)
def test_a_practice_is_found_in_the_forms_that_reports_use(asked: str, practice: str) -> None:
    assert [concept.id for concept in ONTOLOGY.find(asked)] == [practice][: bool(practice)]


@pytest.mark.parametrize(
    ("sentence", "practices"),
    [
        ("深化“精网微格”工程，把微网格划到每幢楼。", {"精网微格", "微网格"}),
        ("把“大数据+网格化+铁脚板”用到楼栋。", {"大数据_网格化_铁脚板"}),
        ("延伸“一中心一张网十联户”。", {"一中心一张网十联户"}),
        ("牧区推行牧长制，五级牧长各有责任区。", {"牧长制"}),
        ("老旧小区试行信托制物业，账目按月公示。", {"信托制物业"}),
        ("乡呼县应，县直单位限时到场。", {"乡呼县应"}),
        ("在山寨设“寨老+法官”评理点。", {"寨老调解"}),
        ("请德古调解彝家纠纷，德古调解室挂牌两处。", {"德古调解"}),
        ("牧场上办起毡房调解，骑马进点。", {"毡房调解"}),
        ("景区门口的旅游调解室当场结案。", {"旅游纠纷调解"}),
        ("茶馆里摆龙门阵调解，老茶客说公道话。", {"茶馆调解"}),
        ("推广“非诉讼服务中心”一体受理。", {"非诉服务"}),
        ("在所里派驻人民调解室，民警与调解员同坐。", {"派驻调解室"}),
        ("聘请行政执法观察员三名。", {"行政执法观察员"}),
        ("执法人员上网晾晒，网上晒单请群众评。", {"行政执法公示"}),
        ("对家电下乡网点实行沙盒监管。", {"触发式监管"}),
        ("驻点执法的三支中队由镇里考核。", {"派驻执法"}),
        ("火塘会上说纠纷。", {"火塘会"}),
        ("大榕树议事，老人孩子都来。", {"大树下议事"}),
        ("每周一升国旗后宣讲政策。", {"升国旗宣讲"}),
        ("普法大篷车开到集市。", {"流动普法车"}),
        ("组织模拟听证，村里试行参与式预算。", {"参与式预算"}),
        ("落实四不两直，直插施工现场。", {"四不两直"}),
        ("各村事项列入村级巡察。", {"村级巡察"}),
        ("用好“监督一点通”，群众点一点就能查补贴。", {"监督一点通"}),
        ("书记信箱来信三日内答复。", {"领导信箱"}),
        ("建成镇街社工站一处。", {"社工站"}),
        ("全面推行“一表通”，报表压到十二张。", {"一表通"}),
        ("大棚房问题专项清理整治通过验收。", {"大棚房整治"}),
        ("完成自建房安全专项整治。", {"自建房安全整治"}),
        ("严格强制报告制度和入职查询。", {"强制报告制度"}),
        ("村民事务由村务监督委员会逐月审核。", {"村务监督委员会"}),
        ("妇女议事会议定广场舞时间。", {"妇女议事会"}),
        ("园区事园区办，企业少跑路。", {"园区事园区办"}),
        ("设办不成事反映窗口。", {"办不成事反映窗口"}),
        ("打好“联防联控、群防群控”组合拳。", {"联防联控"}),
        ("推广“渝事好商量”平台。", {"渝事好商量"}),
        ("落实应急第一响应人培训。", {"应急第一响应人"}),
        ("应用“鲁执法”平台办案。", {"鲁执法"}),
        ("共同缔造试点在三个湾组铺开。", {"共同缔造"}),
    ],
)
def test_local_and_national_practices_are_read(sentence: str, practices: set[str]) -> None:
    assert read(sentence) == practices


@pytest.mark.parametrize(
    "sentence",
    [
        "双方按合同条款约定付款。",
        "申报的法治课题通过评审。",
        "干部在网上办公，园区办公室设在三楼。",
        "占用防火通道的车辆已清理。",
        "村情通报会开了两次，村情通过广播传达。",
        "每个院落制定了轮扫表。",
        "社区通过居民大会。",
        "会议逐条逐项对照检查。",
        "哨兵吹哨声响，考生口述法条。",
        "社会主义警察队伍的形象更好。",
        "统一着装的学生列队参观。",
        "电动自行车充电难、停车难。",
        "企业日常用电有保障。",
        "村居规范管理台账，山寨规模不大。",
        "拨款会同预算一并下达。",
        "为村民修路三公里。",
        "一次查处六起。",
        "两个孩子孝老爱亲，被评为榜样。",
        "公布监督指导意见，群众积极评价。",
        "请律师接待来访，代写文书。",
    ],
)
def test_look_alikes_name_no_practice(sentence: str) -> None:
    assert read(sentence) == set()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "最后一公里",
            "关键少数",
            "两个维护",
            "人人有责",
            "两手抓、两手硬",
            "三个结合",
            "店小二精神",
            "零距离",
        ),  # slogans
        *("党政办", "司法所", "综合行政执法大队", "派出所", "人民法庭", "领导小组", "人民政府", "综治办"),  # organs
        *("3·15", "国家宪法日", "国际禁毒日活动", "妇女节", "安全生产月", "六一儿童节"),  # occasions
        *("平安建设", "法治建设", "乡村振兴", "依法行政", "基层治理", "法治政府", "安全生产", "生态文明"),  # fields
        *("民法典", "信访工作条例", "法治政府建设实施纲要", "行政处罚法", "重大行政决策程序暂行条例"),  # instruments
        *(
            "专题会议",
            "中心组学习",
            "党委会",
            "述职",
            "年度考核",
            "人民调解员",
            "网上办理",
            "群众举报",
        ),  # acts, persons
    ],
)
def test_slogans_organs_occasions_fields_and_instruments_are_no_practices(name: str) -> None:
    assert not [concept.id for concept in ONTOLOGY.find(name) if concept.recognised]


def test_no_short_spelling_is_part_of_an_everyday_word() -> None:
    short = {x: one for one in ONTOLOGY.mechanisms.values() if one.recognised for x in one.spellings if len(x) <= 3}
    for word in everyday_words():
        parts = {word[i : i + size] for size in (2, 3) for i in range(len(word) - size + 1)} - {word}
        for part in parts & short.keys():
            assert word in short[part].spellings or short[part].id not in read(f"这里说的是{word}。"), (part, word)


def test_spellings_name_something() -> None:
    assert all(len(spelling) >= 2 for one in ONTOLOGY.mechanisms.values() for spelling in one.spellings)
