"""``gov:perhapsSame`` in ``graph:derived``: names of firms that may be spellings of one, for a person to judge.

重庆市渝州律师事务所 and 渝州律师事务所 in one province; 北京盈科（重庆）律师事务所 and 北京盈科律师事务所重庆分所. A proposal
merges nothing: both stay nodes of their own until a judgement says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg.model import DivisionLevel
from kg.rdf.asking import select
from kg.rdf.firms import Places, leading_place
from kg.rdf.iris import DERIVED
from kg.rdf.vocabulary import GOV

_FIRMS = """SELECT DISTINCT ?firm ?label ?kind ?province {
  { ?service gov:lawFirm ?firm BIND("firm" AS ?kind) } UNION { ?service gov:serviceOffice ?firm BIND("office" AS ?kind) }
  ?firm skos:prefLabel ?label . ?service gov:township ?town .
  OPTIONAL { ?town gov:within* ?division . ?division a gov:Province ; gov:fullName ?province } }"""
_NAME = re.compile(
    r"(?P<head>[^（()）]{2,}?)(?:[（(](?P<within>[^（()）]{2,})[)）])?(?:律师事务所|律师所|律所|法律服务所|法律服务站)"
    r"(?:[（(](?P<after>[^（()）]{2,})[)）])?(?:(?P<office>[^（()）]{2,})分所)?"
)
_LEVEL = re.compile("(?<=[\u4e00-\u9fff]{2})[省市县区旗]$")
_SHORTEST_CORE = 2
_COMMONEST = 50  # firms of one own name; more is no name but a word


@dataclass(frozen=True, slots=True)
class FirmName:
    """A firm's name in its parts: ``place`` (full names of the division it begins with, none if it begins with none),
    ``core`` (its own name) and ``branch`` (where the office is, for a branch)."""

    place: tuple[str, ...]
    core: str
    branch: str


@dataclass(frozen=True, slots=True)
class _Firm:
    node: ox.NamedNode
    kind: str
    name: FirmName
    provinces: frozenset[str]  # where it serves or says that it is


def firm_name(name: str, gazetteer: Places) -> FirmName | None:
    """The parts of a firm's name; None for what is no name of a firm."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        return None
    core: str = parts["head"]
    place: tuple[str, ...] = ()
    while (lead := leading_place(core, gazetteer)) is not None:  # 甘肃环县曲子: 环县
        place, core = lead.divisions, core[lead.end :]
    branch = parts["office"] or parts["within"] or parts["after"] or ""
    return FirmName(place, core, _LEVEL.sub("", branch))


def spelling_quads(store: ox.Store, gazetteer: Places) -> list[ox.Quad]:
    """A pair of quads, there and back, for each two firms that may be one; sorted."""
    quads: set[ox.Quad] = set()
    for group in _by_core(store, gazetteer):
        for one, other in combinations(group, 2):
            if may_be_same(one.name, other.name) and one.provinces & other.provinces:
                quads.add(ox.Quad(one.node, GOV["perhapsSame"], other.node, DERIVED))
                quads.add(ox.Quad(other.node, GOV["perhapsSame"], one.node, DERIVED))
    return sorted(quads, key=str)


def may_be_same(one: FirmName, other: FirmName) -> bool:
    """Whether two names with one core may be spellings of one firm, as far as the names tell.

    Names that begin with different places are two firms; so are a head office and its branch, and two branches.
    """
    if one.core != other.core or len(one.core) < _SHORTEST_CORE:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if one.branch == other.branch:
        return True
    # 盈科律师事务所, without place and branch, may mean the branch that serves there
    plain = one if not one.branch else other
    return not (one.branch and other.branch) and not plain.place


def _by_core(store: ox.Store, gazetteer: Places) -> Iterator[list[_Firm]]:
    labels: dict[tuple[str, str], str] = {}
    served: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in select(store, _FIRMS):
        node, label, kind, province = row["firm"], row["label"], row["kind"], row["province"]
        key = node.value, kind.value
        labels[key] = min(label.value, labels.get(key, label.value))
        if province is not None:
            served[key].add(province.value)
    cores: dict[tuple[str, str], list[_Firm]] = defaultdict(list)
    for (iri, kind), label in sorted(labels.items()):
        name = firm_name(label, gazetteer)
        if name is not None:
            provinces = served[iri, kind] | _said(name, gazetteer)
            cores[kind, name.core].append(_Firm(ox.NamedNode(iri), kind, name, frozenset(provinces)))
    yield from (group for _, group in sorted(cores.items()) if 1 < len(group) <= _COMMONEST)


def _said(name: FirmName, gazetteer: Places) -> set[str]:
    """The provinces in which a name says that the firm or its branch is."""
    divisions = name.place
    if name.branch:
        divisions = next((m.divisions for m in gazetteer.find_in(name.branch) if m.start == 0), ())
    found: set[str] = set()
    for full_name in divisions:
        if (division := gazetteer.division(full_name)) is not None:
            above = (division, *gazetteer.ancestors(division))
            found |= {d.full_name for d in above if d.level is DivisionLevel.PROVINCE}
    return found
