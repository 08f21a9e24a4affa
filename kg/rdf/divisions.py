"""The town that reports and the divisions above it, in ``graph:divisions``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.model import Division, DivisionLevel
from kg.places.names import ZONE_TYPE
from kg.rdf import iris
from kg.rdf.firms import Places
from kg.rdf.sheet import Sheet
from kg.rdf.vocabulary import DCT, GEO, GOV, SKOS, TRUE, TYPE, chinese, decimal, integer, text

_CLASSES = {
    DivisionLevel.PROVINCE: GOV["Province"],
    DivisionLevel.PREFECTURE: GOV["Prefecture"],
    DivisionLevel.COUNTY: GOV["County"],
    DivisionLevel.TOWNSHIP: GOV["Township"],
}
_TOWN_TYPE = re.compile("(?:民族乡|民族苏木|街道|苏木|镇|乡|区公所)$")


class Adds(Protocol):
    """What takes statements, such as a report's sheet."""

    def add(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode | None = None
    ) -> None: ...


def write_divisions(sheet: Sheet, gazetteer: Places) -> None:
    """Only the divisions that a report needs: its town, what took its place since, and all above them."""
    identity = sheet.identity
    told = [identity.division] if identity.division is not None else []
    if identity.division is None:
        _write_unresolved(sheet)
    write_known(sheet, [*identity.ancestors, *told], gazetteer)


def write_known(sheet: Adds, divisions: Iterable[Division], gazetteer: Places) -> None:
    """Divisions of the official list, what took their place since, and all above them."""
    todo = list(divisions)
    written: set[str] = set()
    while todo:
        division = todo.pop()
        if division.full_name not in written:
            written.add(division.full_name)
            _write(sheet, division)
            todo += gazetteer.ancestors(division)
            todo += [d for name in division.replaced_by if (d := gazetteer.division(name)) is not None]


def _write(sheet: Adds, division: Division) -> None:
    node = iris.named(iris.PLACE, division.full_name)
    _describe(sheet, node, _class_of(division), division.name, division.full_name, division.type)
    if division.parent is not None:
        sheet.add(node, GOV["within"], iris.named(iris.PLACE, division.parent), iris.DIVISIONS)
    if division.code is not None:
        sheet.add(node, GOV["divisionCode"], text(division.code), iris.DIVISIONS)
    if division.valid_from is not None:
        sheet.add(node, GOV["validFrom"], integer(division.valid_from), iris.DIVISIONS)
    if division.valid_to is not None:
        sheet.add(node, GOV["validTo"], integer(division.valid_to), iris.DIVISIONS)
    if division.latitude is not None and division.longitude is not None:
        sheet.add(node, GEO["lat"], decimal(f"{division.latitude:.4f}"), iris.DIVISIONS)
        sheet.add(node, GEO["long"], decimal(f"{division.longitude:.4f}"), iris.DIVISIONS)
    for successor in division.replaced_by:
        sheet.add(node, DCT["isReplacedBy"], iris.named(iris.PLACE, successor), iris.DIVISIONS)


def _write_unresolved(sheet: Sheet) -> None:
    """A town that the list of divisions does not tell: named as written and marked for a person to settle.

    It lies within the nearest division that the report gives away, if any.
    """
    identity = sheet.identity
    kind = _TOWN_TYPE.findall(identity.name)
    of_class, of_type = ("Township", kind[-1]) if kind else ("DevelopmentZone", ZONE_TYPE)
    _describe(sheet, sheet.town, GOV[of_class], identity.name, identity.name, of_type)
    sheet.add(sheet.town, GOV["unresolved"], TRUE, iris.DIVISIONS)
    if identity.ancestors:
        above = iris.named(iris.PLACE, identity.ancestors[0].full_name)
        sheet.add(sheet.town, GOV["within"], above, iris.DIVISIONS)
    for candidate in identity.candidates:
        sheet.add(sheet.town, GOV["candidate"], text(candidate), iris.DIVISIONS)


def _describe(sheet: Adds, node: NamedNode, kind: NamedNode, name: str, full_name: str, division_type: str) -> None:
    sheet.add(node, TYPE, kind, iris.DIVISIONS)
    sheet.add(node, TYPE, GOV["Division"], iris.DIVISIONS)
    sheet.add(node, SKOS["prefLabel"], chinese(name), iris.DIVISIONS)
    sheet.add(node, GOV["fullName"], text(full_name), iris.DIVISIONS)
    if division_type:
        sheet.add(node, GOV["divisionType"], text(division_type), iris.DIVISIONS)


def _class_of(division: Division) -> NamedNode:
    if division.type == ZONE_TYPE:
        return GOV["DevelopmentZone"]
    return _CLASSES[division.level]
