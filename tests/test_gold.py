"""Whole reports against facts that people made by hand: the bars below which nothing may fall."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import ontology, places
from kg.build import build
from kg.evaluation import evaluate, read_gold
from kg.rdf.export import export
from kg.store import open_store

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(__file__).resolve().parent / "gold"
UNREAD = Path(__file__).resolve().parent / "unseen"
ALL = (
    "identity firm_recall firm_precision role_accuracy practice_recall practice_precision status_accuracy "
    "status_macro_f1 trap_avoidance problem_recall problem_precision plan_recall plan_precision cause_recall "
    "observation_recall cite_recall provenance"
).split()
SEEDS = dict.fromkeys(ALL, 1.0) | {
    "practice_precision": 0.95,
    "status_accuracy": 0.98,
    "status_macro_f1": 0.95,
    "observation_recall": 0.98,
}
FORMS = dict.fromkeys(ALL, 1.0) | {
    "practice_recall": 0.98,
    "practice_precision": 0.95,
    "status_accuracy": 0.98,
    "status_macro_f1": 0.95,
    "observation_recall": 0.95,
}
# Reports that whoever makes rules does not read: only these figures are looked at.
UNSEEN = dict.fromkeys(ALL, 0.95) | {
    "identity": 0.97,
    "role_accuracy": 0.93,
    "practice_recall": 0.93,
    "practice_precision": 0.97,
    "trap_avoidance": 0.93,
    "cause_recall": 0.85,
    "cite_recall": 0.97,
    "provenance": 1.0,
    "refusal_recall": 0.95,
}
OTHERS = dict.fromkeys(ALL, 0.9) | {
    "identity": 1.0,
    "firm_recall": 0.95,
    "practice_precision": 0.95,
    "status_accuracy": 0.95,
    "trap_avoidance": 0.93,
    "problem_recall": 0.95,
    "role_accuracy": 0.8,  # a firm and its own branch may be matched crosswise
    "provenance": 1.0,
}


def figures(facts: str, reports: Path, folder: Path) -> dict[str, float]:
    build([reports], folder / "store")
    graph = folder / "graph.nq"
    with open_store(folder / "store") as store:
        export(store.quads(), graph)
    command = [
        sys.executable,
        str(GOLD / "score.py"),
        str(graph),
        str(GOLD / facts),
        "--reports",
        str(reports),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: value for name, value in json.loads(done.stdout).items() if value is not None}


def check(got: dict[str, float], bars: dict[str, float]) -> None:
    assert got["reports_missing"] == 0
    below = {name: (got[name], bar) for name, bar in bars.items() if name in got and got[name] < bar}
    assert below == {}


def agrees(got: dict[str, float], facts: str, reports: Path) -> None:
    """``kg evaluate`` compares facts, ``score.py`` an exported graph: both must say the same."""
    found = evaluate(read_gold(GOLD / facts), reports, ontology.load(), places.load())
    assert {name: found.value(name) for name in got if name != "reports_missing"} == pytest.approx(
        {name: value for name, value in got.items() if name != "reports_missing"}, abs=1e-4
    )


def test_the_seeds() -> None:
    found = evaluate(read_gold(GOLD / "seeds.json"), ROOT / "seeds", ontology.load(), places.load())
    values = {name: found.value(name) for name in SEEDS}
    check({"reports_missing": 0} | {name: value for name, value in values.items() if value is not None}, SEEDS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "bars"),
    [
        ("seeds", SEEDS),
        ("forms", FORMS),
        *((name, OTHERS) for name in "provinces stages further ordinary hard mixed firms".split()),
    ],
)
def test_exported_graphs(name: str, bars: dict[str, float], tmp_path: Path) -> None:
    reports = ROOT / "seeds" if name == "seeds" else GOLD / name
    got = figures(f"{name}.json", reports, tmp_path)
    check(got, bars)
    agrees(got, f"{name}.json", reports)


@pytest.mark.slow
def test_reports_that_nobody_read_while_rules_were_made() -> None:
    found = evaluate(
        read_gold(UNREAD / "facts.json"),
        UNREAD / "reports",
        ontology.load(),
        places.load(),
        others=UNREAD / "others",
    )
    assert found.refused == ()
    check({"reports_missing": 0} | {name: found.value(name) or 0.0 for name in UNSEEN}, UNSEEN)


def test_what_is_no_township_report_is_left_out(tmp_path: Path) -> None:
    summary = build([GOLD / "negatives"], tmp_path / "store")
    assert summary.built == ()
    assert len(summary.skipped) == len(list((GOLD / "negatives").iterdir()))
