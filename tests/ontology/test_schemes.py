"""The schemes of mechanisms, problem types, indicators and units: complete, consistent, specific."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from kg.extractors.topics import topics
from kg.ontology import Concept, folded, folder, load, local_name

ONTOLOGY = load()
SCHEMES = {
    "mechanisms": ONTOLOGY.mechanisms,
    "problem_types": ONTOLOGY.problem_types,
    "indicators": ONTOLOGY.indicators,
    "units": ONTOLOGY.units,
}
# Signs that leave nothing for a local name are called by a word.
UNITS_BY_WORD = {"百分比": "%", "千分比": "‰"}


@cache
def spellings() -> list[tuple[str, Concept]]:
    """Folded, the longest first."""
    told = [(folded(s), c) for c in ONTOLOGY.mechanisms.values() if c.recognised for s in c.spellings]
    return sorted(told, key=lambda pair: (-len(pair[0]), pair[0]))


def named_in(sentence: str) -> set[str]:
    """Mechanisms of which a spelling stands in the sentence, longest first, none within another's."""
    text = folded(sentence)
    found: set[str] = set()
    for spelling, concept in spellings():
        if spelling not in text:
            continue
        harmless = text
        for longer in concept.not_within:
            harmless = harmless.replace(folded(longer), " ")
        if spelling in harmless:
            found.add(concept.id)
            text = text.replace(spelling, " ")
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_iris_follow_labels(scheme: str) -> None:
    for concept in SCHEMES[scheme].values():
        assert UNITS_BY_WORD.get(concept.id) == concept.label or concept.id == local_name(concept.label)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_concepts_share_a_spelling(scheme: str) -> None:
    owners: dict[str, str] = {}
    for concept in SCHEMES[scheme].values():
        for spelling in concept.spellings:
            assert owners.setdefault(folded(spelling), concept.id) == concept.id, spelling


def test_topics_share_no_iri() -> None:
    ids = [*ONTOLOGY.problem_types, *ONTOLOGY.indicators, *ONTOLOGY.units]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_hierarchy_has_no_circle(scheme: str) -> None:
    concepts = SCHEMES[scheme]

    def climb(concept: Concept, below: frozenset[str]) -> None:
        assert concept.id not in below
        for broader in concept.broader:
            climb(concepts[broader], below | {concept.id})

    for concept in concepts.values():
        climb(concept, frozenset())


def test_enough_mechanisms_under_about_a_dozen_fields() -> None:
    tops = {c.id for c in ONTOLOGY.mechanisms.values() if not c.broader}
    assert len(ONTOLOGY.mechanisms) >= 500
    assert 10 <= len(tops) <= 15
    assert not any(ONTOLOGY.mechanisms[top].recognised for top in tops)


def test_every_mechanism_is_described_in_both_languages() -> None:
    for concept in ONTOLOGY.mechanisms.values():
        assert re.search("[A-Za-z]{2}", concept.label_en), concept.id
        assert concept.definition.endswith("。"), concept.id
        assert concept.definition != concept.label, concept.id


def test_every_problem_type_is_defined_in_both_languages() -> None:
    told = Graph().parse(folder() / "topics.ttl")
    languages: dict[str, list[str | None]] = defaultdict(list)
    for topic, text in told.subject_objects(SKOS.definition):
        assert isinstance(text, Literal)
        assert text.endswith("." if text.language == "en" else "。"), text
        languages[str(topic).rpartition("/")[2]].append(text.language)
    assert {one: sorted(said, key=str) for one, said in languages.items()} == {
        one: ["en", "zh"] for one in ONTOLOGY.problem_types
    }


def test_related_concepts_exist() -> None:
    for concept in ONTOLOGY.mechanisms.values():
        assert all(related in ONTOLOGY.mechanisms for related in concept.related)


def test_english_labels_of_mechanisms_are_distinct() -> None:
    labels = [c.label_en for c in ONTOLOGY.mechanisms.values()]
    assert sorted({x for x in labels if labels.count(x) > 1}) == []


@pytest.mark.parametrize(
    ("sentence", "mechanisms"),
    [
        ("坚持和发展新时代“枫桥经验”，矛盾不上交。", {"枫桥经验"}),
        ("落实一村(社区)、一法律顾问机制。", {"一村一法律顾问"}),
        ("一嘎查一法律顾问实现全覆盖。", {"一村一法律顾问"}),
        ("村（居）法律顾问每月到村一次。", {"一村一法律顾问"}),
        ("推进“警格+网格”深度融合。", {"警格_网格"}),
        ("“双随机、一公开”抽查企业十户。", {"双随机一公开"}),
        ("完成“八五”普法中期自查。", {"八五普法"}),
        ("承办12345工单二百件。", {"12345热线"}),
        ("落实第一责任人述法制度。", {"述法"}),
        ("涉企行政检查一律先扫码入企。", {"扫码入企"}),
        ("聘请常年法律顾问参与合同审查。", {"政府法律顾问", "合同审查"}),
        ("窗口推行AB岗、服务承诺和限时办结。", {"AB岗工作制", "服务承诺制", "限时办结制"}),
        ("完不成任务的年底一票否优。", {"一票否决制"}),
        ("积案由班子成员领导包保。", {"领导包案"}),
        ("开展河湖“清四乱”。", {"河湖清四乱"}),
        ("办好青年干部夜校，每村选聘法治宣传员一名。", {"干部夜校", "法治宣传员"}),
        ("新聘专职人民调解员两名。", {"专职人民调解员"}),
        ("党务、政务、村务、财务四公开按月上墙。", {"党务公开"}),
        ("公布轻微违法行为依法不予行政处罚清单。", {"免罚清单"}),
        ("严格执行行政处罚自由裁量权基准。", {"行政裁量基准"}),
        ("为执法队开通执法音视频记录系统。", {"执法全过程记录"}),
        ("新任站所长一律任前考法。", {"任前考法"}),
        ("承办、司法所、法律顾问三审机制把关。", {"三级审查机制"}),
        ("与邻县两镇建立跨省执法协作。", {"跨区域执法协作"}),
        ("接入综治视联网，设立心理服务室。", {"综治视联网", "心理服务室"}),
        ("通过“黔事通”受理网上申请。", {"黔事通"}),
        ("完善领导接访、带案下访。", {"领导干部接访", "领导干部下访"}),
        ("试行涉企服务增值化改革。", {"政务服务增值化改革"}),
        ("居民区以听证会、协调会、评议会商定停车办法。", {"三会制度"}),
    ],
)
def test_practices_are_told_by_their_spellings(sentence: str, mechanisms: set[str]) -> None:
    assert named_in(sentence) == mechanisms


@pytest.mark.parametrize(
    "sentence",
    [
        "上述法律法规的学习还不够深入。",
        "群众信访问题逐年减少，普法任务仍然较重。",
        "干部走访调研五十余人次，出动民警调查走访。",
        "加大调解力度，努力把每一件事办好。",
        "将法治建设纳入重要议事日程，同部署、同考核。",
        "各部门密切配合，形成齐抓共管的良好局面。",
        "今年出台意见36条，全年无安全事故。",
        "平安村党支部书记在会上发言。",
        "在北京通州召开座谈，企业诉求逐步得到回应。",
        "发现失信用户三名，打通办事通道。",
        "在国家宪法日、世界水日上街发放资料。",
        "让群众就近办事、少跑腿，把实事办实办好。",
        "没有发生社区矫正人员脱管漏管。",
        "本案委托某律师事务所出庭应诉，二审胜诉。",
        "共培养骨干五十名，其中持证上岗三十名。",
        "为企业提供保姆式服务，帮助纾困。",
        "以护林防火、秸秆禁烧、防溺水为重点。",
        "收到检察建议一份，支持配合纪检监察机关工作。",
        "铸牢中华民族共同体意识，坚持党建引领法治建设。",
        "数字赋能仍然滞后，数智赋能有待加强。",
        "汛期组织转移避险群众二百人。",
    ],
)
def test_ordinary_prose_names_no_practice(sentence: str) -> None:
    assert named_in(sentence) == set()


@pytest.mark.parametrize(
    "brand", ["湖伴无争", "蚕花嬢嬢说和队", "哈斯大姐调解室", "火塘夜话", "亲情微网格", "532处置机制", "灯火夜话"]
)
def test_brands_of_single_towns_are_left_to_discovery(brand: str) -> None:
    assert ONTOLOGY.find(brand) == ()


def test_units_are_as_written() -> None:
    labels = {c.label for c in ONTOLOGY.units.values()}
    assert (
        set(
            "件 宗 起 次 场 场次 人 人次 名 户 户次 个 处 份 册 条 项 支 元 万元 亿元 % 个百分点 亩 件次 天 小时".split()
        )
        <= labels
    )


def test_there_is_one_indicator_for_everything_else() -> None:
    assert "其他指标" in ONTOLOGY.indicators


def test_short_money_is_a_matter_of_money_whatever_it_is_for() -> None:
    assert topics("普法经费紧张", "", ONTOLOGY) == ("经费保障不足",)
    assert topics("普法资金短缺，设备老旧", "", ONTOLOGY) == ("经费保障不足",)
    assert topics("普法形式单一", "", ONTOLOGY) == ("普法宣传形式单一",)


def test_problem_types_are_grouped() -> None:
    groups = {c.id for c in ONTOLOGY.problem_types.values() if not c.recognised}
    for concept in ONTOLOGY.problem_types.values():
        assert not concept.broader or set(concept.broader) <= groups
    assert len(ONTOLOGY.problem_types) - len(groups) >= 25
