"""Whose practice is named: another place right before a name says that it is that place's, 木林镇“十户联防”.

Other towns', and other counties' practices are no adoption here, unless the sentence goes on to take them over:
借鉴木林镇“十户联防”做法，在两个村开展试点. A brand of another province or prefecture (浙江“后陈经验”) is named to be followed.
"""

from __future__ import annotations

import re
from typing import Protocol

from kg.model import Identity

_BEFORE_NAME = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,12}(?:镇|乡|街道|苏木|县|市|区|旗))的?[“「『\"]?$")
_KINDS = frozenset("镇乡道木县市区旗")  # in one of which a place's name ends, before 的 and a quote
_TOWN = ("镇", "乡", "街道", "苏木")
_LONGEST_TOWN = 9
# What takes another place's practice over in the same sentence.
_TAKEN_OVER = re.compile(
    r"(在|于|对)?[^，；。]{0,14}(开展|进行|推行|实行|实施|推广|试行|试点|建立|设立|创办|开办|引入|落地|复制)"
)
_NOT = re.compile(r"不|未|暂|难以|无法|没有")


class Places(Protocol):
    """What is needed of the gazetteer."""

    def has_township(self, name: str) -> bool: ...

    def counties(self, name: str) -> object: ...


class Elsewhere:
    """Tells names of other places from those of the town that reports."""

    def __init__(self, identity: Identity, gazetteer: Places) -> None:
        self._own = {identity.name, *(division.name for division in identity.ancestors)}
        if identity.division is not None:
            self._own.add(identity.division.name)
        self._gazetteer = gazetteer

    def owns(self, before: str, following: str) -> bool:
        """Whether the name after ``before`` is another town's or county's; ``following``: the clauses after it."""
        if _KINDS.isdisjoint(before[-4:]):
            return False
        found = _BEFORE_NAME.search(before)
        if found is None or not self._is_other(found["place"]):
            return False
        return not any(
            _TAKEN_OVER.match(clause) and not _NOT.search(clause) for clause in re.split("[，,]", following) if clause
        )

    def _is_other(self, text: str) -> bool:
        """Whether the text ends in the name of a town or county that is not the reporting town's own."""
        for size in range(min(len(text), _LONGEST_TOWN), 1, -1):
            name = text[-size:]
            known = self._gazetteer.has_township(name) if name.endswith(_TOWN) else bool(self._gazetteer.counties(name))
            if known:
                return name not in self._own and not any(own.endswith(name) for own in self._own)
        return False
