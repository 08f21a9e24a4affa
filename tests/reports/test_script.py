"""Traditional text is converted, Simplified text and names are not."""

import pytest

from kg.reports.draft import Draft
from kg.reports.script import _PROTECTED, is_traditional, simplified, to_simplified


def _convert(text: str) -> str:
    draft = Draft.of(text)
    to_simplified(draft)
    return draft.text


def test_a_traditional_report_is_converted_with_its_quotes() -> None:
    text = "本鎮黨委、鎮政府堅持「楓橋經驗」，圍繞重點領域著力化解糾紛，徵求羣衆意見。"
    assert _convert(text) == "本镇党委、镇政府坚持“枫桥经验”，围绕重点领域着力化解纠纷，征求群众意见。"


@pytest.mark.parametrize(
    "text",
    [
        "乾安县水字镇2023年法治政府建设报告，於潜镇来信",
        "「枫桥经验」在瀋陽路社区落地，全年化解纠纷31件，群众满意",
        "著名法学家授课",
    ],
)
def test_a_simplified_text_stays_as_it_is(text: str) -> None:
    assert not is_traditional(text)
    assert _convert(text) == text


def test_official_names_keep_their_characters() -> None:
    for name in _PROTECTED:
        assert simplified(f"在{name}的") == f"在{name}的"
    assert simplified("乾安縣與乾潭鎮，衣服乾淨，關於藉助平臺") == "乾安县与乾潭镇，衣服干净，关于借助平台"


def test_a_particle_and_a_word_are_told_apart() -> None:
    text = "圍繞著羣眾關切開展專項執法檢查，著名專家編著《實務》，成效顯著，著力解決問題"
    assert _convert(text) == "围绕着群众关切开展专项执法检查，著名专家编著《实务》，成效显著，着力解决问题"
