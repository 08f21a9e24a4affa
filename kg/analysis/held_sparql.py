"""The SPARQL behind what a graph is told to hold: reports by place and year, the newest, types of problems, what is unsure."""

from __future__ import annotations

from kg.analysis import reproducing
from kg.analysis.answers import ProblemTypeDossier, Scope, Town
from kg.analysis.curation import UNSURE, Curation

_NAME = "?township gov:fullName ?town ."
_CURRENT = "FILTER NOT EXISTS { ?report dct:isReplacedBy ?newer }"
_PROVINCE = "?township gov:within+ ?division . ?division a gov:Province ; skos:prefLabel ?province ."
_USE = "?use gov:mechanism ?practice ; gov:status ?status ; gov:report ?report ; gov:confidence ?confidence ."


def regions_sparql(scope: Scope) -> str:
    """Rows of ?province and ?year with the number of ?reports and of the ?towns that they are of."""
    return reproducing.query(
        (
            "各省各年有多少份报告、多少个乡镇？",
            "How many reports, and of how many towns, has each province of each year?",
        ),
        "?province ?year (COUNT(DISTINCT ?report) AS ?reports) (COUNT(DISTINCT ?township) AS ?towns)",
        ["?report a gov:Report .", reproducing.in_scope(scope, dated=True), _PROVINCE],
        "GROUP BY ?province ?year\nORDER BY ?province ?year",
    )


def types_sparql(scope: Scope) -> str:
    """Rows of ?type, as reports' problems are told to be of, with the number of ?towns that tell such a problem."""
    return _by_towns(
        ("哪些类型的问题最多乡镇写到？", "Which types of problems do most towns tell?"),
        "?type",
        "?problem a gov:Problem ; gov:topic ?type ; gov:report ?report .",
        scope,
    )


def newest_sparql(scope: Scope, most: int) -> str:
    """The ``most`` reports that were published last."""
    return reproducing.query(
        ("哪些报告最新公开？", "Which reports were published last?"),
        "?issued ?year ?town ?title ?report",
        [
            "?report a gov:Report .",
            reproducing.in_scope(scope),
            _NAME,
            "OPTIONAL { ?report dct:issued ?issued }",
            "OPTIONAL { ?report dct:title ?title }",
        ],
        f"ORDER BY DESC(?issued) DESC(?year) ?report\nLIMIT {most:d}",
    )


def reports_sparql(town: Town) -> str:
    """The reports of one town, also those that a newer edition replaces."""
    return reproducing.query(
        (f"{town.full_name}的报告", f"Reports of {town.full_name}"),
        "?year ?issued ?title ?file ?newer ?report",
        [
            f"{reproducing.values('township', [town.iri])} ?report a gov:Report ; gov:township ?township .",
            "OPTIONAL { ?report gov:year ?year }",
            "OPTIONAL { ?report dct:issued ?issued }",
            "OPTIONAL { ?report dct:title ?title }",
            "OPTIONAL { ?report gov:fileName ?file }",
            "OPTIONAL { ?report dct:isReplacedBy ?newer }",
        ],
        "ORDER BY DESC(?year) ?report",
    )


def seen_once_sparql(found: Curation) -> str:
    """Discovered practices that a single town names."""
    return reproducing.query(
        ("哪些新发现的做法只有一个乡镇写到？", "Which discovered practices does a single town name?"),
        "?practice (SAMPLE(?name) AS ?town)",
        [
            "?practice gov:discovered true . ?use gov:mechanism ?practice ; gov:status ?status ; gov:report ?report .",
            reproducing.in_scope(found.scope),
            "?township gov:fullName ?name .",
        ],
        "GROUP BY ?practice\nHAVING (COUNT(DISTINCT ?township) = 1)\nORDER BY ?practice",
    )


def unsure_sparql(found: Curation) -> str:
    """Uses of practices of low confidence, the lowest first, a row for each sentence."""
    return reproducing.query(
        ("哪些做法记录的把握不大？", "Which uses of practices are of low confidence?"),
        "?confidence ?town ?practice ?status ?year ?sentence ?use",
        [
            f"{_USE} FILTER(?confidence < {UNSURE})",
            reproducing.in_scope(found.scope),
            f"{_NAME} ?use prov:wasDerivedFrom/oa:exact ?sentence .",
        ],
        "ORDER BY ?confidence ?use ?sentence",
    )


def unplaced_sparql(found: Curation) -> str:
    """Reports of towns whose place could not be told."""
    return reproducing.query(
        ("哪些报告的乡镇地点未能确定？", "Of which reports could the town's place not be told?"),
        "?town ?file ?report",
        [
            "?report a gov:Report . ?township gov:unresolved true .",
            reproducing.in_scope(found.scope),
            _NAME,
            "OPTIONAL { ?report gov:fileName ?file }",
        ],
        "ORDER BY ?town ?file ?report",
    )


def quality_sparql(scope: Scope) -> str:
    """Rows of ?lacks ("year", "place", "date", "confidence") with the ?number of reports, or of uses of practices of low
    confidence; what stands in earlier reports has queries of its own."""
    cases = (
        ("year", "?thing a gov:Report FILTER NOT EXISTS { ?thing gov:year ?any } BIND(?thing AS ?report)"),
        ("place", "?thing a gov:Report ; gov:township/gov:unresolved true BIND(?thing AS ?report)"),
        ("date", "?thing a gov:Report FILTER NOT EXISTS { ?thing dct:issued|gov:signed ?any } BIND(?thing AS ?report)"),
        ("confidence", f"{_USE.replace('?use', '?thing')} FILTER(?confidence < {UNSURE})"),
    )
    union = " UNION\n".join(f'{{ {pattern} BIND("{name}" AS ?lacks) }}' for name, pattern in cases)
    return reproducing.query(
        (
            "多少份报告看不出年份、地点、日期，多少条做法记录把握不大？",
            "How many reports lack a year, a place, a date; how many uses of practices are of low confidence?",
        ),
        "?lacks (COUNT(DISTINCT ?thing) AS ?number)",
        [union, _CURRENT],
        "GROUP BY ?lacks\nORDER BY ?lacks",
    )


def planned_sparql(told: ProblemTypeDossier) -> str:
    """Practices in the plans that address problems of a type, with the number of ?towns that plan them."""
    name = told.topic.label
    return _by_towns(
        (f"针对“{name}”的计划写到哪些做法？", f"Which practices do plans against {name} name?"),
        "?practice",
        f"{_of_type(told)} ?plan gov:addresses ?problem ; gov:mechanism ?practice ; gov:report ?report .",
        told.scope,
    )


def causes_sparql(told: ProblemTypeDossier) -> str:
    """Causes of problems of a type, as written, with the number of ?towns that tell them."""
    name = told.topic.label
    return _by_towns(
        (f"“{name}”的原因写了哪些？", f"Which causes are told of {name}?"),
        "?cause",
        f"{_of_type(told)} ?problem gov:cause/gov:heading ?cause ; gov:report ?report .",
        told.scope,
    )


def _by_towns(question: tuple[str, str], what: str, pattern: str, scope: Scope) -> str:
    """Each value of the variable ``what`` that ``pattern`` binds for reports in scope, with how many towns tell it."""
    return reproducing.query(
        question,
        f"{what} (COUNT(DISTINCT ?township) AS ?towns)",
        [pattern, reproducing.in_scope(scope)],
        f"GROUP BY {what}\nORDER BY DESC(?towns) {what}",
    )


def _of_type(told: ProblemTypeDossier) -> str:
    kinds = f"{reproducing.values('asked', [told.topic.iri])} ?type skos:broader* ?asked . ?problem gov:topic ?type"
    return f"{{ SELECT DISTINCT ?problem {{ {kinds} ; a gov:Problem }} }}"
