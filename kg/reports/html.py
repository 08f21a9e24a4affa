"""HTML as saved from a site → text with origins: main text, its title, data tables, and what the page says around it.

The page is read by position, so that every character of the text maps to the source. Blocks (paragraphs, cells, list
items) become lines; inline tags vanish; a row of a data table becomes one line with tabs between its cells. The main
text is the innermost element that holds most of the page's prose outside links; the rest is dropped, after its labels,
breadcrumb and footer have gone into the metadata.
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise

from kg.model import Dropped
from kg.reports.draft import Draft
from kg.reports.furniture import line_kind
from kg.reports.markup import BLOCK_TAGS, SKIPPED, Block, Element, Page
from kg.reports.page import LONGEST_HEAD_LINE, Gathered, gather

_LOOKS_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span)\b", re.I)
_CHROME = frozenset(("nav", "footer", "aside", "header"))
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|foot|copyright|breadcrumb|crumbs?|share|bdshare\w*|sidebar|side|toolbar|prevnext|related|qrcode|ewm)(?:$|[\s_-])",
    re.I,
)
PROSE_SHARE = 0.75
"""Share of the page's prose that the element of the main text holds at least."""


def is_html(text: str) -> bool:
    """Whether a document is HTML: by its tags. Its file name does not count: the same bytes are read alike."""
    if len(_LOOKS_HTML.findall(text[:3000])) >= 2:
        return True
    return text.lstrip()[:1] == "<" and _LOOKS_HTML.search(text) is not None


def _ancestors(element: Element) -> list[Element]:
    chain = [element]
    while chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    return chain


def _is_chrome(element: Element, main: Element) -> bool:
    """Navigation, footers and the like, above or below the element of the main text but not around it."""
    for e in _ancestors(element):
        if e is main:
            return False
        if e.tag in SKIPPED or e.tag in _CHROME or (_CHROME_NAME.search(e.name) and e.tag in BLOCK_TAGS):
            return True
    return False


def _main(blocks: list[Block], root: Element) -> Element:
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
    page = Page(source)
    page.read()
    for name, value in page.meta.items():
        gathered.put(name, value)
    main = _main(page.blocks, page.root)
    kept: list[Block] = []
    dropped: list[Block] = []
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


def _gather_dropped(blocks: list[Block], gathered: Gathered) -> list[Dropped]:
    """What is not main text, one entry per line; the cells of a row (发布机构 | 石桥镇) are one line."""
    found: list[Dropped] = []
    row: list[Block] = []
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


def _page_title(page: Page, gathered: Gathered) -> str:
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


def _clip(block: Block, title: str) -> Block:
    """The beginning of the <title> that is the report's title."""
    text = block.text
    lead = len(text) - len(text.lstrip())
    length = 0
    end = lead
    while end < len(text) and length < len(title):
        length += not text[end].isspace()
        end += 1
    return Block(block.element, [text[lead:end]], block.origin[lead:end], 0, block.start, block.end)


def _drop_reason(text: str, link_chars: int, gathered: Gathered) -> str:
    line = re.sub(r"[^\S\t]+", " ", text)
    kind = line_kind(line) if len(line) <= LONGEST_HEAD_LINE else None
    return gather(line, kind, gathered) or ("links" if link_chars * 2 > len(text) else "page around the report")


def _assemble(source: str, blocks: list[Block]) -> Draft:
    """Blocks as lines; neighbouring cells of one row of a data table on one line with tabs between."""
    pieces: list[str] = []
    origin = array("I")
    previous: Block | None = None
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


def _cell(block: Block) -> Element | None:
    return next((e for e in _ancestors(block.element) if e.tag in ("td", "th")), None)


def _same_row(left: Block, right: Block) -> bool:
    a, b = _cell(left), _cell(right)
    if a is None or b is None or a is b or a.parent is not b.parent:
        return False
    return len(left.text) <= _LONGEST_CELL and len(right.text) <= _LONGEST_CELL


_LONGEST_CELL = 120
"""Characters from which a cell is part of the page's layout and no figure."""
