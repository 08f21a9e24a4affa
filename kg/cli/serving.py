"""``kg serve`` and ``kg site``: the graph as a website."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened

if TYPE_CHECKING:
    from kg.views.boundaries import Boundaries


BoundariesOption = Annotated[
    Path | None,
    typer.Option(
        "--boundaries",
        metavar="FILE",
        dir_okay=False,
        help=tr(
            "自备的边界（GeoJSON，WGS84 经纬度），画在地图的点下面；本软件不带边界",
            "Your own boundaries (GeoJSON in degrees of WGS84), drawn below the points of maps; none are shipped",
        ),
    ),
]


def serve(
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help=tr("在哪个地址上提供；默认只有本机能看", "Address to listen at; this machine alone by default"),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help=tr("端口，0 为任意", "Port; 0 takes any"))
    ] = 8765,
    boundaries: BoundariesOption = None,
    services: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-service",
            metavar="URL/",
            help=tr(
                "允许查询用 SERVICE 访问以此开头的网址（可多次给出）；默认都不允许",
                "Let queries go by SERVICE to addresses that begin so (may be given again); none by default",
            ),
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.store.guard import allowed
    from kg.store.limits import limits
    from kg.web import serve as run

    outlines, most = _outlines(boundaries), limits()
    others = [allowed(one) for one in services or ()]
    with opened(store) as graph:
        run(graph, host, port, ready=_ready, boundaries=outlines, limits=most, services=others)


def _outlines(file: Path | None) -> Boundaries | None:
    """The boundaries of a file, with a word on those that lie outside the map."""
    if file is None:
        return None
    from kg.views.boundaries import read_boundaries

    read = read_boundaries(file)
    left = tr(f"，另有 {read.left} 个在图外", f", {read.left} more lie outside the map") if read.left else ""
    terminal.complain(tr(f"边界：{read.areas} 个区域{left}", f"boundaries of {read.areas} areas{left}"))
    return read


def _ready(address: str) -> None:
    """Said at once, even into a pipe."""
    terminal.say(tr(f"打开 {address} 即可浏览；按 Ctrl+C 结束", f"open {address} in a browser; Ctrl+C ends"))
    sys.stdout.flush()


def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help=tr("写到哪个文件夹", "Folder to write"), file_okay=False)],
    boundaries: BoundariesOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.pages.workers import processors
    from kg.pages.writing import write_site

    def told(done: int, of: int) -> None:
        terminal.progress(tr(f"{done} / {of} 页", f"page {done} of {of}"))

    outlines = _outlines(boundaries)
    with opened(store) as graph:
        pages = write_site(graph, out, told=told, boundaries=outlines, workers=processors())
    terminal.progress_end()
    terminal.say(
        tr(
            f"已写入 {out}：{pages} 个页面，中英文；打开 {out / 'index.html'} 即可，不需要网络",
            f"wrote {out}: {pages} pages in Chinese and English; open {out / 'index.html'}, no network needed",
        )
    )
