"""What a collection holds, and which firms advise in it, in words."""

from __future__ import annotations

from kg.analysis.advisers import AdvisersAnswer
from kg.analysis.holdings import Holdings
from kg.analysis.wording.telling import headline, notes, scope, silence


@headline.register
def _(answer: Holdings, lang: str) -> str:
    told, where = answer.whole, scope(answer.scope, lang)
    if lang == "zh":
        return f"图谱收有 {where}；全国现行名录 {told.of} 个乡镇（街道）中有 {told.number} 个"
    return f"the graph holds {where}; {told.number} of the {told.of} townships on the official list of the country"


@notes.register
def _(answer: Holdings, lang: str) -> tuple[str, ...]:
    quality = answer.quality
    unplaced, unsure = quality.unplaced, quality.unsure
    if lang == "zh":
        return (
            f"{unplaced.number} 份报告认不出是哪个乡镇；{unsure.of} 条做法记录中 {unsure.number} 条把握不大。",
            "图谱里没有报告的乡镇可能有报告，只是没有收进来。",
        )
    return (
        f"{unplaced.number} reports do not tell which town they are of; {unsure.number} of {unsure.of} uses of practices "
        "are unsure.",
        "A town without a report here may have published one that was not collected.",
    )


@headline.register
def _(answer: AdvisersAnswer, lang: str) -> str:
    told, where = answer.naming, scope(answer.scope, lang)
    if lang == "zh":
        return (
            f"法律顾问：{len(answer.firms)} 家机构；{told.of} 个有报告的乡镇中，{told.number} 个写到机构名称（{where}）"
        )
    return f"legal advisers: {len(answer.firms)} firms, named by {told.number} of the {told.of} towns that reported ({where})"


@notes.register
def _(answer: AdvisersAnswer, lang: str) -> tuple[str, ...]:
    none = answer.unnamed.number
    if lang == "zh":
        some = (f"{none} 个乡镇写到律师而没有写机构名称。",) if none else ()
        return (*some, "同一家机构的不同写法分开计数。", silence(lang))
    some = (f"{none} towns tell of lawyers without the name of a firm.",) if none else ()
    return (*some, "Spellings of one firm count apart.", silence(lang))
