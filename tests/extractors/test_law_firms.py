from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_by_hand import report_of

from kg.extractors.adviser_roles import ADVISER, GOVERNMENT, OCCASIONAL, OTHERS_ADVISER, VILLAGE, roles_of
from kg.extractors.law_firms import engagements
from kg.model import AdviserRole, Role
from kg.reports import read_report

TOWN, VILLAGES, OTHER = AdviserRole.GOVERNMENT, AdviserRole.VILLAGE, AdviserRole.OTHER


def found(*sentences: str, role: Role = Role.MEASURES) -> list[tuple[str | None, AdviserRole, int | None, int | None]]:
    return [
        (e.law_firm or e.service_office, e.role, e.lawyer_count, e.village_count)
        for e in engagements(report_of(*sentences, role=role))
    ]


@pytest.mark.parametrize(
    ("rows", "role"),
    [(GOVERNMENT, TOWN), (VILLAGE, VILLAGES), (ADVISER, TOWN), (OCCASIONAL, OTHER), (OTHERS_ADVISER, OTHER)],
)
def test_each_row_gives_its_role(rows: tuple[tuple[str, str], ...], role: AdviserRole) -> None:
    for pattern, example in rows:
        assert role in roles_of(example), (pattern, example)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("聘请循远律师事务所为我镇法律顾问单位。", [("循远律师事务所", TOWN, None, None)]),
        (
            "聘请循远律师事务所为我镇法律顾问，聘请君衡律师事务所4名人员为我镇村居法律顾问。",
            [("循远律师事务所", TOWN, None, None), ("君衡律师事务所", VILLAGES, 4, None)],
        ),
        (
            "与广东光明律师事务所签订合同聘请律师担任镇政府常年法律顾问，为重大合同提供审查服务。",
            [("广东光明律师事务所", TOWN, None, None)],
        ),
        (
            "与天津市明韬律师事务所签订法律顾问合同，由该所律师为镇政府、各村提供法律援助、法律咨询，开展培训。",
            [("天津市明韬律师事务所", TOWN, None, None)],
        ),
        ("2024年明晟律师事务所3名律师签订村居法律顾问合同。", [("明晟律师事务所", VILLAGES, 3, None)]),
        (
            "村（社区）法律顾问由浙江安渚律师事务所和清水县东河法律服务所选派，11个村无一空白。",
            [("浙江安渚律师事务所", VILLAGES, None, None), ("清水县东河法律服务所", VILLAGES, None, None)],
        ),
        (
            "我镇与云南岳山律师事务所、昆明诚明律师事务所签订协议，前者出任镇人民政府法律顾问，后者选派6名律师为15个村（居）委会提供法律服务。",
            [("云南岳山律师事务所", TOWN, None, None), ("昆明诚明律师事务所", VILLAGES, 6, 15)],
        ),
        (
            "聘用北疆明正律师事务所为苏木法律顾问单位，明正所另派6名律师结对18个嘎查。",
            [("北疆明正律师事务所", TOWN, None, None), ("北疆明正律师事务所", VILLAGES, 6, 18)],
        ),
        (
            "镇政府与广西越明律师事务所续签法律顾问合同，由该所派出3名律师组成顾问团队；同年，广西诚安（钦州）律师事务所担任河口、双井等7个村的村法律顾问，越明所担任其余15个村（社区）的法律顾问。",
            [
                ("广西越明律师事务所", TOWN, 3, None),
                ("广西诚安（钦州）律师事务所", VILLAGES, None, 7),
                ("广西越明律师事务所", VILLAGES, None, 15),
            ],
        ),
        (
            "续聘广东灯明律师事务所为镇政府常年法律顾问，3名律师轮流坐班；13个村（社区）的法律顾问分别由广东江口（古河）律师事务所和广东正明律师事务所派员担任。",
            [
                ("广东灯明律师事务所", TOWN, 3, None),
                ("广东江口（古河）律师事务所", VILLAGES, None, None),
                ("广东正明律师事务所", VILLAGES, None, None),
            ],
        ),
        ("邀请陕西安河律师事务所两位律师以案释法，受众1100余人次。", [("陕西安河律师事务所", OTHER, 2, None)]),
        ("邀请北疆敏安律师事务所主任为苏木、嘎查两级干部讲授民法典1场。", [("北疆敏安律师事务所", OTHER, None, None)]),
        ("在一起合同纠纷中，我镇委托云南启明律师事务所出庭应诉。", [("云南启明律师事务所", OTHER, None, None)]),
        ("推进镇公共法律服务站（中心）、东河法律服务所建设。", [("东河法律服务所", OTHER, None, None)]),
        ("聘请安正律师事务所为镇政府及13个村（社区）的法律顾问。", [("安正律师事务所", TOWN, None, None), ("安正律师事务所", VILLAGES, None, 13)]),
        ("聘请安正律师事务所担任街道办事处法律顾问，审查合同12份。", [("安正律师事务所", TOWN, None, None)]),
        (
            "其中镇政府聘请湖北楚明律师事务所，村（社区）聘请湖北荆明律师事务所。",
            [("湖北楚明律师事务所", TOWN, None, None), ("湖北荆明律师事务所", VILLAGES, None, None)],
        ),
        (
            "与山东齐安律师事务所合作，为全镇43个村居提供免费法律咨询。",
            [("山东齐安律师事务所", VILLAGES, None, 43)],
        ),
        ("由河北安正律师事务所为政府提供法律服务。", [("河北安正律师事务所", TOWN, None, None)]),
        (
            "乡政府与晋北安和律师事务所签订法律服务协议，该所同时为全乡12个行政村提供村级法律顾问服务。",
            [("晋北安和律师事务所", TOWN, None, None), ("晋北安和律师事务所", VILLAGES, None, 12)],
        ),
        ("我镇与安正律师事务所签订一村一法律顾问合同，覆盖各村。", [("安正律师事务所", VILLAGES, None, None)]),
        (
            "全镇16个村(居)由赣南明川律师事务所、赣南正山律师事务所安排5名律师担任法律顾问。",
            [("赣南明川律师事务所", VILLAGES, None, None), ("赣南正山律师事务所", VILLAGES, None, None)],
        ),
        ("9个嘎查的法律顾问均由北疆明正律师事务所选派律师担任。", [("北疆明正律师事务所", VILLAGES, None, 9)]),
        ("陇原安河律师事务所选派3名律师对接15个村，开展法律服务。", [("陇原安河律师事务所", VILLAGES, 3, 15)]),
        (
            "由于经费尚未完全落实，目前与燕北恒安律师事务所签约的村有9个，其余4个村年内可完成签约。",
            [("燕北恒安律师事务所", VILLAGES, None, 9)],
        ),
        ("各村尚未与燕北恒安律师事务所签订合同。", []),
        (
            "为库区6个移民村提供村级法律顾问的，是河东安南律师事务所指派的律师3人，其余11个村的法律顾问正在逐村落实。",
            [("河东安南律师事务所", VILLAGES, 3, 6)],
        ),
        ("安河律师事务所负责6个村，其余5个村由明理律师事务所承担法律顾问工作。",
         [("安河律师事务所", VILLAGES, None, 6), ("明理律师事务所", VILLAGES, None, 5)]),
        ("村级法律服务室已启用，聘请燕京安汀律师事务所律师每月到村值班1天。", [("燕京安汀律师事务所", VILLAGES, None, None)]),
        ("聘请循远律师事务所2名律师每周到镇值班，接待群众。", [("循远律师事务所", TOWN, 2, None)]),
        (
            "街道聘请沪江安砚律师事务所为常年法律顾问单位，公职律师2名参与审核。",
            [("沪江安砚律师事务所", TOWN, None, None)],
        ),
        (
            "12个村的法律顾问由司法所干警和云桥法律服务所工作者兼任。",
            [("云桥法律服务所", VILLAGES, None, 12)],
        ),
        (
            "由云岭安河律师事务所律师担任镇政府法律顾问，并向全镇11个行政村派驻法律顾问。",
            [("云岭安河律师事务所", TOWN, None, None), ("云岭安河律师事务所", VILLAGES, None, 11)],
        ),
        (
            "落实一村一法律顾问，由苏中安阳律师事务所6名律师、淮东县清口法律服务所4名法律工作者担任25个村的法律顾问。",
            [("苏中安阳律师事务所", VILLAGES, 6, None), ("淮东县清口法律服务所", VILLAGES, 4, None)],
        ),
        ("与皖中安和律师事务所建立合作关系，全年出具法律意见书12份。", [("皖中安和律师事务所", TOWN, None, None)]),
        ("原告委托松江安正律师事务所起诉我镇，法院驳回其诉讼请求。", [("松江安正律师事务所", OTHER, None, None)]),
        ("落实一村一法律顾问制度，12个村与安正律师事务所签订服务协议。", [("安正律师事务所", VILLAGES, None, 12)]),
    ],
)  # fmt: skip
def test_firms_roles_and_counts(sentence: str, expected: list[tuple[str, AdviserRole, int | None, int | None]]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "镇政府聘请两名律师为政府法律顾问，同时为我镇的13个村居配备了村、居法律顾问。",
            [(None, TOWN, 2, None), (None, VILLAGES, None, 13)],
        ),
        ("全镇8个行政村(社区)均与专业律师签订法律服务合同。", [(None, VILLAGES, None, 8)]),
        ("11个村均聘请了法律顾问。", [(None, VILLAGES, None, 11)]),
        ("除区派驻的9名公共法律服务律师外，各村自行联系。", [(None, OTHER, 9, None)]),
        (
            "镇政府聘请常年法律顾问1名，各村（社区）聘请法律顾问16名。",
            [(None, TOWN, 1, None), (None, VILLAGES, 16, None)],
        ),
        ("发挥法律顾问作用，聘请律师1名，对38份合同进行审查。", [(None, TOWN, 1, None)]),
        ("各村聘请律师2名，每月进村。", [(None, VILLAGES, 2, None)]),
        ("引导群众聘请律师维权。", []),
        ("聘请法律顾问审核规范性文件。", []),
        ("健全村（社区）法律顾问制度，发挥法律顾问作用。", []),
        ("配备2名公职律师。", []),
        ("我镇尚未聘请律师担任政府法律顾问。", []),
        ("聘请社会监督员12名。", []),
    ],
)
def test_unnamed_lawyers(sentence: str, expected: list[tuple[None, AdviserRole, int | None, int | None]]) -> None:
    assert found(sentence) == expected


def test_other_lawyers_stand_beside_an_office_that_serves_some_of_the_villages() -> None:
    sentence = "22个村（社区）的法律顾问由司法所统一调度，共有14名律师和基层法律服务工作者参与，东河法律服务所承担了其中9个村的服务任务。"
    assert found(sentence) == [("东河法律服务所", VILLAGES, None, 9), (None, VILLAGES, None, 22)]


def test_further_mentions_add_passages_and_counts_but_no_role() -> None:
    report = report_of(
        "聘请河南安岭律师事务所（以下简称“安岭所”）为镇政府法律顾问单位。",
        "安岭所派2名律师每周四驻镇办公。",
        "全年安岭律所参与谈判19次。",
    )
    (only,) = engagements(report)
    assert (only.law_firm, only.lawyer_count, only.passages) == ("河南安岭律师事务所", 2, (0, 1, 2))


def test_a_firm_that_is_only_planned_is_left_out() -> None:
    assert found("拟聘请安正律师事务所担任镇法律顾问。", role=Role.PLANS) == []
    assert found("安正律师事务所拟于明年担任我镇法律顾问。") == []
    assert found("继续聘请安正律师事务所担任镇法律顾问。", role=Role.PLANS) == [("安正律师事务所", TOWN, None, None)]
    assert found("部分村民聘请律师上访，缺少律师。", role=Role.PROBLEMS) == []


@given(
    st.lists(st.text(alphabet="律师事务所法顾问服与聘请北京村镇个名为13该前后者（），；。", max_size=60), max_size=3)
)
def test_passages_name_what_they_prove(sentences: list[str]) -> None:
    report = report_of(*sentences)
    for engagement in engagements(report):
        assert engagement.passages
        assert all(0 <= i < len(report.passages) for i in engagement.passages)


@pytest.mark.parametrize(
    "unit", ["律师事务所；", "聘请安律师事务所，", "王律师事务所和", "前者后者", "2名律师", "12个村", "12个村由"]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    report = report_of(*[unit * 100] * 60, unit * 2_000)
    began = time.perf_counter()
    engagements(report)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            (
                "街道与江南君衡律师事务所续签了法律顾问合同，合同期三年，指派律师3名。",
                "辖区13个社区的法律顾问仍由该所和江南檀溪律师事务所分片担任，前者负责8个社区，后者负责5个社区。",
            ),
            [
                ("江南君衡律师事务所", TOWN, 3, None),
                ("江南君衡律师事务所", VILLAGES, None, 8),
                ("江南檀溪律师事务所", VILLAGES, None, 5),
            ],
        ),
        (
            ("镇政府和东河、西河等11个村（社区）委托循远律师事务所提供法律顾问服务。",),
            [("循远律师事务所", TOWN, None, None), ("循远律师事务所", VILLAGES, None, 11)],
        ),
        (
            (
                "村级法律顾问分片负责，东片23个村由明理律师事务所兼任，其余14个村由安正律师事务所和河口法律服务所分别承担，前者派律师3名。",
            ),
            [
                ("明理律师事务所", VILLAGES, None, 23),
                ("安正律师事务所", VILLAGES, None, None),
                ("河口法律服务所", VILLAGES, None, None),
            ],
        ),
        (
            (
                "原由明理律师事务所担任的镇政府法律顾问，合同于2019年底到期后未再续签；3月，镇政府改聘安正律师事务所，主办律师1名。",
            ),
            [("明理律师事务所", OTHER, None, None), ("安正律师事务所", TOWN, 1, None)],
        ),
        (
            ("镇政府与明理律师事务所的法律顾问合同8月到期，9月起改由安正律师事务所接任。",),
            [("明理律师事务所", TOWN, None, None), ("安正律师事务所", TOWN, None, None)],
        ),
        (
            ("12个居村的法律顾问由明理律师事务所3名律师和安正律师事务所滨江分所4名律师共同担任。",),
            [("明理律师事务所", VILLAGES, 3, None), ("安正律师事务所滨江分所", VILLAGES, 4, None)],
        ),
        (
            ("镇政府法律顾问由海州明理律师事务所担任；东片8个村的法律顾问由海州明理律师事务所滨江分所负责。",),
            [("海州明理律师事务所", TOWN, None, None), ("海州明理律师事务所滨江分所", VILLAGES, None, 8)],
        ),
        (
            ("镇村两级均与明理律师事务所签订法律顾问合同。",),
            [("明理律师事务所", TOWN, None, None), ("明理律师事务所", VILLAGES, None, None)],
        ),
        (
            ("安正律师事务所两名律师来镇为养殖户讲解担保合同，并未与我镇建立顾问关系。",),
            [("安正律师事务所", OTHER, 2, None)],
        ),
        (("44个村的法律顾问由区司法局从五家律师事务所统一选派，共14名律师。",), [(None, VILLAGES, 14, 44)]),
        (
            ("21个行政村全部与安正律师事务所签订法律服务协议，每村配备1名律师。",),
            [("安正律师事务所", VILLAGES, None, 21)],
        ),
        (
            (
                "辖区6个社区分别与岭海明理律师事务所、粤衡安正律师事务所签约，其中明理所负责4个社区，安正所负责2个社区。",
            ),
            [("岭海明理律师事务所", VILLAGES, None, 4), ("粤衡安正律师事务所", VILLAGES, None, 2)],
        ),
        (("村里想请凯里的律师事务所来坐班。",), []),
    ],
)
def test_more_relations(
    sentences: tuple[str, ...], expected: list[tuple[str | None, AdviserRole, int | None, int | None]]
) -> None:
    assert sorted(found(*sentences), key=str) == sorted(expected, key=str)


def test_this_firm_in_the_next_sentence_of_a_section() -> None:
    text = (
        "云溪镇2024年法治政府建设年度报告\n一、主要工作\n（一）法律顾问。镇政府和东河等11个村委托循远律师事务所提供法律"
        "顾问服务，服务期限自2023年7月至2026年6月。该所派出律师5人，其中2人服务镇政府，3人服务各村。\n"
        "（二）司法所工作。司法所有干部3人，该所调解纠纷41件。\n"
    )
    both = engagements(read_report(text.encode(), "a.txt"))
    assert [(e.role, e.lawyer_count, e.contract_from, e.contract_until) for e in both] == [
        (TOWN, 2, 2023, 2026),
        (VILLAGES, 3, 2023, 2026),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # short forms with the office's place
            "与北京市明理（海州）律师事务所签订镇政府法律顾问合同；12个村的法律顾问由明理海州所担任。",
            [("北京市明理（海州）律师事务所", TOWN, None, None), ("北京市明理（海州）律师事务所", VILLAGES, None, 12)],
        ),
        (
            "改聘粤东安正律师事务所滨江分所为镇政府法律顾问；18个村由安正滨江分所3名律师包片负责。",
            [("粤东安正律师事务所滨江分所", TOWN, None, None), ("粤东安正律师事务所滨江分所", VILLAGES, 3, 18)],
        ),
        (  # villages handed over
            "明理律师事务所包下东河等9个村的法律咨询，另外8个村归粤衡安正律师事务所。",
            [("明理律师事务所", VILLAGES, None, 9), ("粤衡安正律师事务所", VILLAGES, None, 8)],
        ),
        (
            "4个社区的法律事务交给粤衡安正律师事务所打理，剩下6个社区则归岭海明理律师事务所。",
            [("粤衡安正律师事务所", VILLAGES, None, 4), ("岭海明理律师事务所", VILLAGES, None, 6)],
        ),
        (  # what a government's adviser does
            "由岭海明理律师事务所为包括我乡在内的3个乡政府把关，全年出具意见9份。",
            [("岭海明理律师事务所", TOWN, None, None)],
        ),
        ("镇政府遇事先向岭海明理律师事务所咨询，全年11次。", [("岭海明理律师事务所", TOWN, None, None)]),
        (
            "与岭海明理律师事务所、粤衡安正律师事务所签约，前者负责乡政府合同的审查和应诉，后者的律师每月进村两次。",
            [("岭海明理律师事务所", TOWN, None, None), ("粤衡安正律师事务所", VILLAGES, None, None)],
        ),
        (  # others' advisers, one lawsuit, one lecture
            "镇商会与岭海明理律师事务所签订常年法律顾问合同。",
            [("岭海明理律师事务所", OTHER, None, None)],
        ),
        ("岭海明理律师事务所担任柑橘合作社法律顾问。", [("岭海明理律师事务所", OTHER, None, None)]),
        ("镇政府委托岭海明理律师事务所代理诉讼，终审胜诉。", [("岭海明理律师事务所", OTHER, None, None)]),
        ("镇政府聘请岭海明理律师事务所律师讲授民法典。", [("岭海明理律师事务所", OTHER, None, None)]),
        (
            "镇政府聘请岭海明理律师事务所，全年代理行政诉讼2件、审查合同30份。",
            [("岭海明理律师事务所", TOWN, None, None)],
        ),
        (  # an adviser's lecture is no engagement of its own
            "岭海明理律师事务所为我镇法律顾问；岭海明理律师事务所律师到中学开展普法讲座3场。",
            [("岭海明理律师事务所", TOWN, None, None)],
        ),
        (  # roles told before two firms
            "镇、村两级法律顾问全覆盖，分别由岭海明理律师事务所、粤衡安正律师事务所担任。",
            [("岭海明理律师事务所", TOWN, None, None), ("粤衡安正律师事务所", VILLAGES, None, None)],
        ),
        (
            "镇政府和各村均聘请了法律顾问，分别是岭海明理律师事务所和粤衡安正律师事务所。",
            [("岭海明理律师事务所", TOWN, None, None), ("粤衡安正律师事务所", VILLAGES, None, None)],
        ),
        (  # lawyers of each role, villages of the firms that have them
            "选聘镇法律顾问1名、驻村律师6名，均来自岭海明理律师事务所。",
            [("岭海明理律师事务所", TOWN, 1, None), ("岭海明理律师事务所", VILLAGES, 6, None)],
        ),
        (
            "19个村的法律顾问统一安排，除东河村由岭海明理律师事务所担任外，其余18个村均由粤衡安正律师事务所负责。",
            [("岭海明理律师事务所", VILLAGES, None, None), ("粤衡安正律师事务所", VILLAGES, None, 18)],
        ),
        (
            "6个村由岭海明理律师事务所、粤衡安正律师事务所各派2名律师服务。",
            [("岭海明理律师事务所", VILLAGES, 2, None), ("粤衡安正律师事务所", VILLAGES, 2, None)],
        ),
        ("岭海明理律师事务所为镇政府“把脉”，全年审查合同9份。", [("岭海明理律师事务所", TOWN, None, None)]),
        ("岭海明理律师事务所的4名律师每人包联4个村。", [("岭海明理律师事务所", VILLAGES, 4, None)]),
    ],
)
def test_short_forms_parties_and_others(
    sentence: str, expected: list[tuple[str | None, AdviserRole, int | None, int | None]]
) -> None:
    assert sorted(found(sentence), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("between", ["", "四是配齐司法所用房。"])
def test_this_firm_in_the_next_item_unless_another_office_comes_between(between: str) -> None:
    text = (
        "云溪镇2024年法治政府建设年度报告\n一、主要工作\n一是抓学法。二是聘请岭海明理律师事务所律师2人为镇政府法律顾问。三是"
        f"开展宣传。{between}{'五' if between else '四'}是落实村级法律顾问，7个村与该所签订协议。\n"
    )
    told = {(e.role, e.village_count) for e in engagements(read_report(text.encode(), "a.txt")) if e.law_firm}
    assert told == ({(TOWN, None)} if between else {(TOWN, None), (VILLAGES, 7)})


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "村（社区）法律顾问由河北甲安律师事务所会同河北乙正律师事务所担任。",
            {"河北甲安律师事务所": {"villageAdviser"}, "河北乙正律师事务所": {"villageAdviser"}},
        ),
        (
            "聘请河北甲安律师事务所、河北乙正律师事务所为镇政府和各村法律顾问，前者承担合同审查和重大决策咨询，后者负责进村服务。",
            {"河北甲安律师事务所": {"governmentAdviser"}, "河北乙正律师事务所": {"villageAdviser"}},
        ),
        (
            "各村签订法律顾问协议，河北甲安律师事务所、河北乙正律师事务所受派承担服务。",
            {"河北甲安律师事务所": {"villageAdviser"}, "河北乙正律师事务所": {"villageAdviser"}},
        ),
    ],
)
def test_firms_that_share_the_work(sentence: str, roles: dict[str, set[str]]) -> None:
    found: dict[str, set[str]] = {}
    for one in engagements(report_of(sentence)):
        found.setdefault(one.law_firm or "", set()).add(one.role.value)
    assert found == roles
