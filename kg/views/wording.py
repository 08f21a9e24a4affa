"""What the page says: (Chinese, English). ``{n}``-like places are filled in the browser, as text."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.wording import words

KIND: words.Wording = {
    **words.KIND,
    "problem": ("问题", "problem"),
    "cause": ("原因", "cause"),
    "plan": ("计划（下一步工作）", "plan"),
}
RELATION: words.Wording = {
    "broader": words.BROADER,
    "problem": ("存在的问题", "names the problem"),
    "cause": ("原因是", "is caused by"),
    "plan": ("计划做的事", "plans"),
    "addresses": ("针对问题", "answers the problem"),
    "concerns": ("涉及做法", "is about the practice"),
    "likeness": ("写到同样的做法", "name the same practices"),
}
PAGE: Mapping[str, tuple[str, str]] = {
    "title": ("基层治理做法图谱", "Practices of grassroots governance"),
    "title_town": ("{name}的做法，以及同有这些做法的乡镇", "Practices of {name} and the towns that share them"),
    "title_practice": ("“{name}”与写到它的乡镇", "“{name}” and the towns that name it"),
    "title_problems": ("{name}：问题与计划", "{name}: problems and plans"),
    "title_likeness": ("写到同样做法的乡镇", "Towns that share practices"),
    "title_likeness_of": ("与{name}做法相近的乡镇", "Towns that share practices with {name}"),
    "title_firm": ("{name}与其服务的乡镇", "{name} and the towns it serves"),
    "summary": (
        "{reports} 份报告，{towns} 个乡镇（街道），{years}年：{practices} 项做法，{firms} 家法律服务机构",
        "{reports} reports of {towns} towns, {years}: {practices} practices, {firms} firms",
    ),
    "summary_practice": (
        "{drawn} 个乡镇，{practices} 项做法；共 {reports} 份报告，{towns} 个乡镇（街道），{years}年",
        "{drawn} towns, {practices} practices; of {reports} reports of {towns} towns, {years}",
    ),
    "summary_firm": (
        "{drawn} 个乡镇，{firms} 家法律服务机构；共 {reports} 份报告，{towns} 个乡镇（街道），{years}年",
        "{drawn} towns, {firms} firms; of {reports} reports of {towns} towns, {years}",
    ),
    "summary_problems": (
        "{problems} 个问题、{causes} 条原因、{plans} 项计划，涉及 {practices} 项做法",
        "{problems} problems, {causes} causes, {plans} plans; {practices} practices that these are about",
    ),
    "summary_likeness": (
        "{drawn} 个乡镇，{ties} 条连线；共 {reports} 份报告，{towns} 个乡镇（街道），{years}年",
        "{drawn} towns, {ties} ties; of {reports} reports of {towns} towns, {years}",
    ),
    "silence": (
        "报告没有提到，不等于没有：计数只说明多少个乡镇的报告写到了它。",
        "Silence is not absence: the counts say how many towns' reports name a practice, not how many lack it.",
    ),
    "left_out": (
        "图中只画出共有最多的部分；未画出：{practices} 项做法、{towns} 个乡镇、{firms} 家法律服务机构。",
        "Only what is shared most is drawn; left out: {practices} practices, {towns} towns, {firms} firms.",
    ),
    "limits": ("图中未画全", "Not all is drawn"),
    "home": ("‹ 首页", "‹ Home"),
    "held": (
        "另有 {n} 个节点在本文件中，双击它们的邻居或勾选其类别即可画出。",
        "{n} more nodes are in this file: double-click a neighbour or tick their kind to draw them.",
    ),
    "sentences_left_out": (
        "{n} 条连线未附原句（句子太多）：请看乡镇的页面，或缩小范围再画。",
        "{n} lines come without their sentences, which are too many: see the towns' pages, or draw less.",
    ),
    "unproven": (
        "原句未放进本图（句子太多）。",
        "Its sentences are not in this drawing: they are too many.",
    ),
    "unplaced": ("{n} 份报告无法确定是哪里的乡镇。", "The place of {n} reports could not be determined."),
    "only_town": ("仅与 {name} 有关", "only what concerns {name}"),
    "only_firm": ("仅与 {name} 有关", "only what concerns {name}"),
    "only_practice": ("仅“{name}”及其下属做法", "only “{name}” and its kinds"),
    "only_province": ("仅 {name}", "{name} only"),
    "only_year": ("仅 {name} 年", "{name} only"),
    "search": ("查找乡镇、做法、律所", "Town, practice or firm"),
    "search_help": (
        "可输入拼音或首字母；上下键选择，回车打开，Esc 关闭",
        "Pinyin or initials work as well. Arrow keys choose, Enter opens, Escape closes",
    ),
    "hits": ("找到的节点", "Nodes found"),
    "not_drawn": ("未画出", "not drawn yet"),
    "no_hits": ("没有找到", "nothing found"),
    "filters": ("筛选与图例", "Filter and legend"),
    "kinds": ("节点", "Nodes"),
    "statuses": ("做法的状态", "Status of a practice"),
    "roles": ("法律服务", "Legal services"),
    "relations": ("问题与计划", "Problems and plans"),
    "nodes_shown": ("显示 {n} 个节点", "{n} nodes shown"),
    "years": ("报告年份", "Year of the report"),
    "province": ("省（市、区）", "Province"),
    "every_province": ("全部", "all"),
    "least": ("至少 {n} 个乡镇写到的做法", "Practices named by {n} or more towns"),
    "links": ("做法之间", "Between practices"),
    "families": ("上下位关系", "kind-of links"),
    "kin": ("乡镇之间", "Between towns"),
    "png": ("存为 PNG", "Save PNG"),
    "svg": ("存为 SVG", "Save SVG"),
    "saved": ("已保存 {file}", "saved {file}"),
    "unsaved": ("无法生成图片", "the picture could not be made"),
    "expand": ("展开（E）：画出另外 {n} 个邻居", "Expand (E): draw {n} more neighbours"),
    "collapse": ("收起展开的部分", "Fold what was expanded"),
    "beyond": ("另有 {n} 个邻居不在本文件中。", "{n} further neighbours are not in this file."),
    "expanded": ("已画出 {n} 个邻居", "{n} neighbours drawn"),
    "physics": ("自动排布", "Let it move"),
    "fit": ("显示全图", "Show all"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "graph": (
        "关系图。方向键移动，加减号缩放，E 展开所选节点；也可以用查找框和右侧列表浏览",
        "Graph. Arrow keys move, plus and minus zoom, E expands what is chosen; search box and list reach everything as "
        "well",
    ),
    "panel": ("说明与证据", "Facts and evidence"),
    "start": (
        "点一个节点或一条线，看报告里的原句。大圆是乡镇，菱形是做法，三角是律所；越靠近中间的做法，写到它的乡镇越多。",
        "Click a node or a line to read the sentence in the report. Circles are towns, diamonds practices, triangles "
        "law firms; what several towns share stands between them.",
    ),
    "start_problems": (
        "点一个节点或一条线，看报告里的原句。方块是问题，星形是原因，六边形是计划，菱形是它们写到的做法。",
        "Click a node or a line to read the sentence in the report. Squares are problems, stars causes, hexagons plans, "
        "diamonds the practices that they name.",
    ),
    "start_likeness": (
        "每个圆是一个乡镇，连着与它写到的做法最相近的几个乡镇；线越粗越相近，罕见的做法分量更重。点一条线，看两地共有的做法和原句。",
        "Each circle is a town, tied to those whose reports name the most similar practices; the thicker the line the more "
        "alike, rare practices weigh more. Click a line for the practices that both name and their sentences.",
    ),
    "more": ("再列 {n} 个", "{n} more"),
    "problems_of": ("问题（{n} 个）", "Problems ({n})"),
    "plans_of": ("计划（{n} 项）", "Plans ({n})"),
    "causes_of": ("原因", "Causes"),
    "caused": ("造成的问题", "Problems it causes"),
    "answered_by": ("针对它的计划", "Plans that answer it"),
    "answers": ("针对的问题", "Problems it answers"),
    "about": ("涉及的做法", "Practices it is about"),
    "named_in": ("写到它的问题与计划", "Problems and plans that name it"),
    "said_by": ("写到的乡镇", "Town that says so"),
    "types": ("类型：{names}", "Type: {names}"),
    "alike": ("做法相近的乡镇（{n} 个）", "Towns with similar practices ({n})"),
    "alone": (
        "没有乡镇与它写到两项以上相同的做法（人人都有的不算，抄来的段落也不算）。",
        "No town names two practices or more that it names as well (what all have and copied passages aside).",
    ),
    "alike_by": ("相似度 {weight}，共有 {n} 项", "likeness {weight}, {n} in common"),
    "common": ("共有的做法，最罕见的在前：{names}", "Both name, the rarest first: {names}"),
    "most_shared": ("最多乡镇共有的做法", "Practices that most towns share"),
    "towns_here": ("乡镇", "Towns"),
    "page": ("打开页面", "Open its page"),
    "read": ("在报告中阅读", "Read it in the report"),
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
