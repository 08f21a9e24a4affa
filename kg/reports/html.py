"""HTML as saved from a site → text with origins: main text, its title, data tables, and what the page says around it.

The page is read by position, so that every character of the text maps to the source. Blocks (paragraphs, cells, list
items) become lines; inline tags vanish; a row of a data table becomes one line with tabs between its cells. The main
text is the innermost element that holds most of the page's prose outside links; the rest is dropped, after its labels,
breadcrumb and footer have gone into the metadata.
"""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Dropped
from kg.reports.draft import Draft
from kg.reports.furniture import line_kind
from kg.reports.page import LONGEST_HEAD_LINE, Gathered, gather

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<[!?][^>]{0,5000}>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,40})"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,20000}\"|'[^']{0,20000}'){0,500}+)>",
    re.S,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LOOKS_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span)\b", re.I)

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SKIPPED = frozenset(
    "script style noscript template svg iframe object select textarea button form math video audio canvas".split()
)
_RAW = frozenset(("script", "style", "textarea", "noscript", "template", "svg", "iframe"))
_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2"
    " h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul ucaptitle".split()
)
_CHROME = frozenset(("nav", "footer", "aside", "header"))
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|foot|copyright|breadcrumb|crumbs?|share|bdshare\w*|sidebar|side|toolbar|prevnext|related|qrcode|ewm)(?:$|[\s_-])",
    re.I,
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
PROSE_SHARE = 0.75
"""Share of the page's prose that the element of the main text holds at least."""


def is_html(text: str, file_name: str) -> bool:
    """Whether a document is HTML: by its first tags, not by its name alone."""
    if len(_LOOKS_HTML.findall(text[:3000])) >= 2:
        return True
    named = re.search(r"\.(?:x?html?|shtml|jsp|php|aspx?)$", file_name, re.I) is not None
    return (named or text.lstrip()[:1] == "<") and _LOOKS_HTML.search(text) is not None


@dataclass(slots=True, eq=False)
class _Element:
    tag: str
    parent: _Element | None
    depth: int
    name: str = ""  # class and id
    prose: int = 0
    chars: int = 0
    rows: int = 0


@dataclass(slots=True)
class _Block:
    """A line of text: pieces with their origins, and the element that holds it."""

    element: _Element
    pieces: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("I"))
    link_chars: int = 0
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Page:
    """Reads the source once, tag by tag."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = _Element("root", None, 0)
        self.open: list[_Element] = [self.root]
        self.blocks: list[_Block] = []
        self.current: _Block | None = None
        self.meta: dict[str, str] = {}
        self.title: _Block | None = None
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
        if name in _SKIPPED and not attributes.rstrip().endswith("/"):
            return self._skip(name, at)
        if name == "title" and self.title is None:
            self._finish()
            self.in_title = True
        if name in _BLOCK:
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
            self.open.append(_Element(name, parent, parent.depth + 1, _names(attributes)))
        return at

    def _end(self, name: str) -> None:
        if name == "title" and self.in_title:
            self.title = self.current
            self.current = None
            self.in_title = False
        if name in _BLOCK:
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
        self.open.append(_Element(name, self.open[-1], self.open[-1].depth + 1))
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
            self.current = _Block(self._holder(), start=start)
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

    def _append(self, block: _Block, start: int, end: int) -> None:
        at = start
        for m in _SPACES.finditer(self.source, start, end):
            block.pieces.append(self.source[at : m.start()])
            block.origin.extend(range(at, m.start()))
            block.pieces.append(" ")
            block.origin.append(m.start())
            at = m.end()
        block.pieces.append(self.source[at:end])
        block.origin.extend(range(at, end))

    def _holder(self) -> _Element:
        """The innermost open block element."""
        return next(e for e in reversed(self.open) if e.tag in _BLOCK or e.tag == "root" or e.tag in _SKIPPED)

    def _finish(self, cell: bool = False) -> None:
        block, self.current = self.current, None
        if block is None or not block.text.strip():
            return
        self.blocks.append(block)
        text = block.text
        prose = len(text) - block.link_chars if len(text) > 15 and _PROSE.search(text) else 0
        element: _Element | None = block.element
        while element is not None:
            element.chars += len(text)
            element.prose += max(prose, 0)
            element = element.parent


def _names(attributes: str) -> str:
    return " ".join(
        m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes) if m[1].lower() in ("class", "id")
    )


def _ancestors(element: _Element) -> list[_Element]:
    chain = [element]
    while chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    return chain


def _is_chrome(element: _Element, main: _Element) -> bool:
    """Navigation, footers and the like, above or below the element of the main text but not around it."""
    for e in _ancestors(element):
        if e is main:
            return False
        if e.tag in _SKIPPED or e.tag in _CHROME or (_CHROME_NAME.search(e.name) and e.tag in _BLOCK):
            return True
    return False


def _main(blocks: list[_Block], root: _Element) -> _Element:
    """The innermost element with at least PROSE_SHARE of the prose."""
    best = root
    for block in blocks:
        for e in _ancestors(block.element):
            if e.depth > best.depth and e.prose >= PROSE_SHARE * max(root.prose, 1):
                best = e
    while best.tag in ("p", "br", "td", "th", "tr", "tbody") and best.parent is not None:
        best = best.parent
    return best


def read_html(source: str, gathered: Gathered) -> Draft:
    """The main text of a page as a Draft; labels, breadcrumb, site and footer go into ``gathered``."""
    page = _Page(source)
    page.read()
    for name, value in page.meta.items():
        gathered.put(name, value)
    main = _main(page.blocks, page.root)
    kept: list[_Block] = []
    dropped: list[_Block] = []
    title = _page_title(page, gathered)
    for block in page.blocks:
        inside = main in _ancestors(block.element)
        text = block.text.strip()
        links = block.link_chars * 2 > len(text) and _SHORT_LINK.match(text) is not None
        if (inside and not links and not _is_chrome(block.element, main)) or (not kept and _same(text, title)):
            kept.append(block)
        else:
            dropped.append(block)
    stands = any(title in re.sub(r"\s", "", b.text) for b in kept[:6])
    if (
        title
        and not stands
        and page.title is not None
        and (not kept or page.title.end <= kept[0].start)
        and re.sub(r"\s", "", page.title.text).startswith(title)
    ):
        kept.insert(0, _clip(page.title, title))
    draft = _assemble(source, kept)
    draft.dropped += _gather_dropped(dropped, gathered)
    return draft


def _gather_dropped(blocks: list[_Block], gathered: Gathered) -> list[Dropped]:
    """What is not main text, one entry per line; the cells of a row (发布机构 | 石桥镇) are one line."""
    found: list[Dropped] = []
    row: list[_Block] = []
    for block, after in pairwise([*blocks, None]):
        if block is None:
            continue
        row.append(block)
        if after is not None and _same_row(block, after):
            continue
        text = "\t".join(b.text.strip() for b in row)
        links = sum(b.link_chars for b in row)
        found.append(Dropped(_drop_reason(text, links, gathered), row[0].start, row[-1].end, text))
        row = []
    return found


_SHORT_LINK = re.compile(r"^[^。；]{1,30}$")


def _same(text: str, title: str) -> bool:
    return bool(title) and re.sub(r"\s", "", text) == title


def _page_title(page: _Page, gathered: Gathered) -> str:
    """The report's title as the page's head states it, without white space and without the site's name."""
    if page.title is not None:
        text = page.title.text.strip()
        head = re.split(
            r"\s*[-_|—–－]{1,2}\s*(?=[^-_|—–－]*(?:网|政府|平台|门户|公开|栏目|委员会|市|县|区|镇)[^-_|—–－]*$)", text
        )
        gathered.put("title", head[0])
        if len(head) > 1:
            gathered.put("site", head[-1])
    return re.sub(r"\s", "", gathered.values.get("title", ""))


def _clip(block: _Block, title: str) -> _Block:
    """The beginning of the <title> that is the report's title."""
    text = block.text
    lead = len(text) - len(text.lstrip())
    length = 0
    end = lead
    while end < len(text) and length < len(title):
        length += not text[end].isspace()
        end += 1
    return _Block(block.element, [text[lead:end]], block.origin[lead:end], 0, block.start, block.end)


def _drop_reason(text: str, link_chars: int, gathered: Gathered) -> str:
    line = re.sub(r"[^\S\t]+", " ", text)
    kind = line_kind(line) if len(line) <= LONGEST_HEAD_LINE else None
    return gather(line, kind, gathered) or ("links" if link_chars * 2 > len(text) else "page around the report")


def _assemble(source: str, blocks: list[_Block]) -> Draft:
    """Blocks as lines; neighbouring cells of one row of a data table on one line with tabs between."""
    pieces: list[str] = []
    origin = array("I")
    previous: _Block | None = None
    for block in blocks:
        text = block.text
        lead = len(text) - len(text.lstrip(" "))
        body = text[lead:].rstrip(" ")
        if previous is not None:
            pieces.append("\t" if _same_row(previous, block) else "\n")
            origin.append(previous.end if previous.end <= block.start else block.start)
        pieces.append(body)
        origin.extend(block.origin[lead : lead + len(body)])
        previous = block
    return Draft(source, "".join(pieces), origin)


def _cell(block: _Block) -> _Element | None:
    return next((e for e in _ancestors(block.element) if e.tag in ("td", "th")), None)


def _same_row(left: _Block, right: _Block) -> bool:
    a, b = _cell(left), _cell(right)
    if a is None or b is None or a is b or a.parent is not b.parent:
        return False
    return len(left.text) <= _LONGEST_CELL and len(right.text) <= _LONGEST_CELL


_LONGEST_CELL = 120
"""Characters from which a cell is part of the page's layout and no figure."""
