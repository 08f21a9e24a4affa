"""The markup of a page, read by position: blocks of text, each character with its place in the source."""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<[!?][^>]{0,5000}>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,40})"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,20000}\"|'[^']{0,20000}'){0,500}+)>",
    re.S,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SPACES = re.compile(r"[ \t\r\n\f]+")

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
SKIPPED = frozenset(
    "script style noscript template svg iframe object select textarea button math video audio canvas".split()
)
_RAW = frozenset(("script", "style", "textarea", "noscript", "template", "svg", "iframe"))
BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2"
    " h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul ucaptitle".split()
)
_CLOSES_ITSELF = {
    "p": ("p",),
    "li": ("li",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "option": ("option",),
}
_META = {
    "articletitle": "title", "pubdate": "published", "contentsource": "publisher", "sitename": "site",
    "sitedomain": "", "og:title": "title", "og:url": "url", "og:site_name": "site", "publishdate": "published",
    "article:published_time": "published", "source": "publisher",
}  # fmt: skip
_PROSE = re.compile(r"[，。；,;]")


@dataclass(slots=True, eq=False)
class Element:
    tag: str
    parent: Element | None
    depth: int
    name: str = ""  # class and id
    prose: int = 0
    chars: int = 0
    rows: int = 0


@dataclass(slots=True)
class Block:
    """A line of text: pieces with their origins, and the element that holds it."""

    element: Element
    pieces: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("I"))
    link_chars: int = 0
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Page:
    """Reads the source once, tag by tag."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("root", None, 0)
        self.open: list[Element] = [self.root]
        self.blocks: list[Block] = []
        self.current: Block | None = None
        self.meta: dict[str, str] = {}
        self.title: Block | None = None
        self.links = 0
        self.in_title = False

    def read(self) -> None:
        source, at = self.source, 0
        while (m := _TAG.search(source, at)) is not None:
            self._text(at, m.start())
            at = m.end()
            name = m["name"]
            if name is None:
                continue
            name = name.lower()
            if self.in_title and not (m["close"] and name == "title"):
                continue
            if m["close"]:
                self._end(name)
            else:
                at = self._start(name, m["attributes"] or "", at)
        self._text(at, len(source))
        self._finish()

    def _start(self, name: str, attributes: str, at: int) -> int:
        if name == "meta":
            self._note_meta(attributes)
        if name == "link" and "canonical" in attributes and (m := re.search(r"href\s*=\s*[\"']([^\"']+)", attributes)):
            self.meta.setdefault("url", html.unescape(m[1]))
        if name in SKIPPED and not attributes.rstrip().endswith("/"):
            return self._skip(name, at)
        if name == "title" and self.title is None:
            self._finish()
            self.in_title = True
        if name in BLOCK_TAGS:
            self._finish(cell=name in ("td", "th"))
        for closed in _CLOSES_ITSELF.get(name, ()):
            if self.open[-1].tag == closed:
                self.open.pop()
        if name in _VOID or attributes.rstrip().endswith("/"):
            return at
        if name == "a":
            self.links += 1
        parent = self.open[-1]
        if len(self.open) < 500:
            self.open.append(Element(name, parent, parent.depth + 1, _names(attributes)))
        return at

    def _end(self, name: str) -> None:
        if name == "title" and self.in_title:
            self.title = self.current
            self.current = None
            self.in_title = False
        if name in BLOCK_TAGS:
            self._finish(cell=name in ("td", "th"))
        if name == "a":
            self.links = max(0, self.links - 1)
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == name:
                del self.open[depth:]
                return

    def _skip(self, name: str, at: int) -> int:
        """Where the text goes on after an element that holds none of the report."""
        if name in _RAW:
            end = re.compile(f"</{name}", re.I).search(self.source, at)
            if end is None:
                return len(self.source)
            close = self.source.find(">", end.end())
            return close + 1 if close >= 0 else len(self.source)
        self.open.append(Element(name, self.open[-1], self.open[-1].depth + 1))
        return at

    def _note_meta(self, attributes: str) -> None:
        values = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes)}
        key = _META.get((values.get("name") or values.get("property") or "").lower(), "")
        if key and values.get("content", "").strip():
            self.meta.setdefault(key, values["content"].strip())

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.current is None:
            if not self.source[start:end].strip():
                return
            self.current = Block(self._holder(), start=start)
        block = self.current
        at = start
        for m in _ENTITY.finditer(self.source, start, end):
            self._append(block, at, m.start())
            value = html.unescape(m[0])
            block.pieces.append(value)
            block.origin.extend([m.start()] * len(value))
            at = m.end()
        self._append(block, at, end)
        block.end = end
        if self.links:
            block.link_chars += len(self.source[start:end].strip())

    def _append(self, block: Block, start: int, end: int) -> None:
        at = start
        for m in _SPACES.finditer(self.source, start, end):
            block.pieces.append(self.source[at : m.start()])
            block.origin.extend(range(at, m.start()))
            block.pieces.append(" ")
            block.origin.append(m.start())
            at = m.end()
        block.pieces.append(self.source[at:end])
        block.origin.extend(range(at, end))

    def _holder(self) -> Element:
        """The innermost open block element."""
        return next(e for e in reversed(self.open) if e.tag in BLOCK_TAGS or e.tag == "root" or e.tag in SKIPPED)

    def _finish(self, cell: bool = False) -> None:
        block, self.current = self.current, None
        if block is None or not block.text.strip():
            return
        self.blocks.append(block)
        text = block.text
        prose = len(text) - block.link_chars if len(text) > 15 and _PROSE.search(text) else 0
        element: Element | None = block.element
        while element is not None:
            element.chars += len(text)
            element.prose += max(prose, 0)
            element = element.parent


def _names(attributes: str) -> str:
    return " ".join(
        m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes) if m[1].lower() in ("class", "id")
    )
