"""What the picture of all towns says: (Chinese, English). ``{n}``-like places are filled by the page's script."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("全国概览", "National overview"),
    "lead": (
        "每个点是一个有报告的乡镇（街道）。点的位置只表示所写做法是否相近，不是地理位置：共有罕见做法的乡镇彼此相连，"
        "相连的聚成一群，按群里比别处多见的做法命名。",
        "Each point is a town with reports. Where it stands says how alike practices are, nothing of geography: towns that "
        "share rare practices are tied, tied towns make communities, which are called by what they name more than others.",
    ),
    "wait": (
        "正在准备全部乡镇的位置；乡镇多时，第一次打开要等几秒。",
        "Placing all towns; with many of them the first visit takes some seconds.",
    ),
    "facts": (
        "{towns} 个乡镇，{groups} 群；只按至多 {cap} 个乡镇写到的做法找相近的乡镇，每个乡镇留最相近的 {near} 个；"
        "{alone} 个乡镇没有这样的联系，按省另放。位置只算一次。",
        "{towns} towns in {groups} communities. Only practices that at most {cap} towns name lead to like towns; each keeps "
        "its {near} nearest. {alone} towns have no such tie and stand by province. Places are computed once.",
    ),
    "no_webgl": (
        "这个浏览器不能画 WebGL，图画不出来；查找和下面的资料仍可用。",
        "This browser cannot draw WebGL: no picture. Search works.",
    ),
    "no_data": ("资料没有读到。", "The data could not be read."),
    "no_towns": ("还没有乡镇。", "There are no towns yet."),
    "no_script": ("看图需要打开 JavaScript。", "The picture needs JavaScript."),
    "find": ("找乡镇", "Find a town"),
    "find_hint": ("名称、拼音或首字母", "name, pinyin or initials"),
    "province": ("省份", "Province"),
    "every_province": ("全部省份", "every province"),
    "colour": ("颜色和形状", "Colours and shapes"),
    "by_group": ("按群", "by community"),
    "by_province": ("按省份", "by province"),
    "in": ("放大", "Zoom in"),
    "out": ("缩小", "Zoom out"),
    "whole": ("看全图", "Show all"),
    "picture": ("乡镇图", "Picture of the towns"),
    "keys": (
        "方向键移动，加减号缩放，0 看全图，回车选中正中的乡镇，Esc 关闭资料。",
        "Arrow keys move, plus and minus zoom, 0 shows all, Enter chooses the town in the middle, Escape closes its details.",
    ),
    "legend": ("图例", "Legend"),
    "others": ("其余", "others"),
    "towns": ("{n} 个乡镇", "{n} towns"),
    "untied": ("{province}，没有联系", "{province}, without ties"),
    "group": ("第 {n} 群", "community {n}"),
    "detail": ("所选乡镇", "Chosen town"),
    "named": ("写到 {n} 项做法", "names {n} practices"),
    "nearest": ("最相近的乡镇", "Most alike"),
    "like": ("相似度 {n}%", "likeness {n}%"),
    "none": ("没有因罕见做法相连的乡镇。", "No town is tied to it by rare practices."),
    "open": ("打开这个乡镇的页面", "Open the page of this town"),
    "close": ("关闭", "Close"),
    "nothing": ("没有找到。", "Nothing found."),
}


def words(lang: str) -> dict[str, str]:
    """The words in one language."""
    return {key: pair[0 if lang == "zh" else 1] for key, pair in WORDS.items()}
