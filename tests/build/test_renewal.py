"""A graph that is brought up to date is the graph that would have been built: through histories of reports, names, judgements."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from corpus_files import exported
from polars.testing import assert_frame_equal

from kg.analysis.judging.worklist import worklist
from kg.build import build, rejudge, renewal
from kg.build.renewal import Renewal
from kg.review.journal import Journal, beside
from kg.review.judgement import Verdict
from kg.review.session import Reviewer
from kg.store import open_store
from kg.store.layout import StoreFolder
from kg.tables import Tables

REPORT = """重庆市丰都县{town}{year}年法治政府建设年度报告

一、主要做法
健全矛盾纠纷多元化解机制，全年化解矛盾纠纷{number}件。{practice}聘请{firm}为法律顾问。

二、存在的问题
（一）执法力量不足。

三、下一步打算
（一）充实执法力量。建立“532”工作法。

重庆市丰都县{town}人民政府
"""
TOWNS = ("包鸾镇", "湛普镇", "名山街道", "社坛镇")
BRANDS = (
    "打造“湖伴无争”村民调解会12个。",
    "推行“湖伴无争·村民调解会”，调解纠纷40件。",
    "推行“湖伴无争”调解会。",
    "推行“532”处置机制。",
    "开展网格化管理。",
)
FIRMS = ("重庆市渝州律师事务所", "渝州律师事务所", "重庆渝州律师事务所")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Renewal | None]:
    """However much is another: the graph is renewed. What was found out about each build."""
    found: list[Renewal | None] = []
    plain = renewal.renewal

    def noted(*given: object) -> Renewal | None:
        found.append(plain(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(renewal, "_LARGEST_SHARE", 100.0)
    monkeypatch.setattr("kg.build.assembly.renewal", noted)
    return found


def change(reports: Path, chance: random.Random) -> None:
    """Some report is new, says something else, goes by another name or is gone."""
    files = sorted(reports.iterdir())
    kind = chance.choice(("write", "write", "write", "rename", "remove")) if len(files) > 3 else "write"
    if kind == "write":
        town, year = chance.choice(TOWNS), chance.choice((2022, 2023))
        words = REPORT.format(
            town=town,
            year=year,
            number=chance.randrange(10, 90),
            practice=chance.choice(BRANDS),
            firm=chance.choice(FIRMS),
        )
        (reports / f"{town}{year}{chance.choice(('', '更正'))}.txt").write_text(words, encoding="utf-8")
    elif kind == "rename":
        one = chance.choice(files)
        one.rename(one.with_name(f"{chance.randrange(1000)}{one.name}"))
    else:
        chance.choice(files).unlink()


def judge(store: Path, chance: random.Random, number: int) -> None:
    """Somebody rejects or accepts something that waits to be judged."""
    reviewer = Reviewer(Journal(beside(store)), "张三", lambda: f"2026-01-01T00:00:{number:02}.000000Z")
    with open_store(store) as opened:
        task = chance.choice(worklist(opened, reviewer.standing(), limit=20).tasks)
    reviewer.judge(task.about, chance.choice((Verdict.ACCEPTED, Verdict.REJECTED)), was=task.was)


def history(tmp_path: Path, seed: int, steps: int, judged: bool) -> tuple[Path, Path]:
    """The store that was renewed step by step, and the one built of the same reports and judgements at once."""
    chance = random.Random(seed)
    reports, store = tmp_path / "reports", tmp_path / "store"
    reports.mkdir()
    for _ in range(4):
        change(reports, chance)
    build([reports], store)
    for number in range(steps):
        if judged and chance.random() < 0.5:
            judge(store, chance, number)
            rejudge(store)
        else:
            for _ in range(chance.choice((1, 1, 3))):
                change(reports, chance)
            build([reports], store)
    fresh = tmp_path / "fresh"
    if beside(store).exists():
        shutil.copy(beside(store), beside(fresh))
    build([reports], fresh)
    build([reports], store)  # what was judged last may make readers others
    return store, fresh


def same(one: Path, other: Path) -> None:
    assert exported(one) == exported(other)
    here, there = (StoreFolder(store).require_current() for store in (one, other))
    for name in ("numbers.json", "manifest.json"):
        assert (here / name).read_bytes() == (there / name).read_bytes()
    tables = sorted(file.stem for file in (here / "tables").glob("*.arrow"))
    assert "adoptions" in tables
    for name in tables:
        left, right = Tables(folder=here / "tables"), Tables(folder=there / "tables")
        assert_frame_equal(left[name], right[name])
    for nodes in (here / "tables").glob("*.nodes"):
        assert nodes.read_bytes() == (there / "tables" / nodes.name).read_bytes()


def test_a_history_ends_in_the_graph_built_at_once(tmp_path: Path, taken: list[Renewal | None]) -> None:
    same(*history(tmp_path, seed=1, steps=4, judged=False))
    assert sum(one is not None for one in taken) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_longer_histories(tmp_path: Path, taken: list[Renewal | None], seed: int) -> None:
    same(*history(tmp_path, seed=seed, steps=9, judged=False))
    assert sum(one is not None for one in taken) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6, 10))
def test_histories_with_judgements(tmp_path: Path, taken: list[Renewal | None], seed: int) -> None:
    same(*history(tmp_path, seed=seed, steps=7, judged=True))
    assert any(one is not None for one in taken)


def test_only_what_changed_is_put_in(tmp_path: Path, taken: list[Renewal | None]) -> None:
    reports, store = tmp_path / "reports", tmp_path / "store"
    reports.mkdir()
    for town in TOWNS:
        words = REPORT.format(town=town, year=2023, number=7, practice="开展网格化管理。", firm=FIRMS[0])
        (reports / f"{town}.txt").write_text(words, encoding="utf-8")
    build([reports], store)
    assert taken.pop() is None  # the first graph of all
    changed = reports / f"{TOWNS[0]}.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("7件", "8件"), encoding="utf-8")
    summary = build([reports], store)
    last = taken.pop()
    assert last is not None and len(last.known) == 4 and len(last.out) == 1
    assert last.into == (summary.built[0].report,)


def test_a_graph_of_another_version_is_loaded_whole(tmp_path: Path, taken: list[Renewal | None]) -> None:
    reports, store = tmp_path / "reports", tmp_path / "store"
    reports.mkdir()
    change(reports, random.Random(3))
    build([reports], store)
    data = StoreFolder(store).require_current()
    (data / "touched.json").unlink()
    change(reports, random.Random(4))
    build([reports], store)
    assert taken == [None, None]
    assert (StoreFolder(store).require_current() / "touched.json").is_file()
