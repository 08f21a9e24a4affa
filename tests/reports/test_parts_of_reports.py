"""Parts told by lines of their own, by their children's wording and by sentences amid problems."""

from __future__ import annotations

import time

import pytest

from kg.model import Role
from kg.reports import read_report

TITLE = "石桥镇2024年法治政府建设年度报告"
INTRO = "2024年，我镇坚持依法行政，扎实推进法治政府建设，取得了一定成效。现将有关情况报告如下："


def _roles(*lines: str) -> dict[str, str]:
    """Role of each sentence by its first four characters."""
    report = read_report("\n".join((TITLE, INTRO, *lines)).encode(), "a.txt")
    return {p.text[:4]: p.role.value for p in report.passages}


@pytest.mark.parametrize("problems", ["存在的问题", "差距与不足", "工作短板", "正视不足", "需要改进的方面"])
@pytest.mark.parametrize("plans", ["下一步工作", "工作打算", "整改措施", "改进举措", "2025年工作计划"])
def test_short_lines_without_numbers_open_their_parts(problems: str, plans: str) -> None:
    roles = _roles(
        "主要举措和成效",
        "强化学习。学法6次。",
        problems,
        "力量不足。一人多岗。",
        plans,
        "充实力量。争取下沉。",
    )
    assert (roles["强化学习"], roles["力量不足"], roles["充实力量"]) == ("measures", "problems", "plans")


@pytest.mark.parametrize("heading", ["改进措施", "改进方向", "整改措施", "努力方向", "对策建议"])
def test_a_list_of_remedies_below_the_problems_plans(heading: str) -> None:
    roles = _roles(
        "一、主要工作", "强化学习。学法6次。", "二、存在的短板及整改",
        "（一）存在的短板", "1.力量不足。一人多岗。", "2.经费紧张。装备老旧。",
        f"（二）{heading}", "1.充实力量。争取下沉。", "2.更新装备。配齐终端。",
    )  # fmt: skip
    assert (roles["1.力量"], roles["1.充实"]) == ("problems", "plans")


@pytest.mark.parametrize("heading", ["回头看的收获", "几点体会"])
def test_children_that_fall_short_make_a_part_one_of_problems(heading: str) -> None:
    lines = ("一、主要工作", "（一）强化学习。学法6次。", "（二）规范执法。检查9次。", f"二、{heading}")
    weak = ("（一）执法力量较为薄弱。一人多岗。", "（二）普法实效有待提升。形式老套。", "三、下步打算", "强化培训。")
    assert _roles(*lines, *weak)["（一）执"] == "problems"
    strong = ("（一）抓早抓小最管用。小事不出村。", "（二）困难群众有人帮。走访90户。", "三、下步打算", "强化培训。")
    assert _roles(*lines, *strong)["（一）抓"] == "measures"


@pytest.mark.parametrize(
    "sentence",
    ["出现以上问题，主观上对学习抓得不紧；客观上编制偏紧。", "主观上，学习抓得不紧；客观上，编制偏紧。"],
)
def test_reasons_of_both_kinds_open_the_causes(sentence: str) -> None:
    roles = _roles("一、主要工作", "学法6次。", "二、存在问题", "一是力量不足；二是形式单一。", sentence)
    assert roles[sentence[:4]] == Role.CAUSES.value


def test_items_by_mixed_words() -> None:
    report = read_report(
        f"{TITLE}\n{INTRO}\n一、存在问题\n首先是意识不够强，重结果轻程序。其次是力量不足。第三，形式单一。最后是经费紧张。".encode(),
        "a.txt",
    )
    assert [s.marker for s in report.sections if s.style == "item-word"] == ["首先是", "其次是", "第三，", "最后是"]


@pytest.mark.parametrize("mark", ["“", "（", "《"])
def test_marks_that_never_close_take_no_time(mark: str) -> None:
    def spent(number: int) -> float:
        begun = time.process_time()
        read_report(f"{TITLE}\n{INTRO}\n一、存在问题\n{mark * number}".encode(), "a.txt")
        return time.process_time() - begun

    spent(100)
    # Eight times the marks: searching from each to the end would take sixty-four times as long.
    assert spent(40_000) < 24 * max(spent(5_000), 0.02)


def test_lines_below_an_unnumbered_part_head_its_problems_and_plans() -> None:
    text = (
        "柳河县清泉镇2022年法治政府建设工作报告\n2022年，清泉镇坚持依法行政，现将有关情况报告如下。\n工作开展情况\n"
        "全年组织集中学法12次，开展法治培训3场，办理行政处罚案件16件，调解各类纠纷86件。\n存在的问题\n执法人员数量不足\n"
        "全镇持证人员只有5人，难以满足工作需要。\n普法形式比较单一\n以发放资料为主，群众参与度不高。\n下一步工作打算\n"
        "充实执法力量\n选派3名干部参加执法资格考试，推行综合查一次。\n清泉镇人民政府\n2023年1月6日\n"
    )
    found = [(s.heading, s.role) for s in read_report(text.encode(), "清泉.txt").sections]
    assert ("执法人员数量不足", Role.PROBLEMS) in found
    assert ("普法形式比较单一", Role.PROBLEMS) in found
    assert ("充实执法力量", Role.PLANS) in found
