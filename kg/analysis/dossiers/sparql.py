"""The SPARQL that gives what a dossier holds: each statement with its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kg.analysis import reproducing
from kg.analysis.answers import Dossier, PracticeDossier, ProblemTypeDossier, Scope, TownDossier

_EVERYWHERE = Scope((), 0, 0, 0)
_TOLD = "?statement gov:report ?report ; prov:wasDerivedFrom/oa:exact ?sentence ."


KINDS = ("Adoption", "Engagement", "Problem", "Plan", "Observation", "Citation")


def show_sparql(dossier: Dossier, *, kinds: Sequence[str] = KINDS) -> str:
    """The query that gives the statements behind an answer of ``show`` (of a practice also those of its family, as the
    dossier does), a row for each sentence. ``kinds``: of a town's statements only those of these classes."""
    if isinstance(dossier, TownDossier):
        name = dossier.town.full_name
        about = [
            reproducing.values("township", [dossier.town.iri]),
            f"VALUES ?kind {{ {' '.join(f'gov:{kind}' for kind in kinds)} }}",
            "?statement a ?kind .",
        ]
    elif isinstance(dossier, PracticeDossier):
        name = dossier.practice.label
        about = [
            "{",
            f"  {reproducing.values('asked', [one.iri for one in dossier.answer.practices])}",
            "  ?practice skos:broader* ?asked . ?statement gov:mechanism ?practice ; a ?kind . VALUES ?kind { gov:Adoption }",
            "} UNION {",
            f"  {reproducing.values('practice', [dossier.practice.iri])}",
            "  ?statement gov:mechanism ?practice ; a ?kind . VALUES ?kind { gov:Problem gov:Plan }",
            "}",
        ]
    elif isinstance(dossier, ProblemTypeDossier):
        name = dossier.topic.label
        about = [
            reproducing.values("asked", [dossier.topic.iri]),
            "?type skos:broader* ?asked .",
            "{ ?statement gov:topic ?type ; a gov:Problem } UNION { ?statement gov:addresses/gov:topic ?type }",
            "?statement a ?kind . VALUES ?kind { gov:Problem gov:Plan }",
        ]
    else:
        name = dossier.firm.label
        about = [
            reproducing.values("firm", [dossier.firm.iri]),
            "?statement gov:lawFirm|gov:serviceOffice ?firm ; a ?kind . VALUES ?kind { gov:Engagement }",
        ]
    return reproducing.query(
        (f"图谱里关于{name}的每条陈述和原句", f"Every statement about {name}, with its sentences"),
        "DISTINCT ?town ?year ?kind ?statement ?sentence",
        ["\n".join(about), _TOLD, reproducing.in_scope(_EVERYWHERE), "?township gov:fullName ?town ."],
        "ORDER BY ?town DESC(?year) ?kind ?statement ?sentence",
    )
