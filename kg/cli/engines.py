"""Options of ``kg build`` that say who reads: this machine or Apache Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr

if TYPE_CHECKING:
    from kg.build import Engine


class EngineName(StrEnum):
    LOCAL = "local"
    SPARK = "spark"


EngineOption = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        help=tr(
            "由谁读报告：本机（local），或 Apache Spark（spark；PATH 也可以是 hdfs://、s3a:// 等地址）",
            "Who reads: this machine, or Apache Spark (PATH may then be hdfs://, s3a:// … as well)",
        ),
    ),
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help=tr(
            "Spark 集群的地址，如 spark://host:7077、yarn；默认用 Spark 自己的配置，没有则用本机全部处理器",
            "The Spark cluster, such as spark://host:7077 or yarn; default: as Spark is configured, else all cores here",
        ),
    ),
]
ConfOption = Annotated[
    list[str] | None,
    typer.Option(
        "--conf",
        metavar="KEY=VALUE",
        help=tr("Spark 的设置，可写多次", "A setting of Spark's own; may be repeated"),
    ),
]
OutOption = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help=tr(
            "由 Spark 另把整个图谱写成 N-Quads 和 Parquet 表（文件夹或地址）",
            "Have Spark write the graph as N-Quads and Parquet tables as well (folder or address)",
        ),
    ),
]


@contextmanager
def engine_of(name: EngineName, master: str | None, conf: list[str] | None, out: str | None) -> Iterator[Engine | None]:
    """Who reads, for as long as it is needed; None is this machine."""
    if name is EngineName.LOCAL:
        for option, value in (("--master", master), ("--conf", conf), ("--out", out)):
            if value:
                raise typer.BadParameter(
                    tr(f"{option} 要和 --engine spark 一起用", f"{option} goes with --engine spark")
                )
        yield None
        return
    settings = dict(_setting(one) for one in conf or ())
    from kg.build.spark import spark

    terminal.progress(tr("启动 Spark……", "starting Spark …"))
    with spark(master, settings) as engine:
        yield engine


def _setting(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not name or not equals:
        raise typer.BadParameter(tr(f"--conf 要写成 KEY=VALUE：{written}", f"--conf wants KEY=VALUE: {written}"))
    return name, value


def write_files(engine: Engine | None, store: str, out: str | None) -> str:
    """Write the graph to ``out``, if that is asked for; returns what to tell, "" for nothing."""
    from kg.build.spark import Spark

    if out is None or not isinstance(engine, Spark):
        return ""
    terminal.progress(tr("写文件……", "writing files …"))
    written = engine.write(store, out)
    terminal.progress_end()
    if written:
        return tr(f"N-Quads 和 Parquet 表已写到 {out}", f"N-Quads and Parquet tables are in {out}")
    return tr(f"{out} 里已是这个图谱，没有重写", f"{out} holds this very graph already")
