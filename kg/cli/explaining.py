"""``kg extract --explain``: which words and weights gave a statement its topics, and why a plan answers its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr

if TYPE_CHECKING:
    from kg.extractors.affinity import Reason
    from kg.extractors.explanation import Explanation, Link
    from kg.extractors.topics import TopicScore
    from kg.ontology import Ontology

_KINDS = {"problem": ("问题", "problem"), "cause": ("原因", "cause"), "plan": ("计划", "plan")}
_PLACES = {"heading": ("标题", "heading"), "sentence": ("正文", "sentence")}
_REASONS = {
    "topic": ("同一类型", "same topic"),
    "family": ("同一大类", "same family"),
    "words": ("两个标题都有", "in both headings"),
    "word": ("一方标题有", "in one heading"),
    "text": ("正文都有", "in both texts"),
    "remedy": ("措施对症", "known remedy"),
    "misses": ("所指不同，打折", "speaks of others, discounted"),
    "place": ("次序相同", "same place in order"),
}


def explained(told: tuple[Explanation, ...], ontology: Ontology) -> None:
    """Print the explanation of one report's statements."""
    terminal.part(tr("类型与对应关系的依据", "why these topics and links"), len(told))
    terminal.table(
        (tr("条目", "statement"), tr("类型", "topic"), tr("得分与依据", "score and evidence")),
        [row for one in told for row in _rows(one, ontology)],
    )


def _rows(one: Explanation, ontology: Ontology) -> list[tuple[str, ...]]:
    name = f"{tr(*_KINDS[one.kind])} {one.heading}"
    rows = [(_topic(scored, ontology), _sum(scored)) for scored in one.topics]
    rows += [(tr("→ 针对：", "→ answers: ") + link.problem, _why(link, ontology)) for link in one.links]
    rows = rows or [(tr("（未归类）", "(none)"), tr("没有词表中的词", "no word of the scheme"))]
    return [(name if at == 0 else "", *row) for at, row in enumerate(rows)]


def _topic(scored: TopicScore, ontology: Ontology) -> str:
    concept = ontology.problem_types[scored.topic]
    label = concept.label if language() == "zh" else concept.label_en
    return label if scored.kept else tr(f"（不采用）{label}", f"(left out) {label}")


def _sum(scored: TopicScore) -> str:
    """12 = 执法力量（标题）4×3"""
    parts = [
        f"{one.wording}{tr('（', ' (')}{tr(*_PLACES[one.place])}{tr('）', ') ')}{one.weight:g}×{one.factor:g}"
        for one in scored.evidence
    ]
    return f"{scored.score:g} = {' + '.join(parts)}"


def _why(link: Link, ontology: Ontology) -> str:
    reasons = "；".join(_reason(one, ontology) for one in link.reasons)
    if link.stated:
        said = tr("报告自己对应（点明、编号或写在一起）", "told so by the report: named, numbered or side by side")
        return said if not reasons else f"{said}；{reasons}"
    return f"{link.score:.2f} = {reasons}"


def _reason(one: Reason, ontology: Ontology) -> str:
    concept = ontology.problem_types.get(one.about)
    about = one.about if concept is None or language() == "zh" else concept.label_en
    return f"{tr(*_REASONS[one.kind])}{' ' if about else ''}{about} {one.score:+.2f}"
