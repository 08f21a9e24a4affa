"""Which function of ``kg.analysis`` writes the SPARQL that reproduces an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg import analysis
from kg.analysis.advice.answers import AdviceAnswer
from kg.analysis.answers import FirmDossier, PracticeDossier, ProblemTypeDossier, SharedAnswer, TownDossier, TownsAnswer
from kg.analysis.auditing.answers import AuditAnswer
from kg.analysis.cooccurrence.pairs import TogetherAnswer
from kg.analysis.copying.answers import CopiedReportsAnswer, CopiedTownAnswer, SharedTextAnswer
from kg.analysis.following.answers import FollowAnswer, FollowSummary
from kg.analysis.likeness.comparison import CompareAnswer
from kg.analysis.likeness.similarity import SimilarAnswer
from kg.analysis.networks.answers import NetworkAnswer
from kg.analysis.spread.diffusion import DiffusionAnswer
from kg.errors import KgError

COMPANIONS: Mapping[type, Callable[[Any], str]] = {
    TownsAnswer: analysis.towns_sparql,
    SharedAnswer: analysis.shared_sparql,
    CompareAnswer: analysis.compare_sparql,
    SimilarAnswer: analysis.similar_sparql,
    AdviceAnswer: analysis.advice_sparql,
    FollowAnswer: analysis.follow_sparql,
    FollowSummary: analysis.follow_all_sparql,
    AuditAnswer: analysis.audit_sparql,
    CopiedTownAnswer: analysis.copied_sparql,
    CopiedReportsAnswer: analysis.copied_sparql,
    SharedTextAnswer: analysis.copied_sparql,
    DiffusionAnswer: analysis.diffusion_sparql,
    TogetherAnswer: analysis.together_sparql,
    NetworkAnswer: analysis.network_sparql,
    TownDossier: analysis.show_sparql,
    PracticeDossier: analysis.show_sparql,
    FirmDossier: analysis.show_sparql,
    ProblemTypeDossier: analysis.show_sparql,
}


def companion(answer: object) -> str:
    """The query that gives ``answer`` again. Raises KgError for what no one query reproduces."""
    write = COMPANIONS.get(type(answer))
    if write is None:
        kinds = ", ".join(sorted(kind.__name__ for kind in COMPANIONS))
        raise KgError(
            f"no one query gives a {type(answer).__name__} again; there are queries for {kinds}",
            f"没有一条查询能重现 {type(answer).__name__}；可以重现的有：{kinds}",
        )
    return write(answer)
