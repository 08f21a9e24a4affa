"""Undirected weighted networks as GEXF 1.2 (Gephi) and GraphML (yEd, Gephi, networkx, igraph), written as they come.

Whatever a name holds is escaped, and characters that XML 1.0 cannot hold are removed. Nodes are coloured by
``community`` and sized by ``strength`` where they have these. No clock: the same network gives the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from kg.errors import KgError, system_reason

Value = str | int | float
Told = Mapping[str, Value]

ENDINGS = (".gexf", ".graphml")
_CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Colours that colour-blind people can tell apart (after Okabe and Ito, 2008), then lighter ones of the same.
_COLOURS = (
    *((0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (213, 94, 0), (240, 228, 66)),
    *((102, 171, 208), (242, 204, 117), (102, 197, 171), (226, 179, 208)),
)
_GREY = (153, 153, 153)
_SMALLEST, _LARGEST = 4.0, 24.0
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"


class Edge(NamedTuple):
    start: str
    end: str
    told: Told


def save(target: str | Path, nodes: Sequence[tuple[str, Told]], edges: Iterable[Edge]) -> Path:
    """Write a network to a file that ends in .gexf or .graphml; every node and edge tells the same kinds of things, or
    leaves some out. Raises KgError for another ending or a place that cannot be written."""
    path = Path(target)
    check_ending(target)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as out:
            lines = gexf(nodes, edges) if path.suffix.lower() == ".gexf" else graphml(nodes, edges)
            for line in lines:
                out.write(line.encode("utf-8"))
                out.write(b"\n")
        beside.replace(path)
    except OSError as error:
        why = system_reason(error)
        raise KgError(f"{target} cannot be written: {why.en}", f"{target} 写不了：{why.zh}") from error
    return path


def check_ending(target: str | Path) -> None:
    """Raises KgError where the ending of ``target`` is not one of ``ENDINGS``."""
    if Path(target).suffix.lower() not in ENDINGS:
        raise KgError(
            f"unknown ending; choose one of {' '.join(ENDINGS)}",
            f"不认识这个后缀；可用的有：{' '.join(ENDINGS)}",
            where=str(target),
        )


def gexf(nodes: Sequence[tuple[str, Told]], edges: Iterable[Edge]) -> Iterator[str]:
    """The lines of a GEXF file. ``label`` and ``weight`` are GEXF's own; the rest are attributes."""
    edges = list(edges)
    own = {"node": ("label",), "edge": ("weight",)}
    columns = {
        "node": _columns((told for _, told in nodes), own["node"]),
        "edge": _columns((one.told for one in edges), own["edge"]),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{_GEXF}" xmlns:viz="{_GEXF}/viz" version="1.2"><graph defaultedgetype="undirected" mode="static">'
    for kind, of in columns.items():
        yield f'<attributes class="{kind}" mode="static">'
        for number, (name, type_) in enumerate(of.items()):
            yield f'<attribute id="{kind}{number}" title={_quoted(name)} type="{_GEXF_TYPES[type_]}"/>'
        yield "</attributes>"
    size = _sizes(nodes)
    yield "<nodes>"
    for name, told in nodes:
        yield f"<node id={_quoted(name)} label={_quoted(told.get('label', name))}>"
        yield _values(columns["node"], told, "node")
        red, green, blue = _colour(told)
        yield f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size(told):.2f}"/></node>'
    yield "</nodes><edges>"
    for number, one in enumerate(edges):
        ends = f"source={_quoted(one.start)} target={_quoted(one.end)}"
        yield f'<edge id="{number}" {ends} weight="{one.told.get("weight", 1.0)!r}">'
        yield f"{_values(columns['edge'], one.told, 'edge')}</edge>"
    yield "</edges></graph></gexf>"


def graphml(nodes: Sequence[tuple[str, Told]], edges: Iterable[Edge]) -> Iterator[str]:
    """The lines of a GraphML file; colour and size are attributes (r, g, b, size), which Gephi takes for its own."""
    edges = list(edges)
    drawn = {"r": int, "g": int, "b": int, "size": float}
    columns = {
        "node": _columns((told for _, told in nodes)) | drawn,
        "edge": _columns(one.told for one in edges),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_GRAPHML}">'
    for kind, of in columns.items():
        for number, (name, type_) in enumerate(of.items()):
            about = f'for="{kind}" attr.name={_quoted(name)} attr.type="{_GRAPHML_TYPES[type_]}"'
            yield f'<key id="{kind}{number}" {about}/>'
    size = _sizes(nodes)
    yield '<graph edgedefault="undirected">'
    for name, told in nodes:
        red, green, blue = _colour(told)
        whole = {**told, "r": red, "g": green, "b": blue, "size": round(size(told), 2)}
        yield f"<node id={_quoted(name)}>{_data(columns['node'], whole, 'node')}</node>"
    for one in edges:
        ends = f"source={_quoted(one.start)} target={_quoted(one.end)}"
        yield f"<edge {ends}>{_data(columns['edge'], one.told, 'edge')}</edge>"
    yield "</graph></graphml>"


_GEXF_TYPES = {str: "string", int: "integer", float: "double"}
_GRAPHML_TYPES = {str: "string", int: "int", float: "double"}


def _columns(every: Iterable[Told], own: Sequence[str] = ()) -> dict[str, type]:
    """What is told, in the order in which it first comes, and of what type; without what the format has of its own."""
    found: dict[str, type] = {}
    for told in every:
        for name, value in told.items():
            if name not in own:
                found.setdefault(name, type(value))
    return found


def _values(columns: Mapping[str, type], told: Told, kind: str) -> str:
    values = (
        f'<attvalue for="{kind}{number}" value={_quoted(told[name])}/>'
        for number, name in enumerate(columns)
        if name in told
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _data(columns: Mapping[str, type], told: Told, kind: str) -> str:
    return "".join(
        f'<data key="{kind}{number}">{_escaped(told[name])}</data>'
        for number, name in enumerate(columns)
        if name in told
    )


def _colour(told: Told) -> tuple[int, int, int]:
    community = told.get("community")
    if not isinstance(community, int) or community < 1:
        return _GREY
    return _COLOURS[(community - 1) % len(_COLOURS)]


def _sizes(nodes: Sequence[tuple[str, Told]]) -> _Sizes:
    return _Sizes(max((float(told.get("strength", 0.0)) for _, told in nodes), default=0.0))


class _Sizes:
    def __init__(self, strongest: float) -> None:
        self.strongest = strongest

    def __call__(self, told: Told) -> float:
        """The area grows with strength."""
        share = float(told.get("strength", 0.0)) / self.strongest if self.strongest > 0 else 0.0
        return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(share, 0.0))


def _plain(value: Value) -> str:
    return _CONTROL.sub("", value) if isinstance(value, str) else repr(value)


def _quoted(value: Value) -> str:
    return quoteattr(_plain(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _escaped(value: Value) -> str:
    return _plain(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
