"""Options that several commands share, and the opening of the store they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import language
from kg.cli.language import tr
from kg.cli.writing import DataFormat, TableFormat

if TYPE_CHECKING:
    from kg.store import Store

DEFAULT_STORE = "kg-store"


def _language(value: str | None) -> str | None:
    if value is not None and value not in ("zh", "en"):
        raise typer.BadParameter(tr("只能是 zh 或 en", "must be zh or en"))
    if value is not None:
        language.choose(value)
    return value


def _status(value: str | None) -> str | None:
    if value is None:
        return None
    from kg.analysis.wording.words import STATUS, status_called

    known = status_called(value)
    if known is None:
        zh, en = "、".join(pair[0] for pair in STATUS.values()), ", ".join(pair[1] for pair in STATUS.values())
        raise typer.BadParameter(tr(f"没有“{value}”这种状态；可用：{zh}", f"no status “{value}”: choose one of {en}"))
    return known


def _version(asked: bool) -> None:
    if asked:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("--version", callback=_version, is_eager=True, help=tr("显示版本", "Show the version and exit")),
]
# Told under the help of every command that shows where a sentence stands.
OFFSETS = tr(
    "出处写作“文件:起–止”：句子在整理后的正文（kg inspect --text）里从第几字到第几字，不是原文件里的位置。",
    "Sources read “file:start–end”: characters of the clean text (kg inspect --text), not of the file itself.",
)
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="KG_STORE",
        help=tr("图谱所在的文件夹，或 SPARQL 服务的网址", "Folder of the graph, or address of a SPARQL server"),
    ),
]
FolderOption = Annotated[
    str, typer.Option("--store", envvar="KG_STORE", help=tr("图谱所在的文件夹", "Folder of the graph"))
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        callback=_language,
        is_eager=True,
        help=tr("输出语言（也可设 KG_LANG）", "Language of the output (or set KG_LANG)"),
    ),
]
FormatOption = Annotated[
    TableFormat,
    typer.Option("--format", help=tr("输出格式：表格给人看，其余给程序用", "Tables for people, else for programs")),
]
DataFormatOption = Annotated[
    DataFormat,
    typer.Option("--format", help=tr("输出格式：表格给人看，json 给程序用", "Tables for people, JSON for programs")),
]
YearOption = Annotated[int | None, typer.Option("--year", help=tr("只看报告这一年的报告", "Only reports on this year"))]
ProvinceOption = Annotated[
    str | None, typer.Option("--province", help=tr("只看这个省（市、区），如 重庆", "Only this province, e.g. 重庆"))
]
CountyOption = Annotated[
    str | None, typer.Option("--county", help=tr("只看这个县（市、区），如 江津", "Only this county, e.g. 江津"))
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=0, help=tr("最多列几项，0 为全部", "At most so many, 0 for all"))
]
SparqlOption = Annotated[
    bool,
    typer.Option(
        "--sparql", help=tr("不作答，给出能得到同样答案的 SPARQL", "Print the SPARQL that gives the same answer")
    ),
]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        callback=_status,
        help=tr(
            "只看一种状态：已实施、试点中、推进中、计划（或 implemented、piloting、in-progress、planned）",
            "Only one status: implemented, piloting, in-progress, planned (or in Chinese)",
        ),
    ),
]


def opened(location: str) -> Store:
    """The store at a folder or address. Raises NoStoreError, saying what to do, where nothing was built."""
    from kg.store import open_store

    return open_store(location)
