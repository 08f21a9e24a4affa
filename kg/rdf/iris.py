"""The only minting of IRIs.

An IRI is a key of content (which report, what kind, what it is about), never a counter: a second run, another order
of files or a better extractor elsewhere renames nothing. What nobody has reviewed gets no national identifier: a
discovered mechanism is scoped by its county, a firm named without its place by its province, an unresolved town by
all that is known of it.
"""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.model import DivisionLevel, Identity, Mechanism
from kg.ontology import NAMESPACES, local_name
from kg.rdf.laws import is_local, law_key
from kg.rdf.vocabulary import Namespace

MECH = Namespace(NAMESPACES["mech"])
TOPIC = Namespace(NAMESPACES["topic"])
PLACE = Namespace(NAMESPACES["place"])
FIRM = Namespace(NAMESPACES["firm"])
LAW = Namespace(NAMESPACES["law"])
REPORT = Namespace(NAMESPACES["report"])
GRAPH = Namespace(NAMESPACES["graph"])

DIVISIONS = GRAPH["divisions"]
FIRMS = GRAPH["firms"]
LAWS = GRAPH["laws"]
MECHANISMS = GRAPH["mechanisms"]
TOPICS = GRAPH["topics"]
ONTOLOGY = GRAPH["ontology"]
DERIVED = GRAPH["derived"]
DESCRIPTION = GRAPH["description"]
JUDGEMENTS = GRAPH["judgements"]

_UNRESOLVED = "未定_"
_DIGITS = 16  # of a hash: 64 bits, as in a report's own id


def named(namespace: Namespace, label: str) -> NamedNode:
    """The IRI of what is known by its label. Raises KgError where nothing of the label can stand in an IRI."""
    name = local_name(label)
    if not name:
        raise KgError(
            f"no identifier can be made from “{label}”: it holds neither letters nor digits",
            f"“{label}”里没有文字和数字，无法生成标识",
        )
    return namespace[name]


def statement(report_id: str, kind: str, *about: str) -> NamedNode:
    """The IRI of what a report says: ``report:3f51fe86391b8547_adoption_<hash of what it is about>``.

    ``about`` is the key within the report and kind, e.g. mechanism and status of an adoption.
    """
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    key = "".join(f"{len(part)}:{part}" for part in (report_id, kind, *about))
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return REPORT[f"{report_id}_{kind}_{digest}"]


def extraction(version: str, ontology_hash: str) -> NamedNode:
    """The IRI of the activity that made a report's graph: one for each extractor version and ontology."""
    return GRAPH[local_name(f"extraction_{version.replace('.', '_')}_{ontology_hash[:_DIGITS]}")]


def town(identity: Identity, report_id: str) -> NamedNode:
    """The IRI of the town that reports.

    A town that is not in the list of divisions is known by county and name where the county is known
    (``place:未定_重庆市丰都县_某某镇``); else by name and report, so that no two towns are taken for one.
    """
    if identity.division is not None:
        return named(PLACE, identity.division.full_name)
    return PLACE[_unresolved(identity, report_id)]


def mechanism(what: Mechanism, identity: Identity, report_id: str) -> NamedNode:
    """``mech:枫桥经验`` for one of the scheme, ``mech:重庆市丰都县_532处置机制`` for a discovered one."""
    if what.id is not None:
        return MECH[what.id]
    county = _above(identity, DivisionLevel.COUNTY, DivisionLevel.PREFECTURE, DivisionLevel.PROVINCE)
    return _scoped(MECH, county or _unresolved(identity, report_id), what.label)


def law_firm(name: str, identity: Identity, report_id: str, *, placed: bool) -> NamedNode:
    """``firm:广东光源律师事务所`` for a firm whose name begins with a place, else ``firm:重庆市_渝州律师事务所``."""
    if placed:
        return named(FIRM, name)
    province = _above(identity, DivisionLevel.PROVINCE)
    return _scoped(FIRM, province or _unresolved(identity, report_id), name)


def service_office(name: str, identity: Identity, report_id: str, *, placed: bool) -> NamedNode:
    """Like ``law_firm`` but scoped by county, where legal service offices (法律服务所) are registered: they are
    named after towns, and a province has several towns of one name."""
    if placed:
        return named(FIRM, name)
    county = _above(identity, DivisionLevel.COUNTY, DivisionLevel.PREFECTURE)
    return _scoped(FIRM, county or _unresolved(identity, report_id), name)


def law(title: str, identity: Identity, report_id: str, *, placed: bool) -> NamedNode:
    """``law:民法典`` however it is written; ``law:重庆市丰都县_2024年全县法治政府建设工作要点`` for a paper of the county
    or the town. ``placed``: the title begins with a place that tells it apart."""
    if placed or not is_local(title, identity):
        return named(LAW, law_key(title))
    county = _above(identity, DivisionLevel.COUNTY, DivisionLevel.PREFECTURE)
    return _scoped(LAW, county or _unresolved(identity, report_id), law_key(title))


def _scoped(namespace: Namespace, scope: str, label: str) -> NamedNode:
    return namespace[f"{local_name(scope)}_{named(namespace, label).value.removeprefix(namespace.iri)}"]


def _above(identity: Identity, *levels: DivisionLevel) -> str | None:
    """Full name of the first division above the town that has one of ``levels``, by order of the levels."""
    for level in levels:
        for division in identity.ancestors:
            if division.level is level:
                return division.full_name
    return None


def _unresolved(identity: Identity, report_id: str) -> str:
    county = None if identity.candidates else _above(identity, DivisionLevel.COUNTY)
    if county:
        return f"{_UNRESOLVED}{local_name(county)}_{local_name(identity.name)}"
    return f"{_UNRESOLVED}{local_name(identity.name)}_{report_id}"
