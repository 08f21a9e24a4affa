"""Audits of a county made by hand: each check finds what it should and nothing else, and the printed queries agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from audit_graph import ALL, BAITA, COUNTY, LIUHE, SHIMEN, TAOYUAN, XINHE, ZONE, Audited, gazetteer, store
from small_graph import UnionStore

from kg.analysis import UnknownNameError, audit, audit_sparql
from kg.analysis.answers import Count
from kg.analysis.auditing import coverage as audit_coverage
from kg.analysis.auditing.answers import AuditAnswer
from kg.analysis.auditing.checks import CHECKS, GROUPS, SEVERITY
from kg.analysis.auditing.sparql import audit_queries
from kg.analysis.auditing.telling import counts
from kg.analysis.wording.in_words import notes
from kg.errors import KgError
from kg.ontology import NAMESPACES

GOV = NAMESPACES["gov"]

pytestmark = pytest.mark.slow  # reads many reports


@pytest.fixture(autouse=True)
def _small_list(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = gazetteer()
    monkeypatch.setattr(audit_coverage.places, "load", lambda: known)
    yield
    audit_coverage._listed_areas.cache_clear()


def told(answer: AuditAnswer) -> list[tuple[str, str, str]]:
    return [(one.town.name, one.check, one.severity) for one in answer.findings]


def checks(*reports: Audited, **options: object) -> list[str]:
    return [one.check for one in audit(store(*reports), **options).findings if one.check != "no-report"]  # type: ignore[arg-type]


def good(number: int = 1, town: str = LIUHE, year: int = 2024) -> Audited:
    return Audited(number, town, year, issued=f"{year + 1}-02-03", signed=f"{year + 1}-01-20")


def agree(answer: AuditAnswer, graph: UnionStore) -> None:
    """Every printed query finds the reports that the audit finds."""
    for check, query in audit_queries(answer).items():
        rows = graph.store.query(query, use_default_graph_as_union=True)
        found = {row["report"].value.rpartition("/")[2] for row in rows}
        expected = {f.report.id for f in answer.findings if f.check == check and f.report}
        assert found == expected, (check, query)


def test_a_good_report_has_no_findings() -> None:
    answer = audit(store(good()))
    assert told(answer) == []
    assert answer.clean == Count(1, 1) and answer.by_severity == {"error": 0, "warning": 0, "note": 0}


def test_every_check_has_its_words() -> None:
    assert len({check.id for check in CHECKS.values()}) == len(CHECKS)
    for check in CHECKS.values():
        assert check.group in GROUPS and check.severity.value in SEVERITY
        assert all(check.title) and all(check.says)


@pytest.mark.parametrize(
    ("issued", "signed", "found"),
    [
        ("2025-03-31", "2025-03-20", []),
        ("2025-04-01", "2025-03-20", ["late"]),  # before 1 April
        ("2025-06-02", "", ["late"]),
        ("", "2025-03-31", []),
        ("", "2025-05-06", ["signed-late"]),
        ("", "", ["undated"]),
        ("2025-02-01", "2025-02-09", ["signed-after-published"]),
        ("2024-03-01", "", ["year-and-dates"]),
        ("", "2024-01-15", ["year-and-dates"]),
        ("2024-12-20", "2024-12-18", []),
    ],
)
def test_dates(issued: str, signed: str, found: list[str]) -> None:
    graph = store(Audited(1, LIUHE, issued=issued, signed=signed))
    answer = audit(graph)
    assert [one.check for one in answer.findings] == found
    agree(answer, graph)


def test_the_day_that_is_due_can_be_set() -> None:
    graph = store(good())  # published on 3 February
    answer = audit(graph, due="02-01")
    assert [one.told("zh") for one in answer.findings] == ["2025-02-03 才公开，应在 2025-02-01 之前（晚 3 天）"]
    agree(answer, graph)
    for wrong in ("4月1日", "13-01", "02-31", "04"):
        with pytest.raises(KgError, match="04-01"):
            audit(graph, due=wrong)


def test_a_report_of_no_known_year() -> None:
    graph = store(Audited(1, LIUHE, None, issued="2025-02-03"))
    answer = audit(graph)
    assert told(answer) == [("柳河镇", "no-year", "warning")]
    agree(answer, graph)


def test_what_the_rule_did_not_yet_ask_for_is_a_note() -> None:
    before = Audited(1, LIUHE, 2018, issued="2019-06-01", parts=("measuresPart", "plansPart"))
    assert {one.severity for one in audit(store(before)).findings} == {"note"}


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ("measuresPart", ["no-measures"]),
        ("dutiesPart", ["no-duties"]),
        ("problemsPart", ["no-problems"]),
        ("causesPart", ["no-causes"]),
        ("plansPart", ["no-plans"]),
    ],
)
def test_parts(missing: str, found: list[str]) -> None:
    some = tuple(part for part in ALL if part != missing)
    graph = store(Audited(1, LIUHE, issued="2025-02-03", parts=some))
    answer = audit(graph)
    assert [one.check for one in answer.findings] == found
    agree(answer, graph)


def test_without_problems_no_causes_are_asked_for() -> None:
    few = Audited(1, LIUHE, issued="2025-02-03", parts=("measuresPart", "dutiesPart", "plansPart"))
    assert checks(few) == ["no-problems"]


def test_a_graph_that_knows_nothing_of_parts_lacks_none() -> None:
    answer = audit(store(Audited(1, LIUHE, issued="2025-02-03", parts=())))
    assert told(answer) == [] and answer.by_check["no-plans"] == Count(0, 0)


def test_problems_and_plans() -> None:
    report = good()
    first = report.tells("Problem", "执法力量薄弱")
    report.tells("Problem", "普法形式单一")
    report.tells("Plan", "补充执法人员", f"; gov:addresses {first}")
    graph = store(report)
    answer = audit(graph)
    assert [one.told("zh") for one in answer.findings] == ["2 个问题中有 1 个没有找到对应的计划：普法形式单一"]
    assert audit(graph, notes=False).findings == ()
    agree(answer, graph)


def test_plans_none_of_which_answers_a_problem() -> None:
    report = good()
    report.tells("Problem", "执法力量薄弱")
    for heading in ("修缮办公楼", "完善制度", "加强宣传"):
        report.tells("Plan", heading)
    assert checks(report) == ["problems-without-plan", "plans-without-problem"]


def test_plans_of_which_none_is_found_again() -> None:
    before, now, other = good(1, LIUHE, 2023), good(2, LIUHE), good(3, TAOYUAN, 2023)
    for heading in ("修缮办公楼", "建设法治公园", "购置执法记录仪"):
        before.tells("Plan", heading)
        other.tells("Plan", heading)
    now.tells("Plan", "开展普法赶集")
    same = good(4, TAOYUAN)
    same.tells("Plan", "建设法治公园")
    answer = audit(store(before, now, other, same), checks=("plans-dropped",))
    assert [(one.town.name, one.year, one.told("zh")) for one in answer.findings] == [
        ("柳河镇", 2024, "上年报告的 3 项计划，今年的报告里一项也没有找到")
    ]


def test_copied_text() -> None:
    graph = store(good(1, LIUHE, 2023), good(2), good(3, TAOYUAN))
    for number, long in ((2, 8), (3, 2)):
        graph.store.update(
            f"""PREFIX gov: <{GOV}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX report: <{GOV.replace("ontology#", "report/")}>
            INSERT DATA {{ GRAPH <urn:derived> {{ report:c{number} a gov:CopiedText ; gov:report report:{number:016x} ;
            gov:copiedFrom report:{1:016x} ; oa:start 0 ; oa:end {long} ; gov:sourceStart 0 ; gov:sourceEnd {long} ;
            gov:similarity 0.95 ; gov:otherReports 0 }} }}"""
        )
    (one,) = audit(graph, checks=("copied",)).findings
    assert one.town.name == "柳河镇" and one.told("zh") == f"全文约 89% 几乎逐字见于更早的报告，主要是 {LIUHE} 2023"


SORTED, SOLVED, RATE = (
    ("排查矛盾纠纷", "件", "排查矛盾纠纷"),
    ("化解", "件", "化解矛盾纠纷"),
    ("化解率", "百分比", "化解率"),
)


def counted(what: tuple[str, str, str], value: float) -> tuple[str, float, str, str]:
    return (what[0], value, what[1], what[2])


@pytest.mark.parametrize(
    ("whole", "part", "rate", "found"),
    [
        (53, 49, 92.5, []),
        (53, 49, 92.45, []),
        (53, 49, 95, ["rate"]),
        (53, 61, None, ["part-over-whole"]),
        (53, 53, 100, []),
    ],
)
def test_disputes_within_a_sentence(whole: float, part: float, rate: float | None, found: list[str]) -> None:
    told_rate = [] if rate is None else [counted(RATE, rate)]
    sentence = f"全年排查矛盾纠纷{whole}件，化解{part}件" + (f"，化解率{rate}%。" if rate else "。")
    report = good().figures(sentence, counted(SORTED, whole), counted(SOLVED, part), *told_rate)
    graph = store(report)
    answer = audit(graph)
    assert [one.check for one in answer.findings] == found
    assert all(one.evidence[0].sentence == sentence for one in answer.findings)
    agree(answer, graph)


@pytest.mark.parametrize(
    "sentence",
    [
        "排查矛盾纠纷53件，化解61件，其中往年积案8件。",
        "上半年排查矛盾纠纷53件，全年化解61件。",
        "排查矛盾纠纷53件，分别化解61件。",
    ],
)
def test_old_cases_and_parts_of_the_year_are_left_alone(sentence: str) -> None:
    report = good().figures(sentence, counted(SORTED, 53), counted(SOLVED, 61))
    graph = store(report)
    answer = audit(graph)
    assert answer.findings == ()
    agree(answer, graph)


def test_more_than_one_whole_or_sentences_apart_prove_nothing() -> None:
    two = good().figures(
        "排查矛盾纠纷53件，受理矛盾纠纷20件，化解61件。", counted(SORTED, 53), ("受理矛盾纠纷", 20, "件", "排查矛盾纠纷"),
        counted(SOLVED, 61),
    )  # fmt: skip
    apart = (
        good(2, TAOYUAN).figures("排查矛盾纠纷53件。", counted(SORTED, 53)).figures("化解61件。", counted(SOLVED, 61))
    )
    about = good(3, BAITA).figures(
        "排查矛盾纠纷50余件，化解61余件。", counted(SORTED, 50), counted(SOLVED, 61), about=True
    )
    graph = store(two, apart, about)
    answer = audit(graph, checks=("figures",))
    assert answer.findings == ()
    agree(answer, graph)


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("群众满意率", 101, True),
        ("化解率", 120, True),
        ("办结率", 100, False),
        ("入企检查同比下降", 130, False),
        ("任务完成率", 115, False),
    ],
)
def test_rates_above_all_there_is(label: str, value: float, found: bool) -> None:
    graph = store(good().figures(f"{label}{value}%。", (label, value, "百分比", "其他指标")))
    answer = audit(graph)
    assert [one.check for one in answer.findings] == ["over-100"] * found
    agree(answer, graph)


def test_two_values_of_one_figure() -> None:
    report = good().figures("全年排查矛盾纠纷143件。", ("全年排查矛盾纠纷", 143, "件", "排查矛盾纠纷"))
    report.figures("组织排查各类矛盾纠纷134件。", ("排查各类矛盾纠纷", 134, "件", "排查矛盾纠纷"))
    graph = store(report)
    answer = audit(graph)
    (one,) = answer.findings
    assert one.check == "two-values" and one.values["values"] == "143件 / 134件"
    assert [proof.sentence for proof in one.evidence] == ["全年排查矛盾纠纷143件。", "组织排查各类矛盾纠纷134件。"]
    agree(answer, graph)


@pytest.mark.parametrize(
    "others",
    [
        [("上半年排查矛盾纠纷61件。", "排查矛盾纠纷", 61, "件")],
        [("排查矛盾纠纷143起。", "排查矛盾纠纷", 143, "起")],  # counted otherwise
        [
            ("排查矛盾纠纷99件。", "排查矛盾纠纷", 99, "件"),
            ("排查矛盾纠纷12件。", "排查矛盾纠纷", 12, "件"),
        ],  # which is which?
        [("石门村排查邻里矛盾纠纷9件。", "石门村排查邻里矛盾纠纷", 9, "件")],
    ],
)
def test_other_things_counted_are_no_contradiction(others: list[tuple[str, str, float, str]]) -> None:
    report = good().figures("全年排查矛盾纠纷143件。", ("排查矛盾纠纷", 143, "件", "排查矛盾纠纷"))
    for sentence, label, value, unit in others:
        report.figures(sentence, (label, value, unit, "排查矛盾纠纷"))
    graph = store(report)
    answer = audit(graph)
    assert answer.findings == ()
    agree(answer, graph)


@pytest.mark.parametrize(
    ("here", "about", "found"), [(298, False, True), (301, False, False), (310, True, False), (400, True, True)]
)
def test_last_year_as_told_this_year(here: float, about: bool, found: bool) -> None:
    before = good(1, LIUHE, 2023).figures("全年排查矛盾纠纷301件。", ("排查矛盾纠纷", 301, "件", "排查矛盾纠纷"))
    now = good(2).figures("比上年的矛盾纠纷少。", ("排查矛盾纠纷", here, "件", "排查矛盾纠纷"), year=2023, about=about)
    for year in (None, 2024):  # last year's report is looked up even where only this year is asked for
        answer = audit(store(before, now), year=year, checks=("last-year",))
        assert [one.report.year for one in answer.findings if one.report] == [2024] * found
        assert all(len(one.evidence) == 2 for one in answer.findings)


def test_a_total_told_in_other_words_agrees() -> None:
    before = good(1, LIUHE, 2023).figures("全年排查矛盾纠纷301件。", ("排查矛盾纠纷", 301, "件", "排查矛盾纠纷"))
    before.figures("联合排查矛盾298件。", ("联合排查矛盾", 298, "件", "排查矛盾纠纷"))
    now = good(2).figures("去年为298件。", ("排查矛盾纠纷", 298, "件", "排查矛盾纠纷"), year=2023)
    assert audit(store(before, now), checks=("last-year",)).findings == ()


# --- who has no report ---------------------------------------------------------------------------


def test_a_county_with_few_reports_is_listed_and_not_accused() -> None:
    answer = audit(store(good(), good(2, ZONE)), year=2024)
    (one,) = answer.coverage
    assert (one.area, one.year, one.listed, one.present, one.sure) == (COUNTY, 2024, 5, 1, False)
    assert one.missing == ("桃源街道", "白塔乡", "石门镇", "新河街道") and one.others == ("云川高新区",)
    assert answer.findings == () and answer.counties == Count(1, 2)


def test_where_most_are_there_the_others_are_found_missing() -> None:
    answer = audit(store(good(1), good(2, TAOYUAN), good(3, BAITA)), year=2024)
    assert [(one.town.full_name, one.told("zh")) for one in answer.findings] == [
        (XINHE, "图谱里没有该乡镇 2024 年的报告"),
        (SHIMEN, "图谱里没有该乡镇 2024 年的报告"),
    ]
    assert answer.by_check["no-report"] == Count(2, 5)


def test_towns_that_were_not_yet_there_and_those_that_were_renamed() -> None:
    answer = audit(store(good(1, LIUHE, 2021), good(2, TAOYUAN, 2021), good(3, COUNTY + "石门乡", 2021)))
    (one,) = answer.coverage
    assert (one.listed, one.present, one.missing, one.others) == (4, 3, ("白塔乡",), ("石门乡",))


def test_a_town_that_reported_before_the_list_knows_it_is_there() -> None:
    (one,) = audit(store(good(1, XINHE, 2021)), year=2021).coverage
    assert (one.listed, one.present) == (5, 1) and "新河街道" not in one.missing


def test_ones_own_list() -> None:
    answer = audit(store(good()), year=2024, expected=["柳河镇", "# 其他", "", "青石县白塔乡  # 新报"])
    assert told(answer) == [("白塔乡", "no-report", "warning")]
    assert answer.coverage[0].sure and answer.by_check["no-report"] == Count(1, 2)
    with pytest.raises(audit_coverage.UnknownListError, match="柳何镇"):
        audit(store(good()), expected=["柳何镇"])


def test_why_an_error_is_only_noted_of_earlier_years() -> None:
    said = "规定自 2019 年起施行"
    assert any(line.startswith(said) for line in notes(audit(store(good(year=2018), good(2, TAOYUAN))), "zh"))
    assert not any(line.startswith(said) for line in notes(audit(store(good(year=2019))), "zh"))


def test_every_faulty_line_of_a_list_is_told() -> None:
    with pytest.raises(audit_coverage.UnknownListError) as caught:
        audit(store(good()), expected=["柳河镇", "", "柳何镇", "qzx"])
    assert [(one.line, one.ambiguous) for one in caught.value.faults] == [(3, False), (4, False)]
    told = caught.value.told("zh")
    assert told.startswith("应报送名单：第 3 行“柳何镇”不在官方名单上，相近的有") and "柳河镇" in told
    assert "第 4 行“qzx”不在官方名单上；请连省、县写全" in told
    several = audit_coverage.UnknownListError(
        [audit_coverage.Unknown(1, "城关镇", ("甲县城关镇", "乙县城关镇"), True)] * 10
    )
    assert "“城关镇”可能指甲县城关镇、乙县城关镇" in several.told("zh") and "另有 2 行" in several.told("zh")
    assert "line 1 “城关镇” may mean 甲县城关镇, 乙县城关镇" in several.told("en") and "2 more lines" in several.told(
        "en"
    )


# --- what is shown --------------------------------------------------------------------------------


def _bad(number: int, town: str) -> Audited:
    return Audited(number, town, issued="2025-06-01", parts=("measuresPart", "dutiesPart", "problemsPart"))


def test_order_limit_and_counts() -> None:
    graph = store(_bad(1, TAOYUAN), _bad(2, LIUHE))
    answer = audit(graph)
    assert told(answer) == [
        (name, check, severity)
        for name in ("柳河镇", "桃源街道")
        for check, severity in (("no-plans", "error"), ("late", "warning"), ("no-causes", "note"))
    ]
    short = audit(graph, limit=2)
    assert told(short) == [("柳河镇", "no-plans", "error"), ("桃源街道", "no-plans", "error")]
    assert short.left_out == 4 and short.by_check == answer.by_check and short.clean == Count(0, 2)
    assert [one.check for one in audit(graph, checks=("dates",)).findings] == ["late", "late"]


@pytest.mark.parametrize("name", ["late", "公开偏晚", "Published late"])
def test_a_check_is_named_by_its_id_or_title(name: str) -> None:
    graph = store(_bad(1, TAOYUAN))
    assert [one.check for one in audit(graph, checks=(name,)).findings] == ["late"]
    answer = audit(graph, checks=("公开时间", name))
    assert [one.check for one in answer.findings] == ["late"]
    assert counts(answer, "zh").endswith(
        "没有错误和警告（只查：公开偏晚、落款偏晚、没有日期、落款晚于公开、年份与日期不符、年份不明）"
    )
    assert counts(audit(graph, checks=(name,)), "en").endswith("(checked only for: published late)")
    assert "只查" not in counts(audit(graph), "zh")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("date", ("dates",)),
        ("wenzi leitong", ("文字雷同",)),
        ("缺不足", ("缺不足的原因", "缺存在的不足")),
        ("qzx", ()),
    ],
)
def test_a_check_of_no_name(name: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError) as caught:
        audit(store(good()), checks=(name,))
    assert caught.value.candidates[: len(near)] == near and bool(near) is bool(caught.value.candidates)
    assert near or "有的如：missing（未见报告）、dates（公开时间）" in caught.value.told("zh")


def test_the_table_has_a_row_for_each_finding() -> None:
    columns, rows = audit(store(_bad(1, TAOYUAN))).table()
    assert len(rows) == 3 and all(len(row) == len(columns) for row in rows)
    first = dict(zip(columns, rows[0], strict=True))
    assert first["county"] == COUNTY and first["finding"] == "没有找到下一年度的主要安排" and first["file"] == "01.txt"


def test_the_queries_are_printed_one_after_another() -> None:
    printed = audit_sparql(audit(store(good()), checks=("parts", "missing")))
    assert printed.count("SELECT") == 5 and "gov:dutiesPart" in printed
    assert printed.startswith("# 没有一条查询能重现：未见报告\n# No query gives again: no report\n")
    assert "SELECT" not in audit_sparql(audit(store(good()), checks=("last-year",)))
    assert "没有一条查询" not in audit_sparql(audit(store(good()), checks=("late",)))


def test_the_answer_speaks_for_itself() -> None:
    shown = repr(audit(store(_bad(1, TAOYUAN))).spoken("zh"))
    assert "年度报告审查：1 个乡镇的 1 份报告" in shown and "1 份报告中 0 份没有错误和警告" in shown
