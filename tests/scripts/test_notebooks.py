"""The example notebooks run from top to bottom, say what is true of their graph, and draw it."""

from __future__ import annotations

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[2] / "scripts" / "notebooks"
ALL = sorted(NOTEBOOKS.glob("*.ipynb"))
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_says_everything_twice(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
        else:
            text = "".join(cell["source"])
            assert any("\u4e00" <= c <= "\u9fff" for c in text), text
            assert sum(word.isascii() and word.isalpha() for word in text.split()) > 3, text


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


class Ran:
    """What a notebook showed: text and data frames as text, and its charts."""

    def __init__(self, cells: list[dict[str, Any]]) -> None:
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        self.errors = "".join(o["text"] for o in outputs if o.get("name") == "stderr")
        self.text = "\n".join(o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs)
        self.html = "\n".join(o.get("data", {}).get("text/html", "") for o in outputs)
        self.charts = [base64.b64decode(o["data"]["image/png"]) for o in outputs if "image/png" in o.get("data", {})]


@pytest.fixture(scope="module")
def run(graphs: Path) -> Any:
    def run(name: str) -> Ran:
        import nbformat
        from nbclient import NotebookClient

        notebook = nbformat.read(NOTEBOOKS / name, as_version=4)  # type: ignore[no-untyped-call]
        where = {"metadata": {"path": str(NOTEBOOKS)}}
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("KG_NOTEBOOKS", str(graphs))
            environment.setenv("PYTHONWARNINGS", "error:Glyph")  # of a chart that cannot write its labels
            environment.setenv("PYTHONHASHSEED", "0")
            client.execute()
        return Ran(notebook.cells)

    return run


@pytest.mark.slow
def test_shared_practices(run: Any) -> None:
    ran = run("shared_practices.ipynb")
    assert ran.errors == ""
    (chart,) = ran.charts
    assert chart.startswith(PNG) and len(chart) > 10_000
    # Counted by hand in the five reports.
    assert "5 个有报告的乡镇中，3 个写到" in ran.html and "已实施 1，推进中 1，计划 1" in ran.html
    team = {"重庆市丰都县包鸾镇": "已实施", "重庆市江津区四屏镇": "计划", "重庆市长寿区万顺镇": "推进中"}
    (team_table,) = [html for html in ran.html.split("<table>") if html.count("一支队伍管执法</td>") >= 3]
    for town, status in team.items():
        assert status in team_table.partition(f">{town}<")[2].split("</tr>")[0]
    assert "没有写到不等于没有" in ran.html
    assert "SELECT" in ran.text and "mechanism/一支队伍管执法" in ran.text


@pytest.mark.slow
def test_charts_do_without_a_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.syspath_prepend(str(NOTEBOOKS))
    sys.modules.pop("prepared", None)
    import prepared

    with monkeypatch.context() as without:
        without.setattr(prepared, "FONTS", ())
        prepared.charts()
        assert prepared.label("枫桥经验", "Fengqiao experience") == "Fengqiao experience"
        assert prepared.label("枫桥经验") == "Fengqiaojingyan"
    monkeypatch.setattr(prepared, "FONTS", ("DejaVu Sans",))  # stands for a font that every machine has
    prepared.charts()
    assert prepared.label("枫桥经验", "Fengqiao experience") == "枫桥经验"


@pytest.mark.slow
def test_problems_and_spread(run: Any) -> None:
    ran = run("problems_and_spread.ipynb")
    assert ran.errors == ""
    (chart,) = ran.charts
    assert chart.startswith(PNG) and len(chart) > 10_000
    assert "同类" in ran.html and "没有写到不等于" in ran.html and "SELECT" in ran.text

    # The made-up reports know what is true of them.
    from corpus import make

    from kg import ontology
    from kg.model import Status

    truths = [truth for truth in make(24, range(2019, 2025), seed=5, richness=0.4) if truth.current]
    towns = {truth.town for truth in truths}
    assert f"{len(towns)} 个乡镇的 {len(truths)} 份报告" in ran.text
    known = {"网格化", *ontology.load().descendants("网格化")}
    named = [(truth, a) for truth in truths for a in truth.facts.adoptions]
    # A practice of no list is a kind of what any report of it says it is.
    new = {a.mechanism.label for _, a in named if a.mechanism.id is None and known & {*a.mechanism.broader}}
    runs = {
        truth.id
        for truth, a in named
        if a.status is not Status.PLANNED
        and (a.mechanism.id in known or (a.mechanism.id is None and a.mechanism.label in new))
    }
    for year in range(2019, 2025):
        of_year = [truth.id for truth in truths if truth.year == year]
        counts = rf"^{year} +{len(of_year)} +{len(runs & set(of_year))} "
        assert re.search(counts, ran.text, re.MULTILINE), counts
