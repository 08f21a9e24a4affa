"""What the page for SPARQL says: (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

QUERY_WORDS: Mapping[str, tuple[str, str]] = {
    "query_page": ("SPARQL 查询", "SPARQL"),
    "query_says": (
        "用 SPARQL 问整个图谱。前缀已知，不必声明；按 Ctrl+空格 补全类、属性和中文名称，Ctrl+回车 运行。程序请用",
        "Ask the whole graph in SPARQL. Prefixes are known; Ctrl+Space completes classes, properties and names, Ctrl+Enter "
        "runs. Programs ask at",
    ),
    "query_text": ("查询语句", "Query"),
    "run": ("运行", "Run"),
    "stop": ("停止", "Stop"),
    "share_query": ("复制链接", "Copy link"),
    "saved_questions": ("预存的问题", "Saved questions"),
    "asked_of": ("这个问题问的是", "What this question is asked of"),
    "ask_of": ("代入并运行", "Fill in and run"),
    "several_names": ("几个名称用“、”隔开", "Several names: put “;” between them"),
    "parameter_practice": ("做法", "Practice"),
    "parameter_topic": ("问题类型", "Problem type"),
    "parameter_indicator": ("指标", "Indicator"),
    "answer_form": ("格式", "Form"),
    "results": ("结果", "Results"),
    "limits_of_queries": ("一条查询的上限", "What one query may use"),
    "limits_says": (
        "提供服务的人可用环境变量改动。",
        "Whoever runs the service can change them by variables of the environment.",
    ),
    "open_editor": ("在编辑器中打开", "Open in the editor"),
    "examples_file": ("全部预存的问题（RDF）", "All saved questions (RDF)"),
}

EDITOR_WORDS: Mapping[str, tuple[str, str]] = {
    "table": ("表格", "Table"),
    "graph": ("关系图", "Graph"),
    "chart": ("图表", "Chart"),
    "text": ("原文", "Text"),
    "running": ("正在查询……", "Running…"),
    "stopped": ("已停止", "Stopped"),
    "row": ("1 行，{s} 秒", "1 row in {s} s"),
    "rows": ("{n} 行，{s} 秒", "{n} rows in {s} s"),
    "triple": ("1 条三元组，{s} 秒", "1 triple in {s} s"),
    "triples": ("{n} 条三元组，{s} 秒", "{n} triples in {s} s"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "cut_rows": (
        "答案超过 {n} 行，只给出了前面的；请缩小查询范围",
        "More than {n} rows: only the first are given; ask for less",
    ),
    "cut_bytes": (
        "答案太大，只给出了前面的；请缩小查询范围",
        "The answer is too large: only its first part is given; ask for less",
    ),
    "unreachable": ("连不上服务：请检查服务是否在运行", "The service cannot be reached: check that it runs"),
    "nothing": ("没有结果", "No results"),
    "names": ("显示名称", "Show names"),
    "filter": ("筛选", "Filter"),
    "more": ("再显示 {n} 行（还有 {left} 行）", "Show {n} more rows ({left} left)"),
    "download": ("下载", "Download"),
    "copied": ("链接已复制", "Link copied"),
    "copy_failed": ("链接在地址栏里", "The link is in the address bar"),
    "from": ("从", "From"),
    "to": ("到", "To"),
    "bars": ("名称列", "Names"),
    "values": ("数值列", "Values"),
    "no_graph": ("没有可画的：需要两列 IRI，或三元组", "Nothing to draw: it takes two columns of IRIs, or triples"),
    "no_chart": ("没有可画的：需要一列数值", "Nothing to draw: it takes a column of numbers"),
    "graph_left": ("只画了前 {n} 个点", "Only the first {n} nodes are drawn"),
    "chart_left": ("只画了前 {n} 项", "Only the first {n} are drawn"),
    "sort": ("按此列排序", "Sort by this column"),
    "class": ("类", "class"),
    "object property": ("属性", "property"),
    "data property": ("属性", "property"),
    "annotation property": ("属性", "property"),
    "value": ("取值", "value"),
}
"""Those that its scripts say."""
