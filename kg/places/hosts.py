"""Which divisions the address of a government site names: www.baodi.gov.cn, www.tjbd.gov.cn, xxgk.xuyi.gov.cn.

Sites are called by the pinyin of their place (baodi, deqing), often with the province before it (gdyunan), or by its
initials: with the province's (tjbd: Tianjin, Baodi) these tell much, alone (bd) hardly anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from kg.places.areas import Areas
from kg.places.names import short_forms

_HOST = re.compile(r"(?<![\w.@-])((?:[a-z0-9-]{1,40}\.){1,6}gov\.cn)(?![\w-])", re.I)
# Labels that name no place: kinds of site, and before a place's label departments by their initials (司法局 sfj, 公安
# ga). Right before gov.cn the same letters are a place's: tj is 天津, not 统计.
_SITES = frozenset(
    "www wap m web old new en mail oa gov zf zfw rmzf zwgk xxgk zfxxgk zwfw zwfwzx ggzy info public portal site app".split()
)
_DEPARTMENTS = frozenset(
    "zw sf sfj sft fzb ga gaj rd zx jw jy jyj jyt cz czj czt wj wjw wsj mz mzj mzt rs rsj rst zj zjj zjt jt jtj jtt sl slj "
    "slt ny nyj nync nyncj lyj ly hb hbj sthj tj tjj sj sjj sjt fg fgw fgj gx gxj gxt sw swj wg wgl wglt xf xfj yjj yjgl scjg "
    "scjgj zrzy zrzyj gtj gzw jrj kjj kj mw mzw swt stj stats court jcy zzb xcb tzb zfwt credit".split()
)
_ENDS = re.compile(r"(?:rmzf|zfw|zf|gov|zww|xxgk|zwgk|info)$")
_OFFICIAL_LETTERS = {  # GB/T 2260's two letters of the provinces, where initials alone are not used or not unique
    "河北省": "he", "山西省": "sx", "内蒙古自治区": "nm", "黑龙江省": "hl", "河南省": "ha", "湖北省": "hb", "湖南省": "hn",
    "海南省": "hi", "陕西省": "sn", "西藏自治区": "xz", "新疆维吾尔自治区": "xj", "广西壮族自治区": "gx", "宁夏回族自治区": "nx",
}  # fmt: skip
_COUNTRY_HEAD = re.compile(r"^(?:zg|china)(?=[a-z]{2})")
_SHORTEST = 4  # letters of a name written out: li, an are parts of other words


class HostHint(NamedTuple):
    """What one address says: ``kind`` is a key of ``resolution.WEIGHTS``, ``divisions`` are full names."""

    kind: str
    divisions: tuple[str, ...]
    surface: str


class HostReader:
    """Reads places off host names; built once for a list of divisions above the town."""

    def __init__(self, divisions: Iterable[tuple[str, str, str]], areas: Areas) -> None:
        """``divisions``: (full name, name, parent's full name) of provinces, prefectures and counties."""
        self._divisions = list(divisions)
        self._areas = areas
        self._parents = {path: parent for path, _name, parent in self._divisions}

    @cached_property
    def _spelt(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Names written out, and initials → full names."""
        written: dict[str, set[str]] = defaultdict(set)
        initials: dict[str, set[str]] = defaultdict(set)
        for path, name, parent in self._divisions:
            for form in (name, *short_forms(name)):
                if syllables := self._areas.spelt(name, form):
                    if len(whole := "".join(syllables)) >= _SHORTEST:
                        written[whole].add(path)
                    if len(syllables) > 1:
                        initials["".join(s[0] for s in syllables if s)].add(path)
            if not parent and name in _OFFICIAL_LETTERS:
                initials[_OFFICIAL_LETTERS[name]].add(path)
        return written, initials

    def read(self, text: str) -> Iterator[HostHint]:
        """A hint for each address of a government site in a text, each once."""
        for host in dict.fromkeys(match[1].lower() for match in _HOST.finditer(text)):
            yield from self._read_host(host)

    def _read_host(self, host: str) -> Iterator[HostHint]:
        above: set[str] = set()
        labels = host.removesuffix(".gov.cn").split(".")
        for depth, label in enumerate(reversed(labels)):
            word = re.sub(r"[^a-z]", "", label)
            if word in _SITES or len(word) < 2 or (depth and word in _DEPARTMENTS):
                continue
            kind, found = self._read_label(word)
            if above:  # bd.tj.gov.cn: what stands before the province's label lies in the province
                inside = {path for path in found if any(self._lies_in(path, area) for area in above)}
                if not inside and found:
                    continue
                kind, found = "host-composed" if kind == "host-letters" else kind, inside
            if found:
                yield HostHint(kind, tuple(sorted(found)), host)
                # Two letters are a province right before gov.cn, if anything: bd.tj.gov.cn, but not ga.bd.gov.cn.
                above = found if kind != "host-letters" else {path for path in found if not self._parents[path]}

    def _read_label(self, word: str) -> tuple[str, set[str]]:
        written, initials = self._spelt
        for whole in (word, _ENDS.sub("", word)):
            if found := written.get(whole, set()) | self._behind(whole, written):
                return "host", found
            if len(whole) >= _SHORTEST and (found := self._behind(whole, initials)):
                return "host-composed", found | initials.get(whole, set())
            if found := initials.get(_COUNTRY_HEAD.sub("", whole), set()):
                return "host-letters", found
        return "", set()

    def _behind(self, word: str, names: dict[str, set[str]]) -> set[str]:
        """Places whose name follows that of a division above them (gd+yunan, tj+bd); written out, also zg+deqing."""
        written, initials = self._spelt
        found: set[str] = set()
        if names is written:
            found |= written.get(_COUNTRY_HEAD.sub("", word), set())
        for cut in range(2, len(word) - 1):
            if behind := names.get(word[cut:]):
                for area in written.get(word[:cut], set()) | initials.get(word[:cut], set()):
                    found |= {path for path in behind if self._lies_in(path, area)}
        return found

    def _lies_in(self, path: str, area: str) -> bool:
        while path := self._parents.get(path, ""):
            if path == area:
                return True
        return False
