"""Known mechanisms are found by any of their spellings, alone and in lists that share a head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.folding import fold, fold_label, quoted_commas
from kg.extractors.recogniser import recogniser
from kg.ontology import load


def named(text: str) -> list[str]:
    return [h.concept.id for h in recogniser(load()).scan(fold(text))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("践行新时代“枫桥经验”。", ["枫桥经验"]),
        ("依托「一支隊伍」以外的力量，实现“一支队伍 管执法”。", ["一支队伍管执法"]),
        ("推行“双随机、一公开”监管。", ["双随机一公开"]),
        ("规范“诉调、警调、访调”对接机制。", ["诉调对接", "警调对接", "访调对接"]),
        ("推广服务型和柔性执法方式。", ["服务型执法", "柔性执法"]),
        ("上述法律文书已归档。", []),
    ],
)
def test_names_and_lists(text: str, ids: list[str]) -> None:
    assert named(text) == ids


def test_offsets_are_of_the_text_as_it_stands() -> None:
    text = "落实 “谁执法 谁普法” 责任制"
    (hit,) = recogniser(load()).scan(fold(text))
    assert fold_label(text[hit.start : hit.end]).startswith("谁执法谁普法")


def test_digits_are_not_cut_out_of_longer_numbers() -> None:
    assert "141体系" not in named("办理1412件。")


@given(st.text(alphabet="“”「」、，,枫桥经验诉警访调对接法律明白人 A1+", max_size=50))
def test_any_text_folds_and_scans(text: str) -> None:
    folded = fold(text)
    assert list(folded.origin) == sorted(set(folded.origin))
    assert quoted_commas(text) <= {i for i, c in enumerate(text) if c in "、，,"}
    for hit in recogniser(load()).scan(folded):
        assert 0 <= hit.start < hit.end <= len(text)


def test_a_list_at_the_very_beginning() -> None:
    assert named("诉调、警调、访调对接机制不断健全。") == ["诉调对接", "警调对接", "访调对接"]


@given(
    st.lists(st.sampled_from(["诉调", "警调", "柔性", "服务型", "政府", "村居", "党务", "调"]), min_size=1, max_size=4),
    st.sampled_from(["对接", "执法", "法律顾问", "公开"]),
)
def test_lists_of_parts_anywhere(parts: list[str], head: str) -> None:
    for text in ("、".join(parts) + head, "推行" + "、".join(parts) + head + "。"):
        for hit in recogniser(load()).scan(fold(text)):
            assert 0 <= hit.start < hit.end <= len(text)


def test_a_list_carries_on_what_its_first_member_names() -> None:
    text = "开展法律进机关、进乡村、进学校和进企业活动，走进企业座谈。"
    hits = recogniser(load()).scan(fold(text))
    assert [h.concept.id for h in hits if h.concept.id.startswith("法律进")] == [
        "法律进机关",
        "法律进乡村",
        "法律进学校",
        "法律进企业",
    ]


@given(st.text(alphabet="“”‘’「」、，,\n·　 法A１—治明白人", max_size=60))
def test_folding_says_where_each_character_stood(text: str) -> None:
    """Character by character, as slowly as can be."""
    inside = quoted_commas(text)
    kept = [i for i, char in enumerate(text) if fold_label(char) and i not in inside]
    folded = fold(text)
    assert folded.text == "".join(fold_label(text[i]) for i in kept)
    assert list(folded.origin) == kept


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“诉调、警调”、", {3}),
        ("“诉调、“警调、访调”", {7}),
        ("“诉调、\n警调”", set()),
        (f"“{'甲' * 24}、”", set()),
        ("、”", set()),
    ],
)
def test_commas_inside_a_short_pair_of_quotes(text: str, inside: set[int]) -> None:
    assert quoted_commas(text) == inside


def test_the_longest_of_the_leftmost_spellings_is_meant() -> None:
    text = "七五依法治理大脑建设，12345热线和12345"
    hits = recogniser(load()).scan(fold(text))
    assert [text[hit.start : hit.end] for hit in hits] == ["七五依法治理", "12345热线", "12345"]


PIECES = st.sampled_from(
    [
        *"“”、，\n进村",
        "诉调",
        "警调对接",
        "法律进机关",
        "进企业",
        "上述法律",
        "述法",
        "七五依法治理",
        "柔性",
        "服务型执法",
        "1+3+N",
        "网格",
        "A",
        " ",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=6))
def test_several_texts_are_scanned_as_each_by_itself(texts: list[str]) -> None:
    finder = recogniser(load())
    assert finder.scan_all(texts) == [finder.scan(fold(text)) for text in texts]
