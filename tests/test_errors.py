"""Every fault is told in Chinese and English: no raise site may lack one of the two."""

from __future__ import annotations

import ast
import errno
import os
import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.analysis.naming.matching import UnknownNameError
from kg.errors import Bilingual, KgError, UnreadableReport, system_reason
from kg.store.locks import LockedError

KG = Path(__file__).resolve().parent.parent / "kg"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{2,}")
# What is raised for programmers, or belongs to the library that parses arguments.
NOT_FOR_PEOPLE = {
    "ValueError",
    "KeyError",
    "NotImplementedError",
    "UnknownPrintsError",
    "typer.Exit",
    "typer.BadParameter",
    "ToolError",
}


@cache
def program() -> dict[str, list[ast.AST]]:
    """What the program is made of, file by file."""
    return {str(path.relative_to(KG)): nodes(path.read_text(encoding="utf-8")) for path in sorted(KG.rglob("*.py"))}


def nodes(source: str) -> list[ast.AST]:
    return [*ast.walk(ast.parse(source))]


@cache
def errors() -> dict[str, ast.ClassDef]:
    """KgError and all that is made from it, by name."""
    defined = {node.name: node for file in program().values() for node in file if isinstance(node, ast.ClassDef)}
    found = {"KgError"}
    while more := {
        name for name, node in defined.items() if name not in found and found & {ast.unparse(b) for b in node.bases}
    }:
        found |= more
    return {name: defined[name] for name in found}


@cache
def own_words() -> frozenset[str]:
    """Classes that word their own message; what they are raised with is no wording."""
    return frozenset(
        name
        for name, node in errors().items()
        if name != "KgError"
        and any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)
    )


def wordings(file: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """Calls that are given a message: of the errors, of Bilingual, and of super().__init__ in those that word their own."""
    worded = (set(errors()) - own_words()) | {"Bilingual"}
    for node in file:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in worded:
            yield node
        elif isinstance(node, ast.ClassDef) and node.name in own_words():
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "super().__init__":
                    yield inner


def fault(call: ast.Call) -> str:
    """What is wrong with the wording of a call; empty where it has both languages, or passes on what others worded."""
    if len(call.args) != 2 or any(isinstance(arg, ast.Starred) for arg in call.args):
        return "needs two arguments: English, Chinese"
    texts = []
    for arg in call.args:
        if isinstance(arg, ast.Constant):
            texts.append(str(arg.value))
        elif isinstance(arg, ast.JoinedStr):
            texts.append("".join(str(part.value) for part in arg.values if isinstance(part, ast.Constant)))
    if not texts:
        return ""
    if len(texts) == 1:
        return "one of the two is no wording"
    en, zh = texts
    if (en or zh) and not ENGLISH.search(en):
        return f"no English in “{en}”"
    if (en or zh) and not CHINESE.search(zh):
        return f"no Chinese in “{zh}”"
    return ""


def test_every_fault_is_worded_in_both_languages() -> None:
    found = [
        f"{path}, line {call.lineno}: {what}"
        for path, file in program().items()
        for call in wordings(file)
        if (what := fault(call))
    ]
    assert found == []


@cache
def makers() -> frozenset[str]:
    """Names of the functions that make an error."""
    return frozenset(
        node.name
        for file in program().values()
        for node in file
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) in errors()
    )


def test_nothing_else_is_raised() -> None:
    """What is raised is one of the errors, comes from a function that makes one, or is on the list above."""
    allowed = set(errors()) | makers() | NOT_FOR_PEOPLE
    found = [
        f"{path}, line {node.lineno}: {ast.unparse(node.exc)}"
        for path, file in program().items()
        for node in file
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and ast.unparse(node.exc.func) not in allowed
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('KgError("no graph here")', "two arguments"),
        ("KgError(*pair)", "two arguments"),
        ('KgError("no graph here", "no graph here")', "no Chinese"),
        ('KgError("没有图谱", "没有图谱")', "no English"),
        ('Bilingual(f"cannot be read: {why}", f"{why}")', "no Chinese"),
        ('KgError("no graph here", other)', "no wording"),
        ('KgError("no graph in “新安镇”", f"{place} 没有图谱")', ""),
        ("Bilingual(said.en, said.zh)", ""),
    ],
)
def test_the_check_sees_what_is_missing(source: str, complaint: str) -> None:
    (call,) = wordings(nodes(source))
    assert complaint in fault(call) if complaint else fault(call) == ""


def test_there_is_something_to_check() -> None:
    assert len(errors()) > 10
    assert sum(1 for file in program().values() for _ in wordings(file)) > 60


def test_the_document_stands_in_front() -> None:
    error = UnreadableReport("empty", "空文件", where="a.txt")
    assert (str(error), error.told("en"), error.told("zh")) == ("a.txt: empty", "a.txt: empty", "a.txt：空文件")
    assert error.reason == Bilingual("empty", "空文件")


@pytest.mark.parametrize(
    "error",
    [
        KgError("wrong", "错了", where="a.txt"),
        UnknownNameError("town", "新安镇", ["甲县新安镇", "乙县新安镇"], ambiguous=True),
        LockedError(Path("build.lock"), "123"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_travel_between_processes(error: KgError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert [copy.told(lang) for lang in ("zh", "en")] == [error.told(lang) for lang in ("zh", "en")]


def test_the_system_speaks_both() -> None:
    missing = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "a.txt")
    assert system_reason(missing) == Bilingual(os.strerror(errno.ENOENT), "没有这个文件或文件夹")
    assert system_reason(OSError("strange")) == Bilingual("strange", "strange")
    passed_on = OSError(f"IO error: {os.strerror(errno.ENOSPC)}: While appending to file: /x/y.sst")
    assert system_reason(passed_on) == Bilingual(os.strerror(errno.ENOSPC), "磁盘已满")
