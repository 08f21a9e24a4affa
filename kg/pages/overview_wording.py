"""What the picture of all towns says: (Chinese, English). ``{n}``-like places are filled by the page's script."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.wording.words import STATUS

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("全国概览", "National overview"),
    "lead": (
        "每个点是一个有报告的乡镇（街道），按所在的县放在大致位置。选一项做法，看哪些地方写到在实行、在计划；放大后先见县名，再见乡镇名；"
        "点一个点看它的资料。",
        "Each point is a town that reported, near where its county lies. Choose a practice to see where reports say that it runs "
        "or is planned; zoom in for the names of counties, then of towns; click a point for its facts.",
    ),
    "rough": (
        "位置是示意：同县的乡镇聚在一起，相邻的县彼此让开；没有坐标的县放在本市（省）中间。不画任何边界。",
        "Places are rough: a county's towns stand together, neighbouring counties make room for each other, a county without "
        "coordinates stands in the middle of its prefecture or province. No borders are drawn.",
    ),
    "alike_says": (
        "点的位置只表示所写做法是否相近，不是地理位置：共有罕见做法（至多 {cap} 个乡镇写到）的乡镇彼此相连，相连的聚成一群，"
        "共 {groups} 群，按群里比别处多见的做法命名；{alone} 个乡镇没有这样的联系，按省另放。",
        "Where a point stands says how alike practices are, nothing of geography: towns that share rare practices (that at most "
        "{cap} towns name) are tied, tied towns make {groups} communities, called by what they name more than others. {alone} "
        "towns have no such tie and stand by province.",
    ),
    "wait": (
        "正在准备全部乡镇的位置……",
        "Placing all towns …",
    ),
    "wait_alike": (
        "正在比较全部乡镇；乡镇多时，第一次要等十来秒……",
        "Comparing all towns; with many of them the first time takes ten seconds or so …",
    ),
    "facts": ("{towns} 个有报告的乡镇，{provinces} 个省份。", "{towns} towns that reported, in {provinces} provinces."),
    "facts_one": ("{towns} 个有报告的乡镇。", "{towns} towns that reported."),
    "practice_facts": (
        "“{practice}”（含下属做法）：{of} 个乡镇中有 {named} 个写到（{share}）。没有写到不等于没有。",
        "{practice} (with its kinds): {named} of {of} towns name it ({share}). Not to name it is not to lack it.",
    ),
    "no_webgl": (
        "这个浏览器不能画 WebGL，图画不出来；查找、选做法和下面的表仍可用。",
        "This browser cannot draw WebGL: no picture. Search, practices and the table below work.",
    ),
    "no_data": ("资料没有读到。", "The data could not be read."),
    "no_towns": ("还没有乡镇。", "There are no towns yet."),
    "no_script": (
        "看图需要打开 JavaScript；下面的表不需要。",
        "The picture needs JavaScript; the table below does not.",
    ),
    "find": ("找乡镇", "Find a town"),
    "find_hint": ("名称、拼音或首字母", "name, pinyin or initials"),
    "practice": ("选做法", "Choose a practice"),
    "practice_hint": ("如：网格化、fqjy", "such as 网格化 or fqjy"),
    "no_practice": ("不选做法", "No practice"),
    "province": ("省份", "Province"),
    "every_province": ("全部省份", "every province"),
    "layout": ("位置", "Places"),
    "by_map": ("按地理", "on the map"),
    "by_likeness": ("按做法相近", "by likeness"),
    "in": ("放大", "Zoom in"),
    "out": ("缩小", "Zoom out"),
    "whole": ("看全图", "Show all"),
    "picture": ("乡镇图", "Picture of the towns"),
    "keys": (
        "滚轮或双指缩放，拖动移动。键盘：方向键移动，加减号缩放，0 看全图，回车选中正中的乡镇，Esc 关闭资料。",
        "Wheel or two fingers zoom, drag to move. Keys: arrows move, plus and minus zoom, 0 shows all, Enter chooses the town "
        "in the middle, Escape closes its details.",
    ),
    "legend": ("图例", "Legend"),
    "colour_province": (
        "颜色区分相邻的省份；点省名飞到该省。",
        "Colours tell neighbouring provinces apart; click one to fly there.",
    ),
    "colour_disc": (
        "颜色和形状区分群；点名称飞到该群。",
        "Colours and shapes tell communities apart; click one to fly there.",
    ),
    "colour_status": (
        "颜色和形状表示最近一份写到它的报告怎么说。",
        "Colours and shapes: what the latest report that names it says.",
    ),
    **{f"status_{key}": pair for key, pair in STATUS.items()},
    "status_none": ("没有写到", "not named"),
    "others": ("其余", "others"),
    "towns": ("{n} 个乡镇", "{n} towns"),
    "untied": ("{province}，没有联系", "{province}, without ties"),
    "group": ("第 {n} 群", "community {n}"),
    "detail": ("所选乡镇", "Chosen town"),
    "reported": ("有报告的年份：{years}", "Reports on: {years}"),
    "named": ("写到 {n} 项做法", "names {n} practices"),
    "counted": (
        "写到 {practices} 项做法、{problems} 个问题、{plans} 项计划、{firms} 家律师事务所。",
        "Names {practices} practices, {problems} problems, {plans} plans, {firms} law firms.",
    ),
    "unplaced_county": ("县没有坐标，位置只是示意。", "Its county has no coordinates: it only stands near."),
    "of_practice": ("“{practice}”：{status}", "{practice}: {status}"),
    "nearest": ("做法最相近的乡镇", "Most alike in practices"),
    "show_nearest": ("找做法最相近的乡镇", "Find towns alike in practices"),
    "like": ("相似度 {n}%", "likeness {n}%"),
    "none": ("没有因罕见做法相连的乡镇。", "No town is tied to it by rare practices."),
    "open": ("打开这个乡镇的页面，看原文", "Open the page of this town, with its sentences"),
    "open_practice": ("打开这项做法的页面", "Open the page of this practice"),
    "close": ("关闭", "Close"),
    "fold": ("收起", "Less"),
    "unfold": ("展开", "More"),
    "nothing": ("没有找到。", "Nothing found."),
    "table_says": (
        "同样的内容，用表来看：点省名看各县有报告的乡镇；在上面选一项做法，表里多出写到它的乡镇数。",
        "The same as a table: a province leads to its counties and towns; a practice chosen above adds how many towns name it.",
    ),
    "counties_n": ("县（市、区）", "Counties"),
    "towns_n": ("有报告的乡镇", "Towns that reported"),
    "reports_n": ("报告", "Reports"),
    "named_n": ("写到的乡镇", "Towns that name it"),
    "share_n": ("比例", "Share"),
    "unplaced": ("另有 {n} 个乡镇不知道在哪个省。", "Of {n} more towns the province is not known."),
    "division": ("行政区划", "Division"),
    "division_says": ("有报告的乡镇 {n} 个，按县列出。", "{n} towns that reported, by county."),
    "county": ("县（市、区）", "County"),
    "towns_here": ("有报告的乡镇（街道）", "Towns that reported"),
}


def words(lang: str) -> dict[str, str]:
    """The words in one language."""
    return {key: pair[0 if lang == "zh" else 1] for key, pair in WORDS.items()}
