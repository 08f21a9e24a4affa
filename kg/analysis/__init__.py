"""Who shares what: questions to a store, answered as dataclasses with evidence and denominators."""

from kg.analysis.advice import advice_sparql, advise
from kg.analysis.audit_in_sparql import audit_sparql
from kg.analysis.auditing import audit
from kg.analysis.comparison import compare, compare_sparql
from kg.analysis.cooccurrence import together
from kg.analysis.cooccurrence_sparql import together_sparql
from kg.analysis.copies import copied, copied_reports, copied_sparql, resting_on_copies, sharing_text
from kg.analysis.diffusion import diffusion
from kg.analysis.diffusion_sparql import diffusion_sparql
from kg.analysis.dossier import show
from kg.analysis.dossier_sparql import show_sparql
from kg.analysis.follow_summary import follow_all, follow_all_sparql
from kg.analysis.follow_through import follow, follow_sparql
from kg.analysis.matching import OtherKindError, UnknownNameError
from kg.analysis.network import network
from kg.analysis.network_sparql import network_sparql
from kg.analysis.practice_graph import PracticeGraph, practice_graph
from kg.analysis.sharing import check_status, shared, shared_sparql, towns, towns_sparql
from kg.analysis.similarity import similar, similar_sparql

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
