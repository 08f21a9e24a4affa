"""Who shares what: questions to a store, answered as dataclasses with evidence and denominators."""

from kg.analysis.advice.advising import advice_sparql, advise
from kg.analysis.auditing.review import audit
from kg.analysis.auditing.sparql import audit_sparql
from kg.analysis.cooccurrence.pairs import together
from kg.analysis.cooccurrence.sparql import together_sparql
from kg.analysis.copying.passages import copied, copied_reports, copied_sparql, resting_on_copies, sharing_text
from kg.analysis.dossiers.dossier import show
from kg.analysis.dossiers.sparql import show_sparql
from kg.analysis.following.summary import follow_all, follow_all_sparql
from kg.analysis.following.through import follow, follow_sparql
from kg.analysis.likeness.comparison import compare, compare_sparql
from kg.analysis.likeness.similarity import similar, similar_sparql
from kg.analysis.naming.matching import OtherKindError, UnknownNameError
from kg.analysis.networks.projections import network
from kg.analysis.networks.sparql import network_sparql
from kg.analysis.practice_graph import PracticeGraph, practice_graph
from kg.analysis.sharing import check_status, shared, shared_sparql, towns, towns_sparql
from kg.analysis.spread.diffusion import diffusion
from kg.analysis.spread.sparql import diffusion_sparql

__all__ = [
    "OtherKindError",
    "PracticeGraph",
    "UnknownNameError",
    "advice_sparql",
    "advise",
    "audit",
    "audit_sparql",
    "check_status",
    "compare",
    "compare_sparql",
    "copied",
    "copied_reports",
    "copied_sparql",
    "diffusion",
    "diffusion_sparql",
    "follow",
    "follow_all",
    "follow_all_sparql",
    "follow_sparql",
    "network",
    "network_sparql",
    "practice_graph",
    "resting_on_copies",
    "shared",
    "shared_sparql",
    "sharing_text",
    "show",
    "show_sparql",
    "similar",
    "similar_sparql",
    "together",
    "together_sparql",
    "towns",
    "towns_sparql",
]
