"""Every wording of the status tables decides its own example, and neighbours do not disturb it."""

import re

import pytest

from kg.extractors.absence_cues import ABSENCE, ELSEWHERE, LACKING
from kg.extractors.clauses import clause_at, split_clauses
from kg.extractors.cues import ABSENT, Cue
from kg.extractors.status import judge
from kg.extractors.status_cues import DONE, TO_COME, WIDENS
from kg.model import Role, Status

RUNS, TRIED, COMING, PLANNED = Status.IMPLEMENTED, Status.PILOTING, Status.IN_PROGRESS, Status.PLANNED


def verdict(sentence: str, role: Role, heading: str = ""):
    marked = re.search(r"【(.+?)】", sentence)
    assert marked, sentence
    text = sentence.replace("【", "").replace("】", "")
    start = marked.start()
    return judge(clause_at(text, start, start + len(marked.group(1))), role, [heading])


@pytest.mark.parametrize(
    ("cue", "role"),
    [(c, Role.MEASURES) for c in (*ABSENCE, *DONE)]
    + [(c, Role.PROBLEMS) for c in LACKING]
    + [(c, Role.PLANS) for c in (*TO_COME, *ELSEWHERE)],
    ids=lambda value: value.example if isinstance(value, Cue) else str(value),
)
def test_each_wording_decides_its_example(cue: Cue, role: Role) -> None:
    expected = None if cue.outcome == ABSENT else cue.outcome
    assert verdict(cue.example, role).status is expected


@pytest.mark.parametrize("cue", WIDENS, ids=lambda cue: cue.example)
def test_each_wording_that_widens_decides_its_example(cue: Cue) -> None:
    assert verdict(cue.example, Role.PLANS).widens
    assert not verdict(cue.example, Role.MEASURES).widens


@pytest.mark.parametrize(
    "sentence", ["继续用好【积分制】，惠及全镇群众。", "推行【积分制】，建设平安村居。", "深化【积分制】。"]
)
def test_plans_that_name_no_further_place_widen_nothing(sentence: str) -> None:
    assert not verdict(sentence, Role.PLANS).widens


@pytest.mark.parametrize(
    ("sentence", "role", "status"),
    [
        ("我镇全面推行【网格化】管理，选配网格员六十名。", Role.MEASURES, RUNS),
        ("稳步推进【信访工作法治化】，全年无越级访。", Role.MEASURES, RUNS),
        ("初步实现了【一支队伍管执法】的改革要求。", Role.MEASURES, RUNS),
        ("组建工作进展顺利，力争年底前形成【一支队伍管执法】格局。", Role.MEASURES, COMING),
        ("在河东、河西两个社区开展【积分制】试点。", Role.MEASURES, TRIED),
        ("没有发生【社区矫正】对象脱管失控事件。", Role.MEASURES, RUNS),
        ("探索党建联建路子，建成【综治中心】一处。", Role.MEASURES, RUNS),
        ("【多元化解机制】的协同作用发挥还不充分。", Role.PROBLEMS, RUNS),
        ("镇里没有专职人员，【公职律师】仍是空白。", Role.PROBLEMS, None),
        ("推行【综合查一次】，减少重复检查。", Role.PLANS, PLANNED),
        ("探索建立【公职律师】联系乡镇制度。", Role.PLANS, PLANNED),
        ("试行【积分制】，年底前覆盖一半的村。", Role.PLANS, PLANNED),
        ("巩固【枫桥式】创建成果。", Role.PLANS, RUNS),
    ],
)
def test_sentences_of_their_own(sentence: str, role: Role, status: Status | None) -> None:
    assert verdict(sentence, role).status is status


@pytest.mark.parametrize(
    ("sentence", "role", "status"),
    [
        ("【积分制】方案已印发，各村陆续启动。", Role.MEASURES, COMING),
        ("稳步推进【积分制】，逐步扩大覆盖面。", Role.MEASURES, COMING),
        ("探索推行【积分制】以来，已在全部21个村铺开，兑换物资。", Role.MEASURES, RUNS),
        ("在三个村试点【积分制】，明年在全镇铺开。", Role.MEASURES, TRIED),
        ("【共享法庭】已列入2025年工作计划。", Role.MEASURES, PLANNED),
        ("【积分制】试运行三个月，积累了经验。", Role.MEASURES, TRIED),
        ("【共享法庭】选址已定，正在装修。", Role.MEASURES, COMING),
        ("第一中学列为法治教育试点，【模拟法庭】已建成并开庭四次。", Role.MEASURES, RUNS),
        ("我镇被列为全县第一批【积分制】试点。", Role.MEASURES, TRIED),
        ("作为全市【一支队伍管执法】改革首批试点镇，先后召开协调会。", Role.MEASURES, TRIED),
        ("推动【积分制】扩面提质。", Role.PLANS, RUNS),
        ("县里推开的【三级吹哨】机制，我乡因平台没有接通，尚未纳入。", Role.PROBLEMS, None),
        ("试办的【夜间巡回法庭】，因人少，办了两个月后不再举办。", Role.MEASURES, None),
        ("原定年内挂牌的【检察工作站】，因选址未定，未能建成。", Role.MEASURES, None),
        ("【智慧平台】正在加快建设，已接入探头六个，计划春节前试运行。", Role.MEASURES, COMING),
        ("【双随机】检查因执法主体资格问题尚未开展。", Role.MEASURES, None),
        ("推行【一枚印章管审批】改革尚处在县级层面，乡镇没有实施。", Role.MEASURES, None),
        ("曾在两个村试行的【积分超市】，因群众反映难兑换，9月起停办。", Role.MEASURES, None),
        ("将推行行政执法【三项制度】纳入年度工作安排。", Role.MEASURES, RUNS),
        ("按照学法计划开展【会前学法】23次。", Role.MEASURES, RUNS),
        ("原计划年底推行【积分制】，目前已覆盖21个村，兑换物资三万元。", Role.MEASURES, RUNS),
        ("积极筹建【共享法庭】，6月建成投用，已开庭九次。", Role.MEASURES, RUNS),
        ("巩固【积分制】试点成果，在全镇推广。", Role.MEASURES, RUNS),
        ("由于场地原因，【共享法庭】暂缓建设。", Role.MEASURES, None),
        ("从今年起不再开展【积分制】。", Role.MEASURES, None),
        ("【网格化】正在起步，划出网格十一个。", Role.MEASURES, COMING),
        ("借鉴外地经验，推行【积分制】。", Role.PLANS, PLANNED),
        ("严格落实【三项制度】。", Role.PLANS, PLANNED),
        ("【积分制】流于形式。", Role.PROBLEMS, RUNS),
    ],
)
def test_more_sentences_of_their_own(sentence: str, role: Role, status: Status | None) -> None:
    assert verdict(sentence, role).status is status


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("承担的试点任务", TRIED),
        ("正在试点、探索的事项", TRIED),
        ("正在探索的两项工作", TRIED),
        ("正在推进的工作", COMING),
        ("年内启动、尚未完成的项目", COMING),
        ("二〇二五年拟新上的项目", PLANNED),
        ("推进三年行动计划实施", RUNS),
        ("强化在建项目安全监管", RUNS),
        ("完善矛盾纠纷多元化解", RUNS),
    ],
)
def test_headings_lend_their_status(heading: str, status: Status) -> None:
    assert verdict("【扫码入企】覆盖园区企业。", Role.MEASURES, heading).status is status


def test_carrying_on_is_marked() -> None:
    assert verdict("持续深化【网格化】服务管理。", Role.PLANS).continues
    assert not verdict("引入【共享法庭】。", Role.PLANS).continues


def test_a_heading_lends_its_status() -> None:
    assert verdict("【扫码入企】覆盖园区企业。", Role.MEASURES, "试点新型监管").status is TRIED
    assert verdict("【扫码入企】覆盖园区企业。", Role.MEASURES, "规范执法，加快改革").status is RUNS


def test_clauses_keep_bracketed_commas_and_thousands() -> None:
    text = "开展“大走访，大排查”行动1,286次，化解（含调解，信访）矛盾。"
    assert [text[s:e] for s, e in split_clauses(text)] == [
        "开展“大走访，大排查”行动1,286次",
        "化解（含调解，信访）矛盾",
    ]


def test_the_next_clause_ends_at_a_full_stop() -> None:
    text = "推行积分制。试点先行。"
    assert clause_at(text, 2, 5).following == ""
    assert clause_at("推行积分制，试点先行。", 2, 5).following == "试点先行"
