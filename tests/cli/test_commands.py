"""Commands that read files, and the door itself: help, exit statuses, speed. Reports here are ours."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import Run

from kg.model import Report

SEEDS = Path(__file__).parents[2] / "seeds"
COMMANDS = [
    "build",
    "remove",
    "extract",
    "inspect",
    "towns",
    "shared",
    "show",
    "query",
    "render",
    "export",
    "validate",
    "evaluate",
]
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


def test_help_lists_every_command_in_both_languages(kg: Run) -> None:
    for arguments, words in ((("--help",), "哪些乡镇有这项做法"), (("--help", "--lang", "en"), "A knowledge graph")):
        environment = {**os.environ, "KG_LANG": ""}
        done = subprocess.run([*KG, *arguments], capture_output=True, env=environment, check=True)
        text = done.stdout.decode()
        assert words in text
        assert all(f"  {command} " in text for command in COMMANDS)
    for command in COMMANDS:
        assert kg(command, "--help").status == 0


def test_help_answers_at_once() -> None:
    """Heavy imports happen inside commands. In processor time of the child, less that of a Python that does nothing: the
    rest of the machine may be busy. Best of several."""
    bare = [sys.executable, "-c", "pass"]
    times = []
    for _ in range(7):
        times.append(_processor_seconds([*KG, "--help"]) - _processor_seconds(bare))
        if times[-1] < 0.35:
            break
    assert min(times) < 0.35
    heavy = "rdflib jieba opencc trafilatura lxml pyvis networkx pyshacl pyoxigraph rich.table"
    code = f"import sys, kg.cli.app; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def _processor_seconds(command: list[str]) -> float:
    """What a command took of processors, in user and system, as far as the children of this process did nothing else."""
    before = os.times()
    subprocess.run(command, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["towns"], ["towns", "x", "--format", "pdf"], ["shared", "--min", "0"]]
)
def test_wrong_usage_is_status_2(kg: Run, arguments: list[str]) -> None:
    ran = kg(*arguments)
    assert ran.status == 2 and ran.out == "" and "Error" in ran.err and "Traceback" not in ran.err


def test_an_unforeseen_fault_is_one_line(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("kg.analysis.shared", broken)
    ran = kg("shared")
    assert ran.status == 1 and ran.err.count("\n") == 1 and "ZeroDivisionError" in ran.err
    monkeypatch.setenv("KG_DEBUG", "1")
    from kg.cli import main

    with pytest.raises(ZeroDivisionError):
        main(["shared"])


@pytest.mark.slow
def test_a_reader_that_leaves_is_no_fault(store: str) -> None:
    command = " ".join(
        ["exec 2>&1;", f"'{sys.executable}' -c 'from kg.cli import main; main()'", "shared --min 1 | head -1"]
    )
    done = subprocess.run(command, shell=True, capture_output=True, env={**os.environ, "KG_STORE": store}, check=True)
    assert b"Traceback" not in done.stdout and b"Broken" not in done.stdout


@pytest.mark.slow
def test_build_names_what_it_could_not_use(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    seed = sorted(SEEDS.glob("*.txt"))[2]
    (folder / "镇.txt").write_bytes(seed.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "recipe.txt").write_text("红烧肉的做法：五花肉切块，加酱油。", encoding="utf-8")
    (folder / "notes.xyz").write_text("别的", encoding="utf-8")
    store = str(tmp_path / "store")
    ran = kg("build", str(folder), "--store", store)
    assert ran.status == 1
    assert "empty.txt" in ran.err and "recipe.txt" not in ran.err
    assert ran.err.splitlines() == ["没能读（1）：", "empty.txt: 这是空文件，里面没有文字"]
    assert "recipe.txt: 不是法治政府建设（依法行政）报告：标题和开头都没有提到" in ran.out
    assert "notes.xyz: 不读后缀为 .xyz 的文件" in ran.out
    english = kg("build", str(folder), "--store", store, "--lang", "en")
    assert english.err.splitlines() == ["could not be read (1):", "empty.txt: empty, there is no text in it"]
    assert "recipe.txt: no report on 法治政府建设 or 依法行政" in english.out
    assert "新读 1 份报告" in ran.out and "recipe.txt" in ran.out and "图谱现有 1 份报告，1 个乡镇，2024 年" in ran.out
    (folder / "empty.txt").unlink()
    assert kg("build", str(folder), "--store", store, "--strict").status == 1
    again = kg("build", str(folder), "--store", store, "--format", "json")
    assert again.status == 0
    summary = json.loads(again.out)
    assert [item["name"] for item in summary["unchanged"]] == ["镇.txt"]
    report = summary["unchanged"][0]["report"]
    shown = kg("show", "包鸾镇", "--store", store)
    assert shown.status == 0 and "重庆市丰都县包鸾镇" in shown.out
    removed = kg("remove", f"report:{report[:8]}", "--store", store)
    assert removed.status == 0 and "镇.txt" in removed.out and "图谱里没有报告" in removed.out


@pytest.mark.slow
def test_build_counts_the_towns_that_nobody_could_place(kg: Run, tmp_path: Path) -> None:
    folder, store = tmp_path / "reports", str(tmp_path / "store")
    folder.mkdir()
    text = "城关镇2023年法治政府建设年度报告\n2023年，我镇依法行政，践行枫桥经验。现将情况报告如下：\n一、主要举措\n建立网格。\n"
    (folder / "城关镇.txt").write_text(text, encoding="utf-8")
    ran = kg("build", str(folder), "--store", store)
    assert "1 个乡镇不能确定是哪里的" in ran.out and "kg query towns-to-place" in ran.out
    listed = kg("query", "towns-to-place", "--store", store)
    assert listed.status == 0 and "天津市武清区城关镇" in listed.out and "城关镇.txt" in listed.out
    (folder / "城关镇.txt").write_text(text.replace("城关镇", "天津市武清区城关镇"), encoding="utf-8")
    assert "不能确定" not in kg("build", str(folder), "--store", store).out


@pytest.mark.slow
def test_build_says_why_a_report_left_and_which_edition_counts(kg: Run, tmp_path: Path) -> None:
    folder, store = tmp_path / "reports", str(tmp_path / "store")
    folder.mkdir()
    seed = sorted(SEEDS.glob("*.txt"))[3].read_bytes()
    (folder / "a.txt").write_bytes(seed)
    (folder / "b.txt").write_bytes(seed + b"\n")
    (folder / "c.txt").write_bytes(seed + b"\n\n")
    ran = kg("build", str(folder), "--store", store)
    assert "新安镇 2024：采用 c.txt，不用 b.txt、a.txt" in ran.out
    assert "图谱现有 1 份报告，1 个乡镇，2024 年（另有 2 份已有新版，不计入）：" in ran.out
    (folder / "a.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "b.txt").unlink()
    ran = kg("build", str(folder), "--store", store)
    assert ran.status == 1
    assert "  a.txt: 新安镇 2024，文件已改动，现在读不了：" in ran.out
    assert "  b.txt: 新安镇 2024，文件不在了" in ran.out
    folder.rename(tmp_path / "moved")
    ran = kg("build", str(folder), "--store", store, "--lang", "en")
    assert ran.status == 1 and ran.out == ""
    assert (
        ran.err
        == f"kg: {folder}: no such file or folder; the reports read from there (1) stay in the graph (kg remove withdraws them)\n"
    )
    ran = kg("build", str(tmp_path / "moved"), "--store", str(tmp_path / "moved"))
    assert ran.status == 1 and "请用 --store 换一个" in ran.err
    assert sorted(path.name for path in (tmp_path / "moved").iterdir()) == ["a.txt", "c.txt"]


def test_a_folder_without_reports_is_an_error(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = kg("build", str(tmp_path / "nothing"), "--store", str(tmp_path / "store"))
    assert ran.status == 1 and "nothing" in ran.err
    missing = kg("build", str(tmp_path / "missing"), "--store", str(tmp_path / "store"))
    assert missing.status == 1 and "missing" in missing.err


def test_extract_and_inspect_a_seed(kg: Run) -> None:
    seed = str(sorted(SEEDS.glob("*.txt"))[1])
    (facts,) = json.loads(kg("extract", seed, "--format", "json").out)
    assert facts["identity"]["division"]["full_name"] == "广东省云浮市郁南县宋桂镇"
    assert all(one["passages"][0]["text"] for one in facts["adoptions"])
    table = kg("extract", seed)
    assert table.status == 0 and "做法（" in table.out and "广东光源律师事务所" in table.out
    assert "gov:Adoption" in kg("extract", seed, "--format", "ttl").out
    assert kg("extract", seed, "--format", "nq").out.endswith(" .\n")
    seen = kg("inspect", seed)
    assert seen.status == 0 and "有丢失" in seen.out and "提纲（" in seen.out and "计划" in seen.out
    clean = kg("inspect", seed, "--text").out
    assert "宋桂镇" in clean and "(zhèn)" not in clean
    assert json.loads(kg("inspect", seed, "--format", "json").out)["encoding"]


def test_extract_explains_topics_and_links(kg: Run) -> None:
    seed = str(sorted(SEEDS.glob("*.txt"))[0])
    told = kg("extract", "--explain", seed)
    assert told.status == 0
    assert "类型与对应关系的依据" in told.out
    assert "（标题）" in told.out and "→ 针对：" in told.out
    (facts,) = json.loads(kg("extract", "--explain", seed, "--format", "json").out)
    plans = {plan["heading"]: plan for plan in facts["plans"]}
    linked = [one for one in facts["explanation"] if one["kind"] == "plan"]
    assert [len(one["links"]) for one in linked] == [len(plans[one["heading"]]["addresses"]) for one in linked]


def test_extract_shows_for_how_long_lawyers_are_engaged(kg: Run, tmp_path: Path) -> None:
    text = (
        "重庆市江津区四屏镇人民政府2024年法治政府建设年度报告\n一、主要工作\n（一）依法决策。聘请循远律师事务所为镇政府法律"
        "顾问，聘期三年，自2023年7月至2026年6月，选派律师2名。\n二、存在问题\n（一）执法力量不足。\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    row = next(line for line in kg("extract", str(tmp_path / "a.txt")).lines if line.startswith("循远律师事务所"))
    assert row.split()[:5] == ["循远律师事务所", "政府法律顾问", "2", "3", "年，2023–2026"]


def test_inspect_speaks_of_every_repair_in_chinese() -> None:
    from kg.cli.inspecting import _DROPPED_ZH, _REPAIRS_ZH, _ROLES_ZH
    from kg.model import Role
    from kg.reports.furniture import LINES

    rooms = Path(__file__).parents[2] / "kg" / "reports"
    sources = "".join(path.read_text(encoding="utf-8") for path in rooms.glob("*.py"))
    repairs = set(re.findall(r'draft\.\w+\(\s*"([a-z-]+)"', sources)) - {"line-end"}  # not recorded
    assert repairs and repairs <= _REPAIRS_ZH.keys()
    dropped = {row.reason for row in LINES} | set(re.findall(r'(?:return|reason =|else) "([a-z][a-z ]+)"', sources))
    assert dropped == _DROPPED_ZH.keys()
    assert _ROLES_ZH.keys() == {role.value for role in Role}


def test_inspect_says_whether_build_would_take_it(kg: Run, tmp_path: Path) -> None:
    seed = str(sorted(SEEDS.glob("*.txt"))[2])
    taken = kg("inspect", seed)
    assert "kg build 会收这份报告" in taken.out and "重庆市丰都县包鸾镇" in taken.out
    recipe = tmp_path / "r.txt"
    recipe.write_text("红烧肉的做法：五花肉切块，加酱油。", encoding="utf-8")
    refused = kg("inspect", str(recipe))
    assert refused.status == 0 and "kg build 会跳过这份文件：不是法治政府建设" in refused.out
    assert "kg build would skip this file: no report" in kg("inspect", str(recipe), "--lang", "en").out
    assert json.loads(kg("inspect", seed, "--format", "json").out)["accepted"] is True
    whole = json.loads(kg("inspect", str(recipe), "--format", "json").out)
    assert whole["accepted"] is False and whole["refused"]["zh"].startswith("不是法治政府建设")


def test_inspect_in_chinese_shows_no_english_words(kg: Run) -> None:
    for seed in sorted(SEEDS.glob("*.txt")):
        out = kg("inspect", str(seed)).out.replace(seed.name, "")
        told = out[: out.index("提纲（")].replace("kg build", "")
        headings = [line for line in out.splitlines() if line.endswith("）") and "（" in line]
        assert not re.findall(r"[a-z]{3,}", re.sub(r"report:\w+", "", told) + "".join(headings))


def test_version(kg: Run) -> None:
    from kg import __version__

    assert kg("--version").out == f"kg {__version__}\n"


@pytest.mark.slow
def test_help_says_what_offsets_count(kg: Run) -> None:
    for command in ("towns", "show", "inspect"):
        environment = {**os.environ, "KG_LANG": "zh"}
        done = subprocess.run([*KG, command, "--help"], capture_output=True, env=environment, check=True)
        assert "整理后的正文" in "".join(done.stdout.decode().split())


def test_extract_goes_on_after_a_fault(kg: Run, tmp_path: Path) -> None:
    seed = str(sorted(SEEDS.glob("*.txt"))[2])
    ran = kg("extract", str(tmp_path / "none.txt"), seed)
    assert ran.status == 1 and "none.txt" in ran.err and "包鸾镇" in ran.out


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"", "这是空文件，里面没有文字", "empty, there is no text in it"),
        ("红烧肉的做法".encode(), "标题和开头都没有提到", "neither title nor opening speaks of it"),
    ],
)
def test_extract_names_the_file_once_in_either_language(
    kg: Run, tmp_path: Path, content: bytes, zh: str, en: str
) -> None:
    file = tmp_path / "某.txt"
    file.write_bytes(content)
    for lang, words in (("zh", zh), ("en", en)):
        ran = kg("extract", str(file), "--lang", lang)
        assert (ran.status, ran.out) == (1, "")
        assert words in ran.err and ran.err.count("某.txt") == 1 and ran.err.count("\n") == 1


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "nt", "jsonld", "graphml", "gexf", "csv"])
def test_export(kg: Run, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"whole.{ending}"
    ran = kg("export", str(target))
    assert ran.status == 0 and target.exists() and str(target) in ran.out


def test_export_to_an_unknown_form(kg: Run, tmp_path: Path) -> None:
    ran = kg("export", str(tmp_path / "whole.xyz"))
    assert ran.status == 1 and ".graphml" in ran.err


def test_validate_fails_on_violations(kg: Run) -> None:
    ran = kg("validate", "--format", "json")
    result = json.loads(ran.out)
    assert result["conforms"] is (ran.status == 0)
    assert not result["conforms"]  # the small graph leaves out much that the shapes ask for
    assert "处不合规" in kg("validate").out


def test_a_failure_in_one_file_does_not_cost_the_others(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import extractors

    whole = extractors.extract

    def fails(report: Report, *rest: object) -> object:
        if report.file_name == "a.txt":
            raise ZeroDivisionError("nobody foresaw this")
        return whole(report, *rest)

    monkeypatch.setattr(extractors, "extract", fails)
    text = next(SEEDS.glob("003*")).read_bytes()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(text)
    ran = kg("extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert ran.status == 1
    assert "a.txt" in ran.err and "ZeroDivisionError" in ran.err
    assert "天津市宝坻区新安镇" in ran.out


def test_evaluate_prints_figures_misses_and_confusion(kg: Run, tmp_path: Path) -> None:
    gold = json.loads((SEEDS.parent / "tests" / "gold" / "seeds.json").read_text(encoding="utf-8"))
    gold[0]["problems"].append("没有写过的问题")
    (tmp_path / "gold.json").write_text(json.dumps(gold[:2], ensure_ascii=False), encoding="utf-8")
    arguments = ("evaluate", str(tmp_path / "gold.json"), "--reports", str(SEEDS))
    ran = kg(*arguments)
    assert ran.status == 0
    assert re.search(r"problem_recall +漏 +没有写过的问题", ran.out)
    assert re.search(r"^identity +1\.000 +2/2 +0\.\d{3}–1\.000", ran.out, re.MULTILINE)
    assert re.search(r"^ +已实施 +试点中 +推进中 +计划$", ran.out, re.MULTILINE)
    english = kg(*arguments, "--lang", "en", "--quiet")
    assert "没有写过的问题" not in english.out
    assert re.search(r"^problem_recall .* problems found$", english.out, re.MULTILINE)
    data = json.loads(kg(*arguments, "--format", "json").out)
    assert data["figures"]["identity"] == 1.0
    assert data["misses"][gold[0]["file"]][-1]["wanted"] == "没有写过的问题"
    rows = list(csv.DictReader(io.StringIO(kg(*arguments, "--format", "csv").out)))
    assert {"figure": "problem_recall", "wanted": "没有写过的问题"}.items() <= rows[-1].items()
    below = kg(*arguments, "--quiet", "--min", "problem_recall=1", "--min", "identity=1")
    assert below.status == 1
    assert "problem_recall" in below.err and "identity" not in below.err
    assert kg(*arguments, "--min", "speed=1").status == 2
    absent = kg("evaluate", str(tmp_path / "gold.json"), "--reports", str(tmp_path / "nowhere"))
    assert (absent.status, absent.err.count("\n")) == (1, 1)
    assert "nowhere" in absent.err
