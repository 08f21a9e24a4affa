"""``kg follow``, on two years of a town, written out and read as any report is."""

from __future__ import annotations

import csv
import io
import json

import pytest
from running import Run

from kg.build import build

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


_HEAD = "包鸾镇{year}年法治政府建设年度报告\n\n{year}年，丰都县包鸾镇扎实推进法治政府建设，现将有关情况报告如下。\n\n一、主要举措\n"
_FOOT = "\n丰都县包鸾镇人民政府\n{next}年1月12日\n"
FIRST = """（一）化解矛盾纠纷。推行“枫桥经验”，调解纠纷40件。
（二）开展普法宣传。开展法治宣传活动12场次。

二、存在的问题
（一）执法力量不足。全镇执法人员只有3名，难以兼顾各个领域。
（二）普法宣传形式单一。宣传仍以发传单、拉横幅为主。

三、下一步打算
（一）充实执法力量。争取上级支持，选调年轻干部到执法岗位。
（二）创新普法宣传形式。建立“院坝会”制度，把法律知识送到群众家门口。
（三）拓宽集镇主干道。年内完成路基施工。
"""
SECOND = """（一）化解矛盾纠纷。践行“枫桥经验”，调解纠纷52件。
（二）开展普法宣传。召开院坝会25场。完成集镇主干道拓宽，惠及3个村。

二、存在的问题
（一）基层执法力量薄弱。执法人员身兼数职，业务学习时间少。
（二）经费保障不足。普法经费投入有限。

三、下一步打算
（一）继续充实执法力量。多渠道补充执法人员。
（二）加强经费保障。把普法经费列入年度预算。
"""


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("two")
    reports = folder / "reports"
    reports.mkdir()
    for year, body in ((2022, FIRST), (2023, SECOND)):
        text = (_HEAD + body + _FOOT).replace("{year}", str(year)).replace("{next}", str(year + 1))
        (reports / f"{year}.txt").write_text(text, encoding="utf-8")
    build([reports], folder / "kg-store")
    return str(folder / "kg-store")


def rows(out: str) -> list[list[str]]:
    """Cells of the lines of a table: two spaces stand between them."""
    return [[cell for cell in line.split("  ") if cell] for line in out.splitlines()]


def test_plans_problems_and_practices_of_a_town(kg: Run, two_years: str) -> None:
    ran = kg("follow", "包鸾镇", "--store", two_years)
    assert ran.status == 0 and ran.err == ""
    assert "2022 → 2023：3 项计划（已做 2，在做 0，再次计划 1，不再提到 0）" in ran.out
    told = {row[0].strip(): row for row in rows(ran.out) if len(row) > 1}
    assert told["创新普法宣传形式"][1:3] == ["已做", "做法"] and "召开院坝会25场。" in ran.out
    assert told["充实执法力量"][1].strip() == "再次计划"
    assert [cell.strip() for cell in told["拓宽集镇主干道"][1:3]] == ["已做", "原句"]
    assert "完成集镇主干道拓宽" in ran.out
    assert told["执法力量不足"][1].strip() == "仍写到" and "基层执法力量薄弱" in told["执法力量不足"][-2]
    assert told["普法宣传形式单一"][1].strip() == "不再写到"
    assert [cell.strip() for cell in told["院坝会"]] == ["院坝会", "由计划到推行", "计划", "已实施"]
    assert "不再提到不等于没有做" in ran.out


def test_in_english_as_json_and_as_csv(kg: Run, two_years: str) -> None:
    assert "2022 → 2023: 3 plans (done 2" in kg("follow", "包鸾镇", "--store", two_years, "--lang", "en").out
    answer = json.loads(kg("follow", "包鸾镇", "--store", two_years, "--format", "json").out)
    (step,) = answer["steps"]
    proofs = {one["plan"]["heading"]: one["found"] for one in step["plans"]}
    assert all(proof["year"] == 2023 and proof["end"] > proof["start"] for found in proofs.values() for proof in found)
    listed = list(csv.DictReader(io.StringIO(kg("follow", "包鸾镇", "--store", two_years, "--format", "csv").out)))
    assert {row["verdict"] for row in listed if row["kind"] == "problem"} == {"persists", "not told again", "new"}


def test_counts_of_all_towns(kg: Run, two_years: str) -> None:
    ran = kg("follow", "--store", two_years, "--year", "2022", "--county", "丰都")
    assert ran.status == 0
    # 拓宽集镇主干道 names no practice, and the sentence that tells it is not read here
    line = next(row for row in rows(ran.out) if row[0].startswith("2022 → 2023"))
    assert [cell.strip() for cell in line[:4]] == ["2022 → 2023", "1/1", "3", "1"] and "不读做了什么的原句" in ran.out
    assert kg("follow", "--store", two_years, "--year", "2030").status == 1
    assert "没有乡镇有相连两年的报告" in kg("follow", "--store", two_years, "--year", "2023").out


def test_the_queries_run(kg: Run, two_years: str) -> None:
    for arguments in (("follow", "包鸾镇"), ("follow",)):
        query = kg(*arguments, "--store", two_years, "--sparql").out
        answered = kg("query", query, "--store", two_years, "--format", "csv")
        assert answered.status == 0 and len(answered.lines) > 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("包鸾镇", "--years", "2022"), 1, "不足两个年份（2022）；有的年份：2022、2023"),
        (("包銮镇",), 1, "包鸾镇"),
        (("包鸾镇", "--county", "丰都"), 2, "--years"),
        (("--years", "2022-2023"), 2, "--years"),
        (("包鸾镇", "--years", "去年"), 2, "去年"),
    ],
)
def test_what_cannot_be_followed(kg: Run, two_years: str, arguments: tuple[str, ...], status: int, told: str) -> None:
    ran = kg("follow", *arguments, "--store", two_years)
    assert ran.status == status and told in ran.err and ran.out == ""
