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
    "tables",
    "build",
    "analysis",
    "evaluation",
    "views",
    "pages",
    "web",
    "api",
    "cli",
)
# What only these rooms may import, and those right of them where the tuple says so.
HOMES = {
    "rdflib": ("rdf", "store", "build", "analysis", "views", "pages", "web", "api", "cli"),
    "pyshacl": ("rdf",),
    "pyvis": ("views",),
    "typer": ("cli",),
    "jinja2": ("pages",),
    "starlette": ("web",),
    "uvicorn": ("web",),
    "rich": ("cli",),
    "opencc": ("reports",),
    "jieba": ("extractors",),
    "polars": ("tables", "analysis"),
    "scipy": ("analysis",),
    "pypinyin": ("tables",),
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
)


def imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
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


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(KG)))
def test_imports_come_from_the_left(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "kg" and len(parts) > 1 and here in ROW and parts[1] in ROW:
            assert ROW.index(parts[1]) <= ROW.index(here), f"{path.name} imports {name}"
        if here in GROUND and parts[0] == "kg" and len(parts) > 1:
            assert parts[1] in GROUND, f"{path.name} imports {name}"
        if parts[0] in HOMES:
            assert here in HOMES[parts[0]], f"{path.name} imports {name}"


def test_the_door_opens_without_heavy_libraries() -> None:
    code = f"import sys, kg.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_a_hall() -> None:
    long = {str(p.relative_to(KG)): n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 360}
    assert long == {}
