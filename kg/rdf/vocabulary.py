"""The terms that the graph is written in: namespaces as look-ups (``GOV["Report"]``) and typed literals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.ontology import NAMESPACES

_SURROGATE = re.compile("[\ud800-\udfff]")


class Namespace:
    """The names below one IRI; each is made once."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._known: dict[str, NamedNode] = {}

    def __getitem__(self, name: str) -> NamedNode:
        node = self._known.get(name)
        if node is None:
            node = self._known[name] = NamedNode(self.iri + name)
        return node


GOV = Namespace(NAMESPACES["gov"])
SKOS = Namespace(NAMESPACES["skos"])
PROV = Namespace(NAMESPACES["prov"])
ORG = Namespace(NAMESPACES["org"])
DCT = Namespace(NAMESPACES["dct"])
OA = Namespace(NAMESPACES["oa"])
GEO = Namespace(NAMESPACES["geo"])
RDF = Namespace(NAMESPACES["rdf"])
RDFS = Namespace(NAMESPACES["rdfs"])
OWL = Namespace(NAMESPACES["owl"])
XSD = Namespace(NAMESPACES["xsd"])
# Only the graph's description of itself uses these two.
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")

TYPE = RDF["type"]


def text(value: str) -> Literal:
    """A plain string. Half of a surrogate pair, which no RDF syntax can hold, becomes U+FFFD; lengths stay."""
    return Literal(_SURROGATE.sub("\ufffd", value))


def chinese(value: str) -> Literal:
    """A name or label in Chinese."""
    return Literal(_SURROGATE.sub("\ufffd", value), language="zh")


def english(value: str) -> Literal:
    """A name or label in English."""
    return Literal(_SURROGATE.sub("\ufffd", value), language="en")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD["integer"])


def decimal(value: str) -> Literal:
    """``"98.50"`` → ``98.5``: plain notation without needless zeros, so that one number has one spelling.

    Raises KgError for what is no finite number.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise KgError(f"“{value}” is no decimal number", f"“{value}”不是十进制数")
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal("0" if plain == "-0" else plain, datatype=XSD["decimal"])


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD["date"])


TRUE = Literal("true", datatype=XSD["boolean"])
