"""Who shares what: questions to a store, answered as dataclasses with evidence and denominators."""

from kg.analysis.dossier import show
from kg.analysis.matching import OtherKindError, UnknownNameError
from kg.analysis.practice_graph import PracticeGraph, practice_graph
from kg.analysis.sharing import check_status, shared, towns

__all__ = [
    "OtherKindError",
    "PracticeGraph",
    "UnknownNameError",
    "check_status",
    "practice_graph",
    "shared",
    "show",
    "towns",
]
