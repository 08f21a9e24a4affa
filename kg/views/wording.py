"""What the page says: (Chinese, English). ``{n}``-like places are filled in the browser, as text."""

from __future__ import annotations

from collections.abc import Mapping

PAGE: Mapping[str, tuple[str, str]] = {
    "title": ("基层治理做法图谱", "Practices of grassroots governance"),
    "summary": (
        "{reports} 份报告，{towns} 个乡镇（街道），{years}年：{practices} 项做法，{firms} 家法律服务机构",
        "{reports} reports of {towns} towns, {years}: {practices} practices, {firms} firms",
    ),
    "silence": (
        "报告没有提到，不等于没有：计数只说明多少个乡镇的报告写到了它。",
        "Silence is not absence: the counts say how many towns' reports name a practice, not how many lack it.",
    ),
    "left_out": (
        "图中只画出共有最多的部分；未画出：{practices} 项做法、{towns} 个乡镇、{firms} 家法律服务机构。",
        "Only what is shared most is drawn; left out: {practices} practices, {towns} towns, {firms} firms.",
    ),
    "unplaced": ("{n} 份报告无法确定是哪里的乡镇。", "The place of {n} reports could not be determined."),
    "only_town": ("仅与 {name} 有关", "only what concerns {name}"),
    "only_practice": ("仅“{name}”及其下属做法", "only “{name}” and its kinds"),
    "only_province": ("仅 {name}", "{name} only"),
    "only_year": ("仅 {name} 年", "{name} only"),
    "search": ("查找乡镇、做法、律所", "Town, practice or firm"),
    "no_hits": ("没有找到", "nothing found"),
    "filters": ("筛选与图例", "Filter and legend"),
    "kinds": ("节点", "Nodes"),
    "statuses": ("做法的状态", "Status of a practice"),
    "roles": ("法律服务", "Legal services"),
    "least": ("至少 {n} 个乡镇写到的做法", "Practices named by {n} or more towns"),
    "links": ("做法之间", "Between practices"),
    "families": ("上下位关系", "kind-of links"),
    "physics": ("自动排布", "Let it move"),
    "fit": ("显示全图", "Show all"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "graph": (
        "关系图。方向键移动，加减号缩放；也可以用查找框和右侧列表浏览",
        "Graph. Arrow keys move, plus and minus zoom; search box and list reach everything as well",
    ),
    "panel": ("说明与证据", "Facts and evidence"),
    "start": (
        "点一个节点或一条线，看报告里的原句。大圆是乡镇，菱形是做法，三角是律所；越靠近中间的做法，写到它的乡镇越多。",
        "Click a node or a line to read the sentence in the report. Circles are towns, diamonds practices, triangles "
        "law firms; what several towns share stands between them.",
    ),
    "most_shared": ("最多乡镇共有的做法", "Practices that most towns share"),
    "towns_here": ("乡镇", "Towns"),
    "back": ("返回总览", "Back to overview"),
    "of_reported": ("{n} / {of} 个有报告的乡镇写到", "named by {n} of {of} towns that reported"),
    "practices_of": ("写到的做法（{n} 项）", "Practices it names ({n})"),
    "advisers": ("法律服务机构", "Law firms and offices"),
    "towns_of": ("写到的乡镇", "Towns that name it"),
    "lawyers": ("律师 {n} 名", "lawyers: {n}"),
    "villages": ("{n} 个村（社区）", "villages: {n}"),
    "clients": ("服务的乡镇", "Towns it serves"),
    "wider": ("属于", "A kind of"),
    "narrower": ("包括", "Kinds of it"),
    "spelt": ("原文写作：{names}", "as written: {names}"),
    "source": ("{file} · {year}年 · {section}", "{file} · {year} · {section}"),
    "offsets": ("正文第 {start}–{end} 字", "characters {start}–{end} of the text"),
    "other": ("English", "中文"),
    "noscript": (
        "此页需要 JavaScript 才能显示；不需要网络。",
        "This page needs JavaScript to draw; it needs no network.",
    ),
}
