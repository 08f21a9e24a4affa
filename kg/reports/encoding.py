"""Bytes → text: which encoding a report was saved in, and what is no text at all.

Government sites serve UTF-8 and GB18030 (declared as GB2312 or GBK); office programs save UTF-16. A byte order mark
decides; otherwise the candidates are tried in the order of their strictness, and where none fits without error the one
whose text looks most like a Chinese report wins. Bytes that cannot be decoded become U+FFFD and are marked as lost later.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kg.errors import UnreadableReport

MAX_REPORT_BYTES = 20 * 1024 * 1024
"""Longest document that is read, in bytes: real reports have 5–200 kB, saved web pages up to a few MB."""

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32BE"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16LE"),
    (b"\xfe\xff", "utf-16-be", "UTF-16BE"),
    (b"\x84\x31\x95\x33", "gb18030", "GB18030"),
)

_BINARY_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", " PDF 文档"),
    (b"PK\x03\x04", "a ZIP archive or office document", " ZIP 压缩包或办公文档（docx、wps 等）"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "旧格式的办公文档（doc、wps 等）"),
    (b"{\\rtf", "an RTF document", " RTF 文档"),
    (b"\x89PNG", "an image", "图片"),
    (b"\xff\xd8\xff", "an image", "图片"),
    (b"GIF8", "an image", "图片"),
    (b"\x1f\x8b", "a gzip archive", " gzip 压缩包"),
    (b"Rar!", "a RAR archive", " RAR 压缩包"),
    (b"7z\xbc\xaf", "a 7z archive", " 7z 压缩包"),
    (b"\x7fELF", "a program", "程序"),
    (b"MZ\x90", "a program", "程序"),
    (b"SQLite format", "a database", "数据库"),
)

_CANDIDATES: tuple[tuple[str, str], ...] = (
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030"),
    ("utf-16-le", "UTF-16LE"),
    ("utf-16-be", "UTF-16BE"),
    ("big5", "Big5"),
)

_PLAUSIBLE = re.compile(r"[\u4e00-\u9fa5\u3000-\u3002\u3008-\u3011\uff01-\uff5e\u2010-\u2026\x20-\x7e\t\r\n\f\xa0]")
_COMMON = re.compile(r"[的一是在和年法政府治建设行工作人民镇会安县乡村社区]|[a-z]{2,} ")
_VISIBLE = re.compile(r"[^\W_]")
_SAMPLE = 200_000  # characters looked at when candidates are compared
_STRANGE = 0.1
"""Share of strange characters above which a document is no text: damaged reports have up to 0.02, and random bytes,
archives and sound, decoded in whatever encoding fits best, 0.13 to 0.3."""


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """Decode a document. Returns its text without byte order mark and the name of the encoding.

    Raises UnreadableReport, with one line that says why, for empty, binary and overlong input.
    """
    if len(data) > MAX_REPORT_BYTES:
        size = len(data) / 1024 / 1024
        limit = MAX_REPORT_BYTES // 1024 // 1024
        raise UnreadableReport(
            f"too large for a report ({size:.0f} MB; at most {limit} MB are read)",
            f"文件太大，不像一份报告（{size:.0f} MB；最多读 {limit} MB）",
            where=file_name,
        )
    if not data.strip(b"\x00 \t\r\n\f\x0b"):
        raise _empty(file_name)
    for signature, what, what_zh in _BINARY_SIGNATURES:
        if data.startswith(signature):
            raise UnreadableReport(
                f"{what}, not plain text or HTML: save the report as text or as a web page",
                f"这是{what_zh}，不是纯文本或网页：请另存为文本或网页",
                where=file_name,
            )
    text, encoding = _best(data)
    _require_text(text, file_name)
    return text, encoding


def _best(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), name
    if data.count(b"\x00") * 20 < len(data):  # UTF-16 of Chinese with line ends and digits has more NULs than that
        try:
            return data.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError:
            pass
    best = ("", "", -1.0)
    for codec, name in _CANDIDATES:
        text = data.decode(codec, "replace")
        score = _likeness(text[:_SAMPLE])
        if score > best[2] + 0.02:  # the earlier, stricter candidate wins a tie
            best = (text, name, score)
    return best[0], best[1]


def _likeness(text: str) -> float:
    """How much a text looks like Chinese prose: share of plausible characters, plus the commonest words, less losses."""
    if not text:
        return -1.0
    plausible = len(_PLAUSIBLE.findall(text)) / len(text)
    common = len(_COMMON.findall(text)) / len(text)
    lost = text.count("\ufffd") / len(text)
    return plausible + min(common, 0.1) * 5 - 5 * lost


def _require_text(text: str, file_name: str) -> None:
    sample = text[:_SAMPLE]
    strange = sum(count for char, count in Counter(sample).items() if _strange(char))
    if strange > _STRANGE * len(sample) or sample.count("\x00") * 3 > len(sample):
        raise UnreadableReport(
            "binary data or an unknown encoding, not plain text or HTML",
            "这是二进制数据或未知编码，不是纯文本或网页",
            where=file_name,
        )
    if not _VISIBLE.search(text):
        raise _empty(file_name)


def _strange(char: str) -> bool:
    """What text has next to nothing of: losses, control characters, code points that are unassigned or private, and
    ideographs of the extension blocks, which names have one of now and then."""
    if char == "\ufffd":
        return True
    if char in "\x00\t\n\v\f\r":  # stray NULs are counted apart
        return False
    return unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") or "\u3400" <= char < "\u4e00" or char >= "\U00020000"


def _empty(file_name: str) -> UnreadableReport:
    return UnreadableReport("empty, there is no text in it", "这是空文件，里面没有文字", where=file_name)
