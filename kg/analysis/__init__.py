"""Who shares what: questions to a store, answered as dataclasses with evidence and denominators."""

from kg.analysis.dossier import show
from kg.analysis.dossier_sparql import show_sparql
from kg.analysis.matching import OtherKindError, UnknownNameError
from kg.analysis.practice_graph import PracticeGraph, practice_graph
from kg.analysis.sharing import check_status, shared, shared_sparql, towns, towns_sparql
from kg.analysis.similarity import similar, similar_sparql

__all__ = [
    "OtherKindError",
    "PracticeGraph",
    "UnknownNameError",
    "check_status",
    "practice_graph",
    "shared",
    "shared_sparql",
    "show",
    "show_sparql",
    "similar",
    "similar_sparql",
    "towns",
    "towns_sparql",
]
