"""Whether the name of a law firm says where it is, and so identifies it in the whole country.

Law firms are named by province or municipality, own name and 律师事务所, in this order (律师事务所名称管理办法,
article 6); older names begin with a prefecture. 广东光源律师事务所 is one firm everywhere, 渝州律师事务所 may be two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.model import Division, DivisionLevel

_KINDS = ("律师事务所", "律师所", "律所", "法律服务所", "法律服务站")
_TELLING = (DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE)


class Mention(Protocol):
    """A place named in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def divisions(self) -> tuple[str, ...]: ...
    @property
    def short(self) -> bool: ...


class Places(Protocol):
    """What is needed of the gazetteer."""

    def division(self, full_name: str) -> Division | None: ...

    def ancestors(self, division: Division) -> tuple[Division, ...]: ...

    def find_in(self, text: str) -> Sequence[Mention]: ...


def is_placed(name: str, gazetteer: Places) -> bool:
    """Whether ``name`` begins with a place that tells it apart, and has a name of its own besides.

    A province or prefecture in full or short, or a county in full if only one is called so (新华区 are several). At
    least two characters must follow: 大同律师事务所 is called 大同, and need not be in 大同.
    """
    own = name
    for kind in _KINDS:
        own = own.removesuffix(kind)
    return leading_place(own, gazetteer) is not None


def leading_place(own: str, gazetteer: Places) -> Mention | None:
    """The place with which a firm's own name (without 律师事务所) begins, if it tells the firm apart (see is_placed)."""
    for mention in gazetteer.find_in(own):
        if mention.start == 0 and len(own) >= mention.end + 2:
            levels = [division.level for d in mention.divisions if (division := gazetteer.division(d)) is not None]
            one_county = not mention.short and len(mention.divisions) == 1
            return mention if one_county or any(level in _TELLING for level in levels) else None
    return None
