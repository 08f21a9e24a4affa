"""Topics, words and affinity."""

from __future__ import annotations

from small_ontology import SMALL

from kg.extractors.affinity import answered, subject
from kg.extractors.topics import topics
from kg.extractors.words import STOP_WORDS, Words, domain_words
from kg.ontology import Concept, Ontology


def test_the_heading_decides_before_the_sentence_after_it() -> None:
    assert topics("执法力量薄弱", "普法也不够", SMALL) == ("执法队伍",)
    assert topics("专业能力不强", "行政执法人员证件不全", SMALL) == ("执法队伍",)


def test_two_topics_of_one_heading_are_both_told_and_never_three() -> None:
    assert set(topics("普法与行政执法结合不紧", "", SMALL)) == {"普法宣传", "执法队伍"}
    assert len(topics("普法、解纷、学法、行政执法均有不足", "", SMALL)) == 2


def test_a_wording_across_the_border_of_two_words_is_none() -> None:
    assert (
        topics(
            "群众对科普法会议不了解",
            "",
            Ontology({k: {} for k in ("mechanism", "problem-type", "indicator", "unit")}, ""),
        )
        == ()
    )
    assert topics("开展科普法律讲座", "", SMALL) == ()


def test_labels_of_the_ontology_are_whole_words() -> None:
    assert "枫桥经验" in domain_words(SMALL).cut("践行新时代枫桥经验")
    assert "枫桥经验" not in Words().cut("践行新时代枫桥经验")


def test_words_joined_are_the_text() -> None:
    text = "一、推行“1+3+N”网格，化解49宗。\n"
    assert "".join(domain_words(SMALL).cut(text)) == text


def test_content_words_are_no_stop_words_marks_or_single_characters() -> None:
    found = domain_words(SMALL).content_words("进一步加强执法队伍建设，提升3项能力。")
    assert "执法队伍" in found
    assert not set(found) & STOP_WORDS
    assert all(len(word) > 1 for word in found)


def test_a_word_that_all_problems_share_tells_nothing() -> None:
    def about(heading: str) -> object:
        return subject(heading, "", (), SMALL)

    problems = [subject(f"山林{field}难", "", (), SMALL) for field in ("测绘", "防火", "巡护", "采伐")]
    assert answered([subject("开展山林普查", "", (), SMALL)], problems) == ((),)
    assert answered([subject("做好山林防火", "", (), SMALL)], problems) == ((1,),)


def test_a_topic_of_the_same_family_is_a_hint_that_words_must_confirm() -> None:
    concepts = {
        name: Concept(name, "problem-type", name, name, (name,), ("办案",), (), "", True) for name in ("装备", "文书")
    }
    ontology = Ontology({"mechanism": {}, "problem-type": concepts, "indicator": {}, "unit": {}}, "family")
    problems = [subject("文书差错多", "", ("文书",), ontology)]
    assert answered([subject("更新装备", "", ("装备",), ontology)] * 2, problems) == ((), ())
    assert answered([subject("更新装备", "减少文书差错", ("装备",), ontology)] * 2, problems) == ((0,), (0,))


def test_parts_of_a_long_word_come_with_it() -> None:
    assert {"枫桥经验", "经验"} <= set(domain_words(SMALL).content_words("枫桥经验"))


def test_nothing_is_answered_where_there_is_no_problem() -> None:
    assert answered([subject("加强普法", "", (), SMALL)], []) == ((),)
