"""Who reports: town, divisions, issuers, from titles, signatures and what stands around a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from identity_documents import BODY, document, signed

from kg.extractors.identity import check_township_report, identify
from kg.extractors.place_hints import parent_types, read_hints
from kg.model import Identity, Report
from kg.places import load
from kg.reports import read_report

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TOWNS = list(load().all_townships())
PLAIN = "2023年，扎实推进依法行政。现将有关情况报告如下："


def who(report: Report) -> Identity:
    return identify(report, load())


def place(report: Report) -> str | None:
    division = who(report).division
    return division.full_name if division else None


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("000", ("重庆市江津区四屏镇", 2025, "2026-01-19", "2026-01-13")),
        ("001", ("广东省云浮市郁南县宋桂镇", 2025, "None", "2026-02-26")),
        ("002", ("重庆市丰都县包鸾镇", 2024, "None", "None")),
        ("003", ("天津市宝坻区新安镇", 2024, "2025-03-19", "None")),
        ("004", ("重庆市长寿区万顺镇", 2023, "None", "None")),
    ],
)
def test_seeds(start: str, expected: tuple[str, int, str, str]) -> None:
    from kg.reports import read_report

    path = next(SEEDS.glob(f"{start}_*"))
    report = read_report(path.read_bytes(), path.name)
    found = who(report)
    assert found.division is not None
    assert (found.division.full_name, found.year, str(found.issued), str(found.signed)) == expected
    assert found.issuers
    assert found.evidence


def test_town_named_only_in_the_signature() -> None:
    text = signed(PLAIN, "中共旬阳市蜀河镇委员会", "旬阳市蜀河镇人民政府", "2023年12月20日")
    found = who(document("关于2023年度法治政府建设工作情况的报告", text))
    assert found.division is not None
    assert found.division.full_name == "陕西省安康市旬阳市蜀河镇"
    assert found.issuers == ("中共旬阳市蜀河镇委员会", "旬阳市蜀河镇人民政府")
    assert found.signed == date(2023, 12, 20)


def test_two_organs_in_one_line_and_the_fuller_name_of_each() -> None:
    title = "中共王集镇委员会 王集镇人民政府关于二〇二四年度推进法治政府建设情况的报告"
    text = signed(PLAIN, "中共王集镇委员会　　睢宁县王集镇人民政府", "2025年1月6日")
    assert who(document(title, text)).issuers == ("中共王集镇委员会", "睢宁县王集镇人民政府")


@pytest.mark.parametrize(
    ("around", "full_name"),
    [
        ("主办：某单位　网站标识码：3305210001", "浙江省湖州市德清县新安镇"),
        ("浙公网安备33052102000000号", "浙江省湖州市德清县新安镇"),
        ("索引号：330521-XAZ/2024-00317", "浙江省湖州市德清县新安镇"),
        ("[ 索引号 ] 11120115000000000A/2024-00004", "天津市宝坻区新安镇"),
        ("粤ICP备05000000号", "广东省茂名市化州市新安镇"),
        ("主办：宝坻区人民政府办公室", "天津市宝坻区新安镇"),
        ("无关的页脚", None),
    ],
)
def test_what_stands_around_the_report_decides(around: str, full_name: str | None) -> None:
    text = f"2023年，新安镇{PLAIN}\n{BODY}"
    report = document("新安镇2023年法治政府建设年度报告", text, original=f"{text}\n{around}", site=around)
    assert place(report) == full_name


@pytest.mark.parametrize(
    ("sentence", "full_name"),
    [
        (
            "认真落实《浙江省优化营商环境条例》，德清县人民法院、德清县雷甸法律服务所协助调解。",
            "浙江省湖州市德清县新安镇",
        ),
        ("接入宝坻区矛盾纠纷多元化解平台，宝坻区人民法院指派法官。", "天津市宝坻区新安镇"),
        ("学习浙江省“千万工程”经验，赴湖州市考察。", None),
        ("赴德清县考察。", None),
        ("德清县改革办指导，德清县法治办考核，德清县普法办送法上门。", "浙江省湖州市德清县新安镇"),
        ("北京某某律师事务所提供服务。", None),
    ],
)
def test_surroundings_in_the_text(sentence: str, full_name: str | None) -> None:
    report = document("新安镇2023年法治政府建设年度报告", f"2023年，新安镇{PLAIN}{sentence}\n{BODY}")
    assert place(report) == full_name


def test_source_line_decides() -> None:
    report = document(
        "新安镇2024年法治政府建设报告", BODY, publisher="天津市宝坻区新安镇人民政府", published="2025-03-19 11:24"
    )
    assert place(report) == "天津市宝坻区新安镇"


def test_ambiguous_town_keeps_its_candidates() -> None:
    found = who(document("城关镇2023年法治政府建设年度报告", PLAIN + BODY))
    assert (found.name, found.division, found.ancestors) == ("城关镇", None, ())
    assert len(found.candidates) > 50
    assert found.issuers == ("城关镇人民政府",)


def test_unlisted_town_keeps_what_lies_above_it() -> None:
    found = who(document("2023年度法治政府建设工作情况报告", signed(PLAIN, "洛宁县青石坪镇人民政府", "2024年1月12日")))
    assert (found.name, found.division, found.candidates) == ("青石坪镇", None, ())
    assert [division.name for division in found.ancestors] == ["洛宁县", "洛阳市", "河南省"]


def test_development_zone_lies_in_its_county() -> None:
    title = "德清经济开发区管理委员会2023年法治政府建设年度报告"
    found = who(document(title, signed(PLAIN, "德清经济开发区管理委员会", "2024年1月8日")))
    assert (found.name, found.division) == ("德清经济开发区", None)
    assert found.ancestors[0].full_name == "浙江省湖州市德清县"
    assert found.issuers == ("德清经济开发区管理委员会",)


@pytest.mark.parametrize(
    ("written", "found_as", "above"),
    [
        ("灵璧县经济开发区", "经济开发区", "安徽省宿州市灵璧县"),
        ("灵璧经济开发区", "经济开发区", "安徽省宿州市灵璧县"),
        ("天津市滨海新区中新天津生态城", "中新天津生态城", "天津市滨海新区"),
    ],
)
def test_a_zones_report_is_a_report_of_its_own(written: str, found_as: str, above: str) -> None:
    report = document(f"{written}管委会2023年法治政府建设年度报告", signed(PLAIN, f"{written}管委会", "2024年1月8日"))
    found = who(report)
    check_township_report(report, found, load())
    assert (found.name, found.ancestors[0].full_name) == (found_as, above)


def test_report_of_a_county_that_is_no_more() -> None:
    found = who(document("重庆市渝北区大盛镇人民政府关于2024年法治政府建设情况的报告", PLAIN + BODY))
    assert found.division is not None
    assert found.division.full_name == "重庆市渝北区大盛镇"
    assert found.division.replaced_by == ("重庆市北碚区大盛镇",)


def test_short_name_of_an_ethnic_township() -> None:
    found = who(document("巫山县邓家乡2023年度法治政府建设情况报告", PLAIN + BODY))
    assert found.name == "邓家土家族乡"


def test_town_named_only_in_the_text() -> None:
    report = document("2023年度法治政府建设工作报告", "2023年，绿塘乡在县委、县政府领导下，我乡扎实推进。\n" + BODY)
    assert place(report) == "贵州省毕节市大方县绿塘乡"


def test_no_town_at_all() -> None:
    found = who(document("2023年度法治政府建设工作报告", "2023年，各乡镇、建制镇扎实推进。\n" + BODY))
    assert (found.name, found.division, found.issuers) == ("", None, ())


@pytest.mark.parametrize(
    ("opening", "types"),
    [
        ("在区委、区政府的正确领导下", ("区", "林区", "特区")),
        ("在市委、市政府和县委、县政府的领导下", ("县", "自治县")),
        ("在旗委、旗政府的坚强领导下", ("旗", "自治旗")),
        ("在市委、市政府的坚强领导下", ("市",)),
        ("在自治区党委、市委的坚强领导下", ("市",)),
        ("贯彻市委、市政府部署，全县统一推进，县司法局指导", ()),
        ("在孔庄村、市委村设立站点", ()),
        ("在各级领导的关心下", ()),
        ("学习《中共旬阳市委工作要点》", ()),
    ],
)
def test_addressee_tells_the_level(opening: str, types: tuple[str, ...]) -> None:
    assert parent_types(document("报告", opening)) == types


def test_hints_say_where_they_were_read() -> None:
    report = document("报告", "《重庆市优化营商环境条例》施行，广东光源律师事务所提供服务。", site="郁南县人民政府")
    kinds = {(hint.kind, hint.divisions[0]) for hint in read_hints(report, load())}
    assert ("site", "广东省云浮市郁南县") in kinds
    assert ("law", "重庆市") in kinds
    assert ("firm", "广东省") in kinds


def organ(town: str) -> str:
    return town + ("办事处" if town.endswith("街道") else "人民政府")


@given(st.sampled_from(TOWNS), st.integers(min_value=2015, max_value=2030))
def test_any_town_in_any_form(full_name: str, year: int) -> None:
    """Right where the full or the county's name is given; never another town of its time where only its own name is."""
    gazetteer = load()
    town = gazetteer.division(full_name)
    assert town is not None
    year = max(year, town.valid_from or year)
    county = gazetteer.ancestors(town)[0]
    homonyms = sum(area == county.name for area in (d.name for d in gazetteer.counties(county.name)))
    forms = {
        f"{county.name}{organ(town.name)}{year}年法治政府建设年度报告": homonyms < 2,
        f"关于{full_name}{year}年度法治政府建设情况的报告": True,
        f"{town.name}{year}年法治政府建设年度报告": False,
    }
    for title, must in forms.items():
        found = who(document(title, BODY))
        assert found.year == year
        assert found.division is not None or not must, title
        then = (
            found.division
        )  # in the year of the report it may have lain elsewhere (山西省大同市南郊区云冈镇 until 2018)
        assert then is None or then.full_name == full_name or full_name in then.replaced_by, title
        assert found.name == town.name
    text = signed("我单位扎实推进。", organ(full_name), f"{year + 1}年1月5日")
    assert place(document(f"{year}年度法治政府建设情况报告", text)) == full_name


def test_evidence_is_plain_text() -> None:
    found = who(document("丰都县包鸾镇人民政府2024年法治政府建设情况报告", BODY))
    assert json.dumps(found.evidence)
    assert any("丰都县" in line for line in found.evidence)


def test_a_page_that_keeps_its_old_code_does_not_bring_back_the_old_county() -> None:
    """The site's code is still that of 米林县, which became a city in 2023."""
    text = "派镇法治政府建设工作报告\n发布时间：2026-01-13\n\n2025年，派镇推进依法行政，现将情况报告如下：\n一、工作情况\n规范执法。\n\n网站标识码：5404220001\n"
    found = identify(read_report(text.encode(), "a.txt"), load())
    assert found.division is not None
    assert found.division.full_name == "西藏自治区林芝市米林市派镇"
    early = identify(read_report(text.replace("2025年", "2020年").replace("2026-", "2021-").encode(), "a.txt"), load())
    assert early.division is not None
    assert early.division.full_name == "西藏自治区林芝市米林县派镇"


def test_the_addressee_tells_the_district() -> None:
    text = "城中区委全面依法治区委员会：\n2025年，人民街街道办事处推进依法行政，现将法治政府建设情况报告如下：\n一、工作情况\n规范执法。\n"
    found = identify(read_report(text.encode(), "a.txt"), load())
    assert found.division is not None
    assert found.division.full_name == "青海省西宁市城中区人民街街道"


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("2022年，龙归街始终坚持依法行政。", "广东省广州市白云区龙归街道"),
        ("2022年，在广州市白云区委领导下，黄石街党工委、办事处扎实推进。", "广东省广州市白云区黄石街道"),
        ("我街认真落实《广州市白云区法治建设工作要点》，执行《黄石街议事制度》。", "广东省广州市白云区黄石街道"),
        ("2022年，东大街始终热闹，步行街按照规定整治。", None),
    ],
)
def test_subdistrict_called_by_its_short_form(text: str, full_name: str | None) -> None:
    assert place(document("", text + "\n" + BODY)) == full_name


def test_a_county_that_has_become_a_city_is_known_by_either_kind() -> None:
    for year, above in ((2020, "县"), (2021, "县"), (2021, "市"), (2025, "市")):
        opening = (
            f"{year}年，在{above}委、{above}人民政府领导下，中村乡扎实推进《禄丰{above}{year}年依法行政工作要点》。"
        )
        found = place(document(f"中村乡{year}年度法治政府建设情况报告", opening + "\n" + BODY))
        assert found in ("云南省楚雄彝族自治州禄丰县中村乡", "云南省楚雄彝族自治州禄丰市中村乡"), (year, above)


@pytest.mark.parametrize(
    ("town", "sentence", "full_name"),
    [
        ("友谊路街道", "深入实施上海市法治建设“三个规划”。", "上海市宝山区友谊路街道"),
        ("友谊路街道", "赴上海市法治建设规划展示馆学习。", None),
        ("新安街道", "召开“法治宝安建设”工作部署会。", "广东省深圳市宝安区新安街道"),
        ("新安街道", "推进法治新安建设。", None),
    ],
)
def test_plans_and_brands_of_what_lies_above(town: str, sentence: str, full_name: str | None) -> None:
    report = document(f"{town}2023年法治政府建设情况报告", f"2023年，{town}{PLAIN}{sentence}\n{BODY}")
    assert place(report) == full_name


def test_a_source_that_only_names_the_town_places_it_nowhere_else() -> None:
    report = document("茈湖口镇2025年度法治政府建设年度报告", PLAIN + BODY, publisher="茈湖口镇")
    assert place(report) == "湖南省益阳市资阳区茈湖口镇"


def test_town_named_only_by_what_it_builds() -> None:
    text = "2021年来，街道按照《奉节县法治政府建设实施方案》推进，谱写鱼复法治建设新篇章。街道抓执法。街道抓普法。\n"
    assert place(document("", text + BODY)) == "重庆市奉节县鱼复街道"
    assert place(document("", text.replace("街道", "我县") + BODY)) is None


def test_organs_in_the_title_sign_both() -> None:
    title = "中共黎侯镇委员会 黎侯镇人民政府关于2025年度法治政府建设情况的报告"
    report = read_report(f"{title}\n{PLAIN}{BODY}".encode(), "a.txt")
    assert who(report).issuers == ("中共黎侯镇委员会", "黎侯镇人民政府")
