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
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=tr(
            "只看一种状态：implemented 已实施、piloting 试点中、inProgress 推进中、planned 计划",
            "Only one status: implemented, piloting, inProgress, planned",
        ),
    ),
]


def opened(location: str) -> Store:
    """The store at a folder or address. Raises NoStoreError, saying what to do, where nothing was built."""
    from kg.store import open_store

    return open_store(location)
