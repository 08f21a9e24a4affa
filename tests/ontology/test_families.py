"""Families roll up: who asks for 网格化 gets 微网格, 双网格化, 警格+网格 …, unless exactly 网格化 was asked for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from small_graph import ReportText, UnionStore

from kg.analysis import towns
from kg.ontology import NAMESPACES, folder, load

ONTOLOGY = load()
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items())
LARGE = sorted(key for key in ONTOLOGY.mechanisms if len(ONTOLOGY.descendants(key)) >= 5)
MEMBERS = {
    "网格化": "微网格 双网格化 警格_网格 全科网格 党建引领网格 精网微格 专属网格 智慧网格 网格事项清单 安全生产网格 三级网格 十户长",
    "微网格": "精网微格 微网实格",
    "枫桥经验": "枫桥式派出所 枫桥式司法所 枫桥式人民法庭 六尺巷工作法 海上枫桥 塞上枫桥",
    "矛盾纠纷多元化解": "诉调对接 警调对接 访调对接 仲调对接 一站式矛盾纠纷化解 最多跑一地 非诉服务 苏解纷",
    "人民调解委员会": "专职人民调解员 个人调解室 乡贤调解 茶馆调解 德古调解 毡房调解 评理说事点 派驻调解室",
    "诉源治理": "无讼村居 诉前调解 执源治理 寻乌经验 龙山经验",
    "行政执法三项制度": "行政执法公示 执法全过程记录 重大执法决定法制审核",
    "柔性执法": "首违不罚 轻微免罚 免罚清单 说理式执法 服务型执法 触发式监管",
    "减少涉企检查": "综合查一次 扫码入企 企业安静期 白名单管理",
    "接诉即办": "12345热线 每月一题 民意速办 网络问政 领导信箱",
    "合法性审查": "三级审查机制 合同审查 村级事务合法性审查 法治审核员 法律风险评估",
    "五年普法规划": "六五普法 七五普法 八五普法 九五普法",
    "法律进基层": "法律六进 法律七进 法律八进 法律进乡村 法律进企业 法律进宗教场所 法律进网格 田间普法",
    "领导干部学法": "会前学法 学法日 任前考法 旁听庭审 宪法宣誓 法治培训",
    "一村一法律顾问": "法律顾问_法律明白人 法律顾问微信群 村居法治体检",
    "村级民主协商": "四议两公开 村民说事 院坝会 屋场会 板凳会 院落会 火塘会 议事亭 民主恳谈 援法议事 季会制",
    "三治融合": "四治融合 五治融合 六治融合 余村经验",
    "村务公开": "村务监督委员会 后陈经验 小微权力清单 党务公开",
    "积分制": "道德银行 法治积分 时间银行",
    "助企行动": "万人助万企 四送一服 双万双服",
    "省级政务服务平台": "浙里办 皖事通 粤省事 渝快办 爱山东 蒙速办 藏易通",
    "治安巡逻队": "义警 朝阳群众 红枫义警 平安夜巡",
    "安全生产监管": "双重预防机制 一线三排 安全生产排查整治 自建房安全整治 明厨亮灶",
}


@pytest.fixture(scope="module")
def everything() -> UnionStore:
    """A town that runs every practice of the scheme, each told in a sentence of its own, and the scheme."""
    report = ReportText(1, "甲省甲县一号镇", 2024)
    for concept in ONTOLOGY.mechanisms.values():
        report.runs(concept.id, "implemented", concept.label, f"推行{concept.label}。")
    place = (
        'place:甲省 a gov:Province ; skos:prefLabel "甲省"@zh ; gov:fullName "甲省" . '
        'place:甲省甲县一号镇 a gov:Township ; skos:prefLabel "一号镇"@zh ; gov:fullName "甲省甲县一号镇" ; '
        "gov:within place:甲省 . "
    )
    union = UnionStore(f"{PREFIXES} graph:shared {{ {place} }} {report.trig()}")
    union.store.bulk_load(path=str(folder() / "mechanisms.ttl"), format=ox.RdfFormat.TURTLE)
    return union


def test_there_are_large_families_in_every_field() -> None:
    tops = {key for key, concept in ONTOLOGY.mechanisms.items() if not concept.broader}
    assert tops < set(LARGE)
    for top in tops:
        assert len([one for one in ONTOLOGY.descendants(top) if ONTOLOGY.descendants(one)]) >= 2, top


@pytest.mark.parametrize("family", sorted(MEMBERS))
def test_a_family_has_its_members(family: str) -> None:
    assert set(MEMBERS[family].split()) <= set(ONTOLOGY.descendants(family))


@pytest.mark.parametrize("family", LARGE)
def test_the_file_and_the_ontology_tell_the_same_families(family: str, everything: UnionStore) -> None:
    rows = everything.query(f"SELECT DISTINCT ?m {{ ?m skos:broader+ mech:{family} }}")
    found = {row["m"].value.removeprefix(NAMESPACES["mech"]) for row in rows}
    assert found == set(ONTOLOGY.descendants(family)) and family not in found


@pytest.mark.parametrize("family", ["网格化", "柔性执法", "法律进基层", "村级民主协商", "诉源治理"])
def test_who_asks_for_a_family_gets_all_of_it(family: str, everything: UnionStore) -> None:
    answer = towns(everything, family)
    assert {use.practice.id for use in answer.uses} == {family, *ONTOLOGY.descendants(family)}
    assert {one.id for one in answer.family} == set(ONTOLOGY.descendants(family))
    exact = towns(everything, family, exact=True)
    assert [use.practice.id for use in exact.uses] == [family] and exact.family == ()
