"""What the pages about the data and their vocabulary say: (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

DATA_WORDS: Mapping[str, tuple[str, str]] = {
    "ontology": ("本体", "Ontology"),
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
    "kinds_below": ("含 {n} 项下属做法", "{n} kinds of it"),
    "by_family": ("按领域", "By field"),
    "of_no_family": ("新发现的、还没有归类的", "Discovered, of no family yet"),
    "discovered_left": (
        "另有 {n} 项新发现的做法未列出；CSV 里有全部。",
        "{n} more discovered practices are not listed; the CSV has all.",
    ),
}
