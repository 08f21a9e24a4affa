"""``graph:derived``: which edition of a report is current, and shortcuts from towns to what they do.

Derived anew at each build from each town's latest current report; history is in the statement nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.model import AdviserRole, Status
from kg.rdf.asking import select
from kg.rdf.editions import Edition, editions
from kg.rdf.iris import DERIVED
from kg.rdf.vocabulary import DCT, GOV

_SAYINGS = {
    "mechanism": "SELECT ?report ?what ?how WHERE { ?n a gov:Adoption ; gov:report ?report ;"
    " gov:mechanism ?what ; gov:status ?how }",
    "firm": "SELECT ?report ?what ?how WHERE { ?n a gov:Engagement ; gov:report ?report ;"
    " gov:lawFirm|gov:serviceOffice ?what ; gov:role ?how }",
    "problem": "SELECT ?report ?what WHERE { ?what a gov:Problem ; gov:report ?report }",
    "plan": "SELECT ?report ?what WHERE { ?what a gov:Plan ; gov:report ?report }",
}
# A firm that lectured, won a case or stood on the other side does not advise the town.
_ADVISES = (AdviserRole.GOVERNMENT, AdviserRole.VILLAGE)


def derived_quads(store: Store) -> list[Quad]:
    """Shortcuts and replaced editions for all reports in ``store`` (which is asked as the union of its graphs)."""
    quads: list[Quad] = []
    latest: dict[NamedNode, Edition] = {}
    for current, *replaced in editions(store):
        quads += [Quad(older.report, DCT["isReplacedBy"], current.report, DERIVED) for older in replaced]
        known = latest.get(current.town)
        if known is None or (known.year, known.age) < (current.year, current.age):
            latest[current.town] = current
    town_of = {edition.report: edition.town for edition in latest.values()}
    quads += [Quad(town_of[r], p, o, DERIVED) for r, p, o in _shortcuts(store) if r in town_of]
    return list(dict.fromkeys(quads))


def _shortcuts(store: Store) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    """(report, shortcut, object) for all reports."""
    statuses: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
    for report, mechanism, status in _rows(store, _SAYINGS["mechanism"]):
        statuses[report, mechanism].add(status)
    for (report, mechanism), found in statuses.items():
        # Planned besides running (planned for all villages, say) is running.
        runs = found - {GOV[Status.PLANNED]}
        yield report, GOV["practises" if runs else "plansToAdopt"], mechanism
    advises = {GOV[name] for name in _ADVISES}
    for report, firm, role in _rows(store, _SAYINGS["firm"]):
        if role in advises:
            yield report, GOV["advisedBy"], firm
    for kind, shortcut in (("problem", "hasProblem"), ("plan", "hasPlan")):
        for report, node in _rows(store, _SAYINGS[kind]):
            yield report, GOV[shortcut], node


def _rows(store: Store, query: str) -> Iterator[tuple[NamedNode, ...]]:
    for solution in select(store, query):
        yield tuple(term for term in solution if isinstance(term, NamedNode))
