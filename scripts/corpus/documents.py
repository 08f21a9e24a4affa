"""A report as a file: the text with what a site puts around it, as plain text or as a web page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from random import Random

from corpus.chance import pick
from corpus.places import Town
from corpus.writing import Written

_BUTTONS = ("大 中 小", "字体：【大 中 小】", "字号：[ 大 ] [ 中 ] [ 小 ]", "打印 收藏")
_TAIL = (
    ("打印本页", "关闭窗口"),
    ("分享到：", "扫一扫在手机打开当前页"),
    ("上一篇：关于开展夏季消防检查的通知", "下一篇：没有了"),
    ("相关链接", "国务院部门网站", "地方政府网站"),
)
_CRUMBS = ("首页", "政务公开", "法定主动公开内容", "法治政府建设")


@dataclass(frozen=True, slots=True)
class Look:
    """How files look: shares of web pages, of texts with what sites put around them, of GB18030, of indented lines."""

    html: float = 0.15
    around: float = 0.5
    gb18030: float = 0.06
    indented: float = 0.4


@dataclass(frozen=True, slots=True)
class Document:
    data: bytes
    ending: str
    media_type: str
    encoding: str


def document(written: Written, town: Town, year: int, look: Look, of: Random) -> Document:
    """The file of a report."""
    web = of.random() < look.html
    encoding = "gb18030" if of.random() < look.gb18030 else "utf-8"
    if web:
        return Document(_page(written, town, year, of, encoding).encode(encoding), ".html", "text/html", encoding)
    return Document(_text(written, town, look, of).encode(encoding), ".txt", "text/plain", encoding)


def _text(written: Written, town: Town, look: Look, of: Random) -> str:
    title, *body = written.page.text.split("\n")
    issued = written.facts.identity.issued
    around = of.random() < look.around
    indent = "　　" if of.random() < look.indented else ""
    lines = []
    if around:
        lines += [" > ".join(_CRUMBS), ""] if of.random() < 0.5 else []
    lines.append(title)
    if issued is not None:
        source = f"来源：{town.county.name}{town.organ} " if around else ""
        lines.append(f"{source}发布时间：{issued.isoformat()}{' ' + pick(of, _BUTTONS) if around else ''}")
    lines += [indent + line for line in body]
    if around:
        lines += pick(of, _TAIL)
    gap = "\n\n" if of.random() < 0.15 else "\n"
    return gap.join(lines) + "\n"


def _page(written: Written, town: Town, year: int, of: Random, encoding: str) -> str:
    title, *body = written.page.text.split("\n")
    issued = written.facts.identity.issued
    site = f"{town.county.name}人民政府门户网站"
    address = f"http://www.example.gov.cn/xxgk/{year}/{of.randrange(10**6):06}.html"
    when = f"<span>发布时间：{issued.isoformat()}</span>" if issued else ""
    crumbs = " &gt; ".join(f'<a href="#">{c}</a>' for c in _CRUMBS)
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in body)
    tail = "".join(f"<li>{escape(line)}</li>" for line in pick(of, _TAIL))
    return f"""<!DOCTYPE html>
<html><head><meta charset="{encoding}"><title>{escape(title)}-{site}</title>
<link rel="canonical" href="{address}"></head>
<body>
<div class="nav"><ul><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li><li><a href="#">互动交流</a></li></ul></div>
<div class="crumbs">您现在的位置：{crumbs}</div>
<div class="article">
<h1>{escape(title)}</h1>
<div class="info">{when}<span>{pick(of, _BUTTONS)}</span></div>
<div class="content">
{paragraphs}
</div>
</div>
<div class="share"><ul>{tail}</ul></div>
<div class="footer"><p>主办：{town.county.name}人民政府</p><p>版权所有 未经许可不得转载</p></div>
</body></html>
"""
