from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import Ran, Run
from small_graph import HOSTILE


def test_towns_shows_status_year_sentence_and_denominator(kg: Run) -> None:
    ran = kg("towns", "枫桥经验")
    assert ran.status == 0 and ran.err == ""
    assert ran.lines[0].startswith("枫桥经验：4 个有报告的乡镇中，3 个写到")
    assert ran.lines[1] == "已实施 2，推进中 1，计划 1（有的乡镇不止一种状态）"
    assert "不止一种" not in kg("towns", "枫桥经验", "--year", "2024").out
    row = next(line for line in ran.lines if line.startswith("甲省甲县二号镇"))
    assert row.split() == ["甲省甲县二号镇", "枫桥经验", "计划", "2024", "02.txt:9–18", "明年推行枫桥经验。"]
    assert "没有写到不等于没有" in ran.out


def test_towns_says_that_families_count(kg: Run) -> None:
    assert "已计入 2 项下属做法（--exact 则不计），写到的有：微网格、晒谷场夜话。" in kg("towns", "网格化").out
    english = kg("towns", "网格化", "--lang", "en").out
    assert "leaves them out); named are: 微网格, 晒谷场夜话\n" in english
    exact = kg("towns", "网格化", "--exact")
    assert "下属做法" not in exact.out and "微网格" not in exact.out


def test_without_sentences_there_are_no_columns_for_them(kg: Run) -> None:
    ran = kg("towns", "枫桥经验", "--no-evidence")
    assert "乡镇" in ran.out and "原句" not in ran.out and "出处" not in ran.out


def test_a_town_is_called_alike_in_every_line(kg: Run) -> None:
    lines = kg("shared", "--min", "1").lines
    (one_alone,) = (line for line in lines if line.startswith("微网格"))
    assert one_alone.split()[-1] == "甲省甲县一号镇"
    (nobody_else,) = (line for line in lines if line.startswith("晒谷场夜话"))
    assert nobody_else.split()[-1] == "二号镇"


def test_a_practice_that_nobody_names(kg: Run) -> None:
    ran = kg("towns", "枫桥经验", "--province", "甲省", "--status", "piloting")
    assert ran.status == 0
    assert ran.lines[0].startswith("枫桥经验（试点中）：2 个有报告的乡镇中，0 个写到")


def test_several_practices_each_or_any(kg: Run) -> None:
    each = kg("towns", "枫桥经验", "网格化")
    assert each.lines[0].startswith("枫桥经验 和 网格化：4 个有报告的乡镇中，2 个写到")
    assert "乙省乙市乙县一号镇" not in each.out
    either = kg("towns", "枫桥经验", "网格化", "--any")
    assert either.lines[0].startswith("枫桥经验 或 网格化：4 个有报告的乡镇中，3 个写到")
    assert kg("towns", "枫桥经验", "没有这个", "--any").status == 1


def test_a_county_and_its_denominator(kg: Run) -> None:
    ran = kg("towns", "枫桥经验", "--county", "甲县")
    assert ran.lines[0].startswith("枫桥经验：2 个有报告的乡镇中，2 个写到（甲县 2 个乡镇的 2 份报告")
    wrong = kg("towns", "枫桥经验", "--county", "丁县")
    assert wrong.status == 1 and "甲县" in wrong.err


def test_what_is_not_listed_is_counted(kg: Run) -> None:
    ran = kg("towns", "枫桥经验", "--limit", "1")
    assert "3 个写到" in ran.lines[0] and "另有 2 个乡镇未列出" in ran.out
    assert "甲省甲县一号镇" not in ran.out


def test_the_query_behind_an_answer(kg: Run) -> None:
    ran = kg("towns", "网格化", "--year", "2024", "--sparql")
    assert ran.lines[0] == "# 哪些乡镇有这些做法：网格化" and "PREFIX gov:" in ran.out
    answered = kg("query", ran.out, "--format", "csv")
    assert answered.status == 0 and len(answered.lines) == 4
    assert "GROUP BY ?practice" in kg("shared", "--sparql").out


@pytest.mark.parametrize(
    ("asked", "suggested"), [("枫侨经验", "枫桥经验"), ("fengqiaojingyan", "枫桥经验"), ("网革化", "网格化")]
)
def test_a_name_mistyped_by_sound_or_sign(kg: Run, asked: str, suggested: str) -> None:
    ran = kg("towns", asked)
    assert ran.status == 1 and ran.out == ""
    assert f"相近的有：{suggested}" in ran.err


def test_json_carries_evidence_whole(kg: Run) -> None:
    answer = json.loads(kg("towns", "枫桥经验", "--format", "json").out)
    assert answer["towns"] == {"number": 3, "of": 4}
    assert {use["status"] for use in answer["uses"]} == {"implemented", "inProgress", "planned"}
    proof = answer["uses"][0]["evidence"][0]
    assert proof["end"] - proof["start"] == len(proof["sentence"])


def test_csv_is_for_programs(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("towns", "枫桥经验", "--format", "csv").out)))
    assert [row["status"] for row in rows] == ["implemented", "inProgress", "implemented", "planned"]
    assert rows[3]["file"] == "02.txt" and rows[3]["town"] == "甲省甲县二号镇"


def test_shared(kg: Run) -> None:
    ran = kg("shared", "--min", "1")
    assert next(line for line in ran.lines if line.startswith("枫桥经验")).split()[:2] == ["枫桥经验", "3/4"]
    assert "甲省甲县一号镇" in ran.out  # two towns are called so
    limited = kg("shared", "--min", "1", "--limit", "1")
    assert "另有 4 项未列出" in limited.out
    rows = list(csv.DictReader(io.StringIO(kg("shared", "--families", "--format", "csv").out)))
    assert [(row["practice"], row["towns"], row["of"]) for row in rows] == [
        ("枫桥经验", "3", "4"),
        ("网格化", "2", "4"),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("甲县一号镇", ["2024 甲省甲县一号镇报告", "做法（2）", "法律服务（1）", "问题（1）", "力量不足"]),
        ("枫桥经验", ["定义: 就地化解矛盾。", "4 个有报告的乡镇中，3 个写到"]),
        ("网格化", ["包括: 微网格、晒谷场夜话", "提到它的问题（1）"]),
        ("晒谷场夜话", ["未经审核"]),
        ("甲律师事务所", ["4 个有报告的乡镇中，2 个写到它", "村（社区）法律顾问"]),
    ],
)
def test_show(kg: Run, name: str, told: list[str]) -> None:
    ran = kg("show", name)
    assert ran.status == 0
    for words in told:
        assert words in ran.out
    assert json.loads(kg("show", name, "--format", "json").out)
    assert len(kg("show", name, "--format", "csv").lines) >= 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("towns", "枫乔经验"), "kg: 图谱里没有叫“枫乔经验”的做法；相近的有：枫桥经验"),
        (("show", "一号镇"), "kg: “一号镇”可能指：乙省乙市乙县一号镇、甲省甲县一号镇；请写全"),
        (("towns", "枫桥经验", "--year", "1999"), "kg: 图谱里没有 1999 年的报告；有的年份：2023、2024"),
        (("towns", "枫乔经验", "--lang", "en"), "kg: no practice called “枫乔经验” in this graph; nearest: 枫桥经验"),
    ],
)
def test_errors_are_one_clear_line(kg: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = kg(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.rstrip("\n").startswith(message) and ran.err.count("\n") == 1


@pytest.mark.parametrize("status", ["计划", "计划中", "planned", "PLANNED"])
def test_a_status_is_asked_for_as_tables_call_it(kg: Run, status: str) -> None:
    ran = kg("towns", "枫桥经验", "--status", status)
    assert ran.status == 0 and ran.lines[0].startswith("枫桥经验（计划）：4 个有报告的乡镇中，1 个写到")
    assert len(kg("shared", "--min", "1", "--status", "推进中", "--format", "csv").lines) == 2


def test_a_wrong_status_is_wrong_usage(kg: Run) -> None:
    ran = kg("towns", "枫桥经验", "--status", "x")
    assert (ran.status, ran.out) == (2, "")
    assert "没有“x”这种状态；可用：已实施、试点中、推进中、计划" in ran.err


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        (("towns", "枫桥"), "枫桥经验"),
        (("show", "二号"), "甲省甲县二号镇"),
        (("show", "甲律师", "--format", "json"), "甲律师事务所"),
    ],
)
def test_a_part_of_a_name_is_understood_aloud(kg: Run, arguments: tuple[str, ...], understood: str) -> None:
    ran = kg(*arguments)
    assert ran.status == 0 and ran.err == f"kg: 按“{understood}”理解\n" and understood in ran.out


def test_several_that_a_part_may_mean(kg: Run) -> None:
    ran = kg("towns", "网格")
    assert ran.status == 1 and ran.err == "kg: “网格”可能指：微网格、网格化；请写全\n"


def test_a_dossier_as_csv_holds_every_kind(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("show", "甲县一号镇", "--format", "csv").out)))
    assert [(row["kind"], row["what"]) for row in rows] == [
        ("practice", "微网格"),
        ("practice", "枫桥经验"),
        ("service", "甲律师事务所"),
        ("problem", "力量不足"),
    ]
    assert rows[2]["role"] == "governmentAdviser" and rows[2]["lawyers"] == "2"
    assert all(int(row["end"]) - int(row["start"]) == len(row["sentence"]) for row in rows)
    assert {row["kind"] for row in csv.DictReader(io.StringIO(kg("show", "网格化", "--format", "csv").out))} == {
        "practice",
        "problem",
    }


def test_a_scope_without_reports_says_so(kg: Run) -> None:
    ran = kg("shared", "--province", "乙省", "--year", "2024", "--min", "1")
    assert "1 个乡镇的 1 份报告，2024 年" in ran.lines[0]
    empty = kg("shared", "--province", "甲省", "--year", "2023")
    assert empty.lines[0] == "至少 2 个乡镇写到的做法：0 项（甲省 2023 年没有报告）"
    english = kg("shared", "--province", "甲省", "--year", "2023", "--lang", "en")
    assert english.lines[0] == "practices that at least 2 towns name: 0 (no report in 甲省 on 2023)"
    some = kg("shared", "--province", "甲省", "--lang", "en")
    assert some.lines[0].endswith("(2 reports of 2 towns in 甲省, 2024)")


def test_no_store_says_what_to_do(kg: Run, tmp_path: Path) -> None:
    ran = kg("towns", "枫桥经验", "--store", str(tmp_path / "none"))
    assert ran.status == 1 and "kg build" in ran.err and ran.err.count("\n") == 1


def test_hostile_names_cannot_steer_a_terminal(kg: Run) -> None:
    ran = kg("query", 'SELECT ("\\u001B[31mred\\u202Eder" AS ?x) {}')
    assert ran.status == 0 and "\x1b" not in ran.out and "\u202e" not in ran.out
    assert HOSTILE in kg("shared", "--min", "1").out


def test_query_forms(kg: Run, tmp_path: Path) -> None:
    def ask(*arguments: str) -> Ran:
        return kg("query", "--time-limit", "0", *arguments)

    text = "SELECT ?town ?status { ?a gov:mechanism mech:微网格 ; gov:township ?town ; gov:status ?status }"
    assert ask(text, "--iris").lines[:2] == ["town                  status", "place:甲省甲县一号镇  gov:piloting"]
    (row,) = json.loads(ask(text, "--format", "json").out)["results"]["bindings"]
    assert row["status"]["value"] == "https://w3id.org/towngov/ontology#piloting"
    assert ask(text, "--format", "csv").lines[0] == "town,status"
    assert ask(text, "--format", "tsv").lines[0] == "?town\t?status"
    assert "<sparql" in ask(text, "--format", "xml").out
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?r a gov:Report }", encoding="utf-8")
    assert ask(str(file)).out == "是\n"
    assert ask(str(file), "--lang", "en").out == "yes\n"
    turtle = ask("CONSTRUCT { ?m a gov:Mechanism } WHERE { ?m a gov:Mechanism }").out
    assert "gov:Mechanism" in turtle


def test_graphs_that_queries_answer_are_sorted(kg: Run) -> None:
    """The same in whatever order the store gives it, and like what is extracted and exported."""
    text = "CONSTRUCT {{ ?a gov:mechanism ?m }} WHERE {{ ?a gov:mechanism ?m }} ORDER BY {}(?m)"
    up, down = (kg("query", text.format(order), "--format", "ttl").out for order in ("ASC", "DESC"))
    assert up == down
    lines = up.splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    assert len(lines) > len(prefixes) + 3
    assert lines[len(prefixes) :] == sorted(lines[len(prefixes) :])
    plain = kg("query", text.format("DESC"), "--format", "nt").lines
    assert plain == sorted(plain) and len(plain) == len(lines) - len(prefixes)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        pytest.param("SELECT ?x { ", 1, "SPARQL", marks=pytest.mark.embedded),  # servers have words of their own
        ("INSERT DATA { mech:x a gov:Mechanism }", 1, "图谱只能查询"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", 1, "SERVICE"),
        ("no-such-query", 1, "没有叫“no-such-query”的预存查询；kg query --list 列出全部"),
        ("one-team", 1, "相近的有：one-team-by-status"),
        ("no-such-file.rq", 1, "no-such-file.rq：没有这个文件"),
    ],
)
def test_query_faults(kg: Run, query: str, status: int, words: str) -> None:
    ran = kg("query", query)
    assert ran.status == status and words in ran.err and ran.out == ""
    assert ran.err.count("\n") == 1


FAULTS = [
    (("towns", "枫桥经验", "--store", "{}/none"), "里还没有图谱：请先运行 kg build", "no graph in"),
    pytest.param(
        ("query", "SELECT ?x {{ "),
        "查询不是正确的 SPARQL：第 1 行",
        "not valid SPARQL: line 1",
        marks=pytest.mark.embedded,
    ),
    (("query", "CLEAR ALL"), "不接受 CLEAR：图谱只能查询", "CLEAR is refused: the store is read-only"),
    (("query", "ASK {{ ?s ?p ?o }}", "--format", "ttl"), "可用的有：json、xml", "choose one of json, xml"),
    (("export", "{}/whole.xyz"), "不认识这个后缀；可用的有：.nq", "unknown ending; choose one of .nq"),
    (("render", "{}/whole.pdf"), "网页的文件名须以 .html 或 .htm 结尾", "a name that ends in .html or .htm"),
    (("render", "{}/none/whole.html"), "写不了：没有", "cannot be written: there is no folder"),
    (("export", "{}/none/whole.nq"), "写不了：没有这个文件或文件夹", "cannot be written: No such file"),
    (("build", "{}/none", "--store", "{}/store"), "none：没有这个文件或文件夹", "none: no such file or folder"),
    (("build", ".", "--store", "http://127.0.0.1:1/"), "只能查询，不能写入", "can only be read"),
    pytest.param(
        ("remove", "zzzz"),
        "manifest.json 已损坏：请删除这个图谱文件夹",
        "manifest.json is damaged: remove the store",
        marks=pytest.mark.embedded,
    ),
    (("towns", "枫桥经验", "--store", "http://127.0.0.1:1/"), "连不上 http://127.0.0.1:1/", "cannot be reached"),
]


@pytest.mark.parametrize(("arguments", "zh", "en"), FAULTS)
def test_faults_are_told_in_the_language_of_the_run(
    kg: Run, tmp_path: Path, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    given = [argument.format(tmp_path) for argument in arguments]
    for lang, words in (("zh", zh), ("en", en)):
        ran = kg(*given, "--lang", lang)
        assert (ran.status, ran.out) == (1, "")
        assert words in ran.err and ran.err.count("\n") == 1


def test_a_query_file_that_is_no_text(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "binary.rq"
    file.write_bytes(b"\xff\x00ASK")
    ran = kg("query", str(file))
    assert (ran.status, ran.err) == (1, f"kg: {file}：不是 UTF-8 文本\n")
    file.write_text("\ufeffASK {}", encoding="utf-8")
    assert kg("query", str(file)).out == "是\n"


@pytest.mark.slow
def test_query_stops_in_time(kg: Run) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    ran = kg("query", slow, "--time-limit", "0.7")
    assert ran.status == 1 and "0.7 秒" in ran.err


def _drawn(file: Path) -> tuple[set[str], set[str]]:
    """Names of the nodes that a page draws, and of those that it holds."""
    data = json.loads(file.read_text(encoding="utf-8").partition('id="data">')[2].partition("</script>")[0])
    first = data["drawn"]["nodes"]
    return {node["label"] for node in data["nodes"][:first]}, {node["label"] for node in data["nodes"][first:]}


@pytest.mark.parametrize(
    ("options", "told", "drawn"),
    [
        (("--firm", "甲律师事务所"), "甲律师事务所服务的 2 个乡镇", {"甲律师事务所", "一号镇", "二号镇"}),
        (("--town", "甲县一号镇", "--problems"), "甲省甲县一号镇的 1 个问题", {"一号镇", "力量不足", "网格化"}),
        (("--projection",), "4 个乡镇，", {"一号镇", "二号镇", HOSTILE}),
        (("--most", "3"), "只画了共有最多的部分", {"一号镇", "枫桥经验"}),
    ],
)
def test_views_of_render(kg: Run, tmp_path: Path, options: tuple[str, ...], told: str, drawn: set[str]) -> None:
    ran = kg("render", str(tmp_path / "图.html"), *options)
    assert ran.status == 0 and told in ran.out
    assert _drawn(tmp_path / "图.html")[0] == drawn


@pytest.mark.parametrize("options", [("--problems",), ("--projection", "--firm", "甲律师事务所")])
def test_views_that_do_not_go_together(kg: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    ran = kg("render", str(tmp_path / "图.html"), *options)
    assert ran.status == 1 and ran.err.count("\n") == 1 and not list(tmp_path.iterdir())


def test_render(kg: Run, tmp_path: Path) -> None:
    out = tmp_path / "图.html"
    ran = kg("render", str(out), "--practice", "网格化")
    assert ran.status == 0 and "2 个乡镇，3 项做法" in ran.out
    labels, held = _drawn(out)
    assert "晒谷场夜话" in labels and "枫桥经验" in held  # which the same towns name
    told = kg("render", str(out.with_suffix(".HTM")), "--town", "二号")
    assert told.status == 0 and told.err == "kg: 按“甲省甲县二号镇”理解\n"
    assert "甲省甲县二号镇和共有这些做法的另外 2 个乡镇，3 项做法" in told.out
