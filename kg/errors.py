"""What goes wrong, told to people in both languages: one line that says what is wrong, where, and what to do.

On the ground floor, with no imports from other rooms: everybody raises these, the doors choose the language.
"""

from __future__ import annotations

import copyreg
import errno
import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One line for people, in English and in Chinese."""

    en: str
    zh: str

    def told(self, lang: str) -> str:
        """The line in ``lang``, "zh" or "en"."""
        return self.zh if lang == "zh" else self.en


class KgError(Exception):
    """A fault that a person can mend. ``reason`` says what is wrong and what to do, ``where`` in which document, empty
    where the reason says that itself. As a string it is in ``lang``, English where nobody chose, with ``where`` in
    front."""

    lang = "en"

    def __init__(self, en: str, zh: str, *, where: str = "") -> None:
        super().__init__(en, zh)
        self.reason = Bilingual(en, zh)
        self.where = where

    def __str__(self) -> str:
        return self.told(self.lang)

    def told(self, lang: str) -> str:
        """The whole line in ``lang``, "zh" or "en"."""
        mark = "：" if lang == "zh" else ": "
        return (self.where + mark if self.where else "") + self.reason.told(lang)

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes; subclasses differ in what they are made from.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class UnreadableReport(KgError):  # noqa: N818 - it tells what the document is
    """The bytes cannot be read as a report at all (binary, empty, too large)."""


class NotATownshipReport(KgError):  # noqa: N818 - it tells what the document is
    """The document was read but is no township report; the message says why."""


_SYSTEM_ZH = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样操作",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.EIO: "磁盘读写出错",
    errno.ECONNREFUSED: "对方没有开放这个端口",
    errno.ECONNRESET: "对方中断了连接",
    errno.ETIMEDOUT: "对方没有应答",
    errno.EHOSTUNREACH: "连不到那台机器",
    errno.ENETUNREACH: "网络不通",
}


def system_reason(error: OSError) -> Bilingual:
    """What the operating system says, without the file's name; its own English where no Chinese is known."""
    said = error.strerror or str(error) or type(error).__name__
    number = error.errno
    if number is None:  # a library passes on the words alone, in a sentence of its own
        number = next((known for known in _SYSTEM_ZH if os.strerror(known) in said), None)
        said = said if number is None else os.strerror(number)
    return Bilingual(said, _SYSTEM_ZH.get(number or 0, said))
