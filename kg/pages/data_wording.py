"""What the pages about the data and their vocabulary say: (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

DATA_WORDS: Mapping[str, tuple[str, str]] = {
    "ontology": ("本体", "Ontology"),
    "reference": ("术语文档（pyLODE）", "Reference of terms (pyLODE)"),
    "reference_says": (
        "本体研究者熟悉的样式：每个类和属性的 IRI、定义、上下位、定义域和值域，由 pyLODE 从词汇表生成。",
        "In the form that ontologists know: IRI, definition, hierarchy, domain and range of each class and property, made by "
        "pyLODE from the vocabulary.",
    ),
    "ontology_version": ("版本 {version}，许可 {licence}", "version {version}, licence {licence}"),
    "ontology_numbers": (
        "数字是图谱里有多少个；属性不计。",
        "Numbers say how many the graph holds; properties are not counted.",
    ),
    "classes": ("类", "Classes"),
    "properties": ("属性", "Properties"),
    "values": ("取值", "Values"),
    "class": ("类", "class"),
    "object_property": ("对象属性", "object property"),
    "data_property": ("数据属性", "data property"),
    "annotation_property": ("注释属性", "annotation property"),
    "functional": ("至多一个值", "at most one value"),
    "transitive": ("可传递", "transitive"),
    "symmetric": ("对称", "symmetric"),
    "above": ("上位", "a kind of"),
    "below": ("下位", "kinds of it"),
    "domain": ("定义域", "domain"),
    "range": ("值域", "range"),
    "inverse": ("逆属性", "inverse of"),
    "used_by": ("属性", "properties"),
    "problem_types": ("问题与计划类型", "Types of problems and plans"),
    "problem_types_says": (
        "后面是有多少乡镇写到这类（或其下位类型的）问题。",
        "With how many towns report such a problem, or one of a narrower type.",
    ),
    "indicators": ("指标与计量单位", "Indicators and units"),
    "units": ("计量单位", "Units"),
    "reused": ("沿用的词汇", "Terms of other vocabularies"),
    "turtle": ("词汇表（Turtle）", "the vocabulary (Turtle)"),
    "practices_turtle": ("做法（Turtle）", "practices (Turtle)"),
    "topics_turtle": ("类型、指标、单位（Turtle）", "types, indicators, units (Turtle)"),
    "shapes_turtle": ("约束（SHACL）", "shapes (SHACL)"),
    "on_this_page": ("本页", "On this page"),
    "practice_tree": ("全部做法", "All practices"),
    "practice_tree_lead": (
        "按领域排列，可以逐级展开；用浏览器的查找（Ctrl+F）可以找到折叠着的。后面是有多少乡镇写到它或它的下属做法。",
        "By field; open one to see its kinds. The browser's own search (Ctrl+F) finds what is folded as well. With how many "
        "towns name it or a kind of it.",
    ),
    "counted_thing": ("所计", "what is counted"),
    "no_year_told": ("年份不明", "no year"),
    "no_indicator": ("其他", "other"),
    "share_by_year": ("有报告的乡镇中写到它的比例，逐年", "Share of the reporting towns that name it, by year"),
    "share_running": ("有报告的乡镇中写到在实行的比例，逐年", "Share of the reporting towns that run it, by year"),
    "coverage": ("收了多少", "Coverage"),
    "coverage_says": (
        "名单上的乡镇（民政部 2025-12-31）中有报告的：{share}。开发区和后来撤并、改名的乡镇不在名单上，单列。",
        "Of the towns on the official list (Ministry of Civil Affairs, 2025-12-31) there are reports of {share}. "
        "Development zones and towns that were since merged or renamed are not on it and stand apart.",
    ),
    "listed_towns": ("名单上有报告的", "on the list, with reports"),
    "not_listed": ("不在名单上", "not on the list"),
    "each_year": ("逐年", "by year"),
    "silent_provinces": ("没有一份报告的", "Without any report"),
    "quality": ("质量如何", "Quality"),
    "quality_says": ("全部 {n} 份现行报告中：", "Of all {n} current reports:"),
    "without_year": ("看不出年份", "no year"),
    "without_place": ("地点未能确定", "place not determined"),
    "without_date": ("既无公开日期也无落款日期", "neither published nor signed with a date"),
    "mostly_copied": ("一半以上文字见于更早的报告", "more than half stands in earlier reports"),
    "copied_text": ("几乎逐字见于更早报告的文字", "text that stands almost word for word in earlier reports"),
    "of_characters": ("{share} 字", "{share} characters"),
    "unsure_uses": ("把握低于 0.6 的做法记录", "uses of practices with a confidence below 0.6"),
    "confidence_says": ("做法记录的把握，从低到高", "Confidence of uses of practices, from low to high"),
    "uses": ("做法记录", "uses of practices"),
    "checks": ("对照规定逐份检查", "Checked against the rules"),
    "checks_says": (
        "《法治政府建设与责任落实督察工作规定》要求写明的、应当对得上的。这里只计不必看原句的；数据核对和未见报告的乡镇，见 kg audit。",
        "What the Rules on inspecting the building of rule-of-law government ask for, and what should agree. Counted here is "
        "what needs no look at sentences; kg audit also checks figures and names towns without a report.",
    ),
    "check": ("检查", "check"),
    "downloads": ("下载全部", "Downloads"),
    "whole_graph": ("整个图谱（N-Quads，gzip）", "the whole graph (N-Quads, gzip)"),
    "n_statements": ("{n} 条陈述", "{n} statements"),
    "whole_graph_says": (
        "每份报告一个具名图，按图名排列，图内按行排序：同一图谱总是同样的字节。其他格式：kg export。",
        "Each report is a named graph; graphs stand in order of their names, the lines of each in order: the same graph is"
        " the same file. kg export writes other forms.",
    ),
    "site_part": (
        "本网站只收一部分：{part}。计数、排名和抄录比对都只在这一部分之内。",
        "This site holds a part only: {part}. Counts, ranks and copied text are within this part.",
    ),
    "file_left_out": (
        "文件里是排在前面的；另有 {n} 条没有写入：全部见整个图谱（关于数据），或在自己的图谱上运行这里的 SPARQL、kg show、kg serve。",
        "The files hold the first of them; {n} more are left out: for all, take the whole graph (see About the data), or run"
        " this SPARQL, kg show or kg serve on a graph of your own.",
    ),
    "licence": ("许可与引用", "Licence and citation"),
    "licence_says": (
        "图谱和本体：CC BY 4.0（creativecommons.org/licenses/by/4.0），注明出处即可使用。报告原文是各地政府依法公开的文件。"
        "乡镇名单出自民政部公布的行政区划。程序：Apache-2.0。",
        "Graph and ontology: CC BY 4.0 (creativecommons.org/licenses/by/4.0): use them for anything, and say where they come "
        "from. The reports are public documents of the governments that issued them. Lists of towns are those that the "
        "Ministry of Civil Affairs published. The program: Apache-2.0.",
    ),
    "cite_as": ("引用格式：", "Cite as:"),
    "citation": (
        "乡镇法治政府建设年度报告知识图谱（{reports} 份报告，{years}）。towngov-kg {version}，本体 {ontology}。{address}",
        "Knowledge graph of township rule-of-law reports ({reports} reports, {years}). towngov-kg {version}, ontology "
        "{ontology}. {address}",
    ),
    "cite_sentence": (
        "引用一句话时，请引那份报告：标题、乡镇、年份和它的页面地址。",
        "Who quotes a sentence cites its report: title, town, year and the address of its page.",
    ),
    "kinds_below": ("含 {n} 项下属做法", "{n} kinds of it"),
    "by_family": ("按领域", "By field"),
    "of_no_family": ("新发现的、还没有归类的", "Discovered, of no family yet"),
    "discovered_left": (
        "另有 {n} 项新发现的做法未列出；CSV 里有全部。",
        "{n} more discovered practices are not listed; the CSV has all.",
    ),
}
