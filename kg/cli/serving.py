"""``kg serve`` and ``kg site``: the graph as a website."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, CountyOption, LangOption, ProvinceOption, StoreOption, YearOption, opened

if TYPE_CHECKING:
    from kg.pages.extent import Extent
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
    edit: Annotated[
        bool,
        typer.Option(
            "--edit",
            help=tr(
                "可在网页上评判、改正（/review），只供本机使用",
                "With pages to judge and put right (/review), for this machine alone",
            ),
        ),
    ] = False,
    by: Annotated[
        str, typer.Option("--by", envvar="KG_REVIEWER", help=tr("评判人（用于 --edit）", "Who judges (for --edit)"))
    ] = "",
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.store.guard import allowed
    from kg.store.limits import limits
    from kg.web.serving import serve as run
    from kg.web.serving import serve_review

    outlines, most = _outlines(boundaries), limits()
    others = [allowed(one) for one in services or ()]
    if edit:
        serve_review(store, host, port, by=by, ready=_ready, boundaries=outlines, limits=most, services=others)
        return
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
    province: ProvinceOption = None,
    county: CountyOption = None,
    year: YearOption = None,
    rows: Annotated[
        int,
        typer.Option(
            "--rows",
            min=0,
            help=tr(
                "多个乡镇说到同一事物时，CSV、JSON 里最多写几个乡镇（或几条），0 为全部；页面会注明略去多少",
                "Of what many towns say of one thing, CSV and JSON hold so many towns or statements, 0 for all;"
                " pages say how many are left out",
            ),
        ),
    ] = 500,
    workers: Annotated[
        int,
        typer.Option("--workers", min=0, help=tr("用几个进程，0 为处理器的数目", "Processes, 0: one per processor")),
    ] = 0,
    boundaries: BoundariesOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.pages.part import part_of
    from kg.pages.workers import processors
    from kg.pages.writing import write_site

    many, telling = workers or processors(), _Telling()
    outlines = _outlines(boundaries)
    with opened(store) as graph:
        asked = province or county or year is not None
        part = part_of(graph, year=year, province=province, county=county) if asked else None
        try:
            pages = write_site(
                graph,
                out,
                told=telling.page,
                boundaries=outlines,
                most=rows or None,
                workers=many,
                announced=lambda extent: telling.announce(extent, many, out),
                part=part,
            )
        except KeyboardInterrupt:
            terminal.progress_end()
            terminal.complain(
                tr(
                    f"没有写完：{out} 里原来的内容没有动；再运行同一条命令会接着写",
                    f"not finished: what stood in {out} is as it was; the same command goes on from here",
                )
            )
            raise
    terminal.progress_end()
    terminal.say(
        tr(
            f"已写入 {out}：{pages} 个页面，中英文；打开 {out / 'index.html'} 即可，不需要网络",
            f"wrote {out}: {pages} pages in Chinese and English; open {out / 'index.html'}, no network needed",
        )
    )


class _Telling:
    """How far a site is, and how long the rest takes at the pace so far."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def announce(self, extent: Extent, workers: int, out: Path) -> None:
        takes, space = _duration(extent.seconds / workers), f"{extent.bytes / 1e9:.1f} GB"
        terminal.complain(
            tr(
                f"共 {extent.pages:,} 页，各有中英文；大约要 {takes}、{space}、{extent.files:,} 个文件（估计）。"
                "可用 --province、--county、--year 只写一部分；中断后再运行同一条命令会接着写",
                f"{extent.pages:,} pages in each language: about {takes}, {space} and {extent.files:,} files (an estimate);"
                " --province, --county and --year write a part; once interrupted, the same command goes on",
            )
        )

        free = shutil.disk_usage(out).free
        if free < extent.bytes:
            terminal.complain(
                tr(
                    f"{out} 所在的磁盘只剩 {free / 1e9:.1f} GB，多半不够",
                    f"only {free / 1e9:.1f} GB are free on the disk of {out}: probably too little",
                )
            )

    def page(self, done: int, of: int) -> None:
        now = time.monotonic()
        if self._first is None or done == self._first[1]:  # graphs, which come first, are no pages
            self._first = (now, done)
        since, before = self._first
        left = ""
        if done > before and now - since > _SURE:
            rest = _duration((of - done) * (now - since) / (done - before))
            left = tr(f"，还要约 {rest}", f", about {rest} left")
        terminal.progress(tr(f"{done:,} / {of:,} 页{left}", f"page {done:,} of {of:,}{left}"))


_SURE = 20.0  # seconds from which a pace is told


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    if hours:
        return tr(f"{hours} 小时 {rest} 分钟", f"{hours} h {rest} min")
    return tr(f"{minutes} 分钟", f"{minutes} min")
