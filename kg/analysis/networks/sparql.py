"""The queries that count the ties of a network as ``kg.analysis.networks.projections`` does, before the strongest are chosen."""

from __future__ import annotations

from kg.analysis import reproducing
from kg.analysis.adopting import COPIED_SPARQL
from kg.analysis.networks.answers import NetworkAnswer


def network_sparql(answer: NetworkAnswer) -> str:
    """Rows of ?a ?b ?shared: pairs of towns by practices that both name, pairs of practices by towns that name both as
    running, or firms and towns by reports. Weights and communities are for a program to compute."""
    scope = reproducing.inline(reproducing.in_scope(answer.scope))
    own = "" if answer.copies else COPIED_SPARQL
    if answer.of == "firms":
        return reproducing.query(
            (
                "哪些律师事务所、法律服务所为哪些乡镇服务，几份报告写到？",
                "Which firms advise which towns, in how many reports?",
            ),
            "(?firm AS ?a) (?township AS ?b) (COUNT(DISTINCT ?report) AS ?shared)",
            [f"?service gov:lawFirm|gov:serviceOffice ?firm ; gov:report ?report . {scope}"],
            "GROUP BY ?firm ?township\nORDER BY ?firm ?township",
        )
    uses = "?use a gov:Adoption ; gov:mechanism ?practice ; gov:status ?status ; gov:report ?report ."
    if answer.of == "towns":
        question = ("哪些乡镇写到同样的做法，各有几项？", "Which towns name the same practices, and how many?")
        sides = [
            f"{{ SELECT DISTINCT (?township AS ?{side}) ?practice {{ {uses} {own} {scope} }} }}" for side in ("a", "b")
        ]
        counted = "?practice"
    else:
        question = ("哪些做法为同样的乡镇实行，各有几个？", "Which practices do the same towns run, and how many?")
        runs = "FILTER(?status != gov:planned)"
        sides = [
            f"{{ SELECT DISTINCT ?township (?practice AS ?{side}) {{ {uses} {runs} {own} {scope} }} }}"
            for side in ("a", "b")
        ]
        counted = "?township"
    return reproducing.query(
        question,
        f"?a ?b (COUNT(DISTINCT {counted}) AS ?shared)",
        [*sides, "FILTER(STR(?a) < STR(?b))"],
        f"GROUP BY ?a ?b\nHAVING (COUNT(DISTINCT {counted}) >= {answer.least})\nORDER BY DESC(?shared) ?a ?b",
    )
