"""Names of practices in no list are found with their boundaries right; slogans, images and aims are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors import unquoted_words as words
from kg.extractors.discovery import discover
from kg.extractors.discovery_words import HEADS_AFTER, IDEAS_AFTER
from kg.extractors.folding import fold
from kg.extractors.quotes import quotes
from kg.extractors.recogniser import recogniser
from kg.ontology import load


def labels(sentence: str) -> list[str]:
    return [c.label for c in discover(sentence, [])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("打造“柿子树下”议事品牌，邀请老党员坐诊评理。", ["柿子树下"]),
        ("推行“红灯笼”巡防工作法，组建巡防小队九支。", ["红灯笼"]),
        ("设立“兰姨调解室”，化解家事纠纷三十件。", ["兰姨调解室"]),
        ("深入开展“敲门问需”、“夜访百家”等专项行动。", ["敲门问需", "夜访百家"]),
        ("畅通“325”处置机制，实现快速流转。", ["325处置机制"]),
        ("构建“2+4+N”矛盾调处体系，群众少跑路。", ["2+4+N矛盾调处体系"]),
        ("探索164调解工作体系，小事当日了结。", ["164调解工作体系"]),
        ("总结出“看、问、劝、帮”四步工作法。", ["看、问、劝、帮四步工作法"]),
        ("各村落实“一月一研判”，矛盾早发现。", ["一月一研判"]),
        ("开设《石桥说法》短视频专栏。", ["石桥说法"]),
        ("在渡口成立摆渡人调解队，由老船长带队。", ["摆渡人调解队"]),
        ("全年无积案；秋水调解室由退休法官坐镇。", ["秋水调解室"]),
        ("依托“数智浦口”平台流转工单。", ["数智浦口"]),
        ("推广“律师+网格员”结对模式。", ["律师+网格员"]),
        ("面向新居民开设“周末法课堂”。", ["周末法课堂"]),
        ("组织“双百工程”宣讲12次。", ["双百工程"]),
    ],
)
def test_names_are_found(sentence: str, names: list[str]) -> None:
    assert labels(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "抓住领导干部这个“关键少数”，以上率下。",
        "打通服务群众的“最后一公里”。",
        "让惠民政策成为群众的“定心丸”。",
        "推动干部从“要我学”向“我要学”转变。",
        "实现安全生产“零事故”目标。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "树立“群众的事无小事”的理念。",
        "充分发挥网格员“探头”作用。",
        "开展“12·4”国家宪法日宣传。",
        "接听“110”报警电话的联动警情。",
        "营造“人人参与”的浓厚氛围。",
        "为建设“法治青山”提供保障。",
        "部分干部有“多一事不如少一事”的心态。",
        "成立了以书记为组长的领导小组。",
        "组建普法志愿服务队，走村入户宣传。",
        "群众亲切地称之为“流动的法庭”。",
    ],
)
def test_slogans_are_left(sentence: str) -> None:
    assert labels(sentence) == []


def test_two_known_things_put_together_are_one_of_their_own() -> None:
    ontology = load()
    text = "打造“法律明白人+柿林放映员”宣讲阵地。"
    hits = recogniser(ontology).scan(fold(text))
    assert {h.concept.id for h in hits} == {"法律明白人"}
    assert [c.label for c in discover(text, hits)] == ["法律明白人+柿林放映员"]


def test_an_institution_may_stand_beside_the_known_practice_it_holds() -> None:
    ontology = load()
    text = "筹建保水联合执法办公室，实行统一管理。"
    hits = recogniser(ontology).scan(fold(text))
    (found,) = discover(text, hits)
    assert (found.label, found.known, found.stands_for) == ("保水联合执法办公室", "联合执法", False)


def test_words_before_a_name_that_describe_it_are_no_second_name() -> None:
    assert labels("建立“司法所+派出所”的“两所会商”机制。") == ["两所会商"]


def test_a_list_of_quotes_shares_its_context() -> None:
    first, second = quotes("开展“甲行动”、“乙行动”等活动。")
    assert (first.before, second.before) == ("开展", "开展")
    assert first.after == second.after == "等活动。"


@given(st.text(alphabet="“”「」、+1一二三法治机制工作队室，。 ab", max_size=60))
def test_any_text_is_survived_and_names_stand_in_it(text: str) -> None:
    for found in discover(text, []):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.confidence <= 1
    for quote in quotes(text):
        assert text[quote.outer_start] in '“「『"' and text[quote.start : quote.end].strip() == quote.text


@pytest.mark.parametrize("head", HEADS_AFTER)
def test_each_head_after_the_quotes_makes_a_name(head: str) -> None:
    assert labels(f"打造“柿子树下”{head}，群众都说好。") == ["柿子树下"]


@pytest.mark.parametrize("idea", IDEAS_AFTER)
def test_each_idea_after_the_quotes_unmakes_it(idea: str) -> None:
    assert labels(f"落实“柿子树下”{idea}，干群更贴心。") == []


@pytest.mark.parametrize("head", words.INSTITUTION_HEADS)
def test_each_institution_is_found_without_quotes(head: str) -> None:
    (found,) = labels(f"建立柿子林{head}，常年有人值守。")
    assert found == f"柿子林{head}"


@pytest.mark.parametrize("verb", words.INSTITUTION_VERBS)
def test_each_verb_founds_an_institution(verb: str) -> None:
    assert labels(f"{verb}柿子林巡护队，守护果园。") == ["柿子林巡护队"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("试行柿园检查预约制，无预约的不得入企。", ["柿园检查预约制"]),
        ("争取县里支持，设立镇法制审核岗，配备专人。", ["法制审核岗"]),
        ("组建莲湘普法队，编排节目四个。", ["莲湘普法队"]),
        ("与邻县共建山塘毗邻调解室，两地轮流坐班。", ["山塘毗邻调解室"]),
        ("建立案件线索双向移送制度。", ["案件线索双向移送制度"]),
        ("十九个小区全部成立柿园自管会。", ["柿园自管会"]),
        ("推行执法案卷一案一评。", ["执法案卷一案一评"]),
        ("探索柿园合同联审，先在两个村试行。", ["柿园合同联审"]),
        ("村务“月公开、季评议”在八个村推开。", ["月公开、季评议"]),
        ("实行镇干部包村、村干部包屯、党员包户的三级包保制，出动巡查。", ["三级包保制"]),
        ("与市直部门建立“1+1”结对帮带，购置设备。", ["1+1结对帮带"]),
        ("推行行政处罚决定书和复议权利告知书“两书同达”。", ["两书同达"]),
        ("由所站、顾问、律师“柿林三方联审”，全年审查合同。", ["柿林三方联审"]),
        ("组建巡防小队九支，设立值班岗。", []),
        ("成立老年协会，召开座谈会。", []),
        ("建成文化活动站12个，新建文化广场。", []),
        ("镇综治中心已完成八成工程量。", []),
    ],
)
def test_short_heads_need_a_name_of_their_own(sentence: str, names: list[str]) -> None:
    assert labels(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "配备执法记录仪14台，建成执法用房。",
        "设立自助终端12台，方便办事。",
        "成立全面依法治镇委员会，由书记任主任。",
        "组建柿林镇综合行政执法大队，充实人员。",
        "创建为“柿林省民主法治示范村”。",
    ],
)
def test_things_bought_organs_and_titles_are_no_practices(sentence: str) -> None:
    hits = recogniser(load()).scan(fold(sentence))
    assert discover(sentence, hits) == []


def test_the_level_of_a_body_is_no_part_of_its_name() -> None:
    assert labels("建立镇级柿林调解委员会1个。") == ["柿林调解委员会"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("花灯调解队把成功的案例编成小戏，巡演十七场。", ["花灯调解队"]),
        ("高宅茶室评理会是去年起步的老做法。", ["高宅茶室评理会"]),
        ("在橘园深处建橘墩说和亭6座，请老把式担任。", ["橘墩说和亭"]),
        ("派出所、司法所、法庭五方联调每周碰头一次。", ["五方联调"]),
        ("落实包村领导、驻村干部、村干部、社长四级包抓责任制。", ["四级包抓责任制"]),
        ("网格员手机里的云岭先锋小程序随手就能报事。", ["云岭先锋"]),
        ("区里把我街道列入柿林法治积分评价试点，数据归集已过半。", ["柿林法治积分评价"]),
        ("明年一季度起实行“预约式”执法指导，由农户提前约。", ["预约式执法指导"]),
        ("开展清新空气行动，取缔露天烧烤十九处。", ["清新空气行动"]),
        ("皮影普法演出18场。", ["皮影普法"]),
        ("人民调解委员会全年调解纠纷九件，综合执法队开展巡查。", []),
        ("提供“保姆式”服务，开展“地毯式”排查。", []),
        ("开展安全生产专项整治行动，开展秋冬季集中排查行动。", []),
    ],
)
def test_names_that_a_clause_is_about(sentence: str, names: list[str]) -> None:
    assert labels(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "持续完善运行机制，建立健全体制机制。",
        "健全党内法规执行机制，完善公开制度。",
        "落实执规责任制，纳入全镇年度重点工作清单。",
        "依托“学习强国”等平台学法，严格落实“一岗双责”。",
        "构建“多元融合、精准滴灌”的普法新格局。",
        "举办“宪法与生活”宣传月启动仪式。",
        "下设办公室于乡指挥中心。",
        "围绕“反走私反偷渡、柿林防骗”等主题开展宣传活动。",
    ],
)
def test_contentless_institutions_and_rhetoric_are_left(sentence: str) -> None:
    assert labels(sentence) == []


def test_the_level_belongs_to_a_known_name() -> None:
    text = "推行村级法律顾问服务月报告制度。"
    hits = recogniser(load()).scan(fold(text))
    assert [c.label for c in discover(text, hits)] == ["村级法律顾问服务月报告制度"]


def test_a_number_pattern_is_no_frame() -> None:
    assert labels("健全以“1+6+N”为框架的法治建设领导体系。") == ["1+6+N法治建设领导体系"]
