"""What the reader's page says: (Chinese, English). ``{n}``-like places are filled by ``say``."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.reading.telling import KIND

WORDS: Mapping[str, tuple[str, str]] = {
    "report": ("报告", "Report"),
    "untitled": ("没有标题的报告", "Report without a title"),
    "unplaced": ("地点未能确定", "place not determined"),
    "town": ("乡镇（街道）", "town"),
    "year": ("所报年份", "year reported on"),
    "year_unknown": ("年份不明", "not told"),
    "issued": ("公开日期", "published"),
    "signed": ("落款日期", "signed"),
    "issuer": ("落款单位", "issued by"),
    "file": ("文件", "file"),
    "source": ("网页", "web page"),
    "length": ("篇幅", "length"),
    "characters": ("{n} 字", "{n} characters"),
    "copied_share": ("其中 {n} 字（{share}）见于更早的报告", "{n} of them ({share}) stand in an earlier report"),
    "newer": ("这份报告已有更新的版本", "A newer edition replaces this report"),
    "how": (
        "标出的句子里读出了事实。点一条事实，看它出自哪一句；点一句话，看从中读出了什么。程序会看错，请以原文为准。",
        "Facts were read from the marked sentences. Choose a fact to see its sentence, or a sentence to see its facts. "
        "Programs err: the report decides.",
    ),
    "how_plain": (
        "句后的字母和数字指向右侧（手机上在文末）的事实。",
        "Letters and numbers after a sentence lead to its facts, beside the text or, on a phone, below it.",
    ),
    "text": ("报告正文", "Text of the report"),
    "facts": ("读出的事实", "Facts read from it"),
    "filter": ("显示哪些", "Show"),
    "no_facts": ("没有从这份报告里读出事实。", "No facts were read from this report."),
    "no_text": ("图谱里没有这份报告的正文。", "The graph does not hold the text of this report."),
    "to_facts": ("跳到事实", "Skip to the facts"),
    "to_text": ("回到正文", "Back to the text"),
    "of_sentence": ("这句话里读出的事实", "Facts read from this sentence"),
    "close": ("关闭", "Close"),
    "fact": ("{kind} {n}：{name}", "{kind} {n}: {name}"),
    "sentence_n": ("原句 {n}", "sentence {n}"),
    "no_sentence": ("正文里找不到原句", "its sentence is not in the text"),
    "page_law": ("哪些报告也引用它", "who else cites it"),
    "page_practice": ("这一做法的页面", "about this practice"),
    "page_adviser": ("这一机构的页面", "about this firm"),
    "discovered": ("新发现，未经审核", "discovered, not reviewed"),
    "unnamed": ("未写名称的律师", "lawyers without a name"),
    "written": ("原文写作：{names}", "written: {names}"),
    "lawyers": ("律师 {n} 名", "{n} lawyers"),
    "villages": ("{n} 个村（社区）", "{n} villages"),
    "approximate": ("约数", "about"),
    "of_year": ("{n} 年的数字", "of {n}"),
    "target": ("目标年份 {n}", "due in {n}"),
    "topics": ("类型", "type"),
    "practices": ("提到的做法", "names"),
    "related_problem": ("原因", "because of"),
    "related_plan": ("针对", "against"),
    "confidence": ("把握 {n}", "confidence {n}"),
    "copied_own": ("这些话在本镇更早的报告里就有", "said in the same words in an earlier report of the town"),
    "copied_elsewhere": ("这些话见于其他乡镇更早的报告", "said in the same words in another town's earlier report"),
    "copied_from": ("见于 {town} {year} 年报告", "also in {town}, {year}"),
    "copied_own_from": ("见于本镇 {year} 年报告", "also in this town's of {year}"),
    "copied_unknown": ("见于更早的报告", "also in an earlier report"),
    "copied_like": ("相同 {share}", "{share} the same"),
    "copied_others": ("另见 {n} 份报告", "and in {n} other reports"),
    "copy_mark": ("雷同段落 {n} 从这里开始", "text that stands elsewhere begins here, {n}"),
    "download": ("下载", "download"),
    "sparql": ("看 SPARQL", "show the SPARQL"),
}

# Kind → the letter that tells it where colours do not.
LETTER: Mapping[str, tuple[str, str]] = {
    "practice": ("做", "P"),
    "adviser": ("律", "A"),
    "problem": ("问", "B"),
    "cause": ("因", "C"),
    "plan": ("计", "N"),
    "figure": ("数", "F"),
    "law": ("法", "L"),
}


def say(lang: str, key: str, **values: object) -> str:
    """The Chinese or English words for ``key``, with its places filled."""
    return WORDS[key][0 if lang == "zh" else 1].format(**values)


def kind(lang: str, name: str) -> str:
    return KIND[name][0 if lang == "zh" else 1]


def letter(lang: str, name: str) -> str:
    return LETTER[name][0 if lang == "zh" else 1]
