"""The rooms keep their order: each imports from its left only, heavy libraries stay where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parent.parent / "kg"
GROUND = ("errors", "language", "model", "ontology", "places", "plain")
ROW = (
    "reports",
    "extractors",
    "copies",
    "rdf",
    "store",
    "review",
    "tables",
    "build",
    "analysis",
    "evaluation",
    "views",
    "pages",
    "web",
    "api",
    "assistants",
    "cli",
)
# What only these rooms may import, and those right of them where the tuple says so.
HOMES = {
    "rdflib": ("rdf", "store", "build", "analysis", "views", "pages", "web", "api", "assistants", "cli"),
    "pyshacl": ("rdf",),
    "pyvis": ("views",),
    "typer": ("cli",),
    "jinja2": ("pages",),
    "starlette": ("web",),
    "uvicorn": ("web", "assistants"),
    "rich": ("cli",),
    "mcp": ("assistants",),
    "opencc": ("reports",),
    "jieba": ("extractors",),
    "polars": ("tables", "analysis"),
    "scipy": ("analysis",),
    "pypinyin": ("tables",),
    "pyspark": ("build",),
    "pyarrow": ("build",),
}
HEAVY = (
    "rdflib",
    "networkx",
    "jieba",
    "pyvis",
    "pyshacl",
    "opencc",
    "pyoxigraph",
    "polars",
    "scipy",
    "numpy",
    "rapidfuzz",
    "jinja2",
    "starlette",
    "uvicorn",
    "mcp",
    "pyspark",
    "pyarrow",
)


def imports(path: Path) -> Iterator[str]:
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    guarded = {
        id(inner)
        for node in nodes
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in nodes:
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    first = path.relative_to(KG).parts[0]
    return first.removesuffix(".py")


SOURCES = sorted(KG.rglob("*.py"))


def misplaced(path: Path) -> Iterator[str]:
    """What a file imports from rooms right of its own, or from libraries whose home is elsewhere."""
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        inside = parts[0] == "kg" and len(parts) > 1
        rightwards = inside and here in ROW and parts[1] in ROW and ROW.index(parts[1]) > ROW.index(here)
        upwards = inside and here in GROUND and parts[1] not in GROUND
        abroad = parts[0] in HOMES and here not in HOMES[parts[0]]
        if rightwards or upwards or abroad:
            yield f"{path.relative_to(KG)} imports {name}"


def test_imports_come_from_the_left() -> None:
    assert [fault for path in SOURCES for fault in misplaced(path)] == []


def test_a_wrong_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "KG", tmp_path)
    for name, text in {
        "reports/one.py": "import kg.store\nfrom kg.reports import two\nimport rich",
        "plain.py": "def f():\n    from kg.rdf import terms",
        "cli/one.py": "import kg.web, typer\nfrom kg.plain import visible",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = {path.name: len({*misplaced(path)}) for path in (tmp_path / "reports/one.py", tmp_path / "plain.py")}
    assert found == {"one.py": 2, "plain.py": 2}
    assert [*misplaced(tmp_path / "cli/one.py")] == []


def test_the_door_opens_without_heavy_libraries() -> None:
    code = f"import sys, kg.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_a_hall() -> None:
    long = {str(p.relative_to(KG)): n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 360}
    assert long == {}
