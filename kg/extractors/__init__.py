"""Facts of a report: one module per kind of fact, each reading the outline that ``kg.reports`` made.

``extract`` is the door: who reports on which year, then what the report says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Facts, Report

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.places import Gazetteer


def extract(report: Report, ontology: Ontology, gazetteer: Gazetteer) -> Facts:
    """All that a report says.

    Raises ``NotATownshipReport`` for a document that is no township's report on rule-of-law government.
    """
    from kg.extractors.citations import citations
    from kg.extractors.elsewhere import Elsewhere
    from kg.extractors.identity import check_township_report, identify
    from kg.extractors.law_firms import engagements
    from kg.extractors.mechanisms import adoptions, mentions
    from kg.extractors.observations import observations
    from kg.extractors.plans import plans
    from kg.extractors.problems import problems

    identity = identify(report, gazetteer)
    check_township_report(report, identity, gazetteer)
    named = mentions(report, ontology, Elsewhere(identity, gazetteer))
    found_problems, found_causes = problems(report, named, ontology)
    return Facts(
        identity=identity,
        adoptions=adoptions(named),
        engagements=engagements(report),
        problems=found_problems,
        causes=found_causes,
        plans=plans(report, found_problems, named, ontology),
        observations=observations(report, identity, named, ontology),
        citations=citations(report),
    )
