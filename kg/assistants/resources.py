"""What an assistant may read beside the tools: the vocabulary, its concepts, the saved questions; and questions to begin with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from kg import ontology
from kg.rdf.terms import source as vocabulary_file

if TYPE_CHECKING:
    from mcp.server import MCPServer


def add_resources(made: MCPServer[Any]) -> None:
    """The ontology: what classes, properties, practices and types mean; and the saved questions."""

    @made.resource("kg://vocabulary", title="Vocabulary 词汇表", mime_type="text/turtle")
    def vocabulary() -> str:
        """Classes and properties of the graph, with definitions in Chinese and English."""
        return vocabulary_file().decode()

    @made.resource("kg://practices", title="Practices 做法", mime_type="application/json")
    def practices() -> str:
        """Every known practice: id, names in Chinese and English, what it is a kind of, definition."""
        return _concepts(ontology.load().mechanisms)

    @made.resource("kg://problem-types", title="Types of problems 问题类型", mime_type="application/json")
    def problem_types() -> str:
        """Every type of problems and plans."""
        return _concepts(ontology.load().problem_types)

    @made.resource("kg://questions", title="Saved questions 预存的问题", mime_type="application/json")
    def questions() -> str:
        """Saved questions with their SPARQL, to begin a query of your own with."""
        saved = ontology.saved_queries().values()
        return _json([{"name": q.name, "zh": q.question_zh, "en": q.question_en, "sparql": q.text} for q in saved])


# Name, title, what is filled in and an example of it, the question.
PROMPTS = (
    (
        "towns_of_practice_zh",
        "哪些镇在推行一项做法？",
        "做法，如 枫桥经验",
        "哪些乡镇在推行或试行“{subject}”，哪些只是计划推行？请用工具查询，分状态说明各有多少乡镇（共多少个有报告的乡镇），"
        "并举出例子：镇名、年份、状态、原句和出处。没有写到不等于没有。",
    ),
    (
        "towns_of_practice_en",
        "Which towns run a practice?",
        "practice, e.g. 枫桥经验",
        "Which towns run or try “{subject}”, and which only plan it? Ask the tools. Say for each status how many of the "
        "towns that reported, and give examples with town, year, status, the sentence and its report. Silence is not "
        "absence.",
    ),
    (
        "shared_practices_zh",
        "一地的乡镇共有哪些做法？",
        "省份或县（市、区），如 天津",
        "“{subject}”的乡镇共有哪些做法？请用工具查询，按乡镇数排列，已实施的和只是计划的分开计数，并各举一例原句和出处。",
    ),
    (
        "shared_practices_en",
        "Which practices do the towns of a place share?",
        "province or county, e.g. 天津",
        "Which practices do the towns of “{subject}” share? Ask the tools. Order them by towns, count what runs apart from "
        "what is only planned, and quote a sentence with its report for each.",
    ),
    (
        "peers_answers_zh",
        "有同类问题的镇怎么办？",
        "乡镇，如 宝坻区新安镇",
        "“{subject}”的报告写了哪些问题？有同类问题的乡镇有哪些计划和做法，哪些后来不再写到这个问题？去年的计划落实得怎样？"
        "请用工具查询，每条附原句和出处；案例少的只作例子，不作规律。",
    ),
    (
        "peers_answers_en",
        "What do towns with the same problems do?",
        "town, e.g. 宝坻区新安镇",
        "Which problems does the report of “{subject}” name? What do towns with the same types of problems plan and run, "
        "and which no longer report the problem? Were last year's plans kept? Ask the tools, quote a sentence with its "
        "report for each; few cases are examples, no rule.",
    ),
)


def add_prompts(made: MCPServer[Any]) -> None:
    """The questions that people come with, in Chinese and English, with a name to fill in."""
    for name, title, subject, question in PROMPTS:
        made.prompt(name=name, title=title, description=title)(_asking(subject, question))


def _asking(about: str, question: str) -> Any:
    def ask(subject: Annotated[str, Field(description=about, min_length=1, max_length=100)]) -> str:
        return question.format(subject=" ".join(subject.split()))

    # The SDK reads annotations by name, which a function made within another cannot resolve.
    ask.__annotations__ = {
        "subject": Annotated[str, Field(description=about, min_length=1, max_length=100)],
        "return": str,
    }
    return ask


def _concepts(those: Any) -> str:
    return _json(
        [
            {"id": one.id, "zh": one.label, "en": one.label_en, "kind_of": one.broader, "definition": one.definition}
            for one in those.values()
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
