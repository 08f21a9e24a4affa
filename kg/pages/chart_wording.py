"""What maps, timelines, the matrix and charts say: (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

CHART_WORDS: Mapping[str, tuple[str, str]] = {
    "map": ("在哪些县", "Where"),
    "map_says": (
        "每个点是一个有报告的县（市、区）：越大，有报告的乡镇越多；越深，其中写到在实行的乡镇比例越高。",
        "Each point is a county with reports: the larger, the more of its towns reported; the darker, the larger the share "
        "of these that run it.",
    ),
    "map_alone": ("图上没有边界线。", "No borders are drawn."),
    "map_outlined": ("细线是本站自备的边界。", "The thin lines are boundaries that this site was given."),
    "map_near": (
        "菱形：{n} 个县没有已知坐标，放在同一地级市其他县的中间",
        "diamonds: {n} counties without known coordinates stand in the middle of their prefecture's others",
    ),
    "map_nowhere": (
        "不在图上：{towns} 个有报告的乡镇（其中 {n} 个县没有坐标；其余地点未能确定）。",
        "Not on the map: {towns} of the towns that reported (counties without coordinates: {n}; the other towns could not be "
        "placed).",
    ),
    "map_by": ("颜色表示", "Colour by"),
    "map_by_share": ("写到在实行的比例", "share of towns that run it"),
    "map_by_number": ("写到在实行的乡镇数", "number of towns that run it"),
    "map_by_first": ("最早见于哪年的报告", "first year in the reports"),
    "map_find": ("找县", "Find a county"),
    "map_play": ("逐年播放", "Play the years"),
    "map_stop": ("停", "Stop"),
    "map_all_years": ("所有年份", "all years"),
    "map_zoom": ("缩放", "zoom"),
    "map_in": ("放大", "Zoom in"),
    "map_out": ("缩小", "Zoom out"),
    "map_whole": ("全图", "Whole"),
    "map_keys": (
        "点一个县，看是哪些乡镇。键盘：方向键换县，+ − 缩放，0 回到全图。",
        "Click a county for its towns. Keyboard: arrows go from county to county, + and − zoom, 0 shows all.",
    ),
    "map_picture": ("地图：用方向键在县之间移动", "Map: arrow keys go from county to county"),
    "map_chosen": ("所选的县", "The chosen county"),
    "map_counties": ("写到的县，乡镇多的在前", "Counties that name it, those with most towns first"),
    "map_county": ("县（市、区）", "county"),
    "map_first": ("最早见于", "first in"),
    "map_none": ("没有乡镇写到在实行", "no town is told to run it"),
    "map_more_counties": ("另有 {n} 个县；CSV 里有全部。", "{n} more counties; the CSV has all."),
    "map_ran": ("个有报告的乡镇写到在实行", "towns that reported run it"),
    "map_since": ("{year} 年起", "since {year}"),
    "map_since_or_before": ("{year} 年或更早", "{year} or before"),
    "map_how": ("{since}；最近 {year} 年：{status}", "{since}; latest {year}: {status}"),
    "map_loading": ("正在取乡镇名单……", "fetching the towns …"),
    "map_key_share": ("写到在实行的比例", "share of the towns that reported"),
    "map_key_number": ("乡镇数", "towns"),
    "map_key_first": ("最早见于报告", "first in the reports on"),
    "map_below": ("不足 {step}", "below {step}"),
    "map_between": ("{low}–{high}", "{low}–{high}"),
    "map_above": ("{step} 以上", "{step} and more"),
    "map_from": ("{n} 个以上", "{n} and more"),
    "map_first_note": (
        "“最早”只指收进来的报告里最早，不是事实上最早。",
        "First means first in these reports, which may not be first in fact.",
    ),
    "timeline": ("何时", "When"),
    "timeline_says": (
        "每一列是一年里有报告的乡镇中写到在实行的比例（深色）和只写到计划的比例（斜纹）。",
        "Each column is one year: the share of the towns that reported which run it (dark) or only plan it (hatched).",
    ),
    "timeline_how": ("怎么数的", "How this is counted"),
    "timeline_no_reports": ("无报告", "no reports"),
    "timeline_running": ("在实行", "run it"),
    "timeline_planned": ("只有计划", "plan it only"),
    "timeline_reporting": ("有报告", "reported"),
    "timeline_new": ("新写到", "newly named"),
    "timeline_new_of": (
        "以前的报告没有写到、今年第一次写到",
        "first named now, not in the earlier reports of the same town",
    ),
    "timeline_already": ("首份报告已写到", "named in the first report"),
    "timeline_silent": ("不再写到", "not named again"),
    "timeline_ever": ("累计", "ever"),
    "adopters": ("谁先做", "Who came first"),
    "adopters_note": (
        "按报告里第一次写到在实行的年份排列。报告里最早不等于事实上最早：标“*”的乡镇在它的第一份报告里就已写到，可能更早就有；没有报告的乡镇不在此列。",
        "By the year in which a report first tells a town to run it. First in these reports is not first in fact: the towns "
        "marked * name it in their very first report and may have had it before; towns without reports are not here.",
    ),
    "adopters_of": ("{year} 年：{n} 个乡镇第一次写到", "{year}: {n} towns name it for the first time"),
    "adopters_already": ("其中 {n} 个是首份报告（*）", "{n} of them in their first report (*)"),
    "adopters_more": ("另有 {n} 个", "and {n} more"),
    "adopters_proof": ("最早几个乡镇的原句", "Sentences of the first towns"),
    "lanes": ("各省逐年", "By province and year"),
    "lanes_says": (
        "每格：写到在实行的乡镇 / 有报告的乡镇；颜色越深比例越高；空格是当年没有报告。",
        "Each cell: towns that run it of the towns that reported; the darker, the larger the share; empty where nobody "
        "reported that year.",
    ),
    "all_time": ("各年合计", "all years"),
    "matrix_family": ("做法类别", "family of practices"),
    "matrix_every_family": ("所有类别", "all families"),
    "matrix_least": ("至少几个乡镇", "towns at least"),
    "matrix_size": ("行列数", "rows and columns"),
    "matrix_nothing": (
        "按所选条件，没有既为几个乡镇写到、又不是人人都写到的做法：请放宽条件。",
        "No practice is named by several of these towns and not by all: ask for less.",
    ),
    "matrix_find": ("找乡镇或做法", "Find a town or practice"),
    "matrix_find_hint": ("汉字、拼音或首字母", "name, pinyin or initials"),
    "matrix_hits": ("{n} 处", "{n} found"),
    "matrix_shown": ("显示 {towns} 个乡镇、{practices} 项做法", "{towns} towns and {practices} practices shown"),
    "matrix_proof": ("所选格子的原句", "The sentence behind the chosen cell"),
    "matrix_silent": ("最近一份报告没有写到", "the latest report does not name it"),
    "matrix_close": ("关闭", "Close"),
    "matrix_grid": ("用方向键在格子间移动，回车看原句", "arrow keys go from cell to cell, Enter shows the sentence"),
    "matrix_keys": (
        "键盘：进入表格后用方向键移动，Home、End 到行首行尾，回车看原句，Esc 关闭。",
        "Keyboard: arrows go from cell to cell, Home and End to the row's ends, Enter shows the sentence, Esc closes it.",
    ),
    "problems_page": ("问题与数字", "Problems and figures"),
    "problem_years": ("哪些问题写到的乡镇多，逐年怎样", "Which problems towns tell, year by year"),
    "problem_years_says": (
        "比例都以当年有报告的乡镇为底；粗体的大类已计入下属小类。",
        "Shares are of the towns that reported on the year; types in bold include their narrower ones.",
    ),
    "n_reporting": ("{n} 个有报告", "of {n}"),
    "any_problem": ("个有报告的乡镇写到至少一个问题", "towns that reported tell some problem"),
    "problem_again": ("多年写到", "told again"),
    "problem_again_note": (
        "“多年写到”：在两年或更多年的报告里都写到它的乡镇，占写到过它、并有两年或更多年报告的乡镇。没有再写到，不等于已经解决。",
        "Told again: towns that tell it on two or more years, of those that tell it and reported on two or more years. What "
        "is not told again may not be solved.",
    ),
    "figure_spreads": ("数字的分布", "How figures are spread"),
    "figure_spreads_says": (
        "{year} 年的数字：同一指标、同一单位，至少 8 个乡镇写到；一个乡镇写了几个不同数值的不计。数字大不等于做得好。",
        "Figures of {year} in the same indicator and unit, told by eight towns or more; towns that tell several different "
        "values are left out. A larger figure is not a better one.",
    ),
    "figures_year": ("数字的年份", "year of the figures"),
    "figures_latest": ("最近一年", "the latest"),
    "spread_drawn": ("分布", "spread"),
    "least_value": ("最小", "least"),
    "lower_quarter": ("下四分位", "lower quartile"),
    "median": ("中位数", "median"),
    "upper_quarter": ("上四分位", "upper quartile"),
    "most_value": ("最大", "most"),
    "telling_of": ("写到 / 有报告", "telling / reporting"),
    "several_left_out": ("另有 {n} 个写了几个数", "{n} tell several"),
    "box_key": (
        "方框是中间一半的乡镇，竖线是中位数，两端是最小和最大；相差 30 倍以上的，刻度按倍数",
        "box: the middle half of the towns; line: the median; ends: least and most; where these are more than 30 times apart, "
        "equal steps are equal multiples",
    ),
    "figures_placed": ("数字在其他乡镇中的位置", "Its figures among those of other towns"),
    "placed_says": (
        "{year} 年的数字，与本县写到同一指标、同一单位的乡镇比；本县不足 8 个时与本省比，再不足与所有乡镇比。名次按数值从大到小，不是好坏。",
        "Figures of {year} among the towns of the county that tell the same indicator in the same unit; where these are fewer "
        "than eight, of the province, else all. Places go from the largest down and say nothing of good or bad.",
    ),
    "this_town": ("本乡镇", "this town"),
    "rank_of": ("第几 / 共", "place of"),
    "among": ("与谁比", "among"),
    "everywhere": ("所有乡镇", "all towns"),
}
