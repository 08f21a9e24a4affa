"""From sentences to adoptions: what a whole report says of its practices."""

from __future__ import annotations

import pytest

from kg.extractors.broader import BROADER, FIELDS
from kg.extractors.mechanisms import adoptions, mentions, written
from kg.model import Adoption, Report, Status
from kg.ontology import load
from kg.reports import read_report

FRAME = """石桥镇2023年法治政府建设情况报告

2023年，石桥镇扎实推进依法行政，现将情况报告如下：

一、主要举措和成效
{done}

二、存在的问题
{lacking}

三、2024年工作打算
{planned}

青山县石桥镇人民政府
2024年1月8日
"""


def report(done: str = "", lacking: str = "", planned: str = "") -> Report:
    text = FRAME.format(
        done=done or "（一）夯实基础。组织学习。",
        lacking=lacking or "（一）力量不足。人手偏少。",
        planned=planned or "（一）补充力量。招录人员。",
    )
    return read_report(text.encode(), "石桥镇.txt")


def adopted(**parts: str) -> dict[str, list[Adoption]]:
    found: dict[str, list[Adoption]] = {}
    for adoption in adoptions(mentions(report(**parts), load())):
        found.setdefault(adoption.mechanism.label, []).append(adoption)
    return found


def statuses(name: str, **parts: str) -> list[Status]:
    return [a.status for a in adopted(**parts).get(name, [])]


@pytest.mark.parametrize(
    "planned",
    [
        "将积分制推广到全部行政村。",
        "在其余9个村推行积分制。",
        "总结积分制经验，年内在全镇推开。",
        "将积分制由六个村扩大到所有村。",
    ],
)
def test_what_runs_here_and_is_planned_there_has_both_statuses(planned: str) -> None:
    runs, spreads = adopted(
        done="（一）多元解纷。推行积分制，覆盖六个村。",
        planned=f"（一）扩面提质。{planned}（二）规范管理。继续用好积分制。",
    )["积分制"]
    assert (runs.status, runs.continues) == (Status.IMPLEMENTED, True)
    assert (spreads.status, spreads.continues) == (Status.PLANNED, False)
    assert not set(runs.passages) & set(spreads.passages)


def test_a_plan_to_carry_on_what_runs_is_no_second_adoption() -> None:
    (adoption,) = adopted(
        done="（一）多元解纷。推行积分制，覆盖六个村。", planned="（一）扩面提质。推行积分制，规范兑换。"
    )["积分制"]
    assert (adoption.status, adoption.continues) == (Status.IMPLEMENTED, True)
    assert len(adoption.passages) == 2


def test_a_trial_that_is_to_spread_is_a_trial() -> None:
    (adoption,) = adopted(
        done="（一）多元解纷。在两个村试点积分制。", planned="（一）扩面提质。条件成熟时将积分制推广到全部村。"
    )["积分制"]
    assert (adoption.status, adoption.continues) == (Status.PILOTING, True)


def test_what_is_only_planned_for_all_villages_is_planned() -> None:
    assert statuses("积分制", planned="（一）扩面提质。在全部村推行积分制。") == [Status.PLANNED]


def test_a_plan_for_something_new_is_planned() -> None:
    (adoption,) = adopted(planned="（一）规范执法。推行“综合查一次”，减少扰企。")["综合查一次"]
    assert (adoption.status, adoption.continues) == (Status.PLANNED, False)


def test_what_is_missing_and_then_planned_is_planned() -> None:
    parts = {"lacking": "（一）力量不足。镇里尚未配备公职律师。", "planned": "（一）补齐力量。力争配备1名公职律师。"}
    assert statuses("公职律师", **parts) == [Status.PLANNED]


def test_what_is_missing_and_not_planned_is_no_adoption() -> None:
    assert statuses("公职律师", lacking="（一）力量不足。镇里没有公职律师。") == []


def test_what_is_said_outweighs_what_the_section_implies() -> None:
    done = "（一）扎实推进一支队伍管执法。我镇正在加快实现“一支队伍管执法”。"
    assert statuses("一支队伍管执法", done=done) == [Status.IN_PROGRESS]


def test_two_statuses_stand_where_both_are_said() -> None:
    done = "（一）解纷。已在镇区全面推行积分制。在山区三个村开展积分制试点。"
    assert statuses("积分制", done=done) == [Status.IMPLEMENTED, Status.PILOTING]


def test_spellings_of_a_discovered_name_are_one_practice() -> None:
    done = "（一）快速处置。畅通“325”处置机制，通过“325”快速响应机制流转事件。"
    names = [label for label in adopted(done=done) if "325" in label]
    assert names == ["325处置机制"]  # the first full name stands


def test_a_year_or_a_hotline_is_no_number_pattern() -> None:
    done = "（一）专项行动。开展“2024平安守护”、“2024护苗助航”专项行动。推行“110矛盾联调”机制，打造“110法律服务”品牌。"
    assert {"2024平安守护", "2024护苗助航", "110矛盾联调", "110法律服务"} <= adopted(done=done).keys()


def test_a_village_is_told_from_the_town_by_the_clause() -> None:
    done = (
        "（一）法律服务。镇政府聘请青山律师事务所2名律师担任法律顾问。全镇21个村由青山律师事务所选派律师担任法律顾问。"
    )
    found = adopted(done=done)
    assert "政府法律顾问" in found
    assert "一村一法律顾问" in found


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("修订《石桥镇重大行政决策程序实施办法（试行）》，明确五道程序。", True),
        ("学习《重大行政决策程序暂行条例》。", False),
        ("组织观看《一支队伍管执法改革纪实》专题片。", False),
    ],
)
def test_titles_name_practices_only_where_the_rules_are_the_towns_own(sentence: str, named: bool) -> None:
    found = adopted(done=f"（一）依法履职。{sentence}")
    assert ("重大行政决策程序" in found or "一支队伍管执法" in found) is named
    if named:
        assert [a.status for a in found["重大行政决策程序"]] == [Status.IMPLEMENTED]


def test_a_remedy_told_among_the_problems_is_a_plan() -> None:
    lacking = "1.普法不够精准。针对骑手的宣传少。下一步，打造柿林说理堂，引入志愿力量。"
    assert statuses("柿林说理堂", lacking=lacking) == [Status.PLANNED]


def test_names_carry_both_their_quotes() -> None:
    (adoption,) = adopted(done="（一）解纷。坚持新时代“枫桥经验”，化解纠纷。")["枫桥经验"]
    assert adoption.surface_forms == ("新时代“枫桥经验”",)


@pytest.mark.parametrize(
    ("sentence", "name", "broader"),
    [
        ("组建“红袖”巡逻队伍，守护平安。", "红袖", "治安巡逻队"),
        ("打造“柿子树下”议事品牌，化解邻里纠纷，调解矛盾九起。", "柿子树下", "村级民主协商"),
        ("畅通“325”处置机制，整改隐患，开展执法检查。", "325处置机制", "综合行政执法体制"),
        ("推出“江畔办”小程序，企业办事更快。", "江畔办", "政务服务"),
    ],
)
def test_a_discovered_practice_has_its_nearest_broader_concept(sentence: str, name: str, broader: str) -> None:
    (adoption,) = adopted(done=f"（一）基层治理。{sentence}")[name]
    assert adoption.mechanism.id is None
    assert adoption.mechanism.broader == (broader,)


def test_concepts_that_discovered_names_stand_under_are_in_the_scheme() -> None:
    named = {concept for _, concept in BROADER} | set(FIELDS)
    assert named <= load().mechanisms.keys()


@pytest.mark.parametrize(
    ("text", "name", "as_written"),
    [
        ("开展烟花爆竹“打非治违”行动", "烟花爆竹“打非", "烟花爆竹“打非治违”"),
        ("规范“诉调、警调、访调”对接机制", "访调”对接", "访调"),
        ("践行新时代“枫桥经验”", "新时代“枫桥经验", "新时代“枫桥经验”"),
        ("畅通“532”处置机制", "532”处置机制", "“532”处置机制"),
    ],
)
def test_a_name_is_not_cut_at_its_quotes(text: str, name: str, as_written: str) -> None:
    start = text.index(name)
    assert text[slice(*written(text, start, start + len(name)))] == as_written


@pytest.mark.parametrize(
    ("parts", "name", "expected"),
    [
        # A remedy told with “对此，我们将” among the problems.
        (
            {"lacking": "一是调解力量弱，遇到大案没有办法。对此，我们将筹建柿林纠纷调解委员会。"},
            "柿林纠纷调解委员会",
            [Status.PLANNED],
        ),
        # The column of remedies of a table.
        (
            {
                "lacking": "序号\t存在问题\t整改措施\n1\t普法方式陈旧\t开办“柿林大集普法台”，每月两次\n2\t协作不畅\t推行联席会商制度"
            },
            "柿林大集普法台",
            [Status.PLANNED],
        ),
        # Headings lend their status to the names listed under them.
        (
            {
                "done": "（一）夯实基础。组织学习。\n（二）承担的试点任务。\n1.柿林仲裁巡回庭。由县里先行设立，已受理13件。"
            },
            "柿林仲裁巡回庭",
            [Status.PILOTING],
        ),
        (
            {"done": "（一）夯实基础。组织学习。\n（二）正在推进的工作。\n1.村级“柿林阳光账”。已有14个村移交。"},
            "柿林阳光账",
            [Status.IN_PROGRESS],
        ),
        # What is tried is the name that follows.
        (
            {"done": "（一）决策。试运行镇级合法性审查“柿林一表清”，由三方在一张表上签字。"},
            "合法性审查",
            [Status.IMPLEMENTED],
        ),
    ],
)
def test_what_lends_a_status(parts: dict[str, str], name: str, expected: list[Status]) -> None:
    assert statuses(name, **parts) == expected


def test_a_line_that_lists_lends_its_status_to_the_lines_below() -> None:
    done = "（一）便民服务。窗口服务不断改进。\n明年拟新上的项目\n柿林消防课堂：每季一课。\n柿林代跑点：设一个总点。"
    assert statuses("柿林消防课堂", done=done) == [Status.PLANNED]
    assert statuses("柿林代跑点", done=done) == [Status.PLANNED]


def test_a_name_that_spells_out_its_parts_names_them_too() -> None:
    found = adopted(done="（一）执法。落实行政执法公示、执法全过程记录、重大执法决定法制审核制度。")
    assert {"行政执法三项制度", "行政执法公示", "执法全过程记录", "重大执法决定法制审核"} <= set(found)


def test_the_parts_of_a_name_have_what_is_said_of_the_whole() -> None:
    found = adopted(
        done="（一）执法。行政执法公示、执法全过程记录、重大执法决定法制审核三项制度正按县里统一安排分步推开。"
    )
    assert {a.status for name in ("行政执法公示", "执法全过程记录") for a in found[name]} == {Status.IN_PROGRESS}


def test_what_is_not_built_with_it_says_nothing_of_a_practice() -> None:
    assert statuses("网格员", lacking="（一）网格员仍用纸质本登记，未能建立信息化平台。") == [Status.IMPLEMENTED]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("木林镇“十户联防”虽有成效，但与我镇实际不相适应，不作照搬。", {}),
        ("镇政府和柳湾等13个村（社区）委托河北柿林律师事务所提供法律顾问服务。", {"政府法律顾问", "一村一法律顾问"}),
        ("各社区的法律顾问仍由该所两名律师担任。", {"一村一法律顾问"}),
        ("会议听取了法律顾问的意见。", {}),
    ],
)
def test_advisers_and_what_is_left_aside(sentence: str, named: set[str]) -> None:
    found = set(adopted(done=f"（一）依法履职。{sentence}"))
    assert found & {"十户长", "政府法律顾问", "一村一法律顾问"} == set(named)


def test_a_subject_of_publicity_is_not_run() -> None:
    assert not adopted(done="（一）普法。围绕“扫黑除恶、禁毒”等主题开展宣传。").keys() & {"扫黑除恶"}
    assert "扫黑除恶" in adopted(done="（一）平安。深入开展扫黑除恶斗争。")
