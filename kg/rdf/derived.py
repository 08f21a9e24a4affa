"""``graph:derived``: which edition of a report is current, and shortcuts from towns to what they do.

Derived anew at each build from each town's latest current report; history is in the statement nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.model import AdviserRole, Status
from kg.rdf.asking import select
from kg.rdf.editions import Edition, editions
from kg.rdf.iris import DERIVED
from kg.rdf.vocabulary import DCT, GOV

_ADOPTED = """SELECT ?report ?what ?how WHERE { ?n a gov:Adoption ; gov:report ?report ; gov:mechanism ?what ;
  gov:status ?how }"""
_ENGAGED = """SELECT ?report ?what ?how WHERE { ?n a gov:Engagement ; gov:report ?report ;
  gov:lawFirm|gov:serviceOffice ?what ; gov:role ?how }"""
_PROBLEMS = "SELECT ?report ?what WHERE { ?what a gov:Problem ; gov:report ?report }"
_PLANS = "SELECT ?report ?what WHERE { ?what a gov:Plan ; gov:report ?report }"
# A firm that lectured, won a case or stood on the other side does not advise the town.
_ADVISES = (AdviserRole.GOVERNMENT, AdviserRole.VILLAGE)


@dataclass(frozen=True, slots=True)
class Sayings:
    """What all reports say, as rows of IRIs: the report, what it says, and the local name of the status or role."""

    adopted: Iterable[tuple[str, ...]]
    engaged: Iterable[tuple[str, ...]]
    problems: Iterable[tuple[str, ...]]
    plans: Iterable[tuple[str, ...]]


def sayings(store: Store) -> Sayings:
    """What all reports in ``store`` say."""
    return Sayings(
        ((report, what, _local(how)) for report, what, how in _rows(store, _ADOPTED)),
        ((report, what, _local(how)) for report, what, how in _rows(store, _ENGAGED)),
        ((report, what) for report, what in _rows(store, _PROBLEMS)),
        ((report, what) for report, what in _rows(store, _PLANS)),
    )


def derived_quads(store: Store, said: Sayings | None = None) -> list[Quad]:
    """Shortcuts and replaced editions for all reports in ``store`` (which is asked as the union of its graphs). ``said``: what
    they say, if that is known already."""
    quads: list[Quad] = []
    latest: dict[NamedNode, Edition] = {}
    for current, *replaced in editions(store):
        quads += [Quad(older.report, DCT["isReplacedBy"], current.report, DERIVED) for older in replaced]
        known = latest.get(current.town)
        if known is None or (known.year, known.age) < (current.year, current.age):
            latest[current.town] = current
    town_of = {edition.report.value: edition.town for edition in latest.values()}
    shortcuts = dict.fromkeys(one for one in _shortcuts(said or sayings(store)) if one[0] in town_of)
    quads += [Quad(town_of[report], GOV[name], NamedNode(what), DERIVED) for report, name, what in shortcuts]
    return list(dict.fromkeys(quads))


def _shortcuts(said: Sayings) -> Iterator[tuple[str, str, str]]:
    """(report, shortcut, object) for all reports."""
    statuses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report, mechanism, status in said.adopted:
        statuses[report, mechanism].add(status)
    for (report, mechanism), found in statuses.items():
        # Planned besides running (planned for all villages, say) is running.
        yield report, "plansToAdopt" if found == {Status.PLANNED} else "practises", mechanism
    for report, firm, role in said.engaged:
        if role in _ADVISES:
            yield report, "advisedBy", firm
    for shortcut, nodes in (("hasProblem", said.problems), ("hasPlan", said.plans)):
        for report, node in nodes:
            yield report, shortcut, node


def _local(term: str) -> str:
    return term.removeprefix(GOV.iri)


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for solution in select(store, query):
        yield tuple(term.value for term in solution if isinstance(term, NamedNode))
