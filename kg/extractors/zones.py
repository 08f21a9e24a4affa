"""Development zones and what else is run by a committee (管委会) as a town is: 经开区, 工业园, 度假区, 生态城, 林场."""

from __future__ import annotations

import re

_KINDS = (
    "开发区|高新区|经开区|工业园区|产业园区|科技园区|园区|度假区|旅游区|示范区|管理区|工业区|试验区|实验区|经济区|合作区|集聚区|聚集区|"
    "创新区|商务区|风景名胜区|风景区|保税区|保税港区|保护区|新区|新城|生态城|科技城|科学城|农场|林场|牧场|渔场|垦区|产业园|工业园|科技园|物流园"
)
_COMMITTEE = "管理委员会|管委会"
# What committees run that are no department: 生态城管理委员会, 物流中心管委会; not 城市管理委员会, 监督管理委员会.
_RUN = r"[区园城港岛湖湾谷场洲基心](?<!市场)(?<!社区)(?<!小区)(?<!全区)(?<!我区)(?<!本区)"
_GOES_ON = r"党工委|党委|$|\d|关于|法治|依法|年度|[一二][〇○零O]"
ZONE = re.compile(
    rf"[\u4e00-\u9fff]{{1,24}}?(?:(?:{_KINDS})(?={_COMMITTEE}|{_GOES_ON})|{_RUN}(?={_COMMITTEE}))",
)


def zone_in(text: str) -> str:
    """The name of the zone that stands at the beginning of a text, with the divisions before it; empty where there is
    none. 中新天津生态城管理委员会 → 中新天津生态城; 城市管理委员会 → nothing."""
    match = ZONE.match(text)
    return match[0] if match else ""
